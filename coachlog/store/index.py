"""What was read of each file, remembered until the file changes: a cache that can be deleted at any time."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from coachlog import __version__
from coachlog.errors import CoachlogError, Problem
from coachlog.store.files import Folder
from coachlog.store.records import Row, pack

# What the remembered rows look like; tests/test_index.py says when it has to change.
ROWS: Final = "3"
MAX_BYTES: Final = 512 * 1024
# A file saved twice within its disk's smallest step of time shows one time for two contents (FAT: two seconds), so
# what was that young when the index was written is looked at again.
_YOUNG: Final = 2_000_000_000
_GOES: Final = 50  # after so many the file is written whole

Found = tuple[Any, Sequence[Problem]]
Stamp = list[int]

# A remembered file: its stamp (size, times of change and of its entry, number on the disk), the digest of its bytes,
# the packed record, the problems.
_STAMP, _DIGEST, _RECORD, _PROBLEMS = range(4)


class Shelf(NamedTuple):
    """One folder of documents and one thing that is read of each (its front matter, or its sections).

    `decode` makes a record and its problems out of a path and a file's bytes, for new content only; `unpack` makes
    the record out of a path and the row that was packed of it.
    """

    folder: Folder
    name: str
    tier: str
    decode: Callable[[str, bytes], Found]
    unpack: Callable[[str, Any], Any]
    fingerprint: str

    def load(self, files: Sequence[tuple[str, Stamp]]) -> tuple[dict[str, Any], list[Problem]]:
        """What is read of each of the folder's files (`list_files`) by path, and all problems."""
        memory = Memory(self.folder.root, f"{self.name}.{self.tier}", self.fingerprint)
        with suppress(TypeError, ValueError, KeyError, IndexError):  # whatever stands there is no index: read anew
            return self._load(files, memory, memory.load())
        return self._load(files, memory, Remembered({}, 0, 0))

    def _load(
        self, files: Sequence[tuple[str, Stamp]], memory: "Memory", known: "Remembered"
    ) -> tuple[dict[str, Any], list[Problem]]:
        rows: dict[str, Row] = {}
        changes: dict[str, Row | None] = {}
        found: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, stamp in files:
            path = f"{self.name}/{name}"
            row = known.rows.get(name)
            if row is None or row[_STAMP] != stamp or stamp[1] + _YOUNG > known.written:
                row = changes[name] = self._renew(path, stamp, row)
            rows[name] = row
            if row[_RECORD] is not None:
                found[path] = self.unpack(path, row[_RECORD])
            if row[_PROBLEMS]:
                problems += [Problem(path, *problem) for problem in row[_PROBLEMS]]
        changes |= dict.fromkeys(known.rows.keys() - rows.keys())
        if changes:
            memory.save(rows, changes, known)
        return found, problems

    def _renew(self, path: str, stamp: Stamp, row: Row | None) -> Row:
        if stamp[0] > MAX_BYTES:
            return [stamp, "", None, [_told(too_large(path))]]
        try:
            content = self.folder.read(path) or b""
        except CoachlogError as error:  # never remembered: what cannot be read now may be readable next time
            return [[], "", None, [[1, "cannot-read", error.sentence]]]
        digest = hashlib.blake2b(content, digest_size=12).hexdigest()
        if row is not None and row[_DIGEST] == digest:
            return [stamp, *row[_DIGEST:]]
        record, problems = self.decode(path, content)
        return [stamp, digest, None if record is None else pack(record), [_told(problem) for problem in problems]]


class Remembered(NamedTuple):
    """What one file of the index holds; its time by its disk's own clock, in nanoseconds; in how many goes."""

    rows: dict[str, Row]
    written: int
    goes: int


class Memory(NamedTuple):
    """One file of the index: what was read, for as long as `fingerprint` is the same.

    Its first line is the fingerprint, each line after it what was read in one go, by file name; null is a file gone.
    """

    root: Path
    name: str
    fingerprint: str

    @property
    def _file(self) -> Path:
        return self.root / ".git" / "coachlog" / "index" / f"{self.name}.json"

    def load(self) -> Remembered:
        """What is remembered, or nothing."""
        with suppress(OSError, ValueError):
            written = self._file.lstat().st_mtime_ns
            told, *goes = self._file.read_bytes().splitlines()
            if json.loads(told) == self.fingerprint:
                rows: dict[str, Row] = {}
                for go in goes:
                    rows |= json.loads(go)
                gone = [name for name, row in rows.items() if row is None]
                for name in gone:
                    del rows[name]
                return Remembered(rows, written, len(goes))
        return Remembered({}, 0, 0)

    def save(self, rows: Mapping[str, Row], changes: Mapping[str, Row | None], known: Remembered) -> None:
        """Remember; a disk that cannot be written costs speed, nothing else."""
        with suppress(OSError):
            if not _is_plain(self.root / ".git"):
                return
            if 0 < known.goes < _GOES and len(changes) < len(rows):
                with self._file.open("ab") as file:
                    file.write(_line(changes))
                return
            self._file.parent.mkdir(parents=True, exist_ok=True)
            # Not by the careful writer: what is torn here is read anew.
            spare = self._file.with_suffix(f".{os.getpid()}")
            spare.write_bytes(_line(self.fingerprint) + _line(rows))
            spare.replace(self._file)


def _line(data: object) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode() + b"\n"


def fingerprint(parts: Iterable[bytes]) -> str:
    """What the index depends on beside the documents: the program, the form of its rows, and `parts`."""
    known = hashlib.blake2b(f"{__version__} {ROWS}".encode(), digest_size=12)
    for part in parts:
        known.update(len(part).to_bytes(8, "big") + part)
    return known.hexdigest()


def list_files(folder: Folder, name: str) -> list[tuple[str, Stamp]]:
    """The documents of a folder by name, each with what tells whether it has changed."""
    return [
        (name, [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino])
        for name, stat in folder.scan(name, ".md")
    ]


def _told(problem: Problem) -> Row:
    return [problem.line, problem.code, problem.message]


def too_large(path: str) -> Problem:
    """What is said of a file beyond all that a person types."""
    advice = "put long material into assets/ and link it"
    return Problem(path, 1, "too-large", f"this file is larger than {MAX_BYTES // 1024} KB; {advice}")


def _is_plain(git: Path) -> bool:
    """Whether a log's git folder is one, with ours in it where it belongs: a link could lead anywhere."""
    places = (git, git / "coachlog", git / "coachlog" / "index")
    return git.is_dir() and not any(place.is_symlink() for place in places)
