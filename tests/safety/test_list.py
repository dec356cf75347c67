"""The list of faults and hostile cases is whole, and each test that it names exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
LAST = 48
_ITEM = re.compile(r"(?m)^(\d+)\. (.+(?:\n {3,4}(?![ -]).+)*)\n((?: {3,4}- `.+`\n)+)")
_PROOF = re.compile(r"- `(\S+)::(\w+)`\n")
_NUMBERS = re.compile(r"test_(?:case_)?((?:\d\d_)+)")


def parse_list(text: str) -> dict[int, list[tuple[str, str]]]:
    """Return the file and the name of each test by the number that it proves."""
    return {int(number): _PROOF.findall(proofs) for number, _, proofs in _ITEM.findall(text)}


PROOFS = parse_list((TESTS / "safety" / "FAULTS.md").read_text(encoding="utf-8"))


@cache
def names_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_number_is_in_the_list_once_and_in_order() -> None:
    assert list(PROOFS) == list(range(1, LAST + 1))


@pytest.mark.parametrize("number", PROOFS)
def test_each_test_that_the_list_names_exists(number: int) -> None:
    assert PROOFS[number]
    for file, name in PROOFS[number]:
        assert name.startswith("test_")
        assert name in names_in(TESTS / file), (file, name)


def test_a_test_with_a_number_in_its_name_is_listed_under_that_number() -> None:
    for path in TESTS.rglob("test_*.py"):
        for name in names_in(path):
            numbers = _NUMBERS.match(name)
            for number in numbers[1].split("_")[:-1] if numbers else ():
                assert (path.relative_to(TESTS).as_posix(), name) in PROOFS[int(number)]


def test_a_number_left_out_or_without_a_test_is_seen() -> None:
    assert parse_list(
        "1. It.\n   - `a.py::test_a`\n   - `a.py::test_c`\n2. No proof.\n3. Two\n   lines.\n   - `b.py::test_b`\n"
    ) == {
        1: [("a.py", "test_a"), ("a.py", "test_c")],
        3: [("b.py", "test_b")],
    }
