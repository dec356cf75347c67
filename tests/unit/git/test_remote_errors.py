"""What git complains of a remote becomes a sentence and a hint."""

import pytest

from coachlog.git.process import GitOutput
from coachlog.git.remote_errors import is_race, remote_failure


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


def test_being_second_is_no_failure() -> None:
    assert is_race(GitOutput(1, b"!\tx:refs/heads/main\t[rejected] (fetch first)\n", ""))
    assert not is_race(GitOutput(1, b"!\tx:refs/heads/main\t[remote rejected] (pre-receive hook declined)\n", ""))
