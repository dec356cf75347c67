"""The state of a repository, read from git's files without a git process, so that every command can afford it."""

import re
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Final, TypeVar

from coachlog.git.commits import ID_PATTERN, CommitId
from coachlog.git.errors import DetachedHead, HistoryElsewhere, NoRepository, UnfinishedOperation
from coachlog.storage import disk

_MERGE_HEAD: Final = "MERGE_HEAD"
_OPERATIONS: Final = (_MERGE_HEAD, "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD", "BISECT_LOG")
_AUTOSTASH: Final = "MERGE_AUTOSTASH"
# MERGE_HEAD goes last: while it exists, the next command takes the merge up again.
_MERGE_FILES: Final = (_AUTOSTASH, "AUTO_MERGE", "MERGE_RR", "MERGE_MSG", "MERGE_MODE", _MERGE_HEAD)
SingleName = TypeVar("SingleName", bound=str)


class State(Enum):
    """Whether a commit can be made on a branch now."""

    READY = "ready"
    DETACHED = "detached"
    UNFINISHED = "unfinished"


class RepoState:
    """The state of the repository with the git folder `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> State:
        """Return the state."""
        if self.is_unfinished():
            return State.UNFINISHED
        return State.READY if self.branch_ref() else State.DETACHED

    def is_unfinished(self) -> bool:
        """Tell whether an operation was begun with git and not finished."""
        return bool(self._operations())

    def is_merging(self) -> bool:
        """Tell whether a merge is the only unfinished operation."""
        return self._operations() == (_MERGE_HEAD,)

    def merge_head(self) -> CommitId | None:
        """Return the commit that is being merged, None without a merge or with several such commits."""
        return only(self._read_ids(_MERGE_HEAD)) if self.is_merging() else None

    def autostash(self) -> CommitId | None:
        """Return the commit in which `git merge --autostash` put the user's changes."""
        return only(self._read_ids(_AUTOSTASH))

    def end_merge(self) -> None:
        """Delete git's files of a merge."""
        for name in _MERGE_FILES:
            disk.unlink(self.folder / name)

    def branch_ref(self) -> str | None:
        """Return the full name of the checked-out branch, None if HEAD is detached."""
        try:
            text = (self.folder / "HEAD").read_text("utf-8")
        except OSError:
            return None
        match = re.fullmatch(r"ref: (refs/heads/[^\s\0]+)\n?", text)
        return match[1] if match else None

    def require_exists(self) -> None:
        """Raise if there is no repository."""
        if self.folder.is_file():
            raise HistoryElsewhere
        if not self.folder.is_dir():
            raise NoRepository(str(self.folder.parent))

    def require_ready(self) -> None:
        """Raise if no commit can be made on a branch now."""
        self.require_exists()
        state = self.current()
        if state is State.UNFINISHED:
            raise UnfinishedOperation(can_finish=self.merge_head() is not None)
        if state is State.DETACHED:
            raise DetachedHead

    def _operations(self) -> tuple[str, ...]:
        return tuple(name for name in _OPERATIONS if (self.folder / name).exists())

    def _read_ids(self, name: str) -> list[CommitId]:
        """Return the ids in a file of git's, none if it has anything else."""
        try:
            words = (self.folder / name).read_text("ascii", "replace").split()
        except OSError:
            return []
        return list(map(CommitId, words)) if all(re.fullmatch(ID_PATTERN, word) for word in words) else []


def only(names: Iterable[SingleName]) -> SingleName | None:
    """Return the only name, None if there are none or several."""
    listed = list(names)
    return listed[0] if len(listed) == 1 else None
