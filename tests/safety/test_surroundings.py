"""No git, a disk that is full or closed, many at once: one sentence each, and nothing lost."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coachlog.git import process as git_process
from tests.support.world import Run, git


def everything(log: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in log.rglob("*") if path.is_file() and ".git" not in path.parts}


def test_reading_works_without_git_and_writing_says_where_to_get_it(run, example, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    git_process._check_git.cache_clear()
    for words in (["goals"], ["steps"], ["progress"], ["show", "2026-11-19"], ["search", "ratio"], ["check"], []):
        assert run(*words).status == 0
    before = everything(example)
    result = run("note", "words")
    assert result.status == 3
    assert "git" in result.err
    assert "https://git-scm.com" in result.err
    assert len(result.err.splitlines()) == 2
    assert everything(example) == before


def test_a_git_that_is_too_old_is_told_in_one_sentence(run, example, monkeypatch, tmp_path):
    old = tmp_path / "git"
    old.write_text("#!/bin/sh\necho git version 2.20.1\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    git_process._check_git.cache_clear()
    result = run("note", "words")
    assert result.status == 3
    assert "2.31" in result.err
    git_process._check_git.cache_clear()


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "does not allow it"),
        (errno.EROFS, "does not allow it"),
        (errno.EIO, "the disk reports an error"),
    ],
)
def test_a_disk_that_refuses_leaves_every_file_as_it_was(run, example, monkeypatch, number, told):
    before = everything(example)
    real = os.fsync

    def refuse(handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    result, examined = run("note", "words"), run("doctor")
    monkeypatch.setattr(os, "fsync", real)
    assert result.status == 3
    assert told in result.err
    assert "pending" not in result.err
    assert examined.status == 1
    assert ("the disk is full" in examined.out) is (number == errno.ENOSPC)
    assert everything(example) == before
    assert run("note", "words").status == 0


def test_ten_at_once_add_ten_steps_in_ten_entries(example):
    before = int(git(example, "rev-list", "--count", "HEAD"))
    command = [sys.executable, "-m", "coachlog", "steps", "add"]
    running = [
        subprocess.Popen([*command, f"Step number {number}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for number in range(10)
    ]
    ended = [(one.wait(60), one.communicate()[1]) for one in running]
    assert [status for status, _ in ended] == [0] * 10, ended
    text = (example / "meetings" / "2026-11-19.md").read_text()
    assert [text.count(f"Step number {number} ^") for number in range(10)] == [1] * 10
    assert int(git(example, "rev-list", "--count", "HEAD")) == before + 10
    assert git(example, "status", "--porcelain") == ""


def test_a_persons_own_use_of_git_is_not_disturbed(run, example):
    (example / "mine.txt").write_text("staged\n")
    git(example, "add", "mine.txt")
    (example / "goals" / "listen-before-suggesting-h9c5d.md").write_text("half done")
    run("note", "words")
    assert git(example, "show", "--name-only", "--format=", "HEAD") == "meetings/2026-11-19.md\n"
    assert git(example, "status", "--porcelain") == " M goals/listen-before-suggesting-h9c5d.md\nA  mine.txt\n"


def test_unsaved_words_in_a_file_that_a_command_changes_are_an_entry_of_their_own(run, example):
    note = example / "meetings" / "2026-11-19.md"
    note.write_text(note.read_text().replace("## Notes\n", "## Notes\n\n- typed by hand\n"))
    run("steps", "done", "k3f9x")
    assert git(example, "log", "-2", "--format=%s").splitlines()[0].startswith("steps: 1 done")
    assert "typed by hand" in git(example, "show", "HEAD~1")
    assert "typed by hand" not in git(example, "show", "--unified=0", "HEAD")


def test_no_entry_says_what_was_said(run, example):
    run("goals", "add", "Canary title")
    run("note", "canary words", "--in", "successes")
    run("steps", "add", "canary step")
    run("meet", "--no-edit", "--date", "2026-11-26")
    run("goals", "close", "canary", "--met", "canary reflection")
    assert "canary" not in git(example, "log", "--format=%B").casefold()


def test_plain_modules_and_the_script_are_the_same_program(process):
    result = process("--version")
    assert (result.status, result.out) == (0, "coachlog 1.0.0\n")
    assert process("bogus").status == 2


@pytest.mark.parametrize("command", [["search", "ratio"], ["show", "2026-11-19"], ["check"]])
def test_looking_needs_no_git(process: Run, example: Path, tmp_path: Path, command: list[str]) -> None:
    asked = f"import sys\nfrom coachlog.cli import app\ntry:\n    app({command!r})\nexcept SystemExit as end:\n"
    asked += "    sys.exit(end.code or any(name in sys.modules for name in ('git', 'jinja2', 'rich')))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
