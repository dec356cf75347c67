"""What stands in a document's sections: entries, and next steps."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class StepMark(StrEnum):
    """What stands in a next step's box."""

    OPEN = " "
    UNDER_WAY = "/"
    CARRIED = ">"
    DROPPED = "-"
    DONE = "x"


LIVE: Final = frozenset({StepMark.OPEN, StepMark.UNDER_WAY})


@dataclass(frozen=True)
class SectionEntry:
    """One thing written in a section: an item, a paragraph, a quote; `line` counts from 1."""

    text: str
    line: int


@dataclass(frozen=True)
class SectionEntries:
    """What a person wrote under one heading; `name` is the heading's own, or ours where it means one of ours."""

    name: str
    line: int
    entries: tuple[SectionEntry, ...]


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
    mark: StepMark
    due: date | None
    origin: date
    line: int
    written: bool


@dataclass(frozen=True)
class Body:
    """What was read of a document's Markdown."""

    sections: tuple[SectionEntries, ...]
    steps: tuple[StepCopy, ...]

    def entries(self, name: str) -> tuple[SectionEntry, ...]:
        """The entries under every heading of a name."""
        return tuple(entry for section in self.sections if section.name == name for entry in section.entries)
