"""A process of git: its output, its failures, its end."""

import os
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from coachlog.errors import SurroundingsError
from coachlog.git import process
from coachlog.git.process import Git
from coachlog.git.repo import Repo
from tests.support.histories import ME, NOW, executable, put


def test_bytes_come_back_whole(repo: Repo) -> None:
    put(repo, a=b"x\r\n\n")
    assert Git(repo.root).run("cat-file", "blob", "HEAD:a.md") == b"x\r\n\n"


def test_a_failure_is_one_plain_sentence_without_control_characters(repo: Repo) -> None:
    with pytest.raises(SurroundingsError) as caught:
        Git(repo.root).run("cat-file", "blob", "HEAD:\x1b[2J\u202e.md")
    assert caught.value.sentence.startswith("git failed: ")
    assert caught.value.sentence.isprintable()
    assert caught.value.exit_status == 3
    assert "stopped with status 7" in process.failure(process.GitOutput(7, b"", "")).sentence
    assert process.visible("a\x1bé\udcff") == "a\\x1bé\\udcff"


def test_a_status_that_is_expected_is_no_failure(repo: Repo) -> None:
    assert Git(repo.root).run("rev-parse", "-q", "--verify", "HEAD", ok=(0, 1)) == b""


def test_a_folder_in_a_repository_is_no_log(repo: Repo) -> None:
    inner = repo.root / "inner"
    inner.mkdir()
    with pytest.raises(SurroundingsError, match="not a git repository"):
        Git(inner).run("rev-parse", "--git-dir")
    with pytest.raises(SurroundingsError, match="there is no folder"):
        Git(repo.root / "nowhere").run("version")


def test_a_missing_git_is_told_with_where_to_get_it(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SurroundingsError, match="git is not installed") as caught:
        repo.writer.commit({"a.md": b""}, "note", ME, NOW)
    assert "https://git-scm.com" in caught.value.hint


@pytest.mark.parametrize(("says", "known"), [("git version 2.20.1", "2.20"), ("nonsense", "unknown")])
def test_an_old_git_is_told(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, known: str) -> None:
    (tmp_path / "bin").mkdir()
    executable(tmp_path / "bin" / "git", f"echo {says}")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(SurroundingsError, match=f"git is version {known}, coachlog needs 2.31") as caught:
        repo.commits.files()
    assert "https://git-scm.com" in caught.value.hint


@pytest.mark.parametrize("script", ["sleep 30", "sleep 30 & wait"])
def test_a_git_that_hangs_is_killed_with_its_helpers(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    (tmp_path / "bin").mkdir()
    executable(tmp_path / "bin" / "git", f'[ "$1" = version ] && echo git version 2.40 && exit\n{script}')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    begin = time.monotonic()
    with pytest.raises(SurroundingsError, match=r"did not finish within 0\.2 seconds"):
        Git(repo.root).run("status", timeout=0.2)
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize("script", ["sleep 30", "echo 1234 blob 100; echo the rest is missing", "echo what"])
def test_a_git_that_does_not_say_what_a_history_holds_is_no_endless_wait(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    entry = put(repo, a=b"1")
    real = shutil.which("git")
    (tmp_path / "bin").mkdir()
    executable(tmp_path / "bin" / "git", f'[ "$1" = cat-file ] || exec {real} "$@"\n{script}')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    monkeypatch.setattr("coachlog.git.objects._TIMEOUT", 0.2)
    repo.objects.close()
    begin = time.monotonic()
    with pytest.raises(SurroundingsError, match="history is damaged"):
        repo.commits.files(at=entry)
    assert time.monotonic() - begin < 5
    monkeypatch.undo()
    assert repo.commits.files(at=entry) == ("a.md",)


def test_no_git_of_the_current_folder_is_run(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(repo.root / "git", "echo git version 2.40")
    monkeypatch.chdir(repo.root)
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(SurroundingsError, match="git is not installed"):
        Git(repo.root).run("version")


def test_an_interrupt_leaves_no_git_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: object, *args: object) -> None:
        monkeypatch.undo()
        raise KeyboardInterrupt

    running = subprocess.Popen(["sleep", "30"], start_new_session=True, stdout=subprocess.PIPE)
    monkeypatch.setattr(threading.Thread, "join", interrupted)
    with pytest.raises(KeyboardInterrupt):
        process._finish(running, b"", 10)
    assert running.returncode == -signal.SIGKILL


def test_git_may_end_between_two_looks_at_it(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[bool] = []

    def is_alive(_: threading.Thread) -> bool:
        looks.append(not looks)  # at the first look it runs, at the next it does not
        return looks[-1]

    monkeypatch.setattr(threading.Thread, "is_alive", is_alive)
    assert Git(repo.root).call("version", quiet=20).status == 0


def test_the_persons_e_mail_is_read(repo: Repo, tmp_path: Path) -> None:
    assert Git(repo.root).user_email() == ""
    (tmp_path / "home" / ".gitconfig").write_text("[user]\nemail = zoë@school.example\n", "utf-8")
    assert Git(repo.root).user_email() == "zoë@school.example"
