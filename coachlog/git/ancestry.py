"""Which entries have which in their past: asked of git once for two histories, answered from that afterwards."""

from collections.abc import Sequence
from typing import Final

from coachlog.git.objects import Objects
from coachlog.git.process import Git

_NEAR: Final = 30  # entries that are looked at one by one
_AT_MOST: Final = 1000  # entries by which two histories differ; of more git is asked each time


class Ancestry:
    """The past of one log's entries, which never changes."""

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
