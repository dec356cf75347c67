"""What is staged, read from git's own file and compared with what git says of it."""

import subprocess
from pathlib import Path

import pytest

from coachlog.git.index_file import plain_index
from tests.conftest import git


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "folder"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    return root


def staged(root: Path) -> dict[str, tuple[str, str]]:
    lines = [line for line in git(root, "ls-files", "--stage", "-z").split("\0") if line]
    facts = [(*line.split("\t", 1)[0].split(" "), line.split("\t", 1)[1]) for line in lines]
    return {path: (mode, name if stage == "0" else "in conflict") for mode, name, stage, path in facts}


def test_every_staged_path_is_read_as_git_reads_it(folder: Path) -> None:
    for number in range(20):
        path = folder / ("a" * (number % 3 + 1)) / f"{'x' * number}é {number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{number}")
    (folder / "link").symlink_to("a")
    (folder / "run.sh").write_text("#!/bin/sh")
    (folder / "run.sh").chmod(0o755)
    git(folder, "add", "-A")
    found = plain_index(folder / ".git" / "index")
    assert found == staged(folder)
    assert len(found) == 22


def test_what_is_in_conflict_is_said_to_be(folder: Path) -> None:
    (folder / "a.md").write_text("1")
    git(folder, "add", "a.md")
    name = git(folder, "hash-object", "a.md").strip()
    lines = "".join(f"100644 {name} {stage}\ta.md\n" for stage in (1, 2, 3))
    subprocess.run(["git", "-C", folder, "update-index", "--index-info"], input=lines, text=True, check=True)
    found = plain_index(folder / ".git" / "index")
    assert found == {"a.md": ("100644", "in conflict")} == staged(folder)


def test_where_nothing_was_ever_staged_there_is_nothing(folder: Path) -> None:
    assert plain_index(folder / ".git" / "index") == {}


@pytest.mark.parametrize("form", ["another version", "very long path", "large", "cut short"])
def test_what_is_not_plain_is_left_to_git(form: str, folder: Path) -> None:
    index = folder / ".git" / "index"
    (folder / "a.md").write_text("1")
    git(folder, "add", "a.md")
    if form == "another version":
        git(folder, "update-index", "--index-version=4")
    elif form == "large":
        index.write_bytes(index.read_bytes() + bytes(1 << 18))
    elif form == "cut short":
        index.write_bytes(index.read_bytes()[:70])
    else:
        content = bytearray(index.read_bytes())
        content[12 + 60 : 12 + 62] = b"\x0f\xff"
        index.write_bytes(content)
    assert plain_index(index) is None
