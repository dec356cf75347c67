"""A lock of a living git is waited for, one of a dead git is set aside."""

import os

import pytest

from coachlog.errors import SurroundingsError
from coachlog.git import environment
from coachlog.git.locks import remove_stale_locks
from coachlog.git.repo import Repo
from tests.support.histories import put


def test_a_lock_that_a_dead_git_left_is_set_aside(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = repo.root / ".git" / "refs" / "heads" / "main.lock"
    lock.touch()
    os.utime(lock, (0, 0))
    remove_stale_locks(repo.folder)
    assert not lock.exists()
    assert put(repo, a=b"1")


def test_a_lock_of_a_living_git_gets_its_time(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = repo.root / ".git" / "HEAD.lock"
    lock.touch()
    monkeypatch.setattr("time.sleep", lambda _: lock.unlink())
    remove_stale_locks(repo.folder)
    assert not (repo.root / ".git" / "coachlog" / "stale-HEAD.lock").exists()


def test_a_live_lock_is_waited_for_and_then_told(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    head = put(repo, a=b"1")
    (repo.root / ".git" / "refs" / "heads" / "main.lock").touch()
    monkeypatch.setitem(
        environment._FIXED, "GIT_CONFIG_VALUE_" + str([*environment._SETTINGS].index("core.filesRefLockTimeout")), "10"
    )
    with pytest.raises(SurroundingsError, match=r"main\.lock"):
        put(repo, a=b"2")
    assert repo.refs.head() == head
