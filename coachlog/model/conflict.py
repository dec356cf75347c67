"""A conflict: two people changed one thing at the same time, and both versions are kept: pure."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.fields import ID_LETTERS, stable_id
from coachlog.regex import regex

_SECOND_FILE: Final = regex(r"(.+)-2-[0-9a-f]{7}(\.[^./]*)?")
_SETTLED: Final = regex(rf".*\^([{ID_LETTERS}]{{5}})")
# The trailers of commits that settle a conflict, and that undo.
SETTLED: Final = "Settled"
UNDO: Final = "Undo"
KEPT_VERSIONS: Final = "kept_versions"  # the key of the values that a document keeps beside its live ones


class Form(StrEnum):
    """The form of the thing that has two versions."""

    WORDS = "words"
    VALUE = "value"
    FILE = "file"


class Choice(StrEnum):
    """The version that is to stay."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"


@frozen
class Version:
    """One of two versions; its writer's name and e-mail and its day are empty if nobody knows them."""

    text: str
    who: str = ""
    email: str = ""
    day: str = ""


@frozen
class Conflict:
    """Two versions of one thing that are both kept, the older side's first; a side that removed it has no text.

    `where` is a heading, a key or the other file's name; `line` (from 1) is that of the version that comes first now.
    """

    first: Version
    second: Version
    where: str = ""
    path: str = ""
    form: Form = Form.WORDS
    line: int = 1

    @property
    def token(self) -> str:
        """Return an id of this conflict that is the same on every computer.

        Two files are the same two whatever is written in them later: the other's name says what it began as.
        """
        if self.form is Form.FILE:
            return stable_id(self.form, self.where)
        return stable_id(self.form, self.path, self.where, self.first.text, self.second.text)

    @property
    def tokens(self) -> tuple[str, ...]:
        """Return the ids under which this conflict may be settled: only its document tells words from a value."""
        return tuple(replace(self, form=form).token for form in Form)


def conflict_of(first: str, second: str, where: str = "") -> Conflict:
    """Return the conflict of two texts, within a file that only its reader knows by name."""
    return Conflict(Version(first), Version(second), where)


def settled_token(value: str) -> str:
    """Return the token in a trailer that settles a conflict, empty if it is none: trailers are anybody's words."""
    match = _SETTLED.fullmatch(value)
    return match[1] if match else ""


def second_files(paths: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the path of each file that has another version beside it, and the path of that version."""
    for other in sorted(path for path in paths if "-2-" in path):
        if (path := first_file(other)) in paths:
            yield path, other


def first_file(other: str) -> str:
    """Return the path of the file whose other version a path names, empty if it names none."""
    match = _SECOND_FILE.fullmatch(other)
    return match[1] + (match[2] or "") if match else ""
