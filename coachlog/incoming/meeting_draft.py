"""A meeting as a document from outside tells of it: sections with lines, next steps with owners, facts."""

from datetime import date

from coachlog.frozen import frozen
from coachlog.incoming.facts import Facts
from coachlog.incoming.passages import Passage
from coachlog.model.settings import NOBODY, PersonId


@frozen
class DraftLine:
    """A passage of a section; a next step has its owner, a person's id, `both`, or nobody's."""

    passage: Passage
    owner: PersonId = NOBODY
    is_step: bool = False
    speaker: PersonId = NOBODY


@frozen
class DraftSection:
    """A section of ours with the document's own heading for it, and its lines; without a name they stand at the top."""

    name: str
    heading: str
    lines: tuple[DraftLine, ...] = ()


@frozen
class MeetingDraft:
    """A meeting that a document tells of."""

    day: date
    title: str
    cancelled: bool
    facts: Facts
    sections: tuple[DraftSection, ...]
    weekday_differs: bool = False
    next_day: date | None = None

    @property
    def empty(self) -> bool:
        """Tell whether it says nothing: a blank page that was copied for a week to come."""
        return not self.cancelled and not any(section.lines or section.heading for section in self.sections)

    @property
    def steps(self) -> tuple[DraftLine, ...]:
        """Return its next steps."""
        return tuple(line for section in self.sections for line in section.lines if line.is_step)
