"""Answers how commits descend from one another. One git process compares two commits for all later questions."""

import os
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from coachlog.git.objects import Objects
from coachlog.git.process import Git

_NEAR: Final = 30  # entries that are looked at one by one
_AT_MOST: Final = 1000  # entries by which two histories differ; of more git is asked each time
_FEW: Final = 20  # commits that are compared with their parent one by one


class Tip(NamedTuple):
    """A commit with its time. Tips sort the same on every computer: the earlier one first."""

    time: int
    id: str


class Ancestry:
    """The graph of one repository's commits, which only grows."""

    def __init__(self, git: Git, objects: Objects) -> None:
        self._git = git
        self._objects = objects
        self._past = objects.past

    def made(self, new: str, parents: Sequence[str]) -> None:
        """Take in an entry that was made just now."""
        self._past.made[new] = tuple(parents)

    def compare(self, one: str, other: str) -> None:
        """Have git say at once what each of two entries has by itself, and where they part."""
        if (one, other) in self._past.only or one == other:
            return
        told = self._git.run(
            "rev-list", "--left-right", "--boundary", "--parents", f"--max-count={_AT_MOST}", f"{one}...{other}"
        )
        sides: dict[str, dict[str, bool]] = {"<": {}, ">": {}, "-": {}}
        for line in told.decode().splitlines():
            name, *parents = line[1:].split(" ")
            sides[line[0]][name] = len(parents) < 2
        if len(sides["<"]) + len(sides[">"]) < _AT_MOST:
            self._past.only |= {(one, other): sides["<"], (other, one): sides[">"]}
            self._past.common[frozenset((one, other))] = tuple(sides["-"])

    def bases(self, one: str, other: str) -> list[str]:
        """Return the newest entries that two entries have in common."""
        self.compare(one, other)
        common = self._past.common.get(frozenset((one, other)), ())
        newest = next((name for name in common if self._reaches(name, common)), "")
        if newest:
            return [newest]
        return self._git.run("merge-base", "--all", one, other, ok=(0, 1), timeout=60).decode().split()

    def contains(self, newer: str, older: str) -> bool:
        """Tell whether an entry has another one in its past."""
        known = self.known_to_contain(newer, older)
        if known is None:
            return self._git.call("merge-base", "--is-ancestor", older, newer, timeout=60).status == 0
        return known

    def known_to_contain(self, newer: str, older: str) -> bool | None:
        """Tell the same without asking; None where that is not known."""
        if newer == older:
            return True
        for (one, other), entries in self._past.only.items():
            common = self._past.common[frozenset((one, other))]
            if older in entries and newer in {other, *common, *self._past.only[other, one]}:
                return False
            if (newer == one and older in common) or (newer == other and older == one and one not in entries):
                return True
        return None

    def independent(self, ids: Sequence[str]) -> list[str]:
        """Return those entries that no other of them has in its past."""
        unique = list(dict.fromkeys(ids))
        if len(unique) == 2:
            return [one for one, other in (unique, unique[::-1]) if not self.contains(other, one)]
        if len(unique) < 2:
            return unique
        return self._git.run("merge-base", "--independent", *unique, timeout=60).decode().split()

    def count(self, within: Sequence[str], without: Sequence[str]) -> int:
        """Return how many changes some entries have that others have not; what only joins counts for none."""
        known = self._known(within[0], without[0]) if len(within) == len(without) == 1 else None
        if known is not None:
            return known
        others = [f"^{name}" for name in without]
        return int(self._git.run("rev-list", "--count", "--no-merges", *within, *others, timeout=60))

    def by_time(self, commits: Iterable[str]) -> list[Tip]:
        """Return commits as tips, the earliest first."""
        return sorted(Tip(self._objects.parents_and_time(commit)[1], commit) for commit in commits)

    def roots(self, commit: str) -> list[str]:
        """Return the commits without parents from which a commit descends."""
        return sorted(self._git.run("rev-list", "--max-parents=0", commit, timeout=60).decode().split())

    def ancestors(self, commits: Sequence[str]) -> set[str]:
        """Return the given commits and everything from which they descend."""
        return set(self._git.run("rev-list", *commits, timeout=60).decode().split()) if commits else set()

    def blobs_since(self, commit: str, without: Sequence[str]) -> list[tuple[str, str]]:
        """Return path and id of each blob in a commit or its ancestors that the commits `without` do not have."""
        few = self._few_blobs_since(commit, without)
        if few is not None:
            return few
        output = self._git.run("rev-list", "--objects", commit, *(f"^{other}" for other in without), timeout=60)
        pairs = (os.fsdecode(line).partition(" ") for line in output.splitlines())
        return [(path, blob) for blob, _, path in pairs if path]

    def _few_blobs_since(self, commit: str, without: Sequence[str]) -> list[tuple[str, str]] | None:
        """Return the same without a process, if only a few commits in one line are new."""
        blobs: list[tuple[str, str]] = []
        for _ in range(_FEW):
            if any(self.known_to_contain(other, commit) for other in without):
                return blobs
            parents = self._objects.parents(commit)
            if len(parents) != 1:
                break
            changes = self._objects.changes(parents[0], commit)
            blobs += [(path, after.id) for path, (_, after) in changes.items() if after]
            commit = parents[0]
        return None

    def _reaches(self, newest: str, others: Sequence[str]) -> bool:
        """Tell whether some entries are all in the near past of one of them."""
        missing, seen, ahead = {*others} - {newest}, {newest}, [newest]
        while missing and ahead and len(seen) < _NEAR:
            parents = [name for name in self._objects.parents_and_time(ahead.pop(0))[0] if name not in seen]
            missing -= {*parents}
            seen |= {*parents}
            ahead += parents
        return not missing

    def _known(self, at: str, without: str) -> int | None:
        if at == without:
            return 0
        if (at, without) in self._past.only:
            return sum(self._past.only[at, without].values())
        parents = self._past.made.get(at)
        rest = [parent for parent in parents or () if parent != without]
        if parents is None or len(rest) > 1:  # what two have together is not their sum
            return None
        before = self._known(rest[0], without) if rest else 0
        return None if before is None else before + (len(parents) == 1)
