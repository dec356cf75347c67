"""A page of hours to print and to sign: dates, minutes, modes and activities, and nothing that was said."""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Final

from coachlog.model.period import Period
from coachlog.model.settings import Person, Settings
from coachlog.summary.hours import CONTACT, MeetingRow
from coachlog.views.names import format_period

_WIDTH: Final = 78
_ACTIVITIES_AT: Final = 38


def time_sheet(settings: Settings, period: Period, rows: Iterable[MeetingRow], *paragraphs: Iterable[str]) -> str:
    """Return the page: the meetings held, paragraphs of sentences about them, and a line for each signature."""
    lines = [f"Hours together: {format_period(period)}", ""]
    lines += [_line("Date", "Start", "Minutes", "How", "Activities")]
    for row in rows:
        lines += _meeting(row)
    for sentences in paragraphs:
        lines += ["", *_wrapped(sentences)]
    for who in [*map(_signer, settings.people), "Verified by"]:
        lines += ["", "", f"{who[:30]:<30}  ______________________________  Date ________"]
    lines += ["", "", "For growth, not for evaluation."]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _meeting(row: MeetingRow) -> Iterator[str]:
    minutes = "" if row.minutes is None else str(row.minutes)
    words = CONTACT if row.status == CONTACT else ", ".join(row.activities)
    activities = wrap(words, _WIDTH - _ACTIVITIES_AT) or [""]
    yield _line(row.day.isoformat(), row.start, minutes, row.mode[:9], activities[0])
    for more in activities[1:]:
        yield " " * _ACTIVITIES_AT + more


def _line(day: str, start: str, minutes: str, mode: str, activities: str) -> str:
    return f"{day:<10}  {start:<5}  {minutes:>7}  {mode:<9} {activities}"


def _wrapped(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        yield from wrap(sentence, _WIDTH)


def _signer(person: Person) -> str:
    name = person.name or person.id
    return f"{name} ({person.role})" if person.role and person.role != name else name
