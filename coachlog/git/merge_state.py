"""A log's history in a state that somebody made with git: a merge that stopped, an old entry on the screen."""

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from coachlog.git.commits import TreeEntry
from coachlog.git.history import HeadMoved, at_most_one
from coachlog.git.repo import Repo

_MERGE: Final = ("AUTO_MERGE", "MERGE_RR", "MERGE_MSG", "MERGE_MODE", "MERGE_HEAD")  # the last says that there is one
_AUTOSTASH: Final = "MERGE_AUTOSTASH"
_ABSENT: Final = "0" * 40

Stages = Mapping[int, TreeEntry]  # in git's index: 0 is settled; else 1 what both had, 2 what is here, 3 what comes in


class MergeState(Repo):
    """A history on which somebody has begun something with git."""

    def autostash(self) -> str | None:
        """Return what git has put by of the person's files, to bring it back after the merge."""
        return at_most_one(self._ids(_AUTOSTASH))

    def leaves(self, at: str) -> dict[str, TreeEntry]:
        """Return every file of an entry, links and all."""
        return self._leaves(at, None)

    def stages(self) -> dict[str, dict[int, TreeEntry]]:
        """Return what the person's own index has of each file."""
        found: dict[str, dict[int, TreeEntry]] = {}
        for line in self._git.run("ls-files", "--stage", "-z", timeout=60).split(b"\0")[:-1]:
            facts, _, path = os.fsdecode(line).partition("\t")
            mode, name, stage = facts.split(" ")
            found.setdefault(path, {})[int(stage)] = TreeEntry(mode, name)
        return found

    def settle_index(self, leaves: Mapping[str, TreeEntry | None]) -> None:
        """Let the person's own index have some files in one version each."""
        lines = [f"{leaf.mode} {leaf.id}\t{path}" if leaf else f"0 {_ABSENT}\t{path}" for path, leaf in leaves.items()]
        if lines:
            self.remove_stale_locks(index=True)
            self._git.run("update-index", "-z", "--index-info", stdin=os.fsencode("\0".join([*lines, ""])))

    def end_merge(self) -> None:
        """Have git know no more of a merge."""
        for name in (_AUTOSTASH, *_MERGE):
            with suppress(FileNotFoundError):
                (self._dir / name).unlink()

    def lines(self) -> dict[str, str]:
        """Return the lines of history by name, each with its newest entry."""
        return {name.removeprefix("refs/heads/"): at for name, at in self.noted("refs/heads").items()}

    def checkout_branch(self, line: str, new: str, old: str | None) -> None:
        """Move a line of history on to `new`, if it is still at `old`, and have the person be on it."""
        answer = self._git.call("update-ref", f"refs/heads/{line}", new, old or _ABSENT)
        if answer.status != 0:
            raise HeadMoved("somebody else added to this log just now", "run the command again")
        self._git.run("symbolic-ref", "HEAD", f"refs/heads/{line}")
