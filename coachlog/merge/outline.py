"""The section of each piece: the heading or bold line above it, and whether that is part of a Check-in."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from coachlog.frozen import frozen
from coachlog.merge.pieces import Piece, PieceKind
from coachlog.model.kinds import KINDS
from coachlog.model.kinds.check_in import check_in_level
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.section_names import CHECK_IN
from coachlog.model.kinds.titles import part_of_note, title_in_words
from coachlog.regex import regex

TOP: Final = -1  # the section above the first heading
_BOLD_LEVEL: Final = -3  # below every heading, whose levels are -9 to -4
_OFFSET: Final = 10  # between a level of 1 to 7 and that of a piece
_MAY_OPEN: Final = regex(r"heck|how", re.IGNORECASE)
_KNOWN: Final = frozenset(name for kind in KINDS for name in kind.sections)
_BOLD: Final = regex(r"(\*\*|__)(?=\S)(?:(?!\1).)+\1[ \t]*:?[ \t]*(?:\r|\n|$)")
_NAME: Final = regex(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,2}[:：]|@[\w.-]+")  # over the lines of one person
_AROUND: Final = regex(r"^[\W\d_]+|[\W_]+$")


@frozen
class Outline:
    """The index of the opener above each piece (TOP: none), and for each piece if it is in a Check-in."""

    above: tuple[int, ...]
    private: tuple[bool, ...]


def level_of(piece: Piece) -> int:
    """Return the level of a piece that opens a section, rising with depth; 0 if it opens none."""
    if piece.kind is PieceKind.HEADING and piece.depth < 0:
        return piece.depth
    if check_in := _check_in_level(piece):
        return check_in
    if piece.kind is not PieceKind.PARAGRAPH or piece.depth:
        return 0
    first, _, rest = piece.raw.strip().partition("\n")
    opens = _BOLD.match(piece.raw.lstrip(" ")) or part_of_note(first.strip()) or title_in_words(first, rest)
    return _BOLD_LEVEL if opens or (not rest and _NAME.fullmatch(first.strip())) else 0


def _check_in_level(piece: Piece) -> int:
    """Return the level of the Check-in that some line of a piece opens for the outputs, 0 if none does."""
    if piece.kind in (PieceKind.SENTENCE, PieceKind.RULE) or (piece.raw.isascii() and not _MAY_OPEN.search(piece.raw)):
        return 0
    levels = (check_in_level(line, below) for line, below in pairwise([*piece.raw.splitlines(), ""]))
    return min((level - _OFFSET for level in filter(None, levels)), default=0)


def outline(pieces: Sequence[Piece]) -> Outline:
    """Find the section of each piece."""
    above: list[int] = []
    private: list[bool] = []
    path: list[tuple[int, int]] = []  # the level and the index of each open section
    for index, piece in enumerate(pieces):
        level = level_of(piece)
        name = _section_name(piece) if level else ""
        goes_on = False  # a bold line that means no section ends no Check-in of a bold line
        while level and path and path[-1][0] >= level:
            before = path.pop()
            goes_on = before[0] == level == _BOLD_LEVEL and private[before[1]] and name not in _KNOWN
        parent = path[-1][1] if path else TOP
        above.append(parent)
        opens = bool(level) and (name == CHECK_IN or bool(_check_in_level(piece)))
        private.append(goes_on or opens or (parent != TOP and private[parent]))
        if level:
            path.append((level, index))
    return Outline(tuple(above), tuple(private))


def _section_name(piece: Piece) -> str:
    words = piece.raw.strip().splitlines()[0]
    return section_name(_AROUND.sub("", words))
