"""Two histories of one log brought together: where they part, what each changed, the entry that joins them."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.git.ancestry import Ancestry
from coachlog.git.commits import REGULAR, Author, Draft, FastImport, Snapshot, TreeEntry
from coachlog.git.history import HeadMoved, History
from coachlog.git.process import failure

INCOMING: Final = "refs/coachlog/incoming"
SET_ASIDE: Final = "refs/coachlog/set-aside"  # what is kept on this computer only, on no line of history
SHARED: Final = "refs/coachlog/shared"  # the newest entry that was seen in the shared place
_JOINING: Final = "refs/coachlog/joining"  # an entry in the making
NOBODY: Final = Author("coachlog", "coachlog@coachlog.invalid")
_FEW: Final = 20  # entries that are looked at one by one
_NOTHING: Final = "0" * 40

Changes = Mapping[str, tuple[TreeEntry | None, TreeEntry | None]]  # by path: before, after


@dataclass(frozen=True, slots=True, order=True)
class Tip:
    """The newest entry of one side; the earlier one comes first, on both computers alike."""

    time: int
    id: str


@dataclass(frozen=True, slots=True)
class MergeDraft:
    """What an entry that joins two sides has otherwise than its first parent: by content, or as it is kept already."""

    contents: Mapping[str, bytes | None]
    leaves: Mapping[str, TreeEntry]
    message: str
    trailers: tuple[tuple[str, str], ...] = ()


class Repo(History):
    """A log's history, as far as another person's history of the same log comes into it."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._ancestry = Ancestry(self._git, self._objects)

    @property
    def folder(self) -> Path:
        """Git's own folder of this log."""
        return self._dir

    @property
    def branch(self) -> str:
        """The line of history that the person is on."""
        self.check()
        return (self._ref() or "").removeprefix("refs/heads/")

    def tips(self, ids: Iterable[str]) -> list[Tip]:
        """Return entries in the order in which both computers see them."""
        return sorted(Tip(self._objects.parents_and_time(name)[1], name) for name in ids)

    def compare(self, one: str, other: str) -> None:
        """Ask at once for all that the three next questions are about."""
        self._ancestry.compare(one, other)

    def bases(self, one: str, other: str) -> list[str]:
        """Return the newest entries that two entries have in common."""
        return self._ancestry.bases(one, other)

    def contains(self, newer: str, older: str) -> bool:
        """Tell whether an entry has another one in its past."""
        return self._ancestry.contains(newer, older)

    def independent(self, ids: Sequence[str]) -> list[str]:
        """Return those entries that no other of them has in its past."""
        return self._ancestry.independent(ids)

    def parents(self, at: str) -> tuple[str, ...]:
        """Return on which entries an entry stands."""
        return self._objects.parents_and_time(at)[0]

    def roots(self, at: str) -> list[str]:
        """Return the first entries of a history."""
        return sorted(self._git.run("rev-list", "--max-parents=0", at, timeout=60).decode().split())

    def past(self, ids: Sequence[str]) -> set[str]:
        """Return every entry that some entries have in their past, themselves among them."""
        return set(self._git.run("rev-list", *ids, timeout=60).decode().split()) if ids else set()

    def count(self, within: Sequence[str], without: Sequence[str] = ()) -> int:
        """Return how many changes some entries have that others have not; what only joins counts for none."""
        return self._ancestry.count(within, without)

    def changes(self, before: str | None, after: str) -> dict[str, tuple[TreeEntry | None, TreeEntry | None]]:
        """Return what an entry has otherwise than another."""
        return self._objects.changes(before, after)

    def states(self, at: str, without: Sequence[str]) -> list[tuple[str, str]]:
        """Return path and content's id of all that an entry and its past have brought and that others do not have."""
        few = self._few_states(at, without)
        if few is not None:
            return few
        told = self._git.run("rev-list", "--objects", at, *(f"^{name}" for name in without), timeout=60)
        pairs = (os.fsdecode(line).partition(" ") for line in told.splitlines())
        return [(path, name) for name, _, path in pairs if path]

    def _few_states(self, at: str, without: Sequence[str]) -> list[tuple[str, str]] | None:
        """The same where only a few entries, one upon the other, have come since."""
        found: list[tuple[str, str]] = []
        for _ in range(_FEW):
            if any(self._ancestry.known_to_contain(name, at) for name in without):
                return found
            parents, _ = self._objects.parents_and_time(at)
            if len(parents) != 1:
                break
            found += [(path, now.id) for path, (_, now) in self.changes(parents[0], at).items() if now]
            at = parents[0]
        return None

    def names(self, at: str) -> list[str]:
        """Return every path of an entry, links and all."""
        return list(self._leaves(at, None))

    def blobs(self, leaves: Iterable[TreeEntry]) -> dict[str, bytes]:
        """Return contents by their id."""
        return self._objects.blobs(leaf.id for leaf in leaves)

    def join(self, parents: Sequence[str], joint: MergeDraft, when: int) -> str:
        """Make an entry upon others, the same on every computer, which stands on no line of history yet."""
        return self.make(parents, joint, NOBODY, datetime.fromtimestamp(when, UTC))

    def make(self, parents: Sequence[str], joint: MergeDraft, author: Author, when: datetime) -> str:
        """Make somebody's entry upon others, which stands on no line of history yet."""
        draft = Draft(joint.contents, joint.message, author, when, joint.trailers)
        stream = FastImport(_JOINING, Snapshot(None, {}))
        stream.join(draft, parents, joint.leaves)
        answer = self._git.call(
            "fast-import", "--quiet", "--force", "--done", "--date-format=raw", stdin=stream.end(), timeout=120
        )
        if answer.status != 0:
            raise failure(answer)
        new = answer.out.decode().split()[0]
        self._ancestry.made(new, parents)
        return new

    def advance(self, new: str, old: str | None) -> None:
        """Let the newest entry be `new`, if it is still `old`; raise Moved if it is not."""
        answer = self._git.call("update-ref", self._ref() or "HEAD", new, old or _NOTHING)
        if answer.status != 0:
            if self.head() != old:
                raise HeadMoved("somebody else added to this log just now", "run the command again")
            raise failure(answer)

    def ref(self, name: str) -> str | None:
        """Return the entry that was noted under a name."""
        try:  # nearly always a file of one line, which saves a process
            told = (self._dir / name).read_text("ascii", "replace").strip()
        except OSError:
            if not (self._dir / "packed-refs").exists():
                return None
        else:
            if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", told):
                return told
        found = self._git.run("rev-parse", "--quiet", "--verify", f"{name}^{{commit}}", ok=(0, 1))
        return found.decode().strip() or None

    def note(self, names: Mapping[str, str | None]) -> None:
        """Note entries under names; None strikes a name out."""
        lines = [
            f"update {name} {at}" if at else f"delete {name}"
            for name, at in names.items()
            if not (at and self._put(name, at))
        ]
        if lines:
            self._git.run("update-ref", "--stdin", stdin="".join(f"{line}\n" for line in lines).encode())

    def _put(self, name: str, at: str) -> bool:
        """Write a name's file as git does, under git's own lock, which saves a process; not where it is locked."""
        target = self._dir / name
        lock = target.with_name(f"{target.name}.lock")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with lock.open("xb") as file:
                file.write(f"{at}\n".encode())
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            return False
        except OSError:
            lock.unlink(missing_ok=True)
            return False
        os.replace(lock, target)  # noqa: PTH105 - the tests end the process here
        return True

    def noted(self, under: str) -> dict[str, str]:
        """Return the entries that were noted under a name's beginning."""
        # Nearly always files of one line, or none, which saves a process.
        names = [path.relative_to(self._dir).as_posix() for path in (self._dir / under).rglob("*") if path.is_file()]
        loose = {name: at for name in names if (at := self.ref(name)) and not name.endswith(".lock")}
        try:
            packed = f" {under}/".encode() in (self._dir / "packed-refs").read_bytes()
        except FileNotFoundError:
            packed = False
        if not packed:
            return loose
        told = self._git.run("for-each-ref", "--format=%(refname) %(objectname)", under).decode("utf-8", "replace")
        return dict(line.rsplit(" ", 1) for line in told.splitlines())

    def follow(self, changes: Changes, since: str | None) -> None:
        """Let the person's own index follow some changes of the newest entry."""
        before = {path: was for path, (was, _) in changes.items() if was}
        self._refresh(since, before, {path: now for path, (_, now) in changes.items()})
        self.skip_worktree(path for path, (_, now) in changes.items() if now and now.mode not in REGULAR)

    def fill_index(self) -> None:
        """Let the person's own index be that of the newest entry."""
        self._git.run("read-tree", "--reset", "HEAD")
        self.skip_worktree(path for path, leaf in self._leaves(self.head(), None).items() if leaf.mode not in REGULAR)
        self._git.call("update-index", "-q", "--refresh", timeout=60)

    def skip_worktree(self, paths: Iterable[str]) -> None:
        """Let the person's own git not miss what is never written: links, and repositories within."""
        names = "".join(f"{path}\0" for path in paths)
        if names:
            self._git.call("update-index", "--skip-worktree", "-z", "--stdin", stdin=os.fsencode(names))

    def demand_branch(self, expected: str) -> None:
        """Raise where the person has gone to another line of history than the one that is shared."""
        if self.branch != expected:
            raise CoachlogError(
                f"this log shows another version of itself ({self.branch}), and {expected} is the one that is shared",
                f"go back to it with `git switch {expected}`, then run the command again",
            )
