"""Which files a merge begun with git has left open: as git says, as somebody said too early, or as git has not seen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.git.commits import REGULAR, TreeEntry
from coachlog.git.index import Stages
from coachlog.git.repo import Repo
from coachlog.merge.partial_resolution import has_all, has_lines, left_by_git
from coachlog.merge.three_way import Three
from coachlog.storage.files import Folder, PathOutsideFolder

_ALIKE: Final = 0.5  # where git, too, takes one file for another with a new name

Tree = Mapping[str, TreeEntry]


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that git left open: as both had it, as it is here, as it comes in; and what is in the folder now."""

    base: TreeEntry | None
    ours: TreeEntry | None
    theirs: TreeEntry | None
    disk: bytes | None


@dataclass(frozen=True)
class Merging:
    """A merge that stopped: what both had, what is here, what comes in, what coachlog makes of it."""

    folder: Folder
    repo: Repo
    base: Tree
    ours: Tree
    theirs: Tree
    target: Tree

    @cached_property
    def index(self) -> Mapping[str, Stages]:
        """Git's own list of what is settled and what is not."""
        found = self.repo.index.stages()
        if not found:
            raise CoachlogError("git has lost its list of this log's files", "make it anew: git reset")
        return found

    def files(self) -> Iterator[tuple[str, OpenFile]]:
        """Each file that is still to be settled."""
        for path in sorted({*self.index, *self.ours, *self.theirs}):
            stages, disk = self.index.get(path, {}), read(self.folder, path)
            source = self._sources.get(path, path)
            if stages and 0 not in stages:
                base = self.base.get(path) or stages.get(1)
                yield path, OpenFile(base, stages.get(2), stages.get(3), disk)
            elif self.ours.get(path) != self.theirs.get(path):
                ours, theirs = (tree.get(path) or tree.get(source) for tree in (self.ours, self.theirs))
                one = OpenFile(self.base.get(source), ours, theirs, disk)
                if not self._is_settled(path, one):
                    yield path, one

    def contents(self, *leaves: TreeEntry | None) -> list[bytes | None]:
        """Return what some files hold, None for what is none."""
        blobs = self.repo.objects.blobs(leaf for leaf in leaves if leaf and leaf.mode in REGULAR)
        return [blobs[leaf.id] if leaf and leaf.mode in REGULAR else None for leaf in leaves]

    def _is_settled(self, path: str, one: OpenFile) -> bool:
        """Tell whether a file that git takes for settled has all that both sides have written in it."""
        staged, joined = self.index.get(path, {}).get(0), self.target.get(path)
        base, *sides, content = self.contents(one.base, one.ours, one.theirs, staged)
        known = [side for side in sides if side is not None]
        if staged is None:
            gone_on = path in self._sources.values() or all(has_lines(self._moved, side, base) for side in known)
            return one.disk is None and (joined is None or gone_on)
        if content is None:
            return True
        if left_by_git(content, known):
            return False
        if one.ours is None or one.theirs is None:  # by its name of before, the other side may have written in it, too
            return one.base is not None or staged not in (one.ours, one.theirs) or joined in (None, staged)
        return one.base in (one.ours, one.theirs) or has_all(path, Three(base, *sides), content)

    @cached_property
    def _moved(self) -> bytes:
        """All that stands in files that are new."""
        new = (path for path in self.index if (path in self.ours) != (path in self.theirs))
        return b"\n".join(content for content in self.contents(*(self.index[path].get(0) for path in new)) if content)

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        """Each file that has another name on one side, which git has followed: the name that it had."""
        found: dict[str, str] = {}
        for side, other in ((self.ours, self.theirs), (self.theirs, self.ours)):
            gone = [path for path in self.base if path not in side and path in other and path not in self.index]
            before = dict(zip(gone, self.contents(*(self.base[path] for path in gone)), strict=True))
            new = [path for path in side if path not in self.base and path not in other] if gone else []
            for path, content in zip(new, self.contents(*(side[path] for path in new)), strict=True):
                likeness, likely = max((_likeness(was, content), source) for source, was in before.items())
                if likeness >= _ALIKE:
                    found[path] = likely
        return found


def read(folder: Folder, path: str) -> bytes | None:
    """Return what a file holds now, None where there is none that is ours to read."""
    try:
        return folder.read(path)
    except PathOutsideFolder:
        return None


def _likeness(one: bytes | None, other: bytes | None) -> float:
    """How much of their lines two files have in common, from 0 to 1."""
    lines = [set((content or b"").splitlines()) for content in (one, other)]
    return len(lines[0] & lines[1]) / max(map(len, lines)) if all(lines) else 0
