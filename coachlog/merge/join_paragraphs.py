"""Join the paragraphs of the base, and of the other side, which one side made one paragraph of.

Without it each side's one paragraph would stand for another one of the base: their order would change, or their
sentences would be kept twice, though both changed different things."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from coachlog.frozen import frozen
from coachlog.merge.lcs import equal_pairs
from coachlog.merge.outline import level_of
from coachlog.merge.pieces import Piece, PieceKind, Run, quote_of
from coachlog.merge.side_diff import Side
from coachlog.merge.split_paragraphs import MOSTLY, words_and_spaces
from coachlog.merge.three_way import Three
from coachlog.merge.tokens import plain_words


@frozen
class _Join:
    """The pieces `first` to `last` of the base, of which a side made one, and the spaces that it put between them."""

    first: int
    last: int
    spaces: tuple[str, ...]


def join_alike(runs: Three[Run], older: Side, newer: Side) -> Three[Run] | None:
    """Return the three runs with those paragraphs joined that one side joined; None if there are none."""
    of_base: list[_Join] = []
    others: tuple[list[_Join], list[_Join]] = ([], [])
    taken = set[int]()
    joins = [list(_joins(runs.base, side)) for side in (older, newer)]
    for number, other in enumerate((newer, older)):
        also = {(join.first, join.last) for join in joins[1 - number]}
        for join in joins[number]:
            inside = set(range(join.first, join.last + 1))
            apart = _apart(runs.base, other, join)
            if inside & taken or not ((join.first, join.last) in also or apart):
                continue
            taken |= inside
            of_base.append(join)
            others[1 - number].extend(apart)
    if not of_base:
        return None
    return Three(*(_join_run(run, found) for run, found in zip(runs, (of_base, *others), strict=True)))


def _joins(base: Run, side: Side) -> Iterator[_Join]:
    """Find the neighbouring paragraphs of the base whose words stand in one paragraph of a side."""
    for i, j in sorted(side.pair.items()):
        mine = side.pieces[j]
        if base.pieces[i].raw == mine.raw or not _is_plain(mine) or i in side.moved:
            continue
        first = last = i
        while first > 0 and _is_in(first - 1, base, side, mine):
            first -= 1
        while last + 1 < len(base.pieces) and _is_in(last + 1, base, side, mine):
            last += 1
        spaces = _spaces(mine, base.pieces[first : last + 1]) if first < last and _is_plain(base.pieces[i]) else None
        if spaces:
            yield _Join(first, last, spaces)


def _is_plain(piece: Piece) -> bool:
    is_paragraph = piece.kind is PieceKind.PARAGRAPH and not piece.depth and not quote_of(piece.raw)
    return is_paragraph and not level_of(piece)


def _is_in(i: int, base: Run, side: Side, mine: Piece) -> bool:
    """Tell whether a paragraph that a side has no more stands in one of its paragraphs, in the order of its words."""
    if i in side.pair or not _is_plain(base.pieces[i]):
        return False
    words = plain_words(base.pieces[i].key)
    return len(equal_pairs(words, plain_words(mine.key))) >= MOSTLY * len(words) > 0


def _spaces(whole: Piece, parts: Sequence[Piece]) -> tuple[str, ...] | None:
    """Return the space before each part but the first, where a paragraph has the parts; None if that is not clear."""
    words, of_parts = words_and_spaces(whole), [words_and_spaces(part) for part in parts]
    pairs = equal_pairs([word for word, _ in words], [word for part in of_parts for word, _ in part])
    back = {j: i for i, j in pairs}
    begins = accumulate(len(part) for part in of_parts[:-1])
    places = [back.get(begin, back.get(begin - 1, -1) + 1) for begin in begins]
    return tuple(words[place - 1][1] for place in places) if all(places) else None


def _apart(base: Run, side: Side, join: _Join) -> list[_Join]:
    """Return where a side has the paragraphs that the other joined, one after the other, if it changed one of them."""
    inside = range(join.first, join.last + 1)
    at = [side.pair.get(i, -1) for i in inside]
    is_row = at[0] >= 0 and at == list(range(at[0], at[0] + len(at)))
    pieces = [side.pieces[j] for j in at] if is_row else []
    if not pieces or all(piece.raw == base.pieces[i].raw for piece, i in zip(pieces, inside, strict=True)):
        return []
    return [replace(join, first=at[0], last=at[-1])] if all(map(_is_plain, pieces)) else []


def _join_run(run: Run, joins: Sequence[_Join]) -> Run:
    pieces, gaps = list(run.pieces), list(run.gaps)
    for join in sorted(joins, key=lambda join: join.first, reverse=True):
        parts = pieces[join.first : join.last + 1]
        before = (part.raw.rstrip() + space for part, space in zip(parts, join.spaces, strict=False))
        raw = "".join([*before, parts[-1].raw])
        pieces[join.first : join.last + 1] = [replace(parts[0], raw=raw, key=" ".join(raw.split()))]
        del gaps[join.first + 1 : join.last + 1]
    return Run(tuple(pieces), tuple(gaps))
