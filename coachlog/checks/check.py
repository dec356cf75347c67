"""The input of a check, and its row."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.markdown.blocks import split_lines
from coachlog.model.conflict import Conflict
from coachlog.model.kinds import Record
from coachlog.model.log import Log
from coachlog.model.settings import FILE


@frozen
class LogFiles:
    """A whole log: what was read of it, the paths of all its files, which of these are links, and any file's text.

    `words` has what `text` has, and the words in files of other programs. `names` is a person's own list of students.
    Without `today` no day is taken for one that has passed.
    """

    log: Log
    paths: tuple[str, ...]
    links: frozenset[str]
    text: Callable[[str], str]
    words: Callable[[str], str]
    conflicts: tuple[Conflict, ...] = ()
    names: str = ""
    today: date | None = None

    def records(self) -> Iterator[Record]:
        """Yield every document."""
        for records in self.log.records.values():
            yield from records

    def problem(self, path: str, key: str, code: str, message: str) -> Problem:
        """Return a problem at the line of a front-matter key."""
        return Problem(path, line_of(self.text(path), key, front=path != FILE), code, message)


@frozen
class Check:
    """One group of rules: the meaning of each code, and the function that finds its problems."""

    codes: tuple[tuple[str, str], ...]
    find: Callable[[LogFiles], Iterable[Problem]]


_FENCE: Final = "---"


def front_lines(text: str) -> Iterator[tuple[int, str]]:
    """Return the lines of a document's front matter, counted from 1."""
    lines = split_lines(text.removeprefix("\ufeff"))
    if lines and lines[0].rstrip() == _FENCE:
        for number, line in enumerate(lines[1:], 2):
            if line.rstrip() == _FENCE:
                return
            yield number, line


def line_of(text: str, key: str, *, front: bool = True) -> int:
    """Return the line (from 1) of a key, 1 if it is not found; no YAML is parsed, for the text was read before."""
    lines = front_lines(text) if front else enumerate(split_lines(text), 1)
    form = re.compile(rf"(?:[\s\"'-]*|[^#]*[{{,]\s*[\"']?){re.escape(key)}[\"']?\s*:")
    return next((number for number, line in lines if form.match(line)), 1)
