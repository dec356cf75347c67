"""What stands in a document's sections: entries, and next steps."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Mark(StrEnum):
    """What stands in a next step's box."""

    OPEN = " "
    UNDER_WAY = "/"
    CARRIED = ">"
    DROPPED = "-"
    DONE = "x"


LIVE: Final = frozenset({Mark.OPEN, Mark.UNDER_WAY})


@dataclass(frozen=True)
class Entry:
    """One thing written in a section: an item, a paragraph, a quote; `line` counts from 1."""

    text: str
    line: int


@dataclass(frozen=True)
class Section:
    """What a person wrote under one heading; `name` is the heading's own, or ours where it means one of ours."""

    name: str
    line: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class StepCopy:
    """A next step as it stands in one meeting's note; `written` says whether its id does.

    `path` and `day` are the note's; `owner` is a person's id, or `both`; `origin` the date of the meeting where it
    began; `line` counts from 1.
    """

    path: str
    day: date
    id: str
    text: str
    owner: str
    mark: Mark
    due: date | None
    origin: date
    line: int
    written: bool


@dataclass(frozen=True)
class Body:
    """What was read of a document's Markdown."""

    sections: tuple[Section, ...]
    steps: tuple[StepCopy, ...]

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The entries under every heading of a name."""
        return tuple(entry for section in self.sections if section.name == name for entry in section.entries)
