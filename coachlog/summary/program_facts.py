"""The facts that a programme may have: names, days, minutes, codes and counts. No field can hold a sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time
from enum import StrEnum

from coachlog.frozen import frozen
from coachlog.model.kinds.goal import GoalStatus
from coachlog.model.kinds.lesson import LessonStatus
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.program_code import ProgramCode
from coachlog.model.settings import Person
from coachlog.summary.hours import CONTACT, Hours, MeetingRow


@frozen
class Signer:
    """One of the pair: a name, because forms are signed, and a role if that is one word."""

    name: str
    role: ProgramCode | None


@frozen
class HeldMeeting:
    """A meeting that took place."""

    day: date
    start: time | None
    minutes: int | None
    mode: ProgramCode | None


@frozen
class CodeCount:
    """How many meetings have a code of the programme's own list."""

    code: ProgramCode
    meetings: int


@frozen
class AskedSpan:
    """A span of days with the minutes that were given and that the programme asks for."""

    start: date
    end: date
    minutes: int
    asked: int
    running: bool

    @property
    def days(self) -> int:
        """Return the number of its days."""
        return (self.end - self.start).days + 1


@frozen
class StatusCount:
    """How many goals or lessons have a status."""

    status: StrEnum
    count: int


@frozen
class ProgramFacts:
    """A pair's work in a period, as a programme may have it; so many of the meetings were visits in a classroom."""

    start: date
    end: date
    people: tuple[Signer, ...]
    meetings: tuple[HeldMeeting, ...]
    visits: int
    contacts: tuple[HeldMeeting, ...]
    minutes: int
    without_minutes: tuple[date, ...]
    categories: tuple[CodeCount, ...]
    spans: tuple[AskedSpan, ...]
    goals: tuple[StatusCount, ...]
    lessons: tuple[StatusCount, ...]


def build_program_facts(log: Log, period: Period, hours: Hours, rows: Iterable[MeetingRow]) -> ProgramFacts:
    """Return the facts of a period; the hours and their rows have known codes alone."""
    rows = tuple(rows)
    held = [row for row in rows if row.status is MeetingStatus.HELD]
    talks = [row for row in rows if row.status == CONTACT]
    return ProgramFacts(
        period.start,
        period.end,
        tuple(map(_signer, log.settings.people)),
        tuple(HeldMeeting(row.day, _clock(row.start), row.minutes, _code(row.mode)) for row in held),
        len(hours.visits),
        tuple(HeldMeeting(row.day, None, row.minutes, _code(row.mode)) for row in talks),
        hours.minutes,
        hours.without_minutes,
        tuple(_categories(hours)),
        tuple(AskedSpan(s.period.start, s.period.end, s.given, s.asked, s.running) for s in hours.spans),
        _count(GoalStatus, (goal.status for goal in log.goals if goal.alive_in(period))),
        _count(LessonStatus, (lesson.status for lesson in log.lessons)),
    )


def _signer(person: Person) -> Signer:
    return Signer(person.name or person.id, _code(person.role.casefold()))


def _code(text: str) -> ProgramCode | None:
    try:
        return ProgramCode(text)
    except ValueError:
        return None


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _categories(hours: Hours) -> Iterator[CodeCount]:
    for text, meetings in hours.activities:
        if code := _code(text):
            yield CodeCount(code, meetings)


def _count(statuses: type[StrEnum], values: Iterable[StrEnum]) -> tuple[StatusCount, ...]:
    counts = Counter(values)
    return tuple(StatusCount(status, counts[status]) for status in statuses if counts[status])
