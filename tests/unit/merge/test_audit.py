"""The audit sees what a wrong merge does, and a merge that it refuses keeps both files whole."""

import random
from itertools import pairwise

import pytest

from coachlog.merge import files, merge_files
from coachlog.merge.audit import find_loss
from coachlog.merge.lcs import equal_pairs
from coachlog.merge.three_way import Three

BASE = "---\na: 1\n---\n# T\n\nOne two three. Four five six.\n\n- seven eight nine\n"
OLDER = BASE.replace("a: 1", "a: 1\nb: [x, {k: v}] # why\n# note").replace("two", "too")
NEWER = BASE + "- ten eleven\n"
RIGHT = OLDER + "- ten eleven\n"


@pytest.mark.parametrize(
    ("merged", "wrong"),
    [
        (RIGHT, ""),
        (NEWER, "the word"),
        (RIGHT.replace("One too three", "too One three"), "the words"),
        (RIGHT.replace("- seven eight nine\n", "") + "seven nine eight\n", "the line"),
        (RIGHT.replace("---\n# T", "---\n<<<<<<< ours\n# T"), "a conflict marker"),
        (RIGHT.replace("a: 1\n", "a: 1\na: 1\n"), "a key twice"),
        (RIGHT.replace("{k: v}", "{k: v, k: v}"), "a key twice"),
        (RIGHT.replace("a: 1\n", "a: [\n"), "unreadable"),
        (RIGHT.replace("Four", ""), "the word"),
    ],
)
def test_a_loss_is_found(merged: str, wrong: str) -> None:
    found = find_loss(Three(BASE, OLDER, NEWER), merged)
    assert found.startswith(wrong)
    assert bool(found) == bool(wrong)


def test_a_word_less_often_than_on_one_side_is_found() -> None:
    assert find_loss(Three("", "new\n\nnew\n", "other\n"), "new\n\nother\n") == "the word new"


@pytest.mark.parametrize(
    ("base", "older", "newer", "merged", "wrong"),
    [
        ("First, we sat.\n", "First we sat.\n", "", "", ""),
        ("Two good long lessons.\n", "Two lessons.\n", "", "", ""),
        ("Two lessons.\n", "lessons Two.\n", "", "", "the words lessons Two"),
        ("One two.\n", "One new two.\n", "One.\n", "One new.\n", ""),
        ("One two.\n", "One new two.\n", "One two.\n", "new\n\nOne two.\n", "the words One new"),
    ],
)
def test_words_stand_next_to_each_other_where_somebody_put_them_so(
    base: str, older: str, newer: str, merged: str, wrong: str
) -> None:
    assert find_loss(Three(base, older, newer), merged) == wrong
    assert find_loss(Three(base, newer, older), merged) == wrong


def test_a_refused_merge_keeps_the_newer_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "merge_texts", lambda texts, **_: (texts.newer, ()))
    merged = merge_files(BASE.encode(), OLDER.encode(), NEWER.encode())
    assert merged.whole
    assert merged.content == NEWER.encode()


def rising(pairs: list[tuple[int, int]]) -> bool:
    return all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


@pytest.mark.parametrize("seed", range(12))
def test_pairs_are_equal_and_rise_on_any_size(seed: int) -> None:
    numbers = random.Random(seed)  # noqa: S311  # found again by its number
    size = 40 if seed % 2 else 700
    kinds = numbers.choice([2, size // 2, size * 4])
    first = [str(numbers.randrange(kinds)) for _ in range(size)]
    second = [item for item in first if numbers.random() < 0.9] if seed % 3 else first[::-1]
    second = [str(numbers.randrange(kinds)) if numbers.random() < 0.2 else item for item in second]
    pairs = equal_pairs(first, second)
    assert rising(pairs)
    assert all(first[i] == second[j] for i, j in pairs)
    if size == 40:
        assert len(pairs) == longest(first, second)


def longest(first: list[str], second: list[str]) -> int:
    row = [0] * (len(second) + 1)
    for x in first:
        above = row[:]
        for j, y in enumerate(second):
            row[j + 1] = above[j] + 1 if x == y else max(above[j + 1], row[j])
    return row[-1]


def test_lists_with_nothing_in_common_have_no_pairs() -> None:
    assert equal_pairs([f"a{i}" for i in range(300)], [f"b{i}" for i in range(300)]) == []
    assert equal_pairs([], ["a"]) == []
