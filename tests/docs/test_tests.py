"""The tests' own house: what several tests share is in tests/support or is a fixture of a conftest."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.support.world import REPOSITORY

FILES = sorted((REPOSITORY / "tests").rglob("*.py"))
TESTS = [path for path in FILES if path.name.startswith("test_")]
UNITS = [path for path in TESTS if "unit" in path.relative_to(REPOSITORY).parts]


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_is_imported_from_a_module_of_tests_or_from_a_conftest(path: Path) -> None:
    sources = [str(node.module) for node in ast.walk(tree_of(path)) if isinstance(node, ast.ImportFrom)]
    assert [source for source in sources if ".test_" in source or "conftest" in source] == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_module_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_a_module_of_tests_begins_with_one_sentence(path: Path) -> None:
    sentence, *_ = (ast.get_docstring(tree_of(path)) or "").split("\n\n")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert ". " not in sentence


@pytest.mark.parametrize("path", UNITS, ids=name_of)
def test_a_unit_is_tested_without_a_command(path: Path) -> None:
    functions = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef)]
    wanting = {function.name: {argument.arg for argument in function.args.args} for function in functions}
    assert [name for name, arguments in wanting.items() if {"run", "process", "two"} & arguments] == []
