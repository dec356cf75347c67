"""Pair the pieces of two texts: first those with equal words, then like ones between them."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from coachlog.markdown.tables import cut_row
from coachlog.merge.lcs import best_pairs, equal_pairs
from coachlog.merge.pieces import Piece, PieceKind, Run
from coachlog.merge.tokens import bag, sentences

_MAXLIKENESS: Final = 2_500  # comparisons between two equal pieces; past this bound, different pieces are new ones
LIKE: Final = 0.5


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how much two bags of words have in common, from 0 to 1."""
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def common_run(first: Run, second: Run) -> Run:
    """Return the pieces that two runs have in common, as a base for merging them."""
    pairs = equal_pairs([piece.key for piece in first.pieces], [piece.key for piece in second.pieces])
    return Run(tuple(first.pieces[i] for i, _ in pairs), ("",) * (len(pairs) + 1))


def same_paragraphs(first: Sequence[Piece], second: Sequence[Piece]) -> dict[int, int]:
    """Pair the paragraphs that have a sentence and half of their words in common."""
    return {
        i: j
        for i, j in align(first, second).items()
        if first[i].kind is PieceKind.PARAGRAPH and common_run(sentences(first[i].raw), sentences(second[j].raw)).pieces
    }


def align(first: Sequence[Piece], second: Sequence[Piece]) -> dict[int, int]:
    """Map the index of each piece of the first to that of its partner in the second, in rising order."""
    pairs = equal_pairs([_name(piece) for piece in first], [_name(piece) for piece in second])
    partners = dict(pairs)
    a = b = 0
    for i, j in [*pairs, (len(first), len(second))]:
        if a < i and b < j and (i - a) * (j - b) <= _MAXLIKENESS:
            worth = _worth(first[a:i], second[b:j])
            partners.update((a + x, b + y) for x, y in best_pairs(worth))
        a, b = i + 1, j + 1
    return dict(sorted(partners.items()))


def _name(piece: Piece) -> str:
    return f"{piece.kind} {piece.key}"


def _worth(first: Sequence[Piece], second: Sequence[Piece]) -> list[list[float]]:
    bags_a = [Counter(bag(piece.key)) for piece in first]
    bags_b = [Counter(bag(piece.key)) for piece in second]
    return [[_alike(x, y, bags_a[i], bags_b[j]) for j, y in enumerate(second)] for i, x in enumerate(first)]


def _alike(x: Piece, y: Piece, words_x: Counter[str], words_y: Counter[str]) -> float:
    if x.kind is not y.kind:
        return 0.0
    if x.mark and y.mark:
        return 10.0 if x.mark == y.mark else 0.0
    ratio = likeness(words_x, words_y)
    same_cell = cut_row(x.key)[:2] == cut_row(y.key)[:2] or not (words_x or words_y)
    if x.kind is PieceKind.ROW and same_cell:
        ratio = max(ratio, LIKE)  # a row is known by its first cell; the line under a table's head has no words
    return ratio if ratio >= LIKE else 0.0
