"""Lists of numbers as people type them."""

import pytest

from coachlog.model.typed_numbers import only_numbers


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("1 3", [1, 3]),
        ("1,3", [1, 3]),
        ("1, 3,", [1, 3]),
        ("1 and 3", [1, 3]),
        ("1, 2, and 4", [1, 2, 4]),
        ("1 & 3", [1, 3]),
        ("1;3", [1, 3]),
        ("1-3", [1, 2, 3]),
        ("1 – 3", [1, 2, 3]),
        ("1 to 3", [1, 2, 3]),
        ("1 To 3 and 7", [1, 2, 3, 7]),
        ("3-1", [3, 1]),
        ("#2 #4", [2, 4]),
        ("lines 2 and 4.", [2, 4]),
        ("2 2", [2]),
        ("", []),
        ("two", []),
        ("1 x", []),
        ("3 kids", []),
        ("-1", []),
    ],
)
def test_a_list_is_read_as_it_is_typed(typed: str, numbers: list[int]) -> None:
    assert only_numbers(typed) == numbers
    assert only_numbers(typed.split()) == numbers


def test_a_long_list_takes_no_time() -> None:
    assert only_numbers("1 " * 20_000 + "x") == []
    assert len(only_numbers("1 - " * 20_000)) <= 1
