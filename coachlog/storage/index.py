"""A cache of the documents' records, each valid until its file changes; it can be deleted at any time."""

import json
import os
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
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
from coachlog.storage.records import RowData, pack

# The form of the packed rows; tests/unit/storage/test_index.py says when it has to change.
ROWS: Final = "23"
MAX_BYTES: Final = 512 * 1024
# A file saved twice within its disk's smallest step of time shows one time for two contents (FAT: two seconds), so
# a file that was that young when the index was written is read again.
_YOUNG: Final = 2_000_000_000
_MOST_UPDATES: Final = 50  # after so many the file is written whole

Stamp = list[int]  # size, times of change and of its entry, number on the disk; a list, as JSON has it
_SIZE, _CHANGED = 0, 1
_GONE: Final[Stamp] = []
# What an index file raises when it is of another form, or torn.
NO_INDEX: Final = (TypeError, ValueError, KeyError, IndexError, AttributeError)


class Reading(NamedTuple):
    """The reading of one document: its record, None if it is unreadable, and its problems."""

    record: Any
    problems: Sequence[Problem]


Read = Callable[[str, bytes], Reading]  # of a document's path and bytes; picklable


class Shelf(NamedTuple):
    """One folder of documents and one part that is read of each: its front matter, its sections or its next steps.

    `read` is called for new content only; `unpack` makes a record from the row that it was packed into.
    """

    folder: Folder
    name: str
    part: str
    read: Read
    unpack: Callable[[Any], Any]
    fingerprint: str

    def load(self, files: dict[str, Stamp], left_out: Container[str] = ()) -> "Records":
        """Return the records of the folder's files (`list_files`) by path, except some paths, and all problems."""
        index_file = IndexFile(self.folder.root, f"{self.name}.{self.part}", self.fingerprint)
        with suppress(*NO_INDEX):
            return self._load(files, left_out, index_file, index_file.load())
        return self._load(files, left_out, index_file, IndexContents())

    def _load(
        self, files: dict[str, Stamp], left_out: Container[str], index_file: "IndexFile", contents: "IndexContents"
    ) -> "Records":
        if files != contents.stamps or contents.youngest + _YOUNG > contents.written:
            self._renew(files, index_file, contents)
        unpack, prefix, rows = self.unpack, f"{self.name}/", contents.rows
        records = {
            path: unpack(row)
            for name in files  # in their order, whatever was read when
            if (row := rows.get(name)) is not None and (path := prefix + name) not in left_out
        }
        problems = ((name, problem) for name in files for problem in contents.problems.get(name, ()))
        return Records(records, [Problem(prefix + name, *problem) for name, problem in problems])

    def _renew(self, files: dict[str, Stamp], index_file: "IndexFile", contents: "IndexContents") -> None:
        stale = [
            (name, stamp)
            for name, stamp in files.items()
            if contents.stamps.get(name) != stamp or stamp[_CHANGED] + _YOUNG > contents.written
        ]
        update = IndexContents()
        read_share = partial(read_files, self.folder, self.name, self.read, contents.digests)
        for share in map_shares(read_share, stale):
            update.take(share)
        update.stamps |= dict.fromkeys(contents.stamps.keys() - files.keys(), _GONE)
        contents.take(update)
        index_file.save(contents, update)


class Records(NamedTuple):
    """The records of one shelf by path, and the problems of all its documents."""

    by_path: dict[str, Any]
    problems: list[Problem]


@dataclass
class IndexContents:
    """The contents of one file of the index, by document: stamps, digests of bytes, packed records, problems.

    A document that is gone has an empty stamp. `written` is the time of the index file by its disk's own clock, in
    nanoseconds; `updates` is the number of lines that it was written in.
    """

    stamps: dict[str, Stamp] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, list[RowData]] = field(default_factory=dict)
    written: int = 0
    updates: int = 0

    @property
    def youngest(self) -> int:
        """Return the newest time of a document."""
        return max((stamp[_CHANGED] for stamp in self.stamps.values()), default=0)

    def take(self, update: "IndexContents") -> None:
        """Put newer contents over these."""
        self.stamps |= update.stamps
        self.digests |= update.digests
        self.rows |= update.rows
        self.problems |= update.problems
        for name in [name for name, stamp in update.stamps.items() if stamp == _GONE]:
            for column in (self.stamps, self.digests, self.rows, self.problems):
                column.pop(name, None)

    def line(self) -> bytes:
        """Return these contents as one line of an index file."""
        return _line([self.stamps, self.digests, self.rows, self.problems])


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
            head, *updates = self._path.read_bytes().splitlines()
            if json.loads(head) == self.fingerprint:
                for update in updates:
                    contents.take(IndexContents(*json.loads(update)))
                contents.written, contents.updates = written, len(updates)
        return contents

    def save(self, contents: IndexContents, update: IndexContents) -> None:
        """Write an update behind what is there, or the contents whole; a full disk costs speed, nothing else."""
        with suppress(OSError):
            if not _is_plain(self.root):
                return
            if 0 < contents.updates < _MOST_UPDATES and len(update.stamps) < len(contents.stamps):
                with self._path.open("ab") as file:
                    file.write(update.line())
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Not by the careful writer: what is torn here is read anew.
            spare = self._path.with_suffix(f".{os.getpid()}")
            try:
                spare.write_bytes(_line(self.fingerprint) + contents.line())
                disk.replace(spare, self._path)
            finally:
                disk.discard(spare)


def read_files(
    folder: Folder, name: str, read: Read, digests: Mapping[str, str], files: Sequence[tuple[str, Stamp]]
) -> IndexContents:
    """Read some documents of a folder; one whose bytes have a known digest is not parsed again."""
    contents = IndexContents()
    for file_name, stamp in files:
        _read_file(folder, f"{name}/{file_name}", stamp, read, digests.get(file_name), contents)
    return contents


def _read_file(
    folder: Folder, path: str, stamp: Stamp, read: Read, digest: str | None, contents: IndexContents
) -> None:
    name = path.rpartition("/")[2]
    content: bytes | None = None
    reading = Reading(None, [too_large(path)])
    try:
        content = folder.read(path) if stamp[_SIZE] <= MAX_BYTES else None
    except FileNotRead as trouble:  # never remembered: what cannot be read now may be readable next time
        stamp, reading = [0, 0, 0, 0], Reading(None, [Problem(path, 1, "cannot-read", trouble.sentence)])
    contents.stamps[name] = stamp
    if content is not None:
        from hashlib import blake2b

        new_digest = blake2b(content, digest_size=12).hexdigest()
        if new_digest == digest:
            return
        digest, reading = new_digest, read(path, content)
    else:
        digest = ""
    contents.digests[name] = digest
    contents.rows[name] = None if reading.record is None else pack(reading.record)
    contents.problems[name] = [[problem.line, problem.code, problem.message] for problem in reading.problems]


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
