"""The content of a document's sections: entries and next steps."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final


class StepMark(StrEnum):
    """The mark in a next step's box."""

    OPEN = " "
    UNDER_WAY = "/"
    CARRIED = ">"
    DROPPED = "-"
    DONE = "x"


LIVE: Final = frozenset({StepMark.OPEN, StepMark.UNDER_WAY})


@dataclass(frozen=True)
class SectionEntry:
    """An item, a paragraph or a quote in a section; `line` counts from 1."""

    text: str
    line: int


@dataclass(frozen=True)
class SectionEntries:
    """The entries under one heading; `name` is our section that the heading means, else the heading."""

    name: str
    line: int
    entries: tuple[SectionEntry, ...]


@dataclass(frozen=True)
class StepCopy:
    """A next step in one meeting's note; `written` tells if the note has its id.

    `inner_ids` are words of it, parted by blanks, of which one is its id if the log knows it. `repeats` is the id that
    its line has, where an earlier line with other words has it too.

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
    inner_ids: str = ""
    repeats: str = ""

    def take_inner_id(self, identity: str) -> "StepCopy":
        """Return the step with one of its inner ids as its own; what is typed behind stays among the words."""
        from coachlog.markdown.task_line import split_at_id

        behind = f"^{self.id}" if self.written else ""
        text = f"{''.join(split_at_id(self.text, identity))} {behind}".strip()
        return replace(self, id=identity, text=text, written=True, inner_ids="")


@dataclass(frozen=True)
class Body:
    """The sections and next steps of a document's Markdown."""

    sections: tuple[SectionEntries, ...]
    steps: tuple[StepCopy, ...]

    def entries(self, name: str) -> tuple[SectionEntry, ...]:
        """Return the entries of all sections of a name."""
        return tuple(entry for section in self.sections if section.name == name for entry in section.entries)
