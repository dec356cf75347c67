"""What was read of each file, remembered until the file changes: a cache that can be deleted at any time."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coachlog import __version__
from coachlog.errors import CoachlogError, Problem
from coachlog.store.files import Folder, replace
from coachlog.store.records import Row, pack

if TYPE_CHECKING:
    import os

# What the remembered rows look like; tests/test_index.py says when it has to change.
ROWS: Final = "1"
MAX_BYTES: Final = 512 * 1024
# A file saved twice within its disk's smallest step of time shows one time for two contents (FAT: two seconds), so
# what was that young when the index was written is looked at again.
_YOUNG: Final = 2_000_000_000

Found = tuple[Any, Sequence[Problem]]

# A remembered file: size, times of change and of its entry, number on the disk; digest; packed record; problems.
_STAMP, _DIGEST, _RECORD, _PROBLEMS = slice(0, 4), 4, 5, 6


@dataclass(frozen=True, slots=True)
class Shelf:
    """One folder of documents and one thing that is read of each (its front matter, or its sections).

    `decode` makes a record and its problems out of a path and a file's bytes, for new content only; `unpack` makes
    the record out of a path and the row that was packed of it.
    """

    folder: Folder
    name: str
    tier: str
    decode: Callable[[str, bytes], Found]
    unpack: Callable[[str, Row], Any]
    fingerprint: str

    def load(self) -> tuple[dict[str, Any], list[Problem]]:
        """Every document of the folder by path, as it is on the disk now, and all problems."""
        memory = Memory(self.folder.root, f"{self.name}.{self.tier}", self.fingerprint)
        with suppress(TypeError, ValueError, KeyError, IndexError):  # whatever stands there is no index: read anew
            return self._load(memory, *memory.load())
        return self._load(memory, {}, 0)

    def _load(self, memory: "Memory", known: dict[str, Row], written: int) -> tuple[dict[str, Any], list[Problem]]:
        rows: dict[str, Row] = {}
        fresh = True
        found: dict[str, Any] = {}
        problems: list[Problem] = []
        for entry in self.folder.names(self.name, ".md"):
            path = f"{self.name}/{entry.name}"
            stamp = _stamp(entry.stat(follow_symlinks=False))
            row = known.get(entry.name)
            if row is None or row[_STAMP] != stamp or stamp[1] + _YOUNG > written:
                row = self._renew(path, stamp, row)
                fresh = False
            rows[entry.name] = row
            if row[_RECORD] is not None:
                found[path] = self.unpack(path, row[_RECORD])
            if row[_PROBLEMS]:
                problems += [Problem(path, *problem) for problem in row[_PROBLEMS]]
        if not fresh or len(rows) != len(known):
            memory.save(rows)
        return found, problems

    def _renew(self, path: str, stamp: list[int], row: Row | None) -> Row:
        if stamp[0] > MAX_BYTES:
            return [*stamp, "", None, [_told(too_large(path))]]
        try:
            content = self.folder.read(path) or b""
        except CoachlogError as error:  # never remembered: what cannot be read now may be readable next time
            return [0, 0, 0, 0, "", None, [[1, "cannot-read", error.sentence]]]
        digest = hashlib.blake2b(content, digest_size=12).hexdigest()
        if row is not None and row[_DIGEST] == digest:
            return [*stamp, *row[_DIGEST:]]
        record, problems = self.decode(path, content)
        return [*stamp, digest, None if record is None else pack(record), [_told(problem) for problem in problems]]


@dataclass(frozen=True, slots=True)
class Memory:
    """One file of the index: what was read, for as long as `fingerprint` is the same."""

    root: Path
    name: str
    fingerprint: str

    @property
    def _file(self) -> Path:
        return self.root / ".git" / "coachlog" / "index" / f"{self.name}.json"

    def load(self) -> tuple[dict[str, Row], int]:
        """What is remembered, and when it was written by its disk's own clock, in nanoseconds; else nothing."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            written = self._file.lstat().st_mtime_ns
            kept = json.loads(self._file.read_bytes())
            if kept["fingerprint"] == self.fingerprint:
                return kept["rows"], written
        return {}, 0

    def save(self, rows: Mapping[str, Row]) -> None:
        """Remember; a disk that cannot be written costs speed, nothing else."""
        content = json.dumps({"fingerprint": self.fingerprint, "rows": rows}, separators=(",", ":"))
        with suppress(OSError, CoachlogError):
            if _is_plain(self.root / ".git"):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                replace(self._file, content.encode())


def fingerprint(parts: Iterable[bytes]) -> str:
    """What the index depends on beside the documents: the program, the form of its rows, and `parts`."""
    known = hashlib.blake2b(f"{__version__} {ROWS}".encode(), digest_size=12)
    for part in parts:
        known.update(len(part).to_bytes(8, "big") + part)
    return known.hexdigest()


def _stamp(found: "os.stat_result") -> list[int]:
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


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
