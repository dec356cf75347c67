"""What keeps git from opening or writing a repository is told from damage by git's own words."""

import pytest

from coachlog.git.errors import Damaged, Refused
from coachlog.git.process import GitOutput, failure
from coachlog.git.refusals import find_refusal
from coachlog.git.remote_errors import remote_failure


@pytest.mark.parametrize(
    ("git_says", "told"),
    [
        ("fatal: detected dubious ownership in repository at '/media/my stick/log'", "somebody else"),
        ("fatal: unsafe repository ('/log' is owned by someone else)", "somebody else"),
        ("fatal: bad config line 3 in file /home/x/.gitconfig", "settings on this computer"),
        ("fatal: bad boolean config value 'maybe' for 'core.bare'", "settings on this computer"),
        ("fatal: bad numeric config value 'x' for 'pack.threads' in file .git/config: invalid unit", "settings"),
        ("fatal: unable to access '/home/x/.config/git/config': Permission denied", "settings on this computer"),
        ("fatal: Expected git repo version <= 1, found 9", "newer git"),
        ("fatal: unknown repository extensions found:\n\treftable", "newer git"),
        ("fatal: unable to write loose object file: No space left on device", "disk is full"),
        ("error: unable to open loose object 1: Permission denied\nfatal: loose object 1 is corrupt", "not allow"),
        ("fatal: Unable to create '/log/.git/index.lock': Read-only file system", "not allow"),
        ("error: insufficient permission for adding an object to repository database .git/objects", "not allow"),
    ],
)
def test_what_keeps_git_from_its_work_is_no_damage(git_says: str, told: str) -> None:
    error = failure(GitOutput(128, b"", git_says))
    assert isinstance(error, Refused)
    assert told in error.sentence
    assert error.hint


@pytest.mark.parametrize("git_says", ["fatal: bad object HEAD", "error: object file .git/objects/1 is empty"])
def test_damage_is_no_refusal(git_says: str) -> None:
    assert find_refusal(git_says) is None
    assert isinstance(failure(GitOutput(128, b"", git_says)), Damaged)


def test_a_folder_with_blanks_is_one_word_of_the_command() -> None:
    refusal = find_refusal("fatal: detected dubious ownership in repository at '/media/my stick/log'")
    assert refusal is not None
    assert refusal.hint.endswith("--add safe.directory '/media/my stick/log'")


def test_a_fetch_fills_this_computers_disk_and_a_push_the_places() -> None:
    full = GitOutput(128, b"", "fatal: unable to write loose object file: No space left on device")
    assert "this computer's disk" in remote_failure(full, fetching=True).sentence
    assert "the shared place is full" in remote_failure(full).sentence
    there = GitOutput(1, b"", "remote: fatal: write error: No space left on device")
    assert "the shared place is full" in remote_failure(there, fetching=True).sentence
