"""Find what is in doubt about a success or an area of growth: who says it, whether it is one, whether it is any."""

from collections.abc import Iterable, Iterator
from typing import Final

from coachlog.errors import Problem
from coachlog.markdown.blocks import Block, Section
from coachlog.markdown.typed_items import unstruck
from coachlog.model.doubtful_names import doubtful_entry, is_name, second_speaker, whom_to_write
from coachlog.model.fields import format_list
from coachlog.model.kinds.body import UNCLEAR_LINE, UNKNOWN_PERSON, SectionEntry
from coachlog.model.kinds.entries import rows_of
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.section_names import GROWTH, NEXT_STEPS, SUCCESSES
from coachlog.model.owners import find_owner, heading_owner
from coachlog.model.settings import BOTH, NOBODY, Settings
from coachlog.regex import regex

_NAME: Final = r"(@?[^\W\d_][\w’'-]{0,30}(?: [^\W\d_a-z][\w’'-]{0,30}\.?)?)"
_STAMP: Final = r"[\d./-]{5,10},?\s\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp][Mm])?\s[–-]\s"
# `Sam says: x`, `Sam (15:45): x`, `Sam Sample 3:45 PM x`, `19.11.26, 15:45 - Sam: x`, `Sam → x`.
_IN_FRONT: Final = regex(
    rf"\W{{0,3}}(?:{_STAMP}{_NAME}\s*[:：]"
    rf"|{_NAME}(?:[\s,(]+(?:says|said|wrote|writes|shares?|shared|reports?|reported|notes?|noted|at)\b[^:：]{{0,20}}[:：]"
    r"|[\s,(]+(?:[\d./-]{5,10},?\s)?\d{1,2}[:.]\d\d\b|\s?(?:[>|;~=·…]|[→➜➡]\ufe0f?|->|=>|\.\.\.)\s))"
)
_AT_END: Final = regex(
    rf"(?:[(,–—-]\s*(?:said|says|per|from|via)\s+|\s[~|/=*>]\s|[\U0001f300-\U0001faff]\ufe0f?\s){_NAME}[)\]]?[.!]?\Z"
)
_DASHED: Final = regex(rf"\s[–—-]\s+[*_]{{0,2}}{_NAME}[*_]{{0,2}}\s*[:：]")
_SEVERAL: Final = regex(
    r"(?:1|[aAiI])[.)]?\s.{1,400}?\s(?:2|[bB]|ii|II)[.)]?\s(?=\w)|.{1,400}?\s[•‣▪●◦]\s(?=\w)|.{1,400}?<br\s*/?>\s*\S"
)
_ALONE: Final = regex(r"\W*(?:me|mine|you|yours?|his|hers?|us|ours?|them|theirs?)\W*|[^.!?]{1,40}[:：]\W*")
_OVER: Final = 40  # letters of a line that stands over others
_LISTED: Final = (SUCCESSES, GROWTH, NEXT_STEPS)
_TOO_SMALL: Final = ("focus", "current focus", "growth", "action", "actions", "steps")  # a column may say it of a row


def unnamed_speakers(path: str, entries: Iterable[SectionEntry], settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each success or area of growth that says who without a name of the log, or is not one.

    One that is struck through as a whole is listed all the same, and is named as well.
    """
    for entry in entries:
        if not entry.by and (label := doubtful_entry(entry.text, settings) or _name_beside(entry.text, settings)):
            message = f"`{label}` is not read as whose line this is: {whom_to_write(label, settings)}"
            yield Problem(path, entry.line, UNKNOWN_PERSON, message)
        if name := second_speaker(entry.text, entry.by, settings) or _dashed_speaker(entry, settings):
            message = f"what {name} says stands in another person's line: give it a line of its own"
            yield Problem(path, entry.line, UNKNOWN_PERSON, message)
        if message := _doubt(entry, settings):
            yield Problem(path, entry.line, UNCLEAR_LINE, message)


def columns_of_others(section: Section, name: str, settings: Settings) -> Iterator[tuple[int, str]]:
    """Yield the first lines (from 0) of tables that have a column for another part of a note, and this part."""
    for block in section.blocks:
        others = [other for other in _columns(block, settings) if other != name]
        if others:
            yield block.start, format_list(list(dict.fromkeys(others)))


def _columns(block: Block, settings: Settings) -> Iterator[str]:
    first, _, below = block.text.partition("\n")
    if not below or ("|" not in first and "\t" not in first):
        return
    cells = [cell for cell in next(iter(rows_of(block)), ()) if cell.casefold() not in _TOO_SMALL]
    meant = (section_name(cell, settings.headings) for cell in cells)
    yield from (name for name in meant if name in _LISTED)


def _doubt(entry: SectionEntry, settings: Settings) -> str:
    """Return what is in doubt about an entry as a whole."""
    text = entry.text
    if unstruck(text) is not None:
        return "this is struck through, and is listed all the same: take the line away, or the ~~ around it"
    if "%%" in text:
        return "`%%` hides nothing here: take these words away, or write <!-- and --> around them"
    if _SEVERAL.match(text):
        return "these are several, and are read as one: give each a line of its own that begins with `- `"
    if len(text) <= _OVER and (_ALONE.fullmatch(text.casefold()) or heading_owner(text, settings)):
        return "this line stands over others, and is read as one of them: write it as a heading, with `### ` in front"
    return ""


def _name_beside(text: str, settings: Settings) -> str:
    """Return a person's name at a line's beginning or end, beside which something stands that names do not have."""
    found = (form(text) for form in (_IN_FRONT.match, _AT_END.search))
    names = (next(filter(None, match.groups())) for match in found if match)
    return next((name for name in names if is_name(name, settings)), "")


def _dashed_speaker(entry: SectionEntry, settings: Settings) -> str:
    names = (match[1] for match in _DASHED.finditer(entry.text) if entry.by)
    return next((name for name in names if find_owner(name, settings) not in (NOBODY, BOTH, entry.by)), "")
