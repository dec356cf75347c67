"""What git complains of a remote becomes a sentence and a hint."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from coachlog.git.process import GitOutput
from coachlog.git.remote_errors import SyncFailed, is_race, remote_failure, require_readable
from tests.support.two import bare


@pytest.mark.parametrize(
    ("git_says", "told"),
    [
        ("ssh: Could not resolve hostname x: Name or service not known", "can't be reached"),
        ("git@github.com: Permission denied (publickey).", "does not let this computer in"),
        ("Host key verification failed.", "does not let this computer in"),
        ("fatal: could not read Username for 'https://x': terminal prompts disabled", "does not let this computer in"),
        ("ERROR: Repository not found.", "no shared log in that place"),
        ("remote: error: GH006: Protected branch update failed", "not write"),
        ("error: remote unpack failed: unable to create temporary object directory", "not write"),
        ("fatal: write error: No space left on device", "is full"),
        ("fatal: the remote end hung up unexpectedly", "broke off"),
        ("fatal: unable to access: Operation too slow. Less than 1000 bytes/sec", "does not answer"),
        ("fatal: SSL certificate problem: expired", "could not prove"),
        ("error: object 1: hasDotgit: contains '.git'", "nothing of it was taken"),
        ("fatal: \x1b[31msomething new", "could not be used"),
        ("", "no reason was given"),
    ],
)
def test_what_git_complains_of_becomes_words(git_says: str, told: str) -> None:
    error = remote_failure(GitOutput(128, b"", git_says))
    assert told in error.sentence
    assert error.hint
    assert "\x1b" not in error.sentence


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("Permission denied", "read, but not write"),
        ("Operation not permitted", "read, but not write"),
        ("Read-only file system", "read, but not write"),
        ("No space left on device", "is full"),
    ],
)
def test_a_lock_that_may_not_be_made_is_nobody_else_s(why: str, told: str) -> None:
    answer = GitOutput(
        1,
        b"!\tx:refs/heads/main\t[remote rejected] (failed to update ref)\n",
        f"remote: error: cannot lock ref 'refs/heads/main': Unable to create '/p/refs/heads/main.lock': {why}",
    )
    assert not is_race(answer)
    assert told in remote_failure(answer).sentence


@pytest.mark.parametrize("name", ["HEAD", "config", "objects", "refs", "refs/heads"])
def test_what_git_may_not_read_of_a_place_is_said(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = bare(tmp_path / "place.git")
    require_readable(place)

    def guarded(real: Callable[..., object]) -> Callable[..., object]:
        def guard(path: Path, *args: object) -> object:
            if path == place / name:
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(path, *args)

        return guard

    monkeypatch.setattr(Path, "iterdir", guarded(Path.iterdir))
    monkeypatch.setattr(Path, "open", guarded(Path.open))
    with pytest.raises(SyncFailed, match="may not be read on this computer"):
        require_readable(place)


@pytest.mark.parametrize("name", ["HEAD", "objects", "refs"])
def test_what_is_missing_or_of_another_kind_is_for_git_to_say(name: str, tmp_path: Path) -> None:
    place = bare(tmp_path / "place.git")
    (place / name).rename(tmp_path / "away")
    require_readable(place)
    (place / name).mkdir() if name == "HEAD" else (place / name).touch()
    require_readable(place)


def test_being_second_is_no_failure() -> None:
    assert is_race(GitOutput(1, b"!\tx:refs/heads/main\t[rejected] (fetch first)\n", ""))
    assert not is_race(GitOutput(1, b"!\tx:refs/heads/main\t[remote rejected] (pre-receive hook declined)\n", ""))
