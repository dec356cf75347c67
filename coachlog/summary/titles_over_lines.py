"""Whose lines may be by a title above them, or a name below them, which is no plain name: `### What Sam said`."""

from collections.abc import Mapping, Sequence
from typing import Final

from coachlog.model.owners import find_owner
from coachlog.model.settings import BOTH, NOBODY, Person, PersonId, Settings
from coachlog.regex import regex
from coachlog.summary.named_people import people_in

_HEADING: Final = regex(r"[ \t>]*(#{2,6})(?!#)")  # the title of a note is over all of it, and says with whom one met
_PARAGRAPH: Final = regex(r"(?![-*+•–>|] |\d{1,9}[.)] |>)\S[^\t|]*")  # an item or a row is an entry of its own
_TITLE: Final = regex(r"(?:(?:\*\*|__).*(?:\*\*|__)|<(?:summary|b|strong|h\d|details)\b.*|.*[:：—–→])[ \t*_]*")
_AROUND: Final = " \t\r\n>*_()[]—–-~"
_FEW: Final = 4  # words of a title that nothing marks as one
_LONGEST: Final = 80  # letters of a title
_BOLD: Final = 7  # the level of a title that is no heading: any heading ends what it opens


def named_beside(lines: Sequence[str], others: tuple[Person, ...], settings: Settings) -> Mapping[int, PersonId]:
    """Return by line (from 1) which of the others may have said it, as a title over it or a name below it says."""
    named: dict[int, PersonId] = {}
    over, opened = None, 0
    for at, line in enumerate(lines):
        heading = _HEADING.match(line)
        level = len(heading[1]) if heading else _BOLD if _is_title(line, lines[at + 1 : at + 2]) else 0
        if level:
            who = min(people_in(line, others, of_somebody=True, of_mine=False), default=None)
            if who or level <= opened:
                over, opened = who, level if who else 0
        if over:
            named[at + 1] = over
        elif (signed := _signature(line, settings)) in {BOTH, *(one.id for one in others)}:
            named |= dict.fromkeys(_block_above(lines, at), signed)
    return named


def _is_title(line: str, below: Sequence[str]) -> bool:
    """Tell whether a line is in bold type, or ends in a colon, or is a few words right above others."""
    plain = line.strip()
    if len(plain) > _LONGEST or not _PARAGRAPH.fullmatch(line.rstrip("\r\n")):
        return False
    few = len(plain.split()) <= _FEW and plain[-1] not in ".!?" and any(map(str.strip, below))
    return bool(_TITLE.fullmatch(line.rstrip("\r\n"))) or few


def _signature(line: str, settings: Settings) -> PersonId:
    """Return whose name a line is and no more."""
    plain = line.strip(_AROUND)
    if len(plain) > _LONGEST or not _PARAGRAPH.fullmatch(line.rstrip("\r\n")):
        return NOBODY
    return find_owner(plain, settings)


def _block_above(lines: Sequence[str], at: int) -> range:
    """Return the lines (from 1) of the paragraph or the quotation above a line."""
    end = at
    while end and not lines[end - 1].strip(" \t\r\n>"):
        end -= 1
    start = end
    while start and lines[start - 1].strip(" \t\r\n>") and not _HEADING.match(lines[start - 1]):
        start -= 1
    return range(start + 1, end + 1)
