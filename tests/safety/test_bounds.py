"""Whatever a person names as a file has a bound, and is a file."""

import os
from pathlib import Path

import pytest

from tests.support.world import Run

TAKING = (
    ("feedback", "add", "--from", "Priya", "--file"),
    ("lessons", "add", "A lesson", "--from"),
    ("frameworks", "import"),
)


def make(kind: str, path: Path) -> Path:
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "sparse":
        with path.open("wb") as file:
            file.truncate(2 << 30)
    elif kind == "link to a pipe":
        os.mkfifo(path.with_suffix(".pipe"))
        path.symlink_to(path.with_suffix(".pipe"))
    elif kind == "link to itself":
        path.symlink_to(path)
    elif kind == "endless":
        return Path("/dev/zero")
    elif kind == "terminal":
        return Path("/dev/tty")
    return path


@pytest.mark.parametrize("words", TAKING)
@pytest.mark.parametrize(
    "kind", ["pipe", "folder", "sparse", "link to a pipe", "link to itself", "endless", "terminal", "nothing"]
)
def test_what_is_no_file_of_a_sensible_size_is_refused_at_once(
    kind: str, words: tuple[str, ...], example: Path, run: Run, tmp_path: Path
) -> None:
    path = make(kind, tmp_path / "given.csv")
    done = run(*words, path)
    assert done.status in (1, 2, 3), done
    assert done.err.startswith("error: ")
    assert "Errno" not in done.err


@pytest.mark.parametrize("path", ["coachlog.yml", "templates/meeting.md", "frameworks/own.yml"])
def test_a_file_of_the_log_beyond_all_bounds_is_named_and_never_read_whole(path: str, example: Path, run: Run) -> None:
    (example / path).parent.mkdir(exist_ok=True)
    with (example / path).open("wb") as file:
        file.truncate(80 << 20)
    named = ""
    for words in (("goals",), ("check",), ("meet", "--no-edit", "--date", "2026-11-26"), ("frameworks",)):
        done = run(*words)
        assert done.status in (0, 1), done
        named += done.out + done.err
    assert path in named
    assert "larger than" in named
