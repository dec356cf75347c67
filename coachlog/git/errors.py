"""The errors of a repository: a class for each case that a caller may survive."""

import sys
from typing import Final

from coachlog.errors import CoachlogError, SurroundingsError

# Without an administrator's rights.
_WAYS: Final = {
    "win32": "winget install --id Git.Git --scope user (or get it from https://git-scm.com)",
    "darwin": "xcode-select --install (or get it from https://git-scm.com)",
}


class GitError(SurroundingsError):
    """git could not do what it was asked for."""


class GitMissing(GitError):
    """There is no git on this computer, or an old one."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        way = _WAYS.get(sys.platform, "get it from https://git-scm.com")
        super().__init__(sentence, hint or f"{way}, then run the command again in a new window")


class GitTimeout(GitError):
    """A git process did not finish in time and was killed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"git did not finish within {seconds:g} seconds", "try again in a while")


class RemoteTimeout(GitError):
    """A remote accepted the connection and then went silent."""

    def __init__(self) -> None:
        super().__init__("the shared place does not answer", "try again in a while: coachlog sync")


class Damaged(GitError):
    """An object or a ref of the repository can't be read."""

    def __init__(self) -> None:
        super().__init__(
            "this log's history is damaged on this computer; your files are as you left them",
            "repair it: coachlog doctor",
        )


class Refused(GitError):
    """git does not open a repository for a reason that lies in the surroundings, so nothing in it is damaged."""


class HistoryElsewhere(SurroundingsError):
    """The folder is a worktree or a submodule: its repository is in another folder."""

    def __init__(self) -> None:
        super().__init__(
            "this log's history is in another folder, so nothing is written here",
            "work in the log's own folder, or join again: coachlog join PLACE",
        )


class NoRepository(SurroundingsError):
    """The folder has no repository."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"{visible(folder)} has no history", "`coachlog init` begins a log")


class HeadMoved(CoachlogError):
    """Another program moved the branch at the same moment."""

    def __init__(self) -> None:
        super().__init__("somebody else added to this log just now", "run the command again")


class UnknownRevision(CoachlogError):
    """A text that should be a commit's id or a ref is neither."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{visible(text)} names no entry of this log")


class UnfinishedOperation(CoachlogError):
    """Somebody began a merge, a rebase or the like with git and did not finish it."""

    def __init__(self, *, can_finish: bool) -> None:
        super().__init__(
            "something begun with git in this log is not finished yet",
            "finish it: coachlog sync"
            if can_finish
            else "finish it or take it back with git (`git status` says how), then run the command again",
        )


class DetachedHead(CoachlogError):
    """HEAD is on a commit and on no branch."""

    def __init__(self) -> None:
        super().__init__(
            "this log shows an old state of itself",
            "go back to the newest with `git switch main`, then run the command again",
        )


def visible(text: str) -> str:
    """Return `text` with every character escaped that could act on a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape", "replace").decode() for char in text)
