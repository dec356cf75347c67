"""A meeting's note."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Self

from coachlog.frozen import frozen
from coachlog.model.dates import Aim
from coachlog.model.day_in_name import day_in_name
from coachlog.model.fields import YEARS
from coachlog.model.settings import PersonId

if TYPE_CHECKING:
    from coachlog.model.kinds.field_reader import Reader


_NO_DATE: Final = f"a meeting needs a date, in the years {YEARS[0]} to {YEARS[-1]}"


class MeetingStatus(StrEnum):
    """The status of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"


@frozen
class Contact:
    """A short talk or message between meetings; its words are as those of a section's entry, `line` counts from 1."""

    day: date
    minutes: int
    how: str
    text: str
    line: int
    links: tuple[str, ...] = ()
    starred: tuple[str, ...] = ()


@frozen
class Meeting:
    """The front matter of a meeting; `minutes` is None if nobody wrote them down."""

    path: str
    id: str
    title: str
    day: date
    start: str
    minutes: int | None
    mode: str
    status: MeetingStatus
    participants: tuple[PersonId, ...]
    activities: tuple[str, ...]
    phase: str
    goals: tuple[str, ...]
    lessons: tuple[str, ...]
    indicators: tuple[str, ...]
    next_date: date | None
    next_focus: str
    standards: tuple[str, ...] = ()
    focus: str = ""
    contacts: tuple[Contact, ...] = ()

    def with_titles(self, title_of: Callable[[str], str]) -> Self:
        """Return the meeting with titles in the place of links within the words of its contacts."""
        if not any("[[" in contact.text for contact in self.contacts):
            return self
        from coachlog.model.links import with_titles

        contacts = (replace(contact, text=with_titles(contact.text, title_of)) for contact in self.contacts)
        return replace(self, contacts=tuple(contacts))

    @classmethod
    def parse(cls, reader: "Reader", document_id: str, title: str) -> Self | None:
        """Return the meeting of a front matter; None, with a problem, if neither it nor the file name has a date."""
        reader.dates = reader.dates.on(day_in_name(document_id, reader.dates))
        day = reader.date("date") or reader.dates.today
        if day is None:
            if not reader.has("date"):
                reader.report("date", "missing-date", _NO_DATE)
            return None
        reader.dates = reader.dates.on(day)
        following = reader.record("next")
        return cls(
            path=reader.path,
            id=document_id,
            title=title,
            day=day,
            start=reader.clock("start"),
            minutes=reader.minutes("minutes"),
            mode=reader.text("mode"),
            status=reader.choice("status", MeetingStatus, MeetingStatus.HELD),
            participants=tuple(map(PersonId, reader.people("participants"))),
            activities=reader.words("activities"),
            phase=reader.text("phase"),
            goals=reader.ids("goals"),
            lessons=reader.ids("lessons"),
            indicators=reader.words("indicators"),
            next_date=following.date("date", Aim.DUE),
            next_focus=following.text("focus"),
            standards=reader.words("standards"),
            focus=reader.text("focus"),
            contacts=tuple(_contact(contact, day) for contact in reader.records("contacts")),
        )


def _contact(reader: "Reader", day: date) -> Contact:
    """Return a contact; without a date of its own it has the meeting's."""
    from coachlog.model.links import read_marks

    marked = read_marks(reader.text("text"))
    minutes = reader.minutes("minutes")
    if minutes == 0 or not reader.has("minutes"):
        reader.report("minutes", "bad-value", "a contact counts by its minutes, and there are none")
    return Contact(
        day=reader.date("date") or day,
        minutes=minutes or 0,
        how=reader.text("how"),
        text=marked.words,
        line=reader.line("text"),
        links=marked.links,
        starred=marked.starred,
    )
