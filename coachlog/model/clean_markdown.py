"""A document's Markdown for people who have no log: without Check-ins, what is unsorted, comments and marks."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.blocks import BlockKind, split_lines
from coachlog.markdown.document import Document
from coachlog.markdown.task_line import parse_item, without_id
from coachlog.model.fields import format_date, is_day, parse_date
from coachlog.model.kinds.body import StepMark
from coachlog.model.kinds.check_in import check_in_lines, is_unsorted
from coachlog.model.kinds.headings import Aliases
from coachlog.model.links import read_marks, with_titles, without_addresses
from coachlog.model.settings import PersonId
from coachlog.regex import regex

# A comment that nothing closes ends at the next heading, as the blocks of a document do.
_COMMENT: Final = regex(r"<!--(?:.*?-->|(?:(?!\n {0,3}#{1,2}\s).)*)", re.DOTALL)
_BLANK_LINES: Final = regex(r"\n{3,}")
_BETWEEN: Final = regex(r"(\n[ \t>]*\n)")  # between two paragraphs
_FROM: Final = regex(r"\s*\(from \d{4}-\d{2}-\d{2}\)")
_DUE: Final = regex(r"\(due (\d{4}-\d{2}-\d{2})\)")
_OWNER: Final = regex(r"@([\w.-]*\w):?\s+")
_STATES: Final = {StepMark.UNDER_WAY: "under way", StepMark.CARRIED: "carried over", StepMark.DROPPED: "dropped"}

_CODE: Final = ("```", "~~~", "    ", "\t")  # a text without them has no code

NameOf = Callable[[PersonId], str]


@frozen
class Words:
    """The words of one log: its headings, and the names for the ids of its people and documents."""

    headings: Aliases = ()
    name_of: NameOf = str
    title_of: Callable[[str], str] = str


NO_LOG: Final = Words()


def without_check_in(text: str, own: Aliases) -> str:
    """Return Markdown without its Check-ins and what is unsorted; `own` are the pair's words for sections."""
    document = _read(text)
    unsorted = (section for section in document.sections if is_unsorted(section))
    hidden = check_in_lines(document, own).union(*(range(section.start, section.end) for section in unsorted))
    lines = enumerate(document.lines)
    return "".join(line for number, line in lines if number >= document.body_line and number not in hidden)


def clean_markdown(text: str, words: Words) -> str:
    """Return Markdown without Check-ins, comments and marks."""
    document = _read(without_check_in(text, words.headings))
    parts = (part if is_code else _clean(part, words) for part, is_code in _parts(document))
    return _BLANK_LINES.sub("\n\n", "".join(parts)).strip("\n") + "\n"


def comment_spans(lines: Sequence[str]) -> Iterator[range]:
    """Yield the lines (from 1) of each comment that has more than one, or that nothing closes."""
    text, end = "\n".join(line.rstrip("\r\n") for line in lines), 0
    while match := _COMMENT.search(text, end):
        start, end = match.span()
        if text.count("`", text.rfind("\n", 0, start) + 1, start) % 2:  # in code
            end = start + 1
            continue
        first = text.count("\n", 0, start) + 1
        last = first + match[0].count("\n")
        if last > first or not match[0].endswith("-->"):
            yield range(first, last + 1)


def clean_words(line: str, words: Words) -> str:
    """Return the words of one line without comments and marks: a title, the value of a field."""
    return without_addresses(with_titles(read_marks(line).words, words.title_of))


def _read(text: str) -> Document:
    """Return Markdown as a document that is a body alone, whatever its first line looks like."""
    return Document(text.replace("\r\n", "\n").replace("\r", "\n"), None, 0, 0, 0)


def _parts(document: Document) -> Iterator[tuple[str, bool]]:
    """Yield the text in runs of lines that are code, or are none."""
    blocks = document.blocks if any(mark in document.text for mark in _CODE) else ()
    code = {line for block in blocks if block.kind is BlockKind.CODE for line in range(block.start, block.end)}
    numbers = range(document.body_line, len(document.lines))
    for is_code, run in groupby(numbers, code.__contains__):
        yield "".join(document.lines[number] for number in run), is_code


def _clean(text: str, words: Words) -> str:
    lines = (with_titles(_without_marks(line), words.title_of) for line in split_lines(_COMMENT.sub("", text)))
    paragraphs = map(without_addresses, _BETWEEN.split("".join(lines)))  # a link may go on in the next line
    return "".join(_clean_step(line, words.name_of) for part in paragraphs for line in split_lines(part))


def _without_marks(line: str) -> str:
    """Return a line without stars and the links at its end, and with its indent."""
    words = line.rstrip("\r\n")
    item = parse_item(words)
    cleaned = read_marks(item.words, goes_on=not item.bullet)
    if not (cleaned.links or cleaned.starred):
        return line
    return words[: len(words) - len(item.words)] + cleaned.words + line[len(words) :]


def _clean_step(line: str, name_of: NameOf) -> str:
    """Return a next step's line as people say it: whose it is, by when, and how it stands."""
    words, ending = line.rstrip("\r\n"), line[len(line.rstrip("\r\n")) :]
    item = parse_item(words)
    if item.mark is None:
        return line
    text = _DUE.sub(_format_due, _FROM.sub("", without_id(f" {item.words}").strip()))
    owner = _OWNER.match(text)
    if owner:
        text = f"{name_of(PersonId(owner[1]))}: {text[owner.end() :]}"
    state = _STATES.get(item.mark, "")  # type: ignore[call-overload]  # any sign may stand in a box
    box = "x" if item.mark.lower() == StepMark.DONE else " "
    return f"{item.indent}{item.bullet} [{box}] {text}{f' ({state})' if state else ''}{ending}"


def _format_due(match: re.Match[str]) -> str:
    return f"(due {format_date(parse_date(match[1]))})" if is_day(match[1]) else match[0]
