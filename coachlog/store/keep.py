"""Keeping a change: the files first, then the history; whatever a person typed in between is kept before."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coachlog.git.history import Author, Draft, History, Moved, Snapshot
from coachlog.store.files import Edited, Folder, Outside, plain_errors, replace
from coachlog.store.lock import locked

__all__ = ["Change", "Edited", "Keeper"]

_PENDING = "pending"  # what a change is about to write, after the entry that it builds on
_OPEN = "open"  # what a window has opened: it may be saved at any time
_OPEN_AT_MOST = 20  # the newest; `save` and `sync` find the others


class Change:
    """Writes that a command collects; nothing is on the disk before the end."""

    def __init__(self, folder: Folder, message: str) -> None:
        self.folder = folder
        self.message = message
        self.entries: list[str] = []
        self.kept: tuple[str, ...] = ()
        self.seen: dict[str, bytes | None] = {}
        self.writes: dict[str, bytes | None] = {}

    def read(self, rel: str) -> bytes | None:
        """Return the bytes of `rel` as this change leaves them, None where there is no such file."""
        if rel in self.writes:
            return self.writes[rel]
        return self.seen.setdefault(rel, self.folder.read(rel))

    def write(self, rel: str, content: bytes) -> None:
        """Put `content` in place of `rel` when the change ends."""
        self.folder.path(rel)
        self.writes[rel] = content

    def remove(self, rel: str) -> None:
        """Take `rel` away when the change ends."""
        self.folder.path(rel)
        self.writes[rel] = None


class Keeper:
    """The only writer of a log's files, one at a time, and of their history."""

    def __init__(
        self,
        root: Path,
        author: Callable[[], Author],
        now: Callable[[], datetime],
        history: Callable[[], History],
    ) -> None:
        self.folder = Folder(root)
        self._own = root / ".git" / "coachlog"
        self._author = author
        self._now = now
        self._history = history

    @contextmanager
    def change(self, command: str) -> Iterator[Change]:
        """Collect a command's writes and keep them at the end; an exception leaves everything as it was.

        What a person saved by hand meanwhile goes into an entry of its own first. Edited, when a file that
        the command has read was saved since: the command may begin again.
        """
        with self._held() as session:
            change = Change(self.folder, command)
            yield change
            session.finish(change)

    def keep(self, paths: Iterable[str] | None, message: str) -> Change:
        """Keep what is on the disk under `paths`, or all that the history does not have, as one entry."""
        with self._held() as session:
            change = Change(self.folder, message)
            session.keep(change, paths)
            return change

    def remember(self, paths: Iterable[str]) -> None:
        """Have every later change keep what a window saves under `paths`."""
        names = list(dict.fromkeys(paths))
        for name in names:
            self.folder.path(name)
        with self._held() as session:
            session.remember(names)

    @contextmanager
    def _held(self) -> Iterator["_Session"]:
        history = self._history()
        history.check()
        author = self._author()
        with plain_errors(self._own.name):
            self._own.mkdir(exist_ok=True)
        with locked(self._own / "lock"):
            session = _Session(self.folder, self._own, history, author, self._now())
            session.heal()
            yield session


@dataclass(frozen=True, slots=True)
class _Session:
    """The holder of the lock, from the healing to the last entry."""

    folder: Folder
    own: Path
    history: History
    author: Author
    now: datetime

    def heal(self) -> None:
        """Clear away what a killed coachlog left; what it wrote is kept with the next entry."""
        self.folder.sweep()
        self.history.set_aside_locks()
        since, *paths = self._lines(_PENDING) or [""]
        if paths:
            self.history.refresh(paths, since or None)

    def finish(self, change: Change) -> None:
        """Keep a change: hand edits, then the files, then their entry."""
        left, opened = self._lines(_PENDING)[1:], self._lines(_OPEN)
        paths = dict.fromkeys([*change.writes, *left, *opened])
        if not paths:
            return
        before = self.history.snapshot(paths)
        disk = {rel: self.folder.read(rel) for rel in change.writes} | self._disk({*left, *opened})
        # A file that a window has opened may be away for the moment in which its editor saves it.
        away = {rel for rel in opened if disk.get(rel, b"") is None} - {*change.writes, *left}
        unsaved = {rel: now for rel, now in disk.items() if before.differs(rel, now) and rel not in away}
        if unsaved:
            self._keep_by_hand(change, unsaved, left, before)
            before = self.history.snapshot(change.writes)
        writes = {rel: new for rel, new in change.writes.items() if new != disk[rel]}
        if writes:
            self._write(change, writes, {rel: change.seen.get(rel, disk[rel]) for rel in writes}, before)
        self._forget_pending()

    def keep(self, change: Change, paths: Iterable[str] | None) -> None:
        """Keep what is on the disk."""
        disk = self._disk(self.history.unsaved()) if paths is None else {rel: self.folder.read(rel) for rel in paths}
        before = self.history.snapshot(disk)
        unsaved = {rel: content for rel, content in disk.items() if before.differs(rel, content)}
        change.kept = tuple(unsaved)
        self._record(change, [(unsaved, change.message)], before)

    def remember(self, names: list[str]) -> None:
        """Put `names` in front of what a window has opened."""
        opened = list(dict.fromkeys([*names, *self._lines(_OPEN)]))
        replace(self.own / _OPEN, os.fsencode("\n".join(opened[:_OPEN_AT_MOST])))

    def _keep_by_hand(
        self, change: Change, unsaved: Mapping[str, bytes | None], left: list[str], before: Snapshot
    ) -> None:
        recovered = {rel: content for rel, content in unsaved.items() if rel in left}
        by_hand = {rel: content for rel, content in unsaved.items() if rel not in left}
        change.kept = tuple(by_hand)
        self._record(
            change,
            [
                (recovered, f"Recovered: {_count(recovered)}"),
                (by_hand, f"Kept by hand: {_count(by_hand)}"),
            ],
            before,
        )

    def _write(
        self,
        change: Change,
        writes: Mapping[str, bytes | None],
        expected: Mapping[str, bytes | None],
        before: Snapshot,
    ) -> None:
        replace(self.own / _PENDING, os.fsencode("\n".join([before.head or "", *writes])))
        try:
            self.folder.write_all(writes, expected)
        except Edited:  # nothing is written yet
            self._forget_pending()
            raise
        self._record(change, [(writes, change.message)], before)

    def _record(self, change: Change, contents: list[tuple[Mapping[str, bytes | None], str]], before: Snapshot) -> None:
        drafts = [Draft(files, message, self.author, self.now) for files, message in contents]
        try:
            entries = self.history.record_all(drafts, before)
        except Moved:
            # The person's own git was quicker. Its entry stays, ours comes upon it.
            entries = self.history.record_all(drafts)
        change.entries += filter(None, entries)

    def _disk(self, paths: Iterable[str]) -> dict[str, bytes | None]:
        found = {}
        for rel in paths:
            with suppress(Outside):  # a link has come in its place: not ours to follow, nor to complain of
                found[rel] = self.folder.read(rel)
        return found

    def _lines(self, name: str) -> list[str]:
        try:
            return os.fsdecode((self.own / name).read_bytes()).split("\n")
        except FileNotFoundError:
            return []

    def _forget_pending(self) -> None:
        (self.own / _PENDING).unlink(missing_ok=True)


def _count(files: Mapping[str, bytes | None]) -> str:
    return f"{len(files)} file{'s' * (len(files) != 1)}"
