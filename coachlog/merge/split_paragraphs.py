"""Cut the base and the other side where one side cut a paragraph or an item in two.

The README promises only that two rewordings stay next to each other. This goes further: without it, a paragraph that
one side splits and the other rewords would be kept twice as a whole, though the two changed different things."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Final

from coachlog.markdown.blocks import line_ending
from coachlog.markdown.task_line import parse_item
from coachlog.merge.lcs import equal_pairs
from coachlog.merge.pieces import SPACE, Piece, PieceKind, Run, quote_of
from coachlog.merge.side_diff import Side
from coachlog.merge.three_way import Three
from coachlog.merge.tokens import plain_words

MOSTLY: Final = 0.7
_Cuts = dict[int, list[int]]  # word indices to cut at, by the index of the piece


def split_alike(runs: Three[Run], older: Side, newer: Side) -> Three[Run] | None:
    """Return the three runs with each piece cut that one side cut; None if there is none."""
    base, first, second = _Cuts(), _Cuts(), _Cuts()
    for side, other, cuts in ((older, newer, second), (newer, older, first)):
        for i, parts in _parted(runs.base, side):
            at = _places([runs.base.pieces[i]], parts)
            also = other.version(i)
            there = at and also and _places([also], _cut(runs.base.pieces[i], at))
            if at and i not in base and (there or also is None):
                base[i] = at
                if there:
                    cuts[other.pair[i]] = there
    if not base:
        return None
    return Three(_cut_run(runs.base, base), _cut_run(runs.older, first), _cut_run(runs.newer, second))


def _parted(base: Run, side: Side) -> Iterator[tuple[int, list[Piece]]]:
    """Find each piece of the base whose words a side has spread over new pieces beside its own version."""
    for i, j in side.pair.items():
        piece, mine = base.pieces[i], side.pieces[j]
        if piece.kind not in (PieceKind.PARAGRAPH, PieceKind.ITEM) or piece.raw == mine.raw or i in side.moved:
            continue
        rest = Counter(plain_words(piece.key)) - Counter(plain_words(mine.key))
        beside = [k for k in (*side.slots[i], *side.slots[i + 1]) if k not in side.origin]
        parts = [k for k in beside if _is_of(side.pieces[k], piece, rest)]
        if parts:
            yield i, [side.pieces[k] for k in sorted([*parts, j])]


def _is_of(part: Piece, piece: Piece, rest: Counter[str]) -> bool:
    words = Counter(plain_words(part.key))
    alike = (part.kind, part.depth, part.mark) == (piece.kind, piece.depth, "") and not piece.mark
    return alike and bool(words) and (words & rest).total() >= MOSTLY * words.total()


def _places(whole: Sequence[Piece], parts: Sequence[Piece]) -> list[int]:
    """Return the word indices at which the parts begin, without the first; empty if they are ambiguous."""
    words_of_parts = [_plain(part) for part in parts]
    pairs = equal_pairs(
        [word for piece in whole for word in _plain(piece)], [word for words in words_of_parts for word in words]
    )
    back = {j: i for i, j in pairs}
    places: list[int] = []
    for begin in list(accumulate(len(words) for words in words_of_parts))[:-1]:
        here = {back[begin]} if begin in back else set()
        here |= {back[begin - 1] + 1} if begin - 1 in back else set()
        if len(here) != 1:
            return []
        places += here
    edges = [0, *places, sum(len(_plain(piece)) for piece in whole)]
    return places if all(low < high for low, high in pairwise(edges)) else []


def _plain(piece: Piece) -> list[str]:
    return [word for word, _ in words_and_spaces(piece)]


def words_and_spaces(piece: Piece) -> list[tuple[str, str]]:
    """Return the words of a piece without its lead, each with the space behind it."""
    parts = SPACE.split(piece.raw[len(_lead(piece)) :])
    return [(word, space) for word, space in zip(parts[::2], [*parts[1::2], ""], strict=True) if word]


def _lead(piece: Piece) -> str:
    if piece.kind is PieceKind.ITEM:
        return piece.raw[: len(piece.raw) - len(parse_item(piece.raw).words)]
    return quote_of(piece.raw)


def _cut(piece: Piece, places: list[int]) -> list[Piece]:
    words, ending = words_and_spaces(piece), line_ending((piece.raw,))
    pieces: list[Piece] = []
    for low, high in pairwise([0, *places, len(words)]):
        raw = (
            _lead(piece) + "".join(word + space for word, space in words[low : high - 1]) + words[high - 1][0] + ending
        )
        pieces.append(replace(piece, raw=raw, key=" ".join(raw.split())))
    return pieces


def _cut_run(run: Run, cuts: _Cuts) -> Run:
    pieces: list[Piece] = []
    gaps: list[str] = []
    for i, piece in enumerate(run.pieces):
        parts = _cut(piece, cuts[i]) if i in cuts else [piece]
        pieces += parts
        gaps += [run.gaps[i], *[""] * (len(parts) - 1)]
    return Run(tuple(pieces), (*gaps, run.gaps[-1]))
