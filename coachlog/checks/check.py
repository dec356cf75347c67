"""What a check looks at, and what a check is."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from coachlog.errors import Problem
from coachlog.model.conflict import Conflict
from coachlog.model.kinds import Record
from coachlog.model.log import Log
from coachlog.model.settings import FILE


@dataclass(frozen=True, slots=True)
class LogFiles:
    """A whole log: what was read of it, the paths of all its files, which of these are links, and any file's text.

    `names` is a person's own list of their students.
    """

    log: Log
    paths: tuple[str, ...]
    links: frozenset[str]
    text: Callable[[str], str]
    conflicts: tuple[Conflict, ...] = ()
    names: str = ""

    def records(self) -> Iterator[Record]:
        """Every document."""
        for records in self.log.records.values():
            yield from records

    def problem(self, path: str, key: str, code: str, message: str) -> Problem:
        """A problem at the line on which a front-matter key stands."""
        return Problem(path, line_of(self.text(path), key, front=path != FILE), code, message)


@dataclass(frozen=True, slots=True)
class Check:
    """One group of rules: its codes with what each means, and what finds its problems."""

    codes: tuple[tuple[str, str], ...]
    find: Callable[[LogFiles], Iterable[Problem]]


_FENCE: Final = "---"


def front_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a document's front matter, counted from 1."""
    lines = text.removeprefix("\ufeff").splitlines()
    if lines and lines[0].rstrip() == _FENCE:
        for number, line in enumerate(lines[1:], 2):
            if line.rstrip() == _FENCE:
                return
            yield number, line


def line_of(text: str, key: str, *, front: bool = True) -> int:
    """The line (from 1) on which a key stands, 1 where it is not found: quick, for what is read already is right."""
    lines = front_lines(text) if front else enumerate(text.splitlines(), 1)
    form = re.compile(rf"[\s\"']*{re.escape(key)}[\"']?\s*:")
    return next((number for number, line in lines if form.match(line)), 1)
