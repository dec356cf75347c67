"""The tests' own house: what several tests share lies in tests/support or is a fixture of a conftest."""

import ast
from pathlib import Path

import pytest

from tests.support.world import REPOSITORY

TESTS = sorted((REPOSITORY / "tests").rglob("*.py"))
MODULES = [path for path in TESTS if path.name.startswith("test_")]


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_nothing_is_imported_from_a_module_of_tests_or_from_a_conftest(path: Path) -> None:
    imports = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)
    ]
    assert [
        node.module for node in imports if str(node.module).partition(".test_")[1] or "conftest" in str(node.module)
    ] == []
