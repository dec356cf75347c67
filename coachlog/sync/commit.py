"""Commit changes of a log: first what a person typed by hand, then the files, then the commit."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coachlog.frozen import frozen
from coachlog.git.commits import ID_PATTERN, Author, CommitDraft, CommitId, Snapshot, Trailers, decode_path, encode_path
from coachlog.git.errors import HeadMoved
from coachlog.git.locks import remove_stale_locks
from coachlog.git.repo import Repo
from coachlog.git.repo_state import State
from coachlog.model.own_documents import require_shared
from coachlog.storage import disk
from coachlog.storage.files import (
    FileChanged,
    Folder,
    PathOutsideFolder,
    UnreadableFile,
    move_aside,
    plain_errors,
    replace,
    require_names,
)
from coachlog.storage.local_state import LocalState
from coachlog.storage.lock import locked

if TYPE_CHECKING:  # needed only after an interruption
    from coachlog.sync.working_copy import WorkingCopy

__all__ = ["Change", "FileChanged", "LogWriter"]

_MAX_OPENED = 20  # documents; `save` and `sync` find the edits of the others

_Contents = Mapping[str, bytes | None]  # whole files by path; None is no file


class Change:
    """The writes that a command collects; none is on the disk before the end."""

    def __init__(self, folder: Folder, message: str) -> None:
        self.folder = folder
        self.message = message
        self.trailers: Trailers = ()
        self.commit_even_if_empty = False  # for the sake of its trailers
        self.commits: list[CommitId] = []
        self.hand_edits: tuple[str, ...] = ()  # files that a person had edited, which were committed first
        self.seen: dict[str, bytes | None] = {}
        self.writes: dict[str, bytes | None] = {}

    def read(self, rel: str) -> bytes | None:
        """Return the bytes of `rel` with the writes so far, None if there is no such file."""
        if rel in self.writes:
            return self.writes[rel]
        return self.seen.setdefault(rel, self.folder.read(rel))

    def write(self, rel: str, content: bytes) -> None:
        """Write `rel` when the change ends."""
        self.folder.path(rel)
        self.writes[rel] = content

    def remove(self, rel: str) -> None:
        """Delete `rel` when the change ends."""
        self.folder.path(rel)
        self.writes[rel] = None


class LogWriter:
    """The writer of one log's files and commits. A lock lets only one process write."""

    def __init__(
        self,
        repo: Repo,
        author: Callable[[], Author],
        now: Callable[[], datetime],
        tell: Callable[[str], None] = lambda _: None,
        commits: list[CommitId] | None = None,
    ) -> None:
        self.repo = repo
        self.folder = Folder(repo.root)
        self._local = LocalState(repo.root)
        self._author = author
        self._now = now
        self._tell = tell
        self.commits = [] if commits is None else commits  # all that this writer made
        self.trailers: Callable[[], Trailers] = tuple  # what each of its changes begins with

    @contextmanager
    def change(self, command: str) -> Iterator[Change]:
        """Collect a command's writes and commit them at the end; an exception leaves everything as it was.

        Hand edits of the same files are committed first. Raise FileChanged if a file was saved after the command
        read it: the command may begin again.
        """
        with self.locked() as session:
            change = Change(self.folder, command)
            change.trailers = self.trailers()
            yield change
            session.finish(change)
            self.commits += change.commits

    def commit_edits(self, paths: Iterable[str] | None, message: str) -> Change:
        """Commit the hand edits of some files, or of all."""
        with self.locked() as session:
            change = Change(self.folder, message)
            session.commit_edits(change, paths)
            self.commits += change.commits
            return change

    def remember(self, paths: Iterable[str]) -> None:
        """Have every later change commit what an editor window saves under `paths`."""
        names = list(dict.fromkeys(paths))
        for name in names:
            self.folder.path(name)
        with self.locked() as session:
            session.remember(names)

    def recover(self) -> None:
        """Finish what was begun with git, and reattach HEAD, if the log needs it."""
        repo = self.repo
        repo.state.require_exists()
        if repo.state.current() is not State.READY:
            with self.locked():
                pass

    @contextmanager
    def locked(self) -> Iterator["WriteSession"]:
        """Lock the log, recover from what was interrupted, and yield a session."""
        repo = self.repo
        repo.state.require_exists()
        author = self._author()
        with plain_errors(self._local.folder.name):
            self._local.folder.mkdir(exist_ok=True)
        with locked(self._local.lock):
            session = WriteSession(self.folder, self._local, repo, author, self._now())
            for sentence in session.recover():
                self._tell(sentence)
                self.commits.append(repo.refs.require_head())
            repo.state.require_ready()
            yield session


@frozen
class WriteSession:
    """One locked write session: first recover, then commit."""

    folder: Folder
    local: LocalState
    repo: Repo
    author: Author
    now: datetime

    def recover(self) -> Iterator[str]:
        """Finish what git or a killed coachlog left unfinished, and yield a sentence for each thing."""
        try:
            yield from self._recover()
        except HeadMoved:  # a git that had outlived the killed coachlog was quicker: what it did is begun upon
            yield from self._recover()

    def _recover(self) -> Iterator[str]:
        self.folder.sweep()
        remove_stale_locks(self.repo.folder)
        beside: tuple[str, ...] = ()
        if self.repo.state.current() is not State.READY or self.local.journal.exists():
            beside = yield from self._working_copy().recover()
        self.repo.index.catch_up()
        since, *paths = _read_lines(self.local.pending) or [""]
        if since and not (re.fullmatch(ID_PATTERN, since) and all(self.repo.objects.read([since]))):
            move_aside(self.local.pending)
            yield "What a command had begun here can't be finished: it is set aside, and the log goes on."
            since, paths = "", []
        paths += beside
        if paths:
            before = self.repo.commits.snapshot(paths)  # first: a move of the branch from now on is noticed
            self.repo.index.update_paths(paths, CommitId(since) if since else None)
            unsaved = self._unsaved(before, self._disk(paths))
            self._commit_edits(unsaved, f"Recovered: {_count(unsaved)}", before)

    def finish(self, change: Change) -> None:
        """Commit a change: the hand edits, then its files."""
        opened = _read_lines(self.local.opened)
        paths = dict.fromkeys([*change.writes, *opened])
        if not paths and not change.commit_even_if_empty:
            return
        before = self.repo.commits.snapshot(paths)
        # A file that a window has opened may be missing for the moment in which its editor saves it.
        disk: dict[str, bytes | None]
        disk = {rel: content for rel, content in self._disk(opened).items() if content is not None}
        disk |= {rel: self.folder.read_replaced(rel) for rel in change.writes}
        own = self.repo.worktree.own_among(disk) | self.repo.worktree.own_among(change.writes)
        require_shared(rel for rel in own if change.writes.get(rel) is not None)
        unsaved = self._unsaved(before, disk)
        if unsaved:
            change.hand_edits = tuple(unsaved)
            change.commits += self._commit_edits(unsaved, f"Kept by hand: {_count(unsaved)}", before)
            before = self.repo.commits.snapshot(change.writes)
        writes = {rel: new for rel, new in change.writes.items() if new != disk[rel]}
        if writes:
            expected = {rel: change.seen.get(rel, disk[rel]) for rel in writes}
            change.commits += self._write(writes, expected, change, before)
        elif change.commit_even_if_empty:
            commit = self.repo.writer.empty_commit(change.message, self.author, self.now, change.trailers)
            change.commits.append(commit)

    def commit_edits(self, change: Change, paths: Iterable[str] | None) -> None:
        """Commit the hand edits of some files, or of all."""
        disk = (
            self._disk(self.repo.worktree.changed_files())
            if paths is None
            else {rel: self.folder.read_replaced(rel) for rel in paths}
        )
        before = self.repo.commits.snapshot(disk)
        unsaved = self._unsaved(before, disk)
        change.hand_edits = tuple(unsaved)
        change.commits += self._commit_edits(unsaved, change.message, before)

    def remember(self, names: list[str]) -> None:
        """Put `names` first in the list of what editor windows have opened."""
        opened = list(dict.fromkeys([*names, *_read_lines(self.local.opened)]))
        replace(self.local.opened, encode_path("\n".join(opened[:_MAX_OPENED])))

    def _working_copy(self) -> "WorkingCopy":
        from coachlog.sync.working_copy import WorkingCopy

        return WorkingCopy(self.folder, self.repo, self.author, self.now)

    def _commit_edits(self, unsaved: _Contents, message: str, before: Snapshot) -> list[CommitId]:
        marked = {rel: content for rel, content in unsaved.items() if content and b"<<<<<<< " in content}
        if marked:
            unsaved = {**unsaved, **self._working_copy().unmark(marked)}
        self._write_pending(unsaved, before)
        return self._commit(unsaved, message, before)

    def _write(self, writes: _Contents, expected: _Contents, change: Change, before: Snapshot) -> list[CommitId]:
        self._write_pending(writes, before)
        try:
            require_names(self.folder.write_all(writes, expected))
        except FileChanged:  # nothing is written yet
            self._drop_pending()
            raise
        return self._commit(writes, change.message, before, change.trailers)

    def _commit(self, contents: _Contents, message: str, before: Snapshot, trailers: Trailers = ()) -> list[CommitId]:
        drafts = [CommitDraft(contents, message, self.author, self.now, trailers)]
        try:
            commits = self.repo.writer.commit_all(drafts, before)
        except HeadMoved:  # another git committed first, maybe these very files; ours goes on top of its commit
            commits = self.repo.writer.commit_all(drafts)
            self.repo.index.update_paths(contents, before.head)
        self._drop_pending()
        return [commit for commit in commits if commit]

    def _write_pending(self, contents: _Contents, before: Snapshot) -> None:
        replace(self.local.pending, encode_path("\n".join([before.head or "", *contents])))

    def _drop_pending(self) -> None:
        disk.discard(self.local.pending)

    def _unsaved(self, before: Snapshot, disk: _Contents) -> dict[str, bytes | None]:
        """Return the files that were changed by hand, without a person's own documents, which are kept in no log."""
        own = self.repo.worktree.own_among(disk)
        return {rel: content for rel, content in disk.items() if rel not in own and before.differs(rel, content)}

    def _disk(self, paths: Iterable[str]) -> dict[str, bytes | None]:
        contents = {}
        for rel in paths:
            # A link in its place is the person's affair; a file that another program holds is kept the next time.
            with suppress(PathOutsideFolder, UnreadableFile):
                contents[rel] = self.folder.read_replaced(rel)
        return contents


def _read_lines(path: Path) -> list[str]:
    try:
        return decode_path(path.read_bytes()).split("\n")
    except FileNotFoundError:
        return []


def _count(files: _Contents) -> str:
    return f"{len(files)} file{'s' * (len(files) != 1)}"
