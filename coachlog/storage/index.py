"""A cache of the documents' records, each valid until its file changes; it can be deleted at any time."""

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from coachlog import __version__
from coachlog.errors import Problem
from coachlog.storage import disk
from coachlog.storage.files import FileNotRead, Folder
from coachlog.storage.local_state import LocalState
from coachlog.storage.parallel import map_shares

# The form of the packed rows; tests/unit/storage/test_index.py says when it has to change.
ROWS: Final = "56"
MAX_BYTES: Final = 512 * 1024
# A file saved twice within its disk's smallest step of time shows one time for two contents (FAT: two seconds), so
# a file that was that young when the index was written is read again.
_YOUNG: Final = 2_000_000_000
_MOST_UPDATES: Final = 50  # after so many the file is written whole

Stamp = list[int]  # size, times of change and of its entry, number on the disk; a list, as JSON has it
_SIZE, _CHANGED = 0, 1
# Of one document: its stamp, a digest of its bytes, the row that its record was packed into, None if it is unreadable,
# and its problems; nothing of one that is gone.
Entry = list[Any]
_STAMP, _DIGEST, ROW, PROBLEMS = range(4)
# What an index file raises when it is of another form, or torn.
NO_INDEX: Final = (TypeError, ValueError, KeyError, IndexError, AttributeError)


class Reading(NamedTuple):
    """The reading of one document: its record or its row, None if it is unreadable, and its problems."""

    record: Any
    problems: Sequence[Problem]


Read = Callable[[str, bytes], Reading]  # of a document's path and bytes, as a row; picklable


class Shelf(NamedTuple):
    """One folder of documents and one part that is read of each: its front matter, its sections or its next steps.

    `read` is called for new content only; `unpack` makes a record from its path and the row that it was packed into.
    """

    folder: Folder
    name: str
    part: str
    read: Read
    unpack: Callable[[str, Any], Any]
    fingerprint: str

    def load(self, files: Mapping[str, Stamp], wanted: Mapping[str, Stamp]) -> "Records":
        """Return the records of those `wanted` of a folder's `files` (`list_files`), by path, and their problems."""
        index_file = IndexFile(self.folder.root, f"{self.name}.{self.part}", self.fingerprint)
        with suppress(*NO_INDEX):
            return self._load(files, wanted, index_file, index_file.load())
        return self._load(files, wanted, index_file, IndexContents())

    def _load(
        self,
        files: Mapping[str, Stamp],
        wanted: Mapping[str, Stamp],
        index_file: "IndexFile",
        contents: "IndexContents",
    ) -> "Records":
        entries, young = contents.entries, contents.written - _YOUNG
        stale = [
            (name, stamp)
            for name, stamp in wanted.items()
            if name not in entries or entries[name][_STAMP] != stamp or stamp[_CHANGED] > young
        ]
        gone = entries.keys() - files.keys()
        if stale or gone:
            # What was too young and is not asked for now must not look old enough by the time of this writing.
            gone |= {name for name in entries.keys() - wanted.keys() if entries[name][_STAMP][_CHANGED] > young}
            self._renew(gone, stale, index_file, contents)
        unpack, prefix = self.unpack, f"{self.name}/"
        records, problems = dict[str, Any](), list[Problem]()
        for name in wanted:  # in their order, whatever was read when
            _, _, row, found = entries[name]
            path = prefix + name
            if row is not None:
                records[path] = unpack(path, row)
            if found:
                problems += [Problem(path, *problem) for problem in found]
        return Records(records, problems)

    def _renew(
        self,
        gone: Iterable[str],
        stale: Sequence[tuple[str, Stamp]],
        index_file: "IndexFile",
        contents: "IndexContents",
    ) -> None:
        before = {name: contents.entries[name] for name, _ in stale if name in contents.entries}
        update: dict[str, Entry] = {name: [] for name in gone}
        for share in map_shares(partial(read_files, self.folder, self.name, self.read, before), stale):
            update |= share
        contents.take(update)
        index_file.save(contents, update)


class Records(NamedTuple):
    """The records of one shelf by path, and the problems of all its documents."""

    by_path: dict[str, Any]
    problems: list[Problem]


@dataclass
class IndexContents:
    """The contents of one file of the index, by document.

    `written` is the time of the index file by its disk's own clock, in nanoseconds; `updates` is the number of lines
    that it was written in.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    written: int = 0
    updates: int = 0

    def take(self, update: Mapping[str, Entry]) -> None:
        """Put newer entries over these."""
        self.entries |= update
        for name in [name for name, entry in update.items() if not entry]:
            del self.entries[name]


class IndexFile(NamedTuple):
    """One file of the index, good for as long as `fingerprint` is the same.

    Its first line is the fingerprint, each later line the contents that one command has read.
    """

    root: Path
    name: str
    fingerprint: str

    @property
    def _path(self) -> Path:
        return LocalState(self.root).index_of(self.name)

    def load(self) -> IndexContents:
        """Return the contents, none where there is no such file or it is of another fingerprint."""
        contents = IndexContents()
        with suppress(OSError, ValueError):
            written = self._path.lstat().st_mtime_ns
            head, *updates, torn = self._path.read_bytes().split(b"\n")
            if not torn and json.loads(head) == self.fingerprint:
                for update in updates:
                    contents.take(json.loads(update))
                contents.written, contents.updates = written, len(updates)
        return contents

    def save(self, contents: IndexContents, update: Mapping[str, Entry]) -> None:
        """Write an update behind what is there, or the contents whole; a full disk costs speed, nothing else."""
        with suppress(OSError):
            if not _is_plain(self.root):
                return
            if 0 < contents.updates < _MOST_UPDATES and len(update) < len(contents.entries):
                with self._path.open("ab") as file:
                    file.write(_line(update))
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Not by the careful writer: what is torn here is read anew.
            spare = self._path.with_suffix(f".{os.getpid()}")
            try:
                spare.write_bytes(_line(self.fingerprint) + _line(contents.entries))
                disk.replace(spare, self._path)
            finally:
                disk.discard(spare)


def read_files(
    folder: Folder, name: str, read: Read, before: Mapping[str, Entry], files: Sequence[tuple[str, Stamp]]
) -> dict[str, Entry]:
    """Read some documents of a folder; one whose bytes are those of its entry before is not parsed again."""
    return {
        file_name: _read_file(folder, f"{name}/{file_name}", stamp, read, before.get(file_name))
        for file_name, stamp in files
    }


def _read_file(folder: Folder, path: str, stamp: Stamp, read: Read, before: Entry | None) -> Entry:
    from hashlib import blake2b

    try:
        content = folder.read(path) if stamp[_SIZE] <= MAX_BYTES else None
    except FileNotRead as trouble:  # never remembered: what cannot be read now may be readable next time
        return _entry([0, 0, 0, 0], "", Reading(None, [Problem(path, 1, "cannot-read", trouble.sentence)]))
    if content is None:
        return _entry(stamp, "", Reading(None, [too_large(path)]))
    digest = blake2b(content, digest_size=12).hexdigest()
    if before and before[_DIGEST] == digest:
        return [stamp, *before[_DIGEST:]]
    return _entry(stamp, digest, read(path, content))


def _entry(stamp: Stamp, digest: str, reading: Reading) -> Entry:
    problems = [[problem.line, problem.code, problem.message] for problem in reading.problems]
    return [stamp, digest, reading.record, problems]


def fingerprint(parts: Iterable[bytes]) -> str:
    """Return all that the index depends on but the documents: the program, its rows' form, and `parts`."""
    return json.dumps([__version__, ROWS, *(part.decode("latin-1") for part in parts)])


def list_files(folder: Folder, name: str) -> dict[str, Stamp]:
    """Return the documents of a folder by name, each with a stamp that changes when the file does."""
    files = folder.scan(name, ".md")
    stamps = [(name, [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]) for name, stat in files]
    return dict(sorted(stamps))


def too_large(path: str) -> Problem:
    """Return the problem of a file beyond all that a person types."""
    advice = "put long material into assets/ and link it"
    return Problem(path, 1, "too-large", f"this file is larger than {MAX_BYTES // 1024} KB; {advice}")


def _line(data: object) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode() + b"\n"


def _is_plain(root: Path) -> bool:
    """Return whether a log's git folder and ours in it are real folders: a link could lead anywhere."""
    local = LocalState(root)
    git = local.folder.parent
    return git.is_dir() and not any(folder.is_symlink() for folder in (git, local.folder, local.index))
