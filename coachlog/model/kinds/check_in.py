"""Find the Check-in of a document: its lines are in no section, however the line that opens it is written.

What came from outside and is unsorted is in no section either.

The search errs on the side of silence: a line in code or in a comment opens a Check-in too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from coachlog.markdown.blocks import Block, BlockKind, Section, parse_blocks, split_sections
from coachlog.markdown.document import Document
from coachlog.model.fields import normalize
from coachlog.model.kinds import KINDS
from coachlog.model.kinds.headings import Aliases, means_check_in, section_name
from coachlog.model.kinds.section_names import UNSORTED

_MAX_TITLE: Final = 200  # what is longer says by its beginning what it is
_BOLD: Final = 7  # the level of a bold line: any heading ends what it opens
_LEAD: Final = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t]|\[![\w-]+\][+-]?)*")
_HEADING: Final = re.compile(r"(#{1,6})(?!#)(.*)")
_WIKI: Final = re.compile(r"=+([^=]+)=+\s*$")
_TAG: Final = re.compile(r"<(?:h([1-6]))?[^<>]*>", re.IGNORECASE)
_LABEL: Final = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(.+?)(?:[:.?!–—-]\1|\1(?=[*_]*\s*(?:\Z|[:.–—-])))")
_UNDERLINE: Final = re.compile(r"[ \t>]*(?:(=+)|-+)[ \t]*$")
_MAY_OPEN: Final = re.compile(r"check", re.IGNORECASE)
_ABOUT: Final = re.compile(r"\bins?\W+(?:on|about|for|of)\b", re.IGNORECASE)
_NAMES: Final = frozenset(name for kind in KINDS for name in kind.sections)


class _Title(NamedTuple):
    """The words of a line that may open a part of a note, and its level."""

    words: str
    level: int


def check_in_lines(document: Document, own: Aliases) -> frozenset[int]:
    """Return the lines of a document's Check-ins; `own` are the pair's words for sections."""
    return frozenset(line for span in _spans_of(document, own) for line in span)


def _spans_of(document: Document, own: Aliases) -> tuple[range, ...]:
    return tuple(_spans(document, own))


def check_in_level(line: str, below: str = "") -> int:
    """Return the level of the Check-in that a line opens (7: below every heading), 0 where it opens none."""
    title = _title(line, below)
    return title.level if title and means_check_in(title.words) else 0


def sections_for_outputs(document: Document, own: Aliases) -> tuple[Section, ...]:
    """Return a document's sections without its Check-in; `own` are the pair's words for sections."""
    lines = document.lines[document.body_line :]
    spans = _spans_of(document, own)
    if not spans:
        return tuple(section for section in document.sections if not _is_unsorted(section))
    starts = {block.start for block in document.blocks}
    blocks: Sequence[Block] = document.blocks
    if not all(span.start in starts for span in spans):  # it begins inside a list, a quote or a paragraph
        hidden = {line for span in spans for line in span}
        shown = ["\n" if number in hidden else line for number, line in enumerate(lines, document.body_line)]
        blocks = parse_blocks(shown, document.body_line)
    visible = [block for block in blocks if not any(block.start in span for span in spans)]
    sections = split_sections(visible, document.body_line, len(document.lines))
    return tuple(section for section in sections if not _is_unsorted(section))


def _is_unsorted(section: Section) -> bool:
    """Tell whether a section holds what came from outside and was not understood: it is the pair's alone."""
    return section.heading is not None and normalize(section.heading.text) == normalize(UNSORTED)


def _spans(document: Document, own: Aliases) -> Iterator[range]:
    """Yield the lines of each Check-in; most texts have none, and their blocks are not asked for."""
    first = document.body_line
    lines = document.lines[first:]
    last = first + len(lines)
    end = first
    for number, line in enumerate(lines, first):
        if number < end:
            continue
        title = _title(line, lines[number - first + 1] if number + 1 < last else "")
        if not title or not means_check_in(title.words, own):
            continue
        blocks = document.blocks
        first_heading = next((block.start for block in blocks if block.kind is BlockKind.HEADING), last)
        names_meeting = number == first_heading and title.level == 1 and not _is_just_check_in(title, own)
        end = _end(number, _BOLD if names_meeting else title.level, lines, first, blocks, own)
        yield range(number + names_meeting, end)


def _is_just_check_in(title: _Title, own: Aliases) -> bool:
    """Tell whether a title is no more than `Check-in`: `Check-in of 19 November` names the meeting."""
    return means_check_in(title.words, own, exactly=True)


def doubtful_check_ins(text: str, own: Aliases) -> Iterator[int]:
    """Yield the lines (from 1) that open a Check-in and may mean another thing: `Check in on goals`, a note's title."""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        title = _title(line, lines[number] if number < len(lines) else "") if _MAY_OPEN.search(line) else None
        if title and means_check_in(title.words, own):
            is_title = title.level == 1 and _is_just_check_in(title, own)
            parts = (_title(other) for other in lines[number:]) if is_title else ()
            if _ABOUT.search(title.words) or any(part and section_name(part.words, own) in _NAMES for part in parts):
                yield number


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
