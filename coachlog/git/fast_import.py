"""The input of `git fast-import`: pure text, one commit after the other."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from coachlog.errors import CoachlogError
from coachlog.git.commits import REGULAR, Author, CommitDraft, CommitId, MergeDraft, Snapshot, Trailers
from coachlog.git.errors import visible
from coachlog.model.portable_names import is_in_log


class FastImport:
    """Builds the input stream. Each added commit is the child of the one before."""

    def __init__(self, ref: str, on: Snapshot) -> None:
        self._ref = ref
        self._on = on
        self._parts: list[bytes] = []
        self._count = 0

    def add(self, draft: CommitDraft, contents: Mapping[str, bytes | None]) -> int:
        """Add a commit of `contents`, and return its number."""
        self._begin(draft.message, draft.author, draft.when, draft.trailers)
        if self._count == 0 and self._on.head:
            self._add_lines(f"from {self._on.head}")
        # Deletions come first, because a folder may take the place of a file.
        for path in (path for path, content in contents.items() if content is None):
            self._add_lines(f"D {_checked_path(path)}")
        for path, content in contents.items():
            if content is not None:
                self._add_lines(f"M {self._on.mode(path)} inline {_checked_path(path)}")
                self._add_data(content)
        self._count += 1
        return self._count - 1

    def add_merge(self, draft: MergeDraft, parents: Sequence[CommitId], author: Author, when: datetime) -> None:
        """Add a commit with the given parents."""
        self._begin(draft.message, author, when, draft.trailers)
        self._add_lines(*(f"{'merge' if number else 'from'} {parent}" for number, parent in enumerate(parents)))
        # A partner's tree may have names that coachlog refuses: here they must be deleted and kept.
        for path in (path for path, content in draft.contents.items() if content is None):
            self._add_lines(f"D {_quoted(path)}")
        for path, entry in draft.entries.items():
            self._add_lines(f"M {entry.mode} {entry.id} {_quoted(path)}")
        for path, content in draft.contents.items():
            if content is not None:
                self._add_lines(f"M {REGULAR[0]} inline {_checked_path(path)}")
                self._add_data(content)
        self._count += 1

    def finish(self) -> bytes:
        """Return the whole stream. git imports nothing from a stream without the final `done`."""
        self._add_lines(*(f"get-mark :{number + 1}" for number in range(self._count)), "done")
        return b"".join(self._parts)

    def _begin(self, message: str, author: Author, when: datetime, trailers: Trailers) -> None:
        person = f"{_plain_name(author.name)} <{_plain_name(author.email)}> {int(when.timestamp())} {when:%z}"
        self._add_lines(f"commit {self._ref}", f"mark :{self._count + 1}", f"author {person}", f"committer {person}")
        self._add_data(_format_message(message, trailers).encode("utf-8", "replace"))

    def _add_lines(self, *lines: str) -> None:
        self._parts += [line.encode("utf-8", "surrogateescape") + b"\n" for line in lines]

    def _add_data(self, content: bytes) -> None:
        self._parts += [b"data %d\n" % len(content), content, b"\n"]


def _checked_path(path: str) -> str:
    if not is_in_log(path):
        raise CoachlogError(f"{visible(path)!r} can't be the name of a file in a log")
    return _quoted(path)


def _quoted(path: str) -> str:
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _plain_name(text: str) -> str:
    return re.sub(r"[\0-\x1f\x7f<>]", "", text).strip()


def _format_message(message: str, trailers: Trailers) -> str:
    lines = [f"{key}: {' '.join(value.split())}" for key, value in trailers]
    return "\n\n".join([message.strip(), *(["\n".join(lines)] if lines else [])]) + "\n"
