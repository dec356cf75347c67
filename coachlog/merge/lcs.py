"""The longest common sequence of two lists, and the best alignment by weights: bounded on any input."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

# 5,000 pieces without a unique one would need 25 million steps: past this bound the n-th is paired with the n-th.
_MAX_CELLS: Final = 40_000

Pair = tuple[int, int]
_Range = tuple[int, int, int, int]  # start and end in the first, start and end in the second


def equal_pairs(first: Sequence[str], second: Sequence[str]) -> list[Pair]:
    """Return the index pairs of a longest common sequence; past the bounds, of a common sequence."""
    return _equal(first, second, (0, len(first), 0, len(second)))


def _equal(first: Sequence[str], second: Sequence[str], span: _Range) -> list[Pair]:
    a, a_end, b, b_end = span
    head: list[Pair] = []
    while a < a_end and b < b_end and first[a] == second[b]:
        head.append((a, b))
        a, b = a + 1, b + 1
    tail: list[Pair] = []
    while a < a_end and b < b_end and first[a_end - 1] == second[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
        tail.append((a_end, b_end))
    if a == a_end or b == b_end:
        return head + tail[::-1]
    if (a_end - a) * (b_end - b) <= _MAX_CELLS:
        inside = _longest(first[a:a_end], second[b:b_end])
        middle = [(a + i, b + j) for i, j in inside]
    else:
        middle = _between_anchors(first, second, (a, a_end, b, b_end))
    return head + middle + tail[::-1]


def _between_anchors(first: Sequence[str], second: Sequence[str], span: _Range) -> list[Pair]:
    a, a_end, b, b_end = span
    anchors = _rising(_anchors(first, second, span))
    if not anchors:
        return []
    pairs: list[Pair] = []
    for i, j in [*anchors, (a_end, b_end)]:
        if (i - a) * (j - b) <= _MAX_CELLS:
            pairs += _equal(first, second, (a, i, b, j))
        if i < a_end:
            pairs.append((i, j))
        a, b = i + 1, j + 1
    return pairs


def _anchors(first: Sequence[str], second: Sequence[str], span: _Range) -> list[Pair]:
    """Pair the items that occur once on both sides; if there are none, the n-th occurrence with the n-th."""
    a, a_end, b, b_end = span
    places_a: dict[str, list[int]] = defaultdict(list)
    places_b: dict[str, list[int]] = defaultdict(list)
    for i in range(a, a_end):
        places_a[first[i]].append(i)
    for j in range(b, b_end):
        places_b[second[j]].append(j)
    alone = [(at[0], places_b[key][0]) for key, at in places_a.items() if len(at) == len(places_b.get(key, ())) == 1]
    if alone:
        return alone
    return sorted(
        pair for key, at in places_a.items() if key in places_b for pair in zip(at, places_b[key], strict=False)
    )


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest subsequence that rises on both sides, by patience sorting."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for index, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(piles[pile - 1] if pile else None)
        if pile == len(tops):
            tops.append(j)
            piles.append(index)
        else:
            tops[pile], piles[pile] = j, index
    chain: list[Pair] = []
    at = piles[-1] if piles else None
    while at is not None:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _longest(first: Sequence[str], second: Sequence[str]) -> list[Pair]:
    return best_pairs([[2.0 if x == y else 0.0 for y in second] for x in first])


def best_pairs(worth: Sequence[Sequence[float]]) -> list[Pair]:
    """Return the rising pairs with the greatest sum of weights; a weight of 0 makes no pair."""
    rows, columns = len(worth), len(worth[0])
    sums = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        row, below, here = worth[i], sums[i + 1], sums[i]
        for j in range(columns - 1, -1, -1):
            both = row[j] + below[j + 1] if row[j] else 0.0
            here[j] = max(both, below[j], here[j + 1])
    pairs: list[Pair] = []
    i = j = 0
    while i < rows and j < columns:
        if worth[i][j] and sums[i][j] == worth[i][j] + sums[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif sums[i][j] == sums[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
