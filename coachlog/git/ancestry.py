"""Which entries have which in their past: asked of git once for two histories, answered from that afterwards."""

from collections.abc import Mapping, Sequence
from typing import Final

from coachlog.git.process import Git

_AT_MOST: Final = 1000  # entries by which two histories differ; of more git is asked each time


class Ancestry:
    """The past of one log's entries, which never changes."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._only: dict[tuple[str, str], Mapping[str, bool]] = {}  # what one has and another has not; if a change
        self._common: dict[frozenset[str], tuple[str, ...]] = {}
        self._made: dict[str, tuple[str, ...]] = {}

    def made(self, new: str, parents: Sequence[str]) -> None:
        """Take in an entry that was made just now."""
        self._made[new] = tuple(parents)

    def compare(self, one: str, other: str) -> None:
        """Have git say at once what each of two entries has by itself, and where they part."""
        if (one, other) in self._only or one == other:
            return
        told = self._git.run(
            "rev-list", "--left-right", "--boundary", "--parents", f"--max-count={_AT_MOST}", f"{one}...{other}"
        )
        sides: dict[str, dict[str, bool]] = {"<": {}, ">": {}, "-": {}}
        for line in told.decode().splitlines():
            name, *parents = line[1:].split(" ")
            sides[line[0]][name] = len(parents) < 2
        if len(sides["<"]) + len(sides[">"]) < _AT_MOST:
            self._only |= {(one, other): sides["<"], (other, one): sides[">"]}
            self._common[frozenset((one, other))] = tuple(sides["-"])

    def bases(self, one: str, other: str) -> list[str]:
        """Return the newest entries that two entries have in common."""
        self.compare(one, other)
        common = self._common.get(frozenset((one, other)), ())
        if len(common) == 1:
            return list(common)
        return self._git.run("merge-base", "--all", one, other, ok=(0, 1), timeout=60).decode().split()

    def contains(self, newer: str, older: str) -> bool:
        """Tell whether an entry has another one in its past."""
        for (one, other), entries in self._only.items():
            if other == newer and older in {one, *entries}:
                return older not in entries
            if newer == one and older in self._common[frozenset((one, other))]:
                return True
        return self._git.call("merge-base", "--is-ancestor", older, newer, timeout=60).status == 0

    def count(self, within: Sequence[str], without: Sequence[str]) -> int:
        """Return how many changes some entries have that others have not; what only joins counts for none."""
        known = self._known(within[0], without[0]) if len(within) == len(without) == 1 else None
        if known is not None:
            return known
        others = [f"^{name}" for name in without]
        return int(self._git.run("rev-list", "--count", "--no-merges", *within, *others, timeout=60))

    def _known(self, at: str, without: str) -> int | None:
        if at == without:
            return 0
        if (at, without) in self._only:
            return sum(self._only[at, without].values())
        parents = self._made.get(at)
        rest = [parent for parent in parents or () if parent != without]
        if parents is None or len(rest) > 1:  # what two have together is not their sum
            return None
        before = self._known(rest[0], without) if rest else 0
        return None if before is None else before + (len(parents) == 1)
