"""What was read of each file, remembered until the file changes: a cache that can be deleted at any time."""

import hashlib
import json
import os
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from coachlog import __version__
from coachlog.errors import CoachlogError, Problem
from coachlog.storage.files import Folder
from coachlog.storage.local_state import LocalState
from coachlog.storage.parallel import map_in_processes
from coachlog.storage.records import Row, pack

# What the remembered rows look like; tests/unit/storage/test_index.py says when it has to change.
ROWS: Final = "4"
MAX_BYTES: Final = 512 * 1024
# A file saved twice within its disk's smallest step of time shows one time for two contents (FAT: two seconds), so
# what was that young when the index was written is looked at again.
_YOUNG: Final = 2_000_000_000
_GOES: Final = 50  # after so many the file is written whole

Found = tuple[Any, Sequence[Problem]]
Stamp = list[int]  # size, times of change and of its entry, number on the disk
_SIZE, _CHANGED = 0, 1


class Shelf(NamedTuple):
    """One folder of documents and one thing that is read of each (its front matter, or its sections).

    `decode` makes a record and its problems out of a path and a file's bytes, for new content only; `unpack` makes
    the record out of the row that was packed of it.
    """

    folder: Folder
    name: str
    tier: str
    decode: Callable[[str, bytes], Found]
    unpack: Callable[[Any], Any]
    fingerprint: str

    def load(self, files: dict[str, Stamp], left_out: Container[str] = ()) -> tuple[dict[str, Any], list[Problem]]:
        """What is read of each of the folder's files (`list_files`) by path, and all problems; but what is left out."""
        memory = Memory(self.folder.root, f"{self.name}.{self.tier}", self.fingerprint)
        with suppress(TypeError, ValueError, KeyError, IndexError, AttributeError):  # what stands there is no index
            return self._load(files, left_out, memory, memory.load())
        return self._load(files, left_out, memory, Remembered({}, {}, {}, {}))

    def _load(
        self, files: dict[str, Stamp], left_out: Container[str], memory: "Memory", known: "Remembered"
    ) -> tuple[dict[str, Any], list[Problem]]:
        if files != known.stamps or known.youngest + _YOUNG > known.written:
            self._renew(files, memory, known)
        unpack, start, rows = self.unpack, f"{self.name}/", known.records
        found = {
            path: unpack(row)
            for name in files  # in their order, whatever was read when
            if (row := rows.get(name)) is not None and (path := start + name) not in left_out
        }
        told = ((name, problem) for name in files for problem in known.problems.get(name, ()))
        return found, [Problem(start + name, *problem) for name, problem in told]

    def _renew(self, files: dict[str, Stamp], memory: "Memory", known: "Remembered") -> None:
        stale = [
            (name, stamp)
            for name, stamp in files.items()
            if known.stamps.get(name) != stamp or stamp[_CHANGED] + _YOUNG > known.written
        ]
        changes = Remembered({}, {}, {}, {})
        for read in map_in_processes(stale, partial(self._read_all, known.digests)):
            changes.take(read)
        for name in known.stamps.keys() - files.keys():
            changes.stamps[name] = []
        known.take(changes)
        memory.save(known, changes)

    def _read_all(self, known: Mapping[str, str], files: Sequence[tuple[str, Stamp]]) -> "Remembered":
        read = Remembered({}, {}, {}, {})
        for name, stamp in files:
            self._read(name, stamp, known, read)
        return read

    def _read(self, name: str, stamp: Stamp, known: Mapping[str, str], changes: "Remembered") -> None:
        path, record, problems, digest = f"{self.name}/{name}", None, [], ""
        try:
            content = self.folder.read(path) if stamp[_SIZE] <= MAX_BYTES else None
        except CoachlogError as error:  # never remembered: what cannot be read now may be readable next time
            stamp, content, problems = [0, 0, 0, 0], None, [[1, "cannot-read", error.sentence]]
        if content is not None:
            digest = hashlib.blake2b(content, digest_size=12).hexdigest()
            if known.get(name) == digest:
                changes.stamps[name] = stamp
                return
            found, told = self.decode(path, content)
            record, problems = None if found is None else pack(found), list(map(_told, told))
        elif not problems:
            problems = [_told(too_large(path))]
        changes.stamps[name], changes.digests[name], changes.records[name] = stamp, digest, record
        changes.problems[name] = problems


@dataclass
class Remembered:
    """What one file of the index holds, by file name: stamps, digests of bytes, packed records, problems.

    `written` is its time by its disk's own clock, in nanoseconds; `goes`, in how many it was written. A file that has
    gone has an empty stamp.
    """

    stamps: dict[str, Stamp]
    digests: dict[str, str]
    records: dict[str, Any]
    problems: dict[str, list[Row]]
    written: int = 0
    goes: int = 0

    @property
    def youngest(self) -> int:
        """The newest time of a file."""
        return max((stamp[_CHANGED] for stamp in self.stamps.values()), default=0)

    def take(self, changes: "Remembered") -> None:
        """Put newer things over older ones."""
        self.stamps |= changes.stamps
        self.digests |= changes.digests
        self.records |= changes.records
        self.problems |= changes.problems
        for name in [name for name, stamp in changes.stamps.items() if not stamp]:
            for part in (self.stamps, self.digests, self.records, self.problems):
                part.pop(name, None)


class Memory(NamedTuple):
    """One file of the index: what was read, for as long as `fingerprint` is the same.

    Its first line is the fingerprint, each line after it what was read in one go.
    """

    root: Path
    name: str
    fingerprint: str

    @property
    def _file(self) -> Path:
        return LocalState(self.root).index_of(self.name)

    def load(self) -> Remembered:
        """What is remembered, or nothing."""
        known = Remembered({}, {}, {}, {})
        with suppress(OSError, ValueError):
            written = self._file.lstat().st_mtime_ns
            told, *goes = self._file.read_bytes().splitlines()
            if json.loads(told) == self.fingerprint:
                for go in goes:
                    known.take(Remembered(*json.loads(go)))
                known.written, known.goes = written, len(goes)
        return known

    def save(self, known: Remembered, changes: Remembered) -> None:
        """Remember; a disk that cannot be written costs speed, nothing else."""
        with suppress(OSError):
            if not _is_plain(self.root):
                return
            if 0 < known.goes < _GOES and len(changes.stamps) < len(known.stamps):
                with self._file.open("ab") as file:
                    file.write(_line(_parts(changes)))
                return
            self._file.parent.mkdir(parents=True, exist_ok=True)
            # Not by the careful writer: what is torn here is read anew.
            spare = self._file.with_suffix(f".{os.getpid()}")
            spare.write_bytes(_line(self.fingerprint) + _line(_parts(known)))
            spare.replace(self._file)


def _parts(known: Remembered) -> list[Any]:
    return [known.stamps, known.digests, known.records, known.problems]


def _line(data: object) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode() + b"\n"


def fingerprint(parts: Iterable[bytes]) -> str:
    """What the index depends on beside the documents: the program, the form of its rows, and `parts`."""
    known = hashlib.blake2b(f"{__version__} {ROWS}".encode(), digest_size=12)
    for part in parts:
        known.update(len(part).to_bytes(8, "big") + part)
    return known.hexdigest()


def list_files(folder: Folder, name: str) -> dict[str, Stamp]:
    """The documents of a folder by name, each with what tells whether it has changed."""
    found = folder.scan(name, ".md")
    return {name: [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino] for name, stat in found}


def _told(problem: Problem) -> Row:
    return [problem.line, problem.code, problem.message]


def too_large(path: str) -> Problem:
    """What is said of a file beyond all that a person types."""
    advice = "put long material into assets/ and link it"
    return Problem(path, 1, "too-large", f"this file is larger than {MAX_BYTES // 1024} KB; {advice}")


def _is_plain(root: Path) -> bool:
    """Return whether a log's git folder and ours in it are real folders: a link could lead anywhere."""
    local = LocalState(root)
    git = local.folder.parent
    return git.is_dir() and not any(folder.is_symlink() for folder in (git, local.folder, local.index))
