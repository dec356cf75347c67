"""A log's history in its own terms: entries, who made them, what is not in it yet."""

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.git.commits import (
    FORMAT,
    REGULAR,
    Author,
    Draft,
    Entry,
    FastImport,
    Snapshot,
    TreeEntry,
    blob_id,
    parse_entries,
)
from coachlog.git.objects import objects_of
from coachlog.git.process import Damaged, Git, failure, visible
from coachlog.git.progress import in_progress
from coachlog.git.repo_state import MERGE, State, find_begun, find_line, find_state
from coachlog.storage.local_state import LocalState

__all__ = ["Author", "Draft", "Entry", "HeadMoved", "History", "Snapshot", "State"]

# In .git/info/attributes, above any .gitattributes: bytes stay bytes, nothing runs, no merge by hand writes markers.
_ATTRIBUTES = "* -filter -text -ident !working-tree-encoding -merge"
_IGNORED = ".coachlog-*"  # a file in the making
_ID = r"[0-9a-f]{40}|[0-9a-f]{64}"
_LONGEST_ARGUMENTS = 8000  # characters; Windows takes 32,767 for the whole command
_FEW = 20  # files
_LOCK_IS_STALE = 10  # seconds; git holds these locks for milliseconds
_LONGEST_MESSAGE = 3600  # seconds that a person may take to write one, while git holds the index


class HeadMoved(CoachlogError):
    """Somebody else added to the history at the same moment."""


class History:
    """The entries of one log, on whatever branch the person is."""

    def __init__(self, root: Path, git: Git | None = None) -> None:
        self.root = root
        self._git = git or Git(root)
        self._objects = objects_of(root)
        self._dir = root / ".git"
        self._local = LocalState(root)

    @staticmethod
    def create(root: Path) -> "History":
        """Begin a history in the folder `root`, or make an existing one safe to use."""
        history = History(root)
        history._git.run("init", "--quiet", "--initial-branch=main", "--template=")
        history._settle_attributes()
        return history

    def state(self) -> State:
        """Tell whether an entry can be added, without starting git."""
        return find_state(self._dir)

    def begun(self) -> tuple[str, ...]:
        """Return git's names for what was begun with it and is not finished."""
        return find_begun(self._dir)

    def merging(self) -> str | None:
        """Return the entry that a merge begun with git brings in; None where there is none, or more was begun."""
        return at_most_one(self._ids(MERGE)) if self.begun() == (MERGE,) else None

    def demand(self) -> None:
        """Raise where there is no history."""
        if not self._dir.is_dir():
            raise SurroundingsError(f"{visible(str(self.root))} has no history", "`coachlog init` begins a log")

    def check(self) -> None:
        """Raise if an entry can't be added now."""
        self.demand()
        if self.state() is State.UNFINISHED:
            raise CoachlogError(
                "something begun with git in this log is not finished yet",
                "finish it: coachlog sync"
                if self.merging()
                else "finish it or take it back with git (`git status` says how), then run the command again",
            )
        if self.state() is State.DETACHED:
            raise CoachlogError(
                "this log shows an old state of itself",
                "go back to the newest with `git switch main`, then run the command again",
            )

    def head(self) -> str | None:
        """Return the newest entry's id, None where there is no entry yet."""
        with suppress(OSError):  # nearly always a file of one line, which saves a process
            told = (self._dir / (self._ref() or "HEAD")).read_text("ascii", "replace").strip()
            if re.fullmatch(_ID, told) and told.strip("0"):
                return told
            if not told.startswith("ref: "):  # a power cut leaves it empty: that is no log without entries
                raise Damaged
        found = self._git.run("rev-parse", "--quiet", "--verify", "HEAD^{commit}", ok=(0, 1))
        return found.decode().strip() or None

    def snapshot(self, paths: Iterable[str]) -> Snapshot:
        """Return what the newest entry has under `paths`."""
        head = self.head()
        return Snapshot(head, self._leaves(head, paths))

    def files(self, at: str = "HEAD") -> tuple[str, ...]:
        """Return the paths of all files of an entry; links are none."""
        leaves = self._leaves(self._known(at), None)
        return tuple(path for path, leaf in leaves.items() if leaf.mode in REGULAR)

    def contents(self, paths: Iterable[str], at: str = "HEAD") -> dict[str, bytes | None]:
        """Return the bytes of `paths` in an entry, None for what is no file there."""
        wanted = list(paths)
        leaves = self._leaves(self._known(at), wanted)
        ids = {path: leaf.id for path, leaf in leaves.items() if leaf.mode in REGULAR}
        blobs = self._objects.blobs(ids.values())
        return {path: blobs[ids[path]] if path in ids else None for path in wanted}

    def versions(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bytes | None]:
        """Return the bytes of a path in an entry, for many such pairs at once; None for what is no file there."""
        found: dict[tuple[str, str], bytes | None] = dict.fromkeys(wanted)
        pairs = [pair for pair in found if "\n" not in pair[1]]
        for pair, thing in zip(pairs, self._objects.read(f"{_checked(at)}:{path}" for at, path in pairs), strict=True):
            if thing and thing.kind == "blob":
                found[pair] = thing.content
        return found

    def unsaved(self) -> tuple[str, ...]:
        """Return the files whose bytes the newest entry does not have, deleted ones and new ones among them."""
        self._settle_attributes()
        workshop = self._workshop()
        index = self._local.git_index
        self._sweep()
        with tempfile.TemporaryDirectory(prefix=self._local.git_index_prefix, dir=workshop) as spare:
            # A copy, so that two that look at the same time never wait for each other. Its time is kept:
            # git rehashes what is not older than its index.
            copy = Path(spare) / "index"
            with suppress(FileNotFoundError):
                shutil.copy2(index, copy)
            changed = self._status({"GIT_INDEX_FILE": str(copy.absolute()), "GIT_OPTIONAL_LOCKS": "1"})
            with suppress(OSError):
                copy.replace(index)
        return tuple(path for path in changed if self._is_file_or_gone(path))

    def record(
        self,
        changes: Mapping[str, bytes | None],
        message: str,
        author: Author,
        when: datetime,
        trailers: Sequence[tuple[str, str]] = (),
    ) -> str | None:
        """Add one entry and return its id, None where the history has it all already."""
        return self.record_all([Draft(changes, message, author, when, tuple(trailers))])[0]

    def record_all(self, drafts: Sequence[Draft], on: Snapshot | None = None) -> list[str | None]:
        """Add entries in one go, if the newest is still the one of `on`; raise Moved if it is not."""
        self.check()
        paths = {path for draft in drafts for path in draft.changes}
        on = on or self.snapshot(paths)
        known: dict[str, bytes | None] = {}
        stream = FastImport(self._ref() or "", on)
        numbers: list[int | None] = []
        for draft in drafts:
            changes = {
                path: content
                for path, content in draft.changes.items()
                if (known[path] != content if path in known else on.differs(path, content))
            }
            known |= changes
            numbers.append(stream.add(draft, changes) if changes else None)
        ids = self._import(stream.end(), on.head) if known else []
        if ids:
            now = {path: on.leaf(path, content, ids[0]) for path, content in known.items()}
            self._refresh(on.head, on.leaves, now)
        return [None if number is None else ids[number] for number in numbers]

    def empty_commit(self, message: str, author: Author, when: datetime, trailers: Sequence[tuple[str, str]]) -> str:
        """Add an entry that changes no file and only says something, and return its id."""
        self.check()
        stream = FastImport(self._ref() or "", on := self.snapshot(()))
        stream.add(Draft({}, message, author, when, tuple(trailers)), {})
        return self._import(stream.end(), on.head)[0]

    def refresh(self, paths: Iterable[str], since: str | None) -> None:
        """Let the person's own index follow from the entry `since` to the newest, under `paths`."""
        wanted = list(paths)
        newest = self.snapshot(wanted).leaves
        self._refresh(since, self._leaves(since, wanted), {path: newest.get(path) for path in wanted})

    def catch_up(self) -> None:
        """Let the person's own index follow from where it had to be left behind."""
        try:
            since = self._local.index_is_at.read_text("ascii", "replace")
        except FileNotFoundError:
            return
        self._local.index_is_at.unlink()
        head = self.head()
        with suppress(SurroundingsError):  # what it is behind of may be gone since
            before = _checked(since) if since else None
            self.refresh(self._objects.changes(before, head) if head else (), before)

    def entries(
        self, limit: int | None = None, path: str | None = None, since: str | None = None, at: str = "HEAD"
    ) -> Iterator[Entry]:
        """Return entries up to `at`, newest first: at most `limit`, only those touching `path`, or after `since`."""
        newest = self.head() if at == "HEAD" else _checked(at)
        if newest is None:
            return iter(())
        words = (
            "log",
            "-z",
            "--name-only",
            "--no-renames",
            "--diff-merges=first-parent",
            "--encoding=UTF-8",
            f"--format={FORMAT}",
            *([f"--max-count={limit}"] if limit is not None else []),
            newest,
            *([f"^{_checked(since)}"] if since else []),
            "--",
            *([path] if path else []),
        )
        told = self._objects.once(words, partial(self._git.run, *words))
        return parse_entries(told.decode("utf-8", "replace"))

    def is_whole(self, progress: Callable[[str], None] = lambda _: None) -> bool:
        """Tell whether all of the history can be read, saying meanwhile how far that is."""
        words = ("fsck", "--no-dangling", "--progress")
        answer = self._git.call(*words, timeout=600, quiet=600, watch=lambda said: progress(in_progress("fsck", said)))
        progress("")
        return answer.status == 0

    def remove_stale_locks(self, *, index: bool = False) -> None:
        """Move locks on entries out of the way whose git has died: they would stop every save and exchange."""
        names = ("HEAD.lock", "packed-refs.lock", *(["index.lock"] if index or self._is_index_left() else []))
        for lock in (*(self._dir / name for name in names), *(self._dir / "refs").rglob("*.lock")):
            end = time.monotonic() + _LOCK_IS_STALE
            with suppress(FileNotFoundError):
                while time.time() - lock.stat().st_mtime < _LOCK_IS_STALE and time.monotonic() < end:
                    time.sleep(0.05)
                self._workshop()
                lock.replace(self._local.stale_lock(lock.name))

    def _is_index_left(self) -> bool:
        """Tell whether the index's lock may be a dead git's: one that waits for a message has filled its lock."""
        try:
            lock = (self._dir / "index.lock").stat()
        except OSError:
            return False
        return lock.st_size == 0 or time.time() - lock.st_mtime > _LONGEST_MESSAGE

    def _ref(self) -> str | None:
        return find_line(self._dir)

    def _ids(self, name: str) -> list[str]:
        """Return the ids that a file of git's has, none where it has anything else."""
        try:
            told = (self._dir / name).read_text("ascii", "replace").split()
        except OSError:
            return []
        return told if all(re.fullmatch(_ID, one) for one in told) else []

    def _known(self, at: str) -> str | None:
        return self.head() if at == "HEAD" else _checked(at)

    def _leaves(self, at: str | None, paths: Iterable[str] | None) -> dict[str, TreeEntry]:
        return {} if at is None else self._objects.leaves(at, paths)

    def _status(self, env: Mapping[str, str]) -> list[str]:
        lines = self._seen(env)
        # An index that is a few files behind the newest entry will do; these are looked at by themselves.
        behind = {line.split(" ", 8)[-1]: line for line in lines if line[:1] != "?" and line[2:3] != "."}
        if len(behind) > _FEW or any(line[:3] not in {"1 M", "1 D"} for line in behind.values()):
            head = self.head()
            self._git.run("read-tree", *(["--reset", head] if head else ["--empty"]), env=env)
            lines, behind = self._seen(env), {}
        others = [path for line in lines if (path := _unsaved_path(line)) and path not in behind]
        return [*others, *(path for path, line in behind.items() if self._is_otherwise(path, line))]

    def _seen(self, env: Mapping[str, str]) -> list[str]:
        told = self._git.run(
            "status",
            "--porcelain=v2",
            "-z",
            "--untracked-files=all",
            "--ignore-submodules=all",
            "--no-renames",
            env=env,
            timeout=120,  # the first time every file is read
        )
        return _parts(told)

    def _is_otherwise(self, path: str, line: str) -> bool:
        """Tell whether a file is not what the newest entry has, as a line about it says."""
        _, _, _, mode, _, _, name, _ = line.split(" ", 8)[:8]
        try:
            return mode in REGULAR and blob_id((self.root / path).read_bytes(), len(name)) != name
        except OSError:
            return True

    def _is_file_or_gone(self, path: str) -> bool:
        try:
            return stat.S_ISREG(os.lstat(self.root / path).st_mode)
        except OSError:
            return True

    def _import(self, stream: bytes, onto: str | None) -> list[str]:
        answer = self._git.call("fast-import", "--quiet", "--done", "--date-format=raw", stdin=stream, timeout=120)
        if answer.status == 0:
            return answer.out.decode().split()
        if self.head() != onto:
            raise HeadMoved("somebody else added to this log just now", "run the command again")
        raise failure(answer)

    def _refresh(
        self, since: str | None, before: Mapping[str, TreeEntry], after: Mapping[str, TreeEntry | None]
    ) -> None:
        try:
            index = self._index(after)
            lines = [
                f"{leaf.mode} {leaf.id}\t{path}" if leaf else f"0 {'0' * 40}\t{path}"
                for path, leaf in after.items()
                if index.get(path) == before.get(path) != leaf
            ]
            if lines:
                self._git.run("update-index", "-z", "--index-info", stdin="\0".join([*lines, ""]).encode())
        except SurroundingsError:  # the entry is there, and a lock that the person's own git holds is no trouble
            with suppress(OSError):
                self._local.index_is_at.parent.mkdir(exist_ok=True)
                if not self._local.index_is_at.exists():
                    self._local.index_is_at.write_text(since or "", "ascii")

    def _index(self, paths: Iterable[str]) -> dict[str, TreeEntry]:
        told = self._git.run("ls-files", "--stage", "-z", "--", *_arguments(set(paths)))
        found = {}
        for line in _parts(told):
            facts, path = line.split("\t", 1)
            mode, name, stage = facts.split(" ")
            found[path] = TreeEntry(mode, name if stage == "0" else "in conflict")
        return found

    def _workshop(self) -> Path:
        workshop = self._local.folder
        workshop.mkdir(exist_ok=True)
        return workshop

    def _sweep(self) -> None:
        for left in self._local.old_git_indexes():
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > 3600:
                    shutil.rmtree(left)

    def _settle_attributes(self) -> None:
        for name, line in (("attributes", _ATTRIBUTES), ("exclude", _IGNORED)):
            path = self._dir / "info" / name
            told = path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""
            if line not in told.splitlines():
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(f"{told.rstrip()}\n{line}\n".lstrip().encode("utf-8", "surrogateescape"))


def at_most_one(found: Iterable[str]) -> str | None:
    """Return the only one, None where there are none or several."""
    names = list(found)
    return names[0] if len(names) == 1 else None


def _checked(at: str) -> str:
    if not re.fullmatch(rf"{_ID}|refs/[A-Za-z0-9][\w./-]*", at):
        raise CoachlogError(f"{visible(at)} names no entry of this log")
    return at


def _arguments(paths: set[str] | None) -> Iterable[str]:
    return paths if paths and sum(map(len, paths)) < _LONGEST_ARGUMENTS else ()


def _parts(told: bytes) -> list[str]:
    return [os.fsdecode(part) for part in told.split(b"\0") if part]


def _unsaved_path(line: str) -> str | None:
    if line.startswith("? "):
        return None if line.endswith("/") else line[2:]  # a repository within the log is not ours
    kind, _, _, mode, _, _, _, _, path = line.split(" ", 8)
    return path if kind == "1" and mode in REGULAR else None
