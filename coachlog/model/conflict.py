"""What was kept twice: the two versions of one thing, who wrote them, and where they stand: pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from coachlog.model.fields import stable_id

_SECOND_FILE: Final = re.compile(r"(.+)-2-[0-9a-f]{7}(\.[^./]*)?")


class Form(StrEnum):
    """What stands twice."""

    WORDS = "words"
    VALUE = "value"
    FILE = "file"


class Choice(StrEnum):
    """What is to stay."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Version:
    """One of two versions; who wrote it, by name and e-mail, and on which day, as far as that is known."""

    text: str
    who: str = ""
    email: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Twice:
    """Two versions of one thing, the older side's first.

    `where` is a heading, a key or the other file's name; `line` (from 1) is where the first of them stands now.
    """

    path: str
    where: str
    form: Form
    first: Version
    second: Version
    line: int = 1

    @property
    def token(self) -> str:
        """What tells this from all other places, on every computer alike.

        Two files are the same two whatever is written in them later: the other's name says what it began as.
        """
        if self.form is Form.FILE:
            return stable_id(self.form, self.where)
        return stable_id(self.form, self.path, self.where, self.first.text, self.second.text)


def second_files(paths: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each file of which another version lies beside it: its path, and the other's."""
    for other in sorted(paths):
        named = _SECOND_FILE.fullmatch(other)
        if named and (path := named[1] + (named[2] or "")) in paths:
            yield path, other
