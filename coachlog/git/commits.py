"""Entries of a history, and the text in which git takes them in and gives them out: pure."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice, takewhile
from typing import NamedTuple

from coachlog.errors import CoachlogError
from coachlog.git.process import visible
from coachlog.model.portable_names import is_in_log

REGULAR = ("100644", "100755")
_FIELDS = ("%H", "%P", "%an", "%ae", "%aI", "%B")
FORMAT = "%x00".join(("", *_FIELDS))


class Author(NamedTuple):
    """Who made an entry."""

    name: str
    email: str


class Entry(NamedTuple):
    """One entry of the history."""

    id: str
    parents: tuple[str, ...]
    author: Author
    when: datetime
    message: str
    trailers: tuple[tuple[str, str], ...]
    paths: tuple[str, ...]


class Draft(NamedTuple):
    """An entry to be: whole files (None deletes), and what it says."""

    changes: Mapping[str, bytes | None]
    message: str
    author: Author
    when: datetime
    trailers: tuple[tuple[str, str], ...] = ()


class TreeEntry(NamedTuple):
    """A file in the history: git's mode, and the id of its content."""

    mode: str
    id: str


class Snapshot(NamedTuple):
    """Some paths as the newest entry has them."""

    head: str | None
    leaves: Mapping[str, TreeEntry]

    def differs(self, path: str, content: bytes | None) -> bool:
        """Tell whether `content` (None: no file) is not what the history has."""
        leaf = self.leaves.get(path)
        if leaf is None or content is None:
            # A link or a repository within is left alone: that it is not on the disk says nothing.
            return content is not None or (leaf is not None and leaf.mode in REGULAR)
        return blob_id(content, len(leaf.id)) != leaf.id

    def mode(self, path: str) -> str:
        """Return the mode of a file to be saved under `path`: the one it has, if it is there."""
        leaf = self.leaves.get(path)
        return leaf.mode if leaf and leaf.mode in REGULAR else REGULAR[0]

    def leaf(self, path: str, content: bytes | None, like: str) -> TreeEntry | None:
        """Return what saving `content` under `path` makes of it, its id of the kind of `like`."""
        return None if content is None else TreeEntry(self.mode(path), blob_id(content, len(like)))


class FastImport:
    """What git's fast-import reads: entries, each upon the one before."""

    def __init__(self, ref: str, on: Snapshot) -> None:
        self._ref = ref
        self._on = on
        self._parts: list[bytes] = []
        self._count = 0

    def add(self, draft: Draft, changes: Mapping[str, bytes | None]) -> int:
        """Add an entry, and return its number."""
        self._open(draft)
        if self._count == 0 and self._on.head:
            self._say(f"from {self._on.head}")
        # Deletions first: a folder may take the place of a file.
        for path in (path for path, content in changes.items() if content is None):
            self._say(f"D {_quoted(path)}")
        for path, content in changes.items():
            if content is not None:
                self._say(f"M {self._on.mode(path)} inline {_quoted(path)}")
                self._data(content)
        self._count += 1
        return self._count - 1

    def join(self, draft: Draft, parents: Sequence[str], leaves: Mapping[str, TreeEntry]) -> None:
        """Add an entry upon some; what changes against the first is taken from `leaves` where it is kept already."""
        self._open(draft)
        self._say(*(f"{'merge' if number else 'from'} {parent}" for number, parent in enumerate(parents)))
        # These names may be anybody's: what is refused elsewhere is what has to be taken away here.
        for path in (path for path, content in draft.changes.items() if content is None):
            self._say(f"D {_escaped(path)}")
        for path, leaf in leaves.items():
            self._say(f"M {leaf.mode} {leaf.id} {_escaped(path)}")
        for path, content in draft.changes.items():
            if content is not None:
                self._say(f"M {REGULAR[0]} inline {_quoted(path)}")
                self._data(content)
        self._count += 1

    def end(self) -> bytes:
        """Return the whole: without its last word nothing is taken in."""
        self._say(*(f"get-mark :{number + 1}" for number in range(self._count)), "done")
        return b"".join(self._parts)

    def _open(self, draft: Draft) -> None:
        person = f"{_name(draft.author.name)} <{_name(draft.author.email)}> {_date(draft.when)}"
        self._say(f"commit {self._ref}", f"mark :{self._count + 1}", f"author {person}", f"committer {person}")
        self._data(_message(draft).encode("utf-8", "replace"))

    def _say(self, *lines: str) -> None:
        self._parts += [line.encode("utf-8", "surrogateescape") + b"\n" for line in lines]

    def _data(self, content: bytes) -> None:
        self._parts += [b"data %d\n" % len(content), content, b"\n"]


def blob_id(content: bytes, length: int = 40) -> str:
    """Return the name that git gives a content, of 40 or 64 digits."""
    kind = "sha1" if length == 40 else "sha256"
    return hashlib.new(kind, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _quoted(path: str) -> str:
    if not is_in_log(path):
        raise CoachlogError(f"{visible(path)!r} can't be the name of a file in a log")
    return _escaped(path)


def _escaped(path: str) -> str:
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _name(text: str) -> str:
    return re.sub(r"[\0-\x1f\x7f<>]", "", text).strip()


def _date(when: datetime) -> str:
    return f"{int(when.timestamp())} {when:%z}"


def _message(draft: Draft) -> str:
    trailers = [f"{key}: {' '.join(value.split())}" for key, value in draft.trailers]
    return "\n\n".join([draft.message.strip(), *(["\n".join(trailers)] if trailers else [])]) + "\n"


def _parsed(body: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    text = body.strip()
    message, gap, last = text.rpartition("\n\n")
    pairs = [re.fullmatch(r"([A-Z][A-Za-z-]*): (.*)", line) for line in last.splitlines()]
    if not gap or not all(pairs):
        return text, ()
    return message.strip(), tuple((pair[1], pair[2]) for pair in pairs if pair)


def parse_entries(told: str) -> Iterator[Entry]:
    """Return the entries in what `git log -z --name-only` prints in the form FORMAT."""
    parts = iter(told.split("\0")[1:])
    while len(fields := list(islice(parts, len(_FIELDS)))) == len(_FIELDS):
        name, parents, author, email, when, body = fields
        paths = tuple(path.removeprefix("\n") for path in takewhile(bool, parts))
        yield Entry(
            name,
            tuple(parents.split()),
            Author(author, email),
            datetime.fromisoformat(when),
            *_parsed(body),
            paths,
        )
