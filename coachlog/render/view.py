"""The answer of a command: data for a program, and the same as parts that a person reads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from coachlog.errors import Problem


class Title(NamedTuple):
    """A heading over what follows."""

    text: str


class Line(NamedTuple):
    """A sentence; a `quiet` one has less weight, `indent` counts columns."""

    text: str = ""
    quiet: bool = False
    indent: int = 0


class Item(NamedTuple):
    """One of several things, with a few words beside it."""

    text: str
    beside: str = ""
    indent: int = 0


class Table(NamedTuple):
    """Rows under their columns' names."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


class Source(NamedTuple):
    """A file's text, shown as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """A line as a word diff: runs of words, each with `-` where it is gone, `+` where it is new, else a blank."""

    words: Sequence[tuple[str, str]]
    indent: int = 0


Part = Title | Line | Item | Table | Source | Reworded


@dataclass(frozen=True)
class Answer:
    """The result of a command, ready to be shown.

    `--json` prints `data` (dates as text). Problems of a `listing` make the exit status 1, which else is `status`.
    """

    data: Any
    parts: Sequence[Part]
    problems: Sequence[Problem] = field(default=())
    listing: bool = False
    status: int = 0

    @property
    def shown(self) -> Sequence[Part]:
        """Return the parts, or a line that there are none."""
        return self.parts or [Line("Nothing to show.", quiet=True)]

    @property
    def exit_status(self) -> int:
        """Return the exit status of the command."""
        return 1 if self.listing and self.problems else self.status
