"""The values that a repository is made of: authors, commits, drafts of commits, tree entries, paths."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final, NamedTuple, NewType

from coachlog.regex import regex

CommitId = NewType("CommitId", str)  # 40 or 64 hexadecimal digits

Trailers = tuple[tuple[str, str], ...]  # the `Key: value` lines at the end of a message

REGULAR: Final = ("100644", "100755")
ID_PATTERN: Final = r"[0-9a-f]{40}|[0-9a-f]{64}"
_ID: Final = regex(ID_PATTERN)
NULL_ID: Final = "0" * 40  # git's name for no object
_LAST_SECOND: Final = 4_133_980_799  # 31 December 2100, the last day that a log has


def named_commits(trailers: Trailers, key: str) -> list[CommitId]:
    """Return the ids in the trailers of a key: they are anybody's words, so that only a full id names a commit."""
    return [CommitId(value) for name, value in trailers if name == key and _ID.fullmatch(value)]


class Author(NamedTuple):
    """The person whom a commit names."""

    name: str
    email: str


COACHLOG: Final = Author("coachlog", "coachlog@coachlog.invalid")


class Commit(NamedTuple):
    """One commit, with the paths that it changed."""

    id: CommitId
    parents: tuple[CommitId, ...]
    author: Author
    when: datetime
    message: str
    trailers: Trailers
    paths: tuple[str, ...]


class TreeEntry(NamedTuple):
    """A file in a tree: its mode, and the id of its blob."""

    mode: str
    id: str


class FileChange(NamedTuple):
    """A path's entry in two trees. None means that the tree has no such path."""

    before: TreeEntry | None
    after: TreeEntry | None


Changes = Mapping[str, FileChange]


class CommitDraft(NamedTuple):
    """A commit to be made on a branch: whole files by path, where None deletes the file."""

    contents: Mapping[str, bytes | None]
    message: str
    author: Author
    when: datetime
    trailers: Trailers = ()


class MergeDraft(NamedTuple):
    """The difference of a new commit from its first parent: new contents, and entries whose blobs exist already."""

    contents: Mapping[str, bytes | None]
    entries: Mapping[str, TreeEntry]
    message: str
    trailers: Trailers = ()


class Snapshot(NamedTuple):
    """The entries of some paths in one commit."""

    head: CommitId | None
    entries: Mapping[str, TreeEntry]

    def differs(self, path: str, content: bytes | None) -> bool:
        """Tell whether the commit has another content than `content`, where None means no file."""
        entry = self.entries.get(path)
        if entry is None or content is None:
            # coachlog never writes links and submodules, so their absence on the disk is no deletion.
            return content is not None or (entry is not None and entry.mode in REGULAR)
        return blob_id(content, len(entry.id)) != entry.id

    def mode(self, path: str) -> str:
        """Return the mode for saving a file under `path`: its present one, if it has one."""
        entry = self.entries.get(path)
        return entry.mode if entry and entry.mode in REGULAR else REGULAR[0]

    def entry(self, path: str, content: bytes | None, like: str) -> TreeEntry | None:
        """Return the entry of `path` once `content` is committed, with an id as long as `like`."""
        return None if content is None else TreeEntry(self.mode(path), blob_id(content, len(like)))


def parse_ids(output: bytes) -> list[CommitId]:
    """Return the ids of commits that git printed."""
    return [CommitId(word) for word in output.decode("ascii", "replace").split()]


def time_of(seconds: int) -> datetime:
    """Return a commit's time; one that no calendar or no host takes becomes the nearest that all take."""
    return datetime.fromtimestamp(min(max(seconds, 0), _LAST_SECOND), UTC)


def blob_id(content: bytes, length: int = 40) -> str:
    """Return git's id of a content, with 40 digits (SHA-1) or 64 (SHA-256)."""
    kind = "sha1" if length == 40 else "sha256"
    return hashlib.new(kind, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def decode_path(path: bytes) -> str:
    """Return a path as text; a byte that is no UTF-8 becomes a lone surrogate."""
    return path.decode("utf-8", "surrogateescape")


def encode_path(path: str) -> bytes:
    """Return a path in git's bytes."""
    return path.encode("utf-8", "surrogateescape")
