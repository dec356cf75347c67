"""What git does not open or write is told as what it is, with what to type, and nothing of it is healed."""

import errno
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from coachlog.git import environment
from tests.support.two import Two, bare
from tests.support.world import Run, git


def pieces(root: Path) -> dict[str, bytes]:
    """All that is kept of a history."""
    inside = root / ".git"
    files = (path for name in ("objects", "refs", "logs") for path in (inside / name).rglob("*") if path.is_file())
    return {path.relative_to(inside).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def foreign(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every log belongs to somebody else."""
    monkeypatch.setitem(environment._FIXED, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize("packed", [False, True])
def test_a_log_of_another_user_is_told_and_nothing_of_it_is_healed(two: Two, packed: bool) -> None:
    if packed:
        two.robin.git("gc", "-q")
    before = pieces(two.robin.root)
    for command in (("doctor",), ("save",), ("status",), ("sync",), ("note", "x", "--in", "successes"), ("doctor",)):
        done = two.robin(*command)
        assert "belongs to somebody else" in done.out + done.err, (command, done)
        assert f"git config --global --add safe.directory '{two.robin.root}'" in done.out + done.err
        assert "damaged" not in done.out + done.err
    after = pieces(two.robin.root)
    assert {name: after[name] for name in before} == before
    assert not (two.robin.root / ".git" / "coachlog" / "damaged").exists()
    assert two.robin("goals").status == 0


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[user\nname = x\n", ".gitconfig"),
        ("[core]\n\tbare = maybe\n", "git config --show-origin --get-all core.bare shows it"),
        ('[a]\n\tx = "no end\n', ".gitconfig"),
    ],
)
def test_settings_of_gits_that_cannot_be_read_are_named(two: Two, sealed: Path, text: str, where: str) -> None:
    (sealed / ".gitconfig").write_text(text, encoding="utf-8")
    before = pieces(two.robin.root)
    for command in (("doctor",), ("save",), ("sync",), ("note", "x", "--in", "successes")):
        done = two.robin(*command)
        assert done.status in (1, 3)
        assert "git's settings on this computer can't be read: bad" in done.out + done.err
        assert where in done.out + done.err
        assert "unknown" not in done.out + done.err
    assert {name: content for name, content in pieces(two.robin.root).items() if name in before} == before


def test_a_history_of_a_newer_git_is_told(two: Two) -> None:
    two.robin.git("config", "core.repositoryFormatVersion", "9")
    done = two.robin("doctor")
    assert "needs a newer git" in done.out
    assert not (two.robin.root / ".git" / "coachlog" / "damaged").exists()


@pytest.mark.parametrize("kind", ["file", "worktree", "submodule"])
def test_a_history_in_another_folder_is_told(two: Two, tmp_path: Path, run: Run, kind: str) -> None:
    root = tmp_path / "elsewhere"
    if kind == "file":
        shutil.copytree(two.robin.root, root)
        (root / ".git").rename(tmp_path / "kept")
        (root / ".git").write_text(f"gitdir: {tmp_path / 'kept'}\n", encoding="utf-8")
    elif kind == "worktree":
        two.robin.git("worktree", "add", "-q", "-b", "other", str(root))
    else:
        git(tmp_path, "init", "-q", "outer")
        root = tmp_path / "outer" / "log"
        allow = ("-c", "protocol.file.allow=always")
        git(tmp_path / "outer", *allow, "submodule", "--quiet", "add", str(two.place), "log")
    for command in (("doctor",), ("doctor", "--me", "mentor"), ("save",), ("sync",), ("note", "x", "--in", "notes")):
        done = run(*command, "--log", root)
        assert done.status in (1, 3)
        assert "history is in another folder" in done.out + done.err, (command, done)
    assert run("goals", "--log", root).status == 0


def test_a_place_made_for_another_kind_of_history_is_told(two: Two, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "--object-format=sha256", "other.git")
    done = two.robin("invite", "--place", str(tmp_path / "other.git"))
    assert done.status == 3
    assert "another kind of history (SHA-256)" in done.err


@pytest.mark.parametrize(("branch", "name"), [("main", "README.md"), ("master", "LICENSE"), ("pages", ".gitignore")])
def test_a_place_with_only_a_page_in_it_is_told(two: Two, tmp_path: Path, branch: str, name: str) -> None:
    place = bare(tmp_path / "hub.git")
    git(tmp_path, "init", "-q", "-b", branch, "page")
    (tmp_path / "page" / name).write_text("# Hello\n", encoding="utf-8")
    git(tmp_path / "page", "add", "-A")
    git(tmp_path / "page", "commit", "-q", "-m", "first")
    git(tmp_path / "page", "push", "-q", str(place), branch)
    git(place, "symbolic-ref", "HEAD", f"refs/heads/{branch}")
    done = two.robin("invite", "--place", str(place))
    assert done.status == 3
    assert "something else in the shared place, and no log" in done.err
    assert "more words" not in two.robin("status").out


def test_a_log_that_is_only_read_says_so_and_can_be_read(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    real, inside = os.open, str(two.robin.root)

    def guarded(path: str, flags: int, *more: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR) and str(path).startswith(inside):
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return real(path, flags, *more)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "open", guarded)
    monkeypatch.setattr(tempfile, "TemporaryDirectory", refuse)
    for command in (("save",), ("sync",), ("note", "x", "--in", "successes"), ("doctor",)):
        done = two.robin(*command)
        assert done.status in (1, 3)
        assert "this computer does not allow it" in done.out + done.err, (command, done)
        assert "read-only" in done.out + done.err
        assert "lock" not in done.err
    assert "Ask more" in two.robin("goals").out
