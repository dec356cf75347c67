"""Refs: HEAD, the branches, and coachlog's own names for commits."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.git.commits import ID_PATTERN, NULL_ID, CommitId, parse_ids
from coachlog.git.errors import Damaged, HeadMoved, UnknownRevision
from coachlog.git.process import Git, failure
from coachlog.git.repo_state import RepoState
from coachlog.storage import disk

INCOMING: Final = "refs/coachlog/incoming"  # the commits fetched from the shared place
IN_PLACE: Final = "refs/coachlog/place"  # the branches that the shared place has
SET_ASIDE: Final = "refs/coachlog/set-aside"  # commits that are kept on this computer only, on no branch
SHARED: Final = "refs/coachlog/shared"  # the newest commit that was seen in the shared place
_BRANCHES: Final = "refs/heads"


class Refs:
    """Reads and writes the refs of one repository.

    A loose ref is a file of one line. Reading it, or writing it under git's lock, saves a git process each time.
    """

    def __init__(self, state: RepoState, git: Git) -> None:
        self._state = state
        self._folder = state.folder
        self._git = git

    def head(self) -> CommitId | None:
        """Return the id of HEAD's commit, None before the first commit."""
        with suppress(OSError):
            text = self._read_file(self._state.branch_ref() or "HEAD")
            if _is_id(text) and text.strip("0"):
                return CommitId(text)
            if not text.startswith("ref: "):  # after a power cut the file is empty, which is damage and no new log
                raise Damaged
        return self._parse("HEAD")

    def require_head(self) -> CommitId:
        """Return the id of HEAD's commit; raise if there is none."""
        head = self.head()
        if head is None:
            raise Damaged
        return head

    def get(self, name: str) -> CommitId | None:
        """Return the commit of a ref, None if there is no such ref."""
        try:
            text = self._read_file(name)
        except OSError:
            if not (self._folder / "packed-refs").exists():
                return None
        else:
            if _is_id(text):
                return CommitId(text)
        return self._parse(name)

    def below(self, prefix: str) -> dict[str, CommitId]:
        """Return the refs below a prefix, with their commits."""
        paths = [path for path in (self._folder / prefix).rglob("*") if path.is_file()]
        names = [path.relative_to(self._folder).as_posix() for path in paths]
        loose = {name: commit for name in names if (commit := self.get(name)) and not name.endswith(".lock")}
        try:
            is_packed = f" {prefix}/".encode() in (self._folder / "packed-refs").read_bytes()
        except FileNotFoundError:
            is_packed = False
        if not is_packed:
            return loose
        output = self._git.run("for-each-ref", "--format=%(refname) %(objectname)", prefix).decode("utf-8", "replace")
        lines = (line.rsplit(" ", 1) for line in output.splitlines())
        return {name: CommitId(commit) for name, commit in lines}

    def update(self, refs: Mapping[str, CommitId | None]) -> None:
        """Set refs to commits; None deletes the ref."""
        lines = [
            f"update {name} {commit}" if commit else f"delete {name}"
            for name, commit in refs.items()
            if not (commit and self._write_file(name, commit))
        ]
        if lines:
            self._git.run("update-ref", "--stdin", stdin="".join(f"{line}\n" for line in lines).encode())

    # Branches --------------------------------------------------------------------------------------------------------

    @property
    def branch(self) -> str:
        """The checked-out branch. Raises if no commit can be made on one now."""
        self._state.require_ready()
        return (self._state.branch_ref() or "").removeprefix(f"{_BRANCHES}/")

    def branches(self) -> dict[str, CommitId]:
        """Return the branches by name, each with its newest commit."""
        return {name.removeprefix(f"{_BRANCHES}/"): commit for name, commit in self.below(_BRANCHES).items()}

    def require_branch(self, expected: str) -> None:
        """Raise if another branch is checked out than the shared one."""
        if self.branch != expected:
            raise CoachlogError(
                f"this log shows another version of itself ({self.branch}), and {expected} is the one that is shared",
                f"go back to it with `git switch {expected}`, then run the command again",
            )

    def update_branch(self, new: CommitId, old: CommitId | None) -> None:
        """Move the checked-out branch from `old` to `new`; raise HeadMoved if it is not at `old` any more."""
        answer = self._git.call("update-ref", self._state.branch_ref() or "HEAD", new, old or NULL_ID)
        if answer.status != 0:
            if self.head() != old:
                raise HeadMoved
            raise failure(answer)

    def checkout_branch(self, branch: str, new: CommitId, old: CommitId | None) -> None:
        """Move a branch from `old` to `new`, and have HEAD point to it; no file is touched."""
        answer = self._git.call("update-ref", f"{_BRANCHES}/{branch}", new, old or NULL_ID)
        if answer.status != 0:
            raise HeadMoved
        self._git.run("symbolic-ref", "HEAD", f"{_BRANCHES}/{branch}")

    # Files -----------------------------------------------------------------------------------------------------------

    def _parse(self, name: str) -> CommitId | None:
        output = self._git.run("rev-parse", "--quiet", "--verify", f"{name}^{{commit}}", ok=(0, 1))
        return next(iter(parse_ids(output)), None)

    def _read_file(self, name: str) -> str:
        return (self._folder / name).read_text("ascii", "replace").strip()

    def _write_file(self, name: str, commit: CommitId) -> bool:
        """Write a loose ref as git does, under git's lock; return False if it is locked or can't be written."""
        path = self._folder / name
        lock = path.with_name(f"{path.name}.lock")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with lock.open("xb") as file:
                file.write(f"{commit}\n".encode())
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            return False
        except OSError:
            disk.discard(lock)
            return False
        disk.replace(lock, path)
        return True


def require_revision(text: str) -> str:
    """Return `text` if it is a full id or a ref's full name; raise otherwise, because git would read more into it."""
    if not re.fullmatch(rf"{ID_PATTERN}|refs/[A-Za-z0-9][\w./-]*", text):
        raise UnknownRevision(text)
    return text


def _is_id(text: str) -> bool:
    return bool(re.fullmatch(ID_PATTERN, text))
