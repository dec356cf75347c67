"""The content of a document's sections: entries and next steps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.settings import NOBODY, PersonId


class StepMark(StrEnum):
    """The mark in a next step's box."""

    OPEN = " "
    UNDER_WAY = "/"
    CARRIED = ">"
    DROPPED = "-"
    DONE = "x"


# The codes of lines that are not understood: `check` names them, and once the command that brings one, no listing.
UNCLEAR_STEP: Final = "unclear-step"
UNCLEAR_DATE: Final = "bad-date"
UNKNOWN_PERSON: Final = "unknown-person"
OPEN_BOX: Final = "open-box"
UNCLEAR_LINE: Final = "unclear-line"
UNCLEAR_HEADING: Final = "unclear-heading"
UNSORTED_WORDS: Final = "unsorted"
UNCLEAR: Final = frozenset((UNCLEAR_LINE, UNCLEAR_HEADING, UNCLEAR_STEP, UNCLEAR_DATE, UNKNOWN_PERSON, OPEN_BOX))

StepIdentity = tuple[date, str]  # what the copies of one step share: when it began, and its id

# What waits there: `check` names it, and the glance, and no listing.
WAITING: Final = frozenset((UNSORTED_WORDS,))

LIVE: Final = frozenset({StepMark.OPEN, StepMark.UNDER_WAY})


@frozen
class SectionEntry:
    """An item, a paragraph or a quote in a section; `line` counts from 1.

    `text` has its words without marks: `links` are the ids of the documents that it is about, `starred` the themes of
    the stars typed into it, empty for a star without one. `by` is the id of the person whose line it is, or `both`;
    of an `unsigned` one, which names nobody, it is who typed it.
    """

    text: str
    line: int
    links: tuple[str, ...] = ()
    starred: tuple[str, ...] = ()
    by: PersonId = NOBODY
    unsigned: bool = False


@frozen
class SectionEntries:
    """The entries under one heading; `name` is our section that the heading means, else the heading."""

    name: str
    line: int
    entries: tuple[SectionEntry, ...]


@frozen
class StepCopy:
    """A next step in one meeting's note; `written` tells if the note has its id.

    `inner_ids` are words of it, parted by blanks, of which one is its id if the log knows it. `repeats` is the id that
    its line has, where an earlier line with other words has it too.

    `text`, `links` and `starred` are as those of a section's entry; `typed` has the words with their marks, empty if
    there are none. `path` and `day` are the note's; `owner` is a person's id, or `both`; `origin` the date of the
    meeting where it began; `line` and `last`, its first and its last line, count from 1.
    """

    path: str
    day: date
    id: str
    text: str
    owner: PersonId
    mark: StepMark
    due: date | None
    origin: date
    line: int
    last: int
    written: bool
    inner_ids: str = ""
    repeats: str = ""
    typed: str = ""
    links: tuple[str, ...] = ()
    starred: tuple[str, ...] = ()

    @property
    def identity(self) -> StepIdentity:
        """Return the step's identity."""
        return self.origin, self.id

    def take_inner_id(self, identity: str) -> "StepCopy":
        """Return the step with one of its inner ids as its own; the words behind that id stay."""
        from coachlog.markdown.task_line import split_at_id

        behind = f"^{self.id}" if self.written else ""
        text, typed = (
            f"{''.join(split_at_id(words, identity))} {behind}".strip() if words else ""
            for words in (self.text, self.typed)
        )
        return replace(self, id=identity, text=text, typed=typed, written=True, inner_ids="")


@frozen
class Body:
    """The sections and next steps of a document's Markdown."""

    sections: tuple[SectionEntries, ...]
    steps: tuple[StepCopy, ...]

    def with_titles(self, title_of: Callable[[str], str]) -> "Body":
        """Return the body with titles in the place of links within sentences."""
        from coachlog.model.links import with_titles

        return Body(
            tuple(
                replace(
                    section,
                    entries=tuple(replace(entry, text=with_titles(entry.text, title_of)) for entry in section.entries),
                )
                for section in self.sections
            ),
            tuple(replace(step, text=with_titles(step.text, title_of)) for step in self.steps),
        )

    @property
    def has_links(self) -> bool:
        """Tell whether links are left among the words."""
        return any("[[" in entry.text for section in self.sections for entry in section.entries) or any(
            "[[" in step.text for step in self.steps
        )

    def entries(self, name: str) -> tuple[SectionEntry, ...]:
        """Return the entries of all sections of a name."""
        return tuple(entry for section in self.sections if section.name == name for entry in section.entries)
