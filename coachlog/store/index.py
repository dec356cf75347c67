"""What was read of each file, remembered until the file changes: a cache that can be deleted at any time."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coachlog import __version__
from coachlog.errors import CoachlogError, Problem
from coachlog.kinds import KINDS
from coachlog.kinds.body import Body
from coachlog.store.files import Folder, replace
from coachlog.store.records import pack, shape, unpack

MAX_BYTES: Final = 512 * 1024
# A file saved twice within its disk's smallest step of time shows one time for two contents (FAT: two seconds), so
# what was that young when the index was written is looked at again.
_YOUNG: Final = 2_000_000_000

if TYPE_CHECKING:
    import os

Stamp = list[int]
Found = tuple[Any, Sequence[Problem]]


@dataclass(slots=True)
class _Row:
    stamp: Stamp
    digest: str
    record: Any
    problems: list[list[Any]]


@dataclass
class Shelf:
    """One folder of documents and one thing that is read of each (its front matter, or its sections).

    `decode` makes the record and its problems out of a path and a file's bytes; it is called for new content only.
    """

    folder: Folder
    name: str
    tier: str
    kind: type[Any]
    decode: Callable[[str, bytes], Found]
    fingerprint: str
    _rows: dict[str, _Row] = field(default_factory=dict)
    _written: int = 0

    def load(self, choose: Callable[[str], bool] = lambda _: True) -> dict[str, Found]:
        """Every document of the folder by path, as it is on the disk now."""
        self._open()
        found: dict[str, Found] = {}
        rows: dict[str, _Row] = {}
        fresh = True
        for entry in self.folder.names(self.name, ".md"):
            path = f"{self.name}/{entry.name}"
            stamp = _stamp(entry.stat(follow_symlinks=False))
            row = self._rows.get(entry.name)
            if row is None or row.stamp != stamp or stamp[1] + _YOUNG > self._written:
                row = self._renew(path, stamp, row)
                fresh = False
            rows[entry.name] = row
            if choose(path):
                record = None if row.record is None else unpack(self.kind, row.record)
                found[path] = record, tuple(Problem(path, *problem) for problem in row.problems)
        if not fresh or len(rows) != len(self._rows):
            self._close(rows)
        return found

    def _renew(self, path: str, stamp: Stamp, row: _Row | None) -> _Row:
        try:
            content = (b"" if stamp[0] > MAX_BYTES else self.folder.read(path)) or b""
        except CoachlogError as error:  # never remembered: what cannot be read now may be readable next time
            return _Row([], "", None, [[1, "cannot-read", error.sentence]])
        digest = hashlib.blake2b(content, digest_size=12).hexdigest()
        if row is not None and row.digest == digest and stamp[0] == row.stamp[0]:
            return _Row(stamp, digest, row.record, row.problems)
        record, problems = self.decode(path, content) if stamp[0] <= MAX_BYTES else (None, [too_large(path)])
        told = [[problem.line, problem.code, problem.message] for problem in problems]
        return _Row(stamp, digest, None if record is None else pack(record), told)

    @property
    def _memory(self) -> "Memory":
        return Memory(self.folder.root, f"{self.name}.{self.tier}", self.fingerprint)

    def _open(self) -> None:
        kept = self._memory.load()
        with suppress(OSError, TypeError, AttributeError):
            self._rows = {name: _Row(*row) for name, row in kept.items()}
            self._written = self._memory.written

    def _close(self, rows: Mapping[str, _Row]) -> None:
        self._memory.save({name: [row.stamp, row.digest, row.record, row.problems] for name, row in rows.items()})


@dataclass(frozen=True, slots=True)
class Memory:
    """One file of the index: what was read, for as long as `fingerprint` is the same."""

    root: Path
    name: str
    fingerprint: str

    @property
    def _file(self) -> Path:
        return self.root / ".git" / "coachlog" / "index" / f"{self.name}.json"

    @property
    def written(self) -> int:
        """When it was written, by its disk's own clock, in nanoseconds."""
        return self._file.lstat().st_mtime_ns

    def load(self) -> dict[str, Any]:
        """What is remembered; nothing where it is of another time or cannot be read."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            kept = json.loads(self._file.read_bytes())
            if kept["fingerprint"] == self.fingerprint:
                return dict(kept["rows"])
        return {}

    def save(self, rows: Mapping[str, Any]) -> None:
        """Remember; a disk that cannot be written costs speed, nothing else."""
        content = json.dumps({"fingerprint": self.fingerprint, "rows": rows}, separators=(",", ":"))
        with suppress(OSError, CoachlogError):
            if _is_plain(self.root / ".git"):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                replace(self._file, content.encode())


def fingerprint(parts: Iterable[bytes]) -> str:
    """What the index depends on beside the documents: the program, the form of its rows, and `parts`."""
    known = hashlib.blake2b(
        f"{__version__}\n{shape([*(kind.record for kind in KINDS), Body])}".encode(), digest_size=12
    )
    for part in parts:
        known.update(len(part).to_bytes(8, "big") + part)
    return known.hexdigest()


def too_large(path: str) -> Problem:
    """What is said of a file beyond all that a person types."""
    advice = "put long material into assets/ and link it"
    return Problem(path, 1, "too-large", f"this file is larger than {MAX_BYTES // 1024} KB; {advice}")


def _stamp(found: "os.stat_result") -> Stamp:
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _is_plain(git: Path) -> bool:
    """Whether a log's git folder is one, with ours in it where it belongs: a link could lead anywhere."""
    places = (git, git / "coachlog", git / "coachlog" / "index")
    return git.is_dir() and not any(place.is_symlink() for place in places)
