"""One module alone deletes, renames and replaces files, so that each deletion waits and takes read-only files too."""

import ast
from pathlib import Path

import pytest

from tests.support.world import PACKAGE, REPOSITORY, modules

DOOR = PACKAGE / "storage" / "disk.py"
BY_MODULE = {
    "os": {"remove", "removedirs", "rename", "renames", "replace", "rmdir", "unlink"},
    "shutil": {"move", "rmtree"},
}
METHODS = {"rename", "rmdir", "rmtree", "unlink", "write_text"}  # the last writes \r\n on Windows


def calls(path: Path) -> list[str]:
    """Return what a module calls that deletes, renames or replaces a file, with lines."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Attribute):
            continue
        module = node.value.id if isinstance(node.value, ast.Name) else ""
        own = module == "disk" or (module == "self" and node.attr == "replace")
        if node.attr in BY_MODULE.get(module, METHODS) and not own:
            found.append(f"{path.relative_to(REPOSITORY)}:{node.lineno} {module}.{node.attr}")
    return found


def test_files_go_and_move_by_one_door() -> None:
    outside = {path.relative_to(PACKAGE).as_posix(): calls(path) for path in modules() if path != DOOR}
    assert {name: found for name, found in outside.items() if found} == {}


def test_the_door_is_found_by_the_same_search() -> None:
    assert {call.rpartition(".")[2] for call in calls(DOOR)} == {"rename", "replace", "rmdir", "unlink"}


@pytest.mark.parametrize("line", ["path.unlink()", "path.write_text('x')", "os.replace(a, b)", "shutil.rmtree(path)"])
def test_what_the_search_has_to_find(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.systems.test_door.REPOSITORY", tmp_path)
    module = tmp_path / "module.py"
    module.write_bytes(line.encode())
    assert len(calls(module)) == 1
