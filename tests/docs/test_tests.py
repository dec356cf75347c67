"""The tests' own house: what several tests share is in tests/support or is a fixture of a conftest."""

import ast
from functools import cache
from pathlib import Path

from tests.support.world import REPOSITORY

FILES = sorted((REPOSITORY / "tests").rglob("*.py"))
TESTS = [path for path in FILES if path.name.startswith("test_")]
UNITS = [path for path in TESTS if "unit" in path.relative_to(REPOSITORY).parts]


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_nothing_is_imported_from_a_module_of_tests_or_from_a_conftest() -> None:
    nodes = [
        (name_of(path), node) for path in FILES for node in ast.walk(tree_of(path)) if isinstance(node, ast.ImportFrom)
    ]
    sources = [(name, str(node.module)) for name, node in nodes]
    assert [pair for pair in sources if ".test_" in pair[1] or "conftest" in pair[1]] == []


def test_no_module_is_long() -> None:
    assert [name_of(path) for path in FILES if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []


def test_a_module_of_tests_begins_with_one_sentence() -> None:
    sentences = {name_of(path): (ast.get_docstring(tree_of(path)) or "").split("\n\n")[0] for path in TESTS}
    assert [
        name for name, words in sentences.items() if not words.endswith(".") or "\n" in words or ". " in words
    ] == []


def test_a_unit_is_tested_without_a_command() -> None:
    nodes = [(name_of(path), node) for path in UNITS for node in ast.walk(tree_of(path))]
    functions = [(name, node) for name, node in nodes if isinstance(node, ast.FunctionDef)]
    wanting = [(name, node.name, {argument.arg for argument in node.args.args}) for name, node in functions]
    assert [(name, function) for name, function, wanted in wanting if {"run", "process", "two"} & wanted] == []
