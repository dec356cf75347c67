"""A programme's own form, filled from facts alone: its slots have no place for a word that was said."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.tables import format_row
from coachlog.model.clock import format_clock
from coachlog.model.fields import MONTHS, format_count, format_date, format_list, format_minutes
from coachlog.regex import regex
from coachlog.summary.program_facts import HeldMeeting, ProgramFacts, Signer

CONFIDENTIAL: Final = (
    "What the two say to each other stays between them. "
    "This page has the days and minutes of their meetings, and counts."
)
_SLOT: Final = regex(r"\{\{\s*(\w+)\s*\}\}")
_BLANK: Final = "____________________"


class UnknownSlot(ValueError):
    """A slot that no form has, with its line (from 1)."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(f"there is no slot {{{{{name}}}}}")
        self.line = line


@frozen
class FilledForm:
    """A form as Markdown: of a form for each meeting one page after the other."""

    pages: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return all pages as one text."""
        return "\n\n---\n\n".join(page.strip("\n") for page in self.pages) + "\n"


def fill_form(template: str, facts: ProgramFacts) -> FilledForm:
    """Fill a form's slots; one with a slot of a meeting is filled for each. Raise UnknownSlot for any other slot."""
    named = list(_SLOT.finditer(template))
    for slot in named:
        if slot[1] not in PERIOD_SLOTS and slot[1] not in MEETING_SLOTS:
            raise UnknownSlot(slot[1], template.count("\n", 0, slot.start()) + 1)
    of_period = {name: fill(facts) for name, fill in PERIOD_SLOTS.items()}
    if not any(slot[1] in MEETING_SLOTS for slot in named):
        return FilledForm((_filled(template, of_period),))
    each = ({name: fill(meeting) for name, fill in MEETING_SLOTS.items()} for meeting in facts.meetings)
    return FilledForm(tuple(_filled(template, of_period | of_meeting) for of_meeting in each))


def _filled(template: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", _SLOT.sub(lambda slot: values[slot[1]], template))


def _person(facts: ProgramFacts, role: str, place: int) -> str:
    by_role = [signer.name for signer in facts.people if str(signer.role) == role]
    return by_role[0] if by_role else facts.people[place].name if place < len(facts.people) else _BLANK


def _contacts(facts: ProgramFacts) -> str:
    rows = sorted((*facts.meetings, *facts.contacts), key=lambda meeting: (meeting.day, str(meeting.start or "")))
    return _table(("Date", "Start", "Minutes", "How"), [_row(row) for row in rows])


def _row(meeting: HeldMeeting) -> tuple[str, ...]:
    return format_date(meeting.day), _start(meeting), _length(meeting), str(meeting.mode or "")


def count_meetings(facts: ProgramFacts) -> str:
    """Say how many meetings were held, and how many visits there were."""
    visits = [format_count(facts.visits, "visit in the classroom", "visits in the classroom")] * bool(facts.visits)
    return format_list([format_count(len(facts.meetings) - facts.visits, "meeting"), *visits])


def _asked(facts: ProgramFacts) -> str:
    if not facts.spans:
        return ""
    rows = [(say_days(span.start, span.end), str(span.minutes), str(span.asked)) for span in facts.spans]
    return _table(("Days", "Minutes", "Asked"), rows)


def _categories(facts: ProgramFacts) -> str:
    rows = [(str(row.code), str(row.meetings)) for row in facts.categories]
    return _table(("Category", "Meetings"), rows) if rows else ""


def _signatures(facts: ProgramFacts) -> str:
    return _table(("Name", "Signature", "Date"), [(_signer(signer), _BLANK, "__________") for signer in facts.people])


def _signer(signer: Signer) -> str:
    return f"{signer.name} ({signer.role})" if signer.role and str(signer.role) != signer.name else signer.name


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(map(format_row, (columns, ["---"] * len(columns), *rows)))


def say_days(start: date, end: date) -> str:
    """Say a span of days: October 2026, or its first and its last day."""
    if start == date.min:
        return "in total"
    after = end + timedelta(days=1)
    is_month = start.day == after.day == 1 and (end - start).days < 31
    return f"{MONTHS[start.month - 1]} {start.year}" if is_month else f"{format_date(start)} to {format_date(end)}"


def _start(meeting: HeldMeeting) -> str:
    return format_clock(f"{meeting.start:%H:%M}") if meeting.start else ""


def _length(meeting: HeldMeeting) -> str:
    return "" if meeting.minutes is None else str(meeting.minutes)


PERIOD_SLOTS: Final[Mapping[str, Callable[[ProgramFacts], str]]] = {
    "period": lambda facts: say_days(facts.start, facts.end),
    "mentor": lambda facts: _person(facts, "mentor", 0),
    "mentee": lambda facts: _person(facts, "mentee", 1),
    "people": lambda facts: format_list([signer.name for signer in facts.people]),
    "meetings": count_meetings,
    "minutes": lambda facts: format_minutes(facts.minutes),
    "contacts": _contacts,
    "asked": _asked,
    "categories": _categories,
    "signatures": _signatures,
    "confidential": lambda _: CONFIDENTIAL,
}
MEETING_SLOTS: Final[Mapping[str, Callable[[HeldMeeting], str]]] = {
    "day": lambda meeting: format_date(meeting.day),
    "start": lambda meeting: _start(meeting) or "________",
    "length": lambda meeting: _length(meeting) or "________",
    "how": lambda meeting: str(meeting.mode or "________"),
}
