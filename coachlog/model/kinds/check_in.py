"""Find the Check-in of a document: its lines are in no section, however the line that opens it is written.

What came from outside and is unsorted is in no section either.

The search errs on the side of silence: a line in code or in a comment opens a Check-in too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from coachlog.markdown.blocks import Block, BlockKind, Section, parse_blocks, split_lines, split_sections
from coachlog.markdown.document import Document
from coachlog.markdown.yaml_text import Scalar
from coachlog.model.fields import normalize
from coachlog.model.kinds import KINDS
from coachlog.model.kinds.headings import (
    Aliases,
    bare_section,
    means_check_in,
    nearly_section,
    section_name,
)
from coachlog.model.kinds.section_names import CHECK_IN, UNSORTED
from coachlog.model.links import without_hidden
from coachlog.regex import regex

_AROUND_TITLE: Final = " \t\r\n>#*_:-•"
_MAX_TITLE: Final = 200  # what is longer says by its beginning what it is
_LONGEST: Final = 1_000  # letters of a line in which breaks are looked for
_BOLD: Final = 7  # the level of a bold line: any heading ends what it opens
_PART: Final = 8  # the level of an item, a row or a paragraph: what is indented below it, or the rest of it
_LEAD: Final = regex(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t]|\[![\w-]+\][+-]?)*")
_HEADING: Final = regex(r"(#{1,6})(?!#)(.*)")
_WIKI: Final = regex(r"=+([^=]+)=+\s*$")
_TAG: Final = regex(r"<(?:h([1-6]))?[^<>]*>", re.IGNORECASE)
_LABEL: Final = regex(r"(\*{1,3}|_{1,3})(?=\S)(.+?)(?:[:.?!–—-]\1|\1(?=[*_]*\s*(?:\Z|[:.–—-])))")
_ITEM: Final = regex(r"[ \t>]*(?:[-*+•–]|\d{1,9}[.)])[ \t]")
_ROW: Final = regex(r"[ \t>]*\|")
_BOX: Final = regex(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[.?\]")
# `Check-in`, `Sam's check-in: tired`, `**Check-in** tired`: a line that says no more, or says it as a label.
_LABELLED: Final = regex(
    r"(?:[\W\d_]|\[x\])*("
    r"(?:(?:@[\w.-]+|[^\W\d_]+(?:[ ][^\W\d_]+){0,2}(?:['\N{RIGHT SINGLE QUOTATION MARK}]s|[*_]*:[*_]*|[ ][-–—]))[ \t]+"
    r"|[^\W\d_]+(?:[ ][^\W\d_]+){0,2}[ \t]*\([\W_]*)?"
    r"che[\W_]*c?k[\W_]*ins?\b)"
    r"(?:[\W_]*(?:\([^()]*\)[\W_]*)?(?:\Z|[:\N{FULLWIDTH COLON}\N{EN DASH}\N{EM DASH}|=\N{RIGHTWARDS ARROW}…])"
    r"|\s-[->]?\s|[ \t]+(?-i:[^\W\d_a-z])[^\W\d_]*[*_]*:\s|[;\N{FULLWIDTH SEMICOLON}/.]|\*|__|</|\])",
    re.IGNORECASE,
)
_BETWEEN_US: Final = r"(?:private|confidential|off the record|(?:just |only )?between us|vertraulich)"
# `Off the record: words`, `**Sam:** between us - words`.
_LABELLED_PRIVATE: Final = regex(
    rf"(?:[\W\d_]|\[x\])*(?:@?\w+[*_]*[:：][*_]*\s+)?({_BETWEEN_US})[*_]*(?:\s*[:：]|\s+[-–—]\s)", re.IGNORECASE
)
_CELL: Final = regex(r"\|[\W\d_]*(che[\W_]*c?k[\W_]*ins?\b)[\W_]*(?:\||\Z)", re.IGNORECASE)
# `Sam:`, `Ms. Lee (coach) -`, `@mentee`, `Sam,`: who asks, or is asked.
_NAME: Final = (
    r"(?:@[\w.-]+[:,]?[ \t]+|[^\W\d_]\)[ \t]+"
    r"|[^\W\d_]+\.?(?:[ ][^\W\d_]+\.?){0,2}(?:[ ][\[(][^()\[\]]{1,30}[\])])?[*_]*"
    r"(?:[:,?\N{FULLWIDTH COLON}][*_]*[ \t]*|[ ][-–—][ \t]+))"
)
_ASKING: Final = (
    r"how\W?(?:are|is|s|re|was|were|have|has|ve|did|do|r|you|u)\b|(?:are )?(?:you|u)\b|what\W?s\b"
    r"|wie\b|jak\b|co\b|c[oó]mo\b|qu[eé]\b|comment\b|[cç]a\b|come\b|hoe\b|hvordan\b|hur\b"
)
_QUESTION: Final = rf"[\W\d_]*{_NAME}?((?:{_ASKING})[^:?]{{1,30}})"
_ASKED: Final = regex(rf"{_QUESTION}(?:[:?]|\Z)", re.IGNORECASE)
_ASKED_ALONE: Final = regex(rf"{_QUESTION}\?[\W_]*\Z", re.IGNORECASE)  # a line that says no more
_BREAK: Final = regex(r"[\v\f\x1c-\x1e\x85\u2028\u2029]|<br\s*/?>", re.IGNORECASE)  # in a line of Markdown
_JOINED_WORDS: Final = 4  # and a sign or `and`
_AND: Final = regex(r"\s(?:[/&+]|and)\s")
# `Check-in / Icebreaker`, a line that says no more.
_JOINED: Final = regex(r"[^\W\d_][\w’' -]{1,30}\s(?:[/&+]|and)\s[\w’' -]{2,30}")
_UNDERLINE: Final = regex(r"[ \t>]*(?:(=+)|-+)[ \t]*$")
_MAY_OPEN: Final = regex(rf"che[\W_]*c?k|{_ASKING}|{_BETWEEN_US}", re.IGNORECASE)
_ABOUT: Final = regex(
    r"\bins?\W+(?:on|about|for|of)\b|\b(?:goals?|progress|homework|lesson|class|students?)\W+check", re.IGNORECASE
)
_NAMES: Final = frozenset(name for kind in KINDS for name in kind.sections)
_OF_A_MEETING: Final = frozenset(name for kind in KINDS if kind.name == "meeting" for name in kind.sections)


class _Title(NamedTuple):
    """The words of a line that may open a part of a note, and its level."""

    words: str
    level: int


def check_in_lines(document: Document, own: Aliases) -> frozenset[int]:
    """Return the lines of a document's Check-ins; `own` are the pair's words for sections."""
    return frozenset(line for span in check_in_spans(document, own) for line in span)


def check_in_spans(document: Document, own: Aliases) -> tuple[range, ...]:
    """Return the lines of each Check-in."""
    return tuple(_spans(document, own))


def check_in_level(line: str, below: str) -> int:
    """Return the level of the Check-in that a line opens (7: below every heading), 0 where it opens none."""
    title = _check_in(line, below, ())
    return title.level if title and title.level < _PART else 0  # an item is merged with what is below it


def sections_for_outputs(
    document: Document, own: Aliases, spans: tuple[range, ...] | None = None
) -> tuple[Section, ...]:
    """Return a document's sections without its Check-in, whose `spans` may be known; `own` are the pair's words."""
    lines = document.lines[document.body_line :]
    spans = check_in_spans(document, own) if spans is None else spans
    if not spans:
        return tuple(section for section in document.sections if not is_unsorted(section))
    starts = {len(document.lines), *(block.start for block in document.blocks)}
    blocks: Sequence[Block] = document.blocks
    # It begins or ends inside a list, a quote or a paragraph.
    if not all(span.start in starts and span.stop in starts for span in spans):
        hidden = {line for span in spans for line in span}
        shown = [
            line[len(line.rstrip("\r\n")) :] if number in hidden else line
            for number, line in enumerate(lines, document.body_line)
        ]
        blocks = parse_blocks(shown, document.body_line)
    visible = [block for block in blocks if not any(block.start in span for span in spans)]
    sections = split_sections(visible, document.body_line, len(document.lines))
    return tuple(section for section in sections if not is_unsorted(section))


def title_for_outputs(document: Document, own: Aliases) -> str:
    """Return a document's title, without comments.

    It is nothing where a Check-in's heading that says more is first: `## Check-in: tired`.
    """
    title = without_hidden(document.title)
    if not means_check_in(title, own) or means_check_in(title, own, exactly=True):
        return title
    heading = next((block.start for block in document.blocks if block.kind is BlockKind.HEADING), document.body_line)
    return "" if any(heading in span for span in check_in_spans(document, own)) else title


def is_unsorted(section: Section) -> bool:
    """Tell whether a section holds what came from outside and was not understood: it is the pair's alone."""
    return section.heading is not None and normalize(section.heading.text) == normalize(UNSORTED)


def _spans(document: Document, own: Aliases) -> Iterator[range]:
    """Yield the lines of each Check-in; most texts have none, and their blocks are not asked for."""
    first = document.body_line
    lines = document.lines[first:]
    last = first + len(lines)
    end = first
    for number, line in enumerate(lines, first):
        if number < end or line.isspace():
            continue
        title = _check_in(line, lines[number - first + 1] if number + 1 < last else "", own)
        if not title:
            continue
        if title.level == _PART:
            end = number + _length(lines[number - first :])
            # A bare item is a point of an agenda, and a box somebody's step.
            if span := range(number + bool(_BOX.match(line)), end if end > number + 1 or title.words else number):
                yield span
            continue
        blocks = document.blocks
        first_heading = next((block.start for block in blocks if block.kind is BlockKind.HEADING), last)
        is_title = number == first_heading and title.level == 1
        names_document = is_title and (not may_be_meeting(document) or not _is_just_check_in(title, own))
        end = _end(number, _BOLD if names_document else title.level, lines, first, blocks, own)
        yield range(number + names_document, end)


def may_be_meeting(document: Document) -> bool:
    """Tell whether a document says of itself that it is a meeting's note, or says of no kind: others have no Check-in.

    The first heading of another kind is its title, whatever it means: `Feelings` is a lesson.
    """
    entry = document.front.find("type") if document.front else None
    kind = entry.value.text.strip() if entry and isinstance(entry.value, Scalar) else ""
    return kind == "meeting" or kind not in {one.name for one in KINDS}


def _check_in(line: str, below: str, own: Aliases) -> _Title | None:
    """Return the words and the level of the Check-in that a line opens; of an item or a row what it says itself."""
    title = _title(line, below)
    if title and means_check_in(title.words, own):
        return title
    if not _MAY_OPEN.search(line):
        return None
    is_part = bool(_ITEM.match(line) or _ROW.match(line))
    bare = line[len(_LEAD.match(line).group()) :].strip()  # type: ignore[union-attr]  # it matches nothing too
    if bare[:1].isupper() and len(bare.split()) <= _JOINED_WORDS and _JOINED.fullmatch(bare) and _joins(bare, own):
        return _Title("", _PART) if is_part else _Title(bare, _BOLD)
    for words in _BREAK.split(line.strip()[:_LONGEST]):
        match = (
            _LABELLED.match(words)
            or _LABELLED_PRIVATE.match(words)
            or (_CELL.search(words) or _ASKED.match(words) if is_part else _ASKED_ALONE.match(words))
        )
        answered = None if match or is_part else _ASKED.match(words)  # in the same paragraph
        if answered and means_check_in(answered[1]):
            return _Title(words, _PART)
        if match and means_check_in(match[1]):
            return _Title(words[match.end() :].strip(" |*_"), _PART) if is_part else _Title(match[1], _BOLD)
    return None


def _joins(words: str, own: Aliases) -> bool:
    """Tell whether one of the parts that a line joins is no more than `Check-in`."""
    return any(means_check_in(part, own, exactly=True) for part in _AND.split(words))


def _length(lines: Sequence[str]) -> int:
    """Return how many lines an item has with what is indented below it, or a table or a paragraph from a line on."""
    depth, is_item, blank = _depth(lines[0]), bool(_ITEM.match(lines[0])), False
    for count, line in enumerate(lines[1:], 1):
        if not line.strip(" \t>\r\n"):
            if not is_item:
                return count
            blank = True
        elif is_item and _depth(line) <= depth and (blank or _ITEM.match(line) or _title(line)):
            return count
    return len(lines)


def _depth(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" >"))


def _is_just_check_in(title: _Title, own: Aliases) -> bool:
    """Tell whether a title is no more than `Check-in`: `Check-in of 19 November` names the meeting."""
    return means_check_in(title.words, own, exactly=True)


def doubtful_check_ins(text: str, own: Aliases) -> Iterator[int]:
    """Yield the lines (from 1) that open a Check-in and may mean another thing: `Check in on goals`, a note's title."""
    lines = split_lines(text)
    for number, line in enumerate(lines, 1):
        title = _check_in(line, lines[number] if number < len(lines) else "", own) if _MAY_OPEN.search(line) else None
        if title:
            is_title = title.level == 1 and _is_just_check_in(title, own)
            parts = (_title(other) for other in lines[number:]) if is_title else ()
            if _ABOUT.search(title.words) or any(part and section_name(part.words, own) in _NAMES for part in parts):
                yield number


def hidden_titles(document: Document, own: Aliases, spans: Iterable[range]) -> Iterator[tuple[int, str]]:
    """Yield the lines (from 0) of Check-ins that are another section's name, and this section: nothing reads them."""
    for number in (number for span in spans for number in span):
        line = document.lines[number]
        title = _title(line)
        meant = section_name(title.words, own) if title else ""
        name = bare_section(line.strip(_AROUND_TITLE), own) or (meant if meant in _OF_A_MEETING else "")
        below = document.lines[number + 1] if number + 1 < len(document.lines) else ""
        if not name and (title or (_ITEM.match(below) and not _ITEM.match(line))):  # over others, and misspelled
            name = nearly_section(line.strip(_AROUND_TITLE))
        if name and name != CHECK_IN:
            yield number, name


def _end(number: int, level: int, lines: Sequence[str], first: int, blocks: Sequence[Block], own: Aliases) -> int:
    """Return the line at which a Check-in ends that opens on a line."""
    for block in blocks:
        if block.end <= number + 1:
            continue
        if block.kind is BlockKind.HEADING and block.start > number and block.level <= level:
            return block.start
        if level == _BOLD and block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE):
            for known in _known_bold(range(max(block.start, number + 1), block.end), lines, first, own):
                return known
    return first + len(lines)


def _known_bold(numbers: Iterable[int], lines: Sequence[str], first: int, own: Aliases) -> Iterator[int]:
    for number in numbers:
        title = _title(lines[number - first])
        if title and title.level == _BOLD and section_name(title.words, own) in _NAMES:
            yield number


def _title(line: str, below: str = "") -> _Title | None:
    """Return the words and the level of a heading, a bold line, a callout or a line that ends in a colon."""
    lead = _LEAD.match(line).group()  # type: ignore[union-attr]  # it matches nothing too
    rest = line[len(lead) : len(lead) + _MAX_TITLE].rstrip()
    title = None
    if match := _HEADING.match(rest):
        title = _Title(match.group(2), len(match.group(1)))
    elif match := _WIKI.match(rest):
        title = _Title(match.group(1), 2)
    elif match := _TAG.match(rest):
        title = _Title(_TAG.sub(" ", rest), int(match.group(1) or _BOLD))
    elif rest and (match := _UNDERLINE.match(below)):
        title = _Title(rest, 1 if match.group(1) else 2)
    elif match := _LABEL.match(rest):
        title = _Title(match.group(2), _BOLD)
    elif "[!" in lead or (not lead.strip(" \t>") and rest.endswith(":")):
        title = _Title(rest, _BOLD)
    return title
