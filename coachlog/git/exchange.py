"""Two histories of one log brought together: where they part, what each changed, the entry that joins them."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.git.entries import REGULAR, Author, Draft, Leaf, Snapshot, Stream
from coachlog.git.history import History, Moved
from coachlog.git.process import failure

INCOMING: Final = "refs/coachlog/incoming"
SHARED: Final = "refs/coachlog/shared"  # the newest entry that was seen in the shared place
_JOINING: Final = "refs/coachlog/joining"  # an entry in the making
_NOBODY: Final = Author("coachlog", "coachlog@coachlog.invalid")
_NOTHING: Final = "0" * 40
_EMPTY_TREE: Final = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

Changes = Mapping[str, tuple[Leaf | None, Leaf | None]]  # by path: before, after


@dataclass(frozen=True, slots=True, order=True)
class Tip:
    """The newest entry of one side; the earlier one comes first, on both computers alike."""

    time: int
    id: str


@dataclass(frozen=True, slots=True)
class Joint:
    """What an entry that joins two sides has otherwise than its first parent: by content, or as it is kept already."""

    contents: Mapping[str, bytes | None]
    leaves: Mapping[str, Leaf]
    message: str
    trailers: tuple[tuple[str, str], ...] = ()


class Exchange(History):
    """A log's history, as far as another person's history of the same log comes into it."""

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
        told = self._git.run("rev-list", "--no-walk=unsorted", "--timestamp", *ids).decode()
        return sorted(Tip(int(time), name) for time, name in (line.split() for line in told.splitlines()))

    def bases(self, one: str, other: str) -> list[str]:
        """Return the newest entries that two entries have in common."""
        return self._git.run("merge-base", "--all", one, other, ok=(0, 1), timeout=60).decode().split()

    def contains(self, newer: str, older: str) -> bool:
        """Tell whether an entry has another one in its past."""
        return self._git.call("merge-base", "--is-ancestor", older, newer, timeout=60).status == 0

    def independent(self, ids: Sequence[str]) -> list[str]:
        """Return those entries that no other of them has in its past."""
        if len(set(ids)) < 2:
            return list(dict.fromkeys(ids))
        return self._git.run("merge-base", "--independent", *ids, timeout=60).decode().split()

    def roots(self, at: str) -> list[str]:
        """Return the first entries of a history."""
        return sorted(self._git.run("rev-list", "--max-parents=0", at, timeout=60).decode().split())

    def past(self, ids: Sequence[str]) -> set[str]:
        """Return every entry that some entries have in their past, themselves among them."""
        return set(self._git.run("rev-list", *ids, timeout=60).decode().split()) if ids else set()

    def count(self, within: Sequence[str], without: Sequence[str] = ()) -> int:
        """Return how many changes some entries have that others have not; what only joins counts for none."""
        told = self._git.run(
            "rev-list", "--count", "--no-merges", *within, *(f"^{name}" for name in without), timeout=60
        )
        return int(told)

    def changes(self, before: str | None, after: str) -> dict[str, tuple[Leaf | None, Leaf | None]]:
        """Return what an entry has otherwise than another."""
        told = self._git.run(
            "diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", before or _EMPTY_TREE, after, timeout=60
        )
        parts = [os.fsdecode(part) for part in told.split(b"\0")]
        return {path: _leaves(facts) for facts, path in zip(parts[::2], parts[1::2], strict=False)}

    def states(self, at: str, without: Sequence[str]) -> list[tuple[str, str]]:
        """Return path and content's id of all that an entry and its past have brought and that others do not have."""
        told = self._git.run("rev-list", "--objects", at, *(f"^{name}" for name in without), timeout=60)
        pairs = (os.fsdecode(line).partition(" ") for line in told.splitlines())
        return [(path, name) for name, _, path in pairs if path]

    def names(self, at: str) -> list[str]:
        """Return every path of an entry, links and all."""
        return list(self._leaves(at, None))

    def blobs(self, leaves: Iterable[Leaf]) -> dict[str, bytes]:
        """Return contents by their id."""
        wanted = {leaf.id for leaf in leaves}
        return self._blobs(wanted) if wanted else {}

    def join(self, parents: Sequence[str], joint: Joint, when: int) -> str:
        """Make an entry upon others, the same on every computer, which stands on no line of history yet."""
        return self.make(parents, joint, _NOBODY, datetime.fromtimestamp(when, UTC))

    def make(self, parents: Sequence[str], joint: Joint, author: Author, when: datetime) -> str:
        """Make somebody's entry upon others, which stands on no line of history yet."""
        draft = Draft(joint.contents, joint.message, author, when, joint.trailers)
        stream = Stream(_JOINING, Snapshot(None, {}))
        stream.join(draft, parents, joint.leaves)
        answer = self._git.call(
            "fast-import", "--quiet", "--force", "--done", "--date-format=raw", stdin=stream.end(), timeout=120
        )
        if answer.status != 0:
            raise failure(answer)
        return answer.out.decode().split()[0]

    def advance(self, new: str, old: str | None) -> None:
        """Let the newest entry be `new`, if it is still `old`; raise Moved if it is not."""
        answer = self._git.call("update-ref", self._ref() or "HEAD", new, old or _NOTHING)
        if answer.status != 0:
            if self.head() != old:
                raise Moved("somebody else added to this log just now", "run the command again")
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
        lines = [f"update {name} {at}" if at else f"delete {name}" for name, at in names.items()]
        if lines:
            self._git.run("update-ref", "--stdin", stdin="".join(f"{line}\n" for line in lines).encode())

    def noted(self, under: str) -> dict[str, str]:
        """Return the entries that were noted under a name's beginning."""
        told = self._git.run("for-each-ref", "--format=%(refname) %(objectname)", under).decode("utf-8", "replace")
        return dict(line.rsplit(" ", 1) for line in told.splitlines())

    def follow(self, changes: Changes) -> None:
        """Let the person's own index follow some changes of the newest entry."""
        self._refresh(
            {path: was for path, (was, _) in changes.items() if was}, {path: now for path, (_, now) in changes.items()}
        )

        self._overlook(path for path, (_, now) in changes.items() if now and now.mode not in REGULAR)

    def fill_index(self) -> None:
        """Let the person's own index be that of the newest entry."""
        self._git.run("read-tree", "--reset", "HEAD")
        self._overlook(path for path, leaf in self._leaves(self.head(), None).items() if leaf.mode not in REGULAR)
        self._git.call("update-index", "-q", "--refresh", timeout=60)

    def _overlook(self, paths: Iterable[str]) -> None:
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


def _leaves(facts: str) -> tuple[Leaf | None, Leaf | None]:
    found = re.fullmatch(r":(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*", facts)
    if found is None:  # pragma: no cover - git has said so for twenty years
        raise SurroundingsError("git could not say what has changed", "`coachlog doctor` looks at the set-up")
    before, after, was, now = found.groups()
    return (None if before == "000000" else Leaf(before, was)), (None if after == "000000" else Leaf(after, now))
