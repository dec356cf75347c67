"""Answers how commits descend from one another. One git process compares two commits for all later questions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from coachlog.git.commits import REGULAR, CommitId, decode_path, parse_ids
from coachlog.git.objects import Objects
from coachlog.git.process import Git

_NEAR: Final = 30  # commits that are read one by one
_MAX_APART: Final = 1000  # commits by which two may differ; beyond that, git is asked each question by itself
_FEW: Final = 20  # commits that are compared with their parent one by one


class Tip(NamedTuple):
    """A commit with its time. Tips sort the same on every computer: the earlier one first."""

    time: int
    id: CommitId


class Ancestry:
    """The graph of one repository's commits, which only grows.

    A sync asks seven questions about two commits: whether one descends from the other, where they part, how many
    commits each has alone. `compare` answers all of them with one process.
    """

    def __init__(self, git: Git, objects: Objects) -> None:
        self._git = git
        self._objects = objects
        # By pair: the commits that the first has and the second has not. The value says that it is no merge.
        self._only: dict[tuple[CommitId, CommitId], Mapping[CommitId, bool]] = {}
        # By pair, in any order: the common ancestors at which the two part.
        self._common: dict[frozenset[CommitId], tuple[CommitId, ...]] = {}
        self._parents: dict[CommitId, tuple[CommitId, ...]] = {}  # of the commits made by this process

    def made(self, new: CommitId, parents: Sequence[CommitId]) -> None:
        """Take note of a commit that was made just now."""
        self._parents[new] = tuple(parents)

    def compare(self, one: CommitId, other: CommitId) -> None:
        """Ask git at once what each of two commits has alone, and where they part."""
        if (one, other) in self._only or one == other:
            return
        output = self._git.run(
            "rev-list", "--left-right", "--boundary", "--parents", f"--max-count={_MAX_APART}", f"{one}...{other}"
        )
        sides: dict[str, dict[CommitId, bool]] = {"<": {}, ">": {}, "-": {}}
        for line in output.decode().splitlines():
            commit, *parents = line[1:].split(" ")
            sides[line[0]][CommitId(commit)] = len(parents) < 2
        if len(sides["<"]) + len(sides[">"]) < _MAX_APART:
            self._only |= {(one, other): sides["<"], (other, one): sides[">"]}
            self._common[frozenset((one, other))] = tuple(sides["-"])

    def only(self, one: CommitId, other: CommitId) -> list[CommitId]:
        """Return the commits that the first of two has and the second has not."""
        self.compare(one, other)
        if (one, other) in self._only:
            return list(self._only[one, other])
        return parse_ids(self._git.run("rev-list", one, f"^{other}", timeout=60))

    def bases(self, one: CommitId, other: CommitId) -> list[CommitId]:
        """Return the merge bases of two commits."""
        self.compare(one, other)
        common = self._common.get(frozenset((one, other)), ())
        newest = next((commit for commit in common if self._is_near_descendant_of_all(commit, common)), None)
        if newest:
            return [newest]
        return parse_ids(self._git.run("merge-base", "--all", one, other, ok=(0, 1), timeout=60))

    def contains(self, newer: CommitId, older: CommitId) -> bool:
        """Tell whether a commit is another one or descends from it."""
        answer = self.known_to_contain(newer, older)
        if answer is None:
            return self._git.call("merge-base", "--is-ancestor", older, newer, timeout=60).status == 0
        return answer

    def known_to_contain(self, newer: CommitId, older: CommitId) -> bool | None:
        """Tell the same without a process, None if no comparison answers it."""
        if newer == older:
            return True
        for (one, other), commits in self._only.items():
            common = self._common[frozenset((one, other))]
            if older in commits and newer in {other, *common, *self._only[other, one]}:
                return False
            if (newer == one and older in common) or (newer == other and older == one and one not in commits):
                return True
        return None

    def independent(self, commits: Sequence[CommitId]) -> list[CommitId]:
        """Return the commits from which no other of them descends."""
        unique = list(dict.fromkeys(commits))
        if len(unique) == 2:
            return [one for one, other in (unique, unique[::-1]) if not self.contains(other, one)]
        if len(unique) < 2:
            return unique
        return parse_ids(self._git.run("merge-base", "--independent", *unique, timeout=60))

    def count(self, within: Sequence[CommitId], without: Sequence[CommitId] = ()) -> int:
        """Return how many commits `within` has that `without` has not, merges left out."""
        count = self._known_count(within[0], without[0]) if len(within) == len(without) == 1 else None
        if count is not None:
            return count
        others = [f"^{commit}" for commit in without]
        return int(self._git.run("rev-list", "--count", "--no-merges", *within, *others, timeout=60))

    def by_time(self, commits: Iterable[CommitId]) -> list[Tip]:
        """Return commits as tips, the earliest first."""
        return sorted(Tip(self._objects.parents_and_time(commit)[1], commit) for commit in commits)

    def roots(self, commit: CommitId) -> list[CommitId]:
        """Return the commits without parents from which a commit descends."""
        return sorted(parse_ids(self._git.run("rev-list", "--max-parents=0", commit, timeout=60)))

    def ancestors(self, commits: Sequence[CommitId]) -> set[CommitId]:
        """Return the given commits and everything from which they descend."""
        return set(parse_ids(self._git.run("rev-list", *commits, timeout=60))) if commits else set()

    def first_commit(self) -> CommitId | None:
        """Return the oldest commit in HEAD's history."""
        answer = self._git.call("rev-list", "--max-parents=0", "HEAD", timeout=60)
        return next(reversed(parse_ids(answer.out)), None)

    def blobs_since(self, commit: CommitId, without: Sequence[CommitId]) -> list[tuple[str, str]]:
        """Return path and id of each blob in a commit or its ancestors that the commits `without` do not have."""
        few = self._few_blobs_since(commit, without)
        if few is not None:
            return few
        output = self._git.run("rev-list", "--objects", commit, *(f"^{other}" for other in without), timeout=60)
        pairs = (decode_path(line).partition(" ") for line in output.splitlines())
        return [(path, blob) for blob, _, path in pairs if path]

    def _few_blobs_since(self, commit: CommitId, without: Sequence[CommitId]) -> list[tuple[str, str]] | None:
        """Return the same without a process, if only a few commits in one line are new."""
        blobs: list[tuple[str, str]] = []
        for _ in range(_FEW):
            if any(self.known_to_contain(other, commit) for other in without):
                return blobs
            parents = self._objects.parents(commit)
            if len(parents) != 1:
                break
            changes = self._objects.changes(parents[0], commit)
            blobs += [(path, after.id) for path, (_, after) in changes.items() if after and after.mode in REGULAR]
            commit = parents[0]
        return None

    def _is_near_descendant_of_all(self, newest: CommitId, commits: Sequence[CommitId]) -> bool:
        """Tell whether `newest` descends from all the other commits, within a few steps."""
        missing, seen, queue = {*commits} - {newest}, {newest}, [newest]
        while missing and queue and len(seen) < _NEAR:
            parents = [commit for commit in self._objects.parents(queue.pop(0)) if commit not in seen]
            missing -= {*parents}
            seen |= {*parents}
            queue += parents
        return not missing

    def _known_count(self, commit: CommitId, without: CommitId) -> int | None:
        if commit == without:
            return 0
        if (commit, without) in self._only:
            return sum(self._only[commit, without].values())
        parents = self._parents.get(commit)
        others = [parent for parent in parents or () if parent != without]
        if parents is None or len(others) > 1:  # the counts of two parents may overlap
            return None
        count = self._known_count(others[0], without) if others else 0
        return None if count is None else count + (len(parents) == 1)
