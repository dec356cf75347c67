"""Keeping a change: the files first, then the history; whatever a person typed in between is kept before."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coachlog.git.commits import Author, CommitDraft, Snapshot
from coachlog.git.errors import HeadMoved
from coachlog.git.locks import remove_stale_locks
from coachlog.git.repo import Repo
from coachlog.git.repo_state import State
from coachlog.storage.files import FileChanged, Folder, PathOutsideFolder, plain_errors, replace
from coachlog.storage.local_state import LocalState
from coachlog.storage.lock import locked

if TYPE_CHECKING:  # needed only after an interruption
    from coachlog.sync.working_copy import WorkingCopy

__all__ = ["Change", "FileChanged", "LogWriter"]

_OPEN_AT_MOST = 20  # the newest; `save` and `sync` find the others


_Contents = Mapping[str, bytes | None]  # whole files by path; None is no file


class Change:
    """Writes that a command collects; nothing is on the disk before the end."""

    def __init__(self, folder: Folder, message: str) -> None:
        self.folder = folder
        self.message = message
        self.trailers: tuple[tuple[str, str], ...] = ()
        self.always = False  # whether there is an entry even where no file changes: its trailers say something
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


class LogWriter:
    """The only writer of a log's files, one at a time, and of their history."""

    def __init__(
        self,
        repo: Repo,
        author: Callable[[], Author],
        now: Callable[[], datetime],
        tell: Callable[[str], None] = lambda _: None,
        entries: list[str] | None = None,
    ) -> None:
        self.repo = repo
        self.folder = Folder(repo.root)
        self._local = LocalState(repo.root)
        self._author = author
        self._now = now
        self._tell = tell
        self.entries = [] if entries is None else entries  # all that were made

    @contextmanager
    def change(self, command: str) -> Iterator[Change]:
        """Collect a command's writes and keep them at the end; an exception leaves everything as it was.

        What a person saved by hand meanwhile goes into an entry of its own first. Edited, when a file that
        the command has read was saved since: the command may begin again.
        """
        with self.held() as session:
            change = Change(self.folder, command)
            yield change
            session.finish(change)
            self.entries += change.entries

    def keep(self, paths: Iterable[str] | None, message: str) -> Change:
        """Keep what is on the disk under `paths`, or all that the history does not have, as one entry."""
        with self.held() as session:
            change = Change(self.folder, message)
            session.keep(change, paths)
            self.entries += change.entries
            return change

    def remember(self, paths: Iterable[str]) -> None:
        """Have every later change keep what a window saves under `paths`."""
        names = list(dict.fromkeys(paths))
        for name in names:
            self.folder.path(name)
        with self.held() as session:
            session.remember(names)

    def mend(self) -> None:
        """Finish what was begun with git, and leave an old state of the log, where it is in such a state."""
        repo = self.repo
        repo.state.require_exists()
        if repo.state.current() is not State.READY:
            with self.held():
                pass

    @contextmanager
    def held(self) -> Iterator["WriteSession"]:
        """Be the only writer: heal what was left, then go on."""
        repo = self.repo
        repo.state.require_exists()
        author = self._author()
        with plain_errors(self._local.folder.name):
            self._local.folder.mkdir(exist_ok=True)
        with locked(self._local.lock):
            session = WriteSession(self.folder, self._local, repo, author, self._now())
            for said in session.heal():
                self._tell(said)
                self.entries.append(repo.refs.head() or "")
            repo.state.require_ready()
            yield session


@dataclass(frozen=True, slots=True)
class WriteSession:
    """The holder of the lock, from the healing to the last entry."""

    folder: Folder
    local: LocalState
    repo: Repo
    author: Author
    now: datetime

    def heal(self) -> Iterator[str]:
        """Finish what was begun with git, clear away what a killed coachlog left, keep what it had written; say it."""
        self.folder.sweep()
        remove_stale_locks(self.repo.folder)
        beside: tuple[str, ...] = ()
        if self.repo.state.current() is not State.READY or self.local.journal.exists():
            beside = yield from self._working_copy().recover()
        self.repo.index.catch_up()
        since, *paths = _lines(self.local.pending) or [""]
        paths += beside
        if paths:
            self.repo.index.update_paths(paths, since or None)
            before = self.repo.commits.snapshot(paths)
            unsaved = _unsaved(before, self._disk(paths))
            self._keep(unsaved, f"Recovered: {_count(unsaved)}", before)

    def finish(self, change: Change) -> None:
        """Keep a change: hand edits, then the files, then their entry."""
        opened = _lines(self.local.opened)
        paths = dict.fromkeys([*change.writes, *opened])
        if not paths and not change.always:
            return
        before = self.repo.commits.snapshot(paths)
        # A file that a window has opened may be away for the moment in which its editor saves it.
        disk: dict[str, bytes | None]
        disk = {rel: content for rel, content in self._disk(opened).items() if content is not None}
        disk |= {rel: self.folder.read(rel) for rel in change.writes}
        unsaved = _unsaved(before, disk)
        if unsaved:
            change.kept = tuple(unsaved)
            change.entries += self._keep(unsaved, f"Kept by hand: {_count(unsaved)}", before)
            before = self.repo.commits.snapshot(change.writes)
        writes = {rel: new for rel, new in change.writes.items() if new != disk[rel]}
        if writes:
            expected = {rel: change.seen.get(rel, disk[rel]) for rel in writes}
            change.entries += self._write(writes, expected, change, before)
        elif change.always:
            change.entries.append(self.repo.writer.empty_commit(change.message, self.author, self.now, change.trailers))

    def keep(self, change: Change, paths: Iterable[str] | None) -> None:
        """Keep what is on the disk."""
        disk = (
            self._disk(self.repo.worktree.changed_files())
            if paths is None
            else {rel: self.folder.read(rel) for rel in paths}
        )
        before = self.repo.commits.snapshot(disk)
        unsaved = _unsaved(before, disk)
        change.kept = tuple(unsaved)
        change.entries += self._keep(unsaved, change.message, before)

    def remember(self, names: list[str]) -> None:
        """Put `names` in front of what a window has opened."""
        opened = list(dict.fromkeys([*names, *_lines(self.local.opened)]))
        replace(self.local.opened, os.fsencode("\n".join(opened[:_OPEN_AT_MOST])))

    def _working_copy(self) -> "WorkingCopy":
        from coachlog.sync.working_copy import WorkingCopy

        return WorkingCopy(self.folder, self.repo, self.author, self.now)

    def _keep(self, unsaved: _Contents, message: str, before: Snapshot) -> list[str]:
        marked = {rel: content for rel, content in unsaved.items() if content and b"<<<<<<< " in content}
        if marked:
            unsaved = {**unsaved, **self._working_copy().unmark(marked)}
        self._promise(unsaved, before)
        return self._record(unsaved, message, before)

    def _write(self, writes: _Contents, expected: _Contents, change: Change, before: Snapshot) -> list[str]:
        self._promise(writes, before)
        try:
            self.folder.write_all(writes, expected)
        except FileChanged:  # nothing is written yet
            self._forget()
            raise
        return self._record(writes, change.message, before, change.trailers)

    def _record(
        self, contents: _Contents, message: str, before: Snapshot, trailers: tuple[tuple[str, str], ...] = ()
    ) -> list[str]:
        drafts = [CommitDraft(contents, message, self.author, self.now, trailers)]
        try:
            entries = self.repo.writer.commit_all(drafts, before)
        except HeadMoved:
            # The person's own git was quicker. Its entry stays, ours comes upon it.
            entries = self.repo.writer.commit_all(drafts)
        self._forget()
        return [entry for entry in entries if entry]

    def _promise(self, contents: _Contents, before: Snapshot) -> None:
        replace(self.local.pending, os.fsencode("\n".join([before.head or "", *contents])))

    def _forget(self) -> None:
        self.local.pending.unlink(missing_ok=True)

    def _disk(self, paths: Iterable[str]) -> dict[str, bytes | None]:
        found = {}
        for rel in paths:
            with suppress(PathOutsideFolder):  # a link has come in its place: not ours to follow, nor to complain of
                found[rel] = self.folder.read(rel)
        return found


def _lines(path: Path) -> list[str]:
    try:
        return os.fsdecode(path.read_bytes()).split("\n")
    except FileNotFoundError:
        return []


def _unsaved(before: Snapshot, disk: _Contents) -> dict[str, bytes | None]:
    return {rel: content for rel, content in disk.items() if before.differs(rel, content)}


def _count(files: _Contents) -> str:
    return f"{len(files)} file{'s' * (len(files) != 1)}"
