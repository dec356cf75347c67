"""Meetings held and minutes, against the requirement of a programme: dates and numbers, no prose."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise, starmap
from typing import Final, NamedTuple

from coachlog.frozen import frozen
from coachlog.model.kinds.meeting import Contact, Meeting, MeetingStatus
from coachlog.model.log import Log
from coachlog.model.period import Period, find_period, quarter_of, school_year_of, week_of
from coachlog.model.program_code import usual_mode
from coachlog.model.school_year import is_school_day
from coachlog.model.settings import Settings

_OBSERVING: Final = "observing"  # the activity that a visit is, for those who may know no more of it


@frozen
class ModeHours:
    """The number of meetings held in one mode, and their minutes as far as they were written down."""

    mode: str
    meetings: int
    minutes: int


@frozen
class RequirementSpan:
    """A period of the requirement; it is `running` until its last day."""

    period: Period
    given: int
    asked: int
    running: bool


@frozen
class Gap:
    """The days between two meetings that were held one after the other."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """Return the number of days from one to the other."""
        return (self.end - self.start).days


_WEEK: Final = 5  # school days
CONTACT: Final = "contact"  # what a short talk between meetings is called among the statuses of meetings


@frozen
class MeetingRow:
    """The facts of one meeting, or of a contact between two, without its title and its words."""

    day: date
    start: str
    minutes: int | None
    mode: str
    status: str
    activities: tuple[str, ...]
    phase: str


@frozen
class VisitRow:
    """A visit that is shared: its day and its minutes alone."""

    day: date
    minutes: int | None


@frozen
class ContactRow:
    """The facts of a contact, without its words."""

    day: date
    minutes: int
    how: str


class AlikeTalks(NamedTuple):
    """Talks of one day and of as many minutes, which may be one that both people wrote down, and a note with one."""

    day: date
    minutes: int
    note: str


class UsedCode(NamedTuple):
    """A code of an activity or a phase, and the number of meetings with it."""

    code: str
    meetings: int


@frozen
class Hours:
    """A period's meetings, visits and contacts in numbers.

    `minutes` is the sum of what was written down for all; `without_minutes` are the days of held meetings and of visits
    whose minutes nobody wrote down, `without_mode` those of held meetings that do not say how.
    A meeting that was only a check-in is held like any other.
    """

    held: tuple[date, ...]
    planned: tuple[date, ...]
    cancelled: tuple[date, ...]
    moved: tuple[date, ...]
    minutes: int
    without_minutes: tuple[date, ...]
    without_mode: tuple[date, ...]
    modes: tuple[ModeHours, ...]
    activities: tuple[UsedCode, ...]
    phases: tuple[UsedCode, ...]
    spans: tuple[RequirementSpan, ...]
    longest_gap: Gap | None
    visits: tuple[VisitRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()


_Timed = Meeting | VisitRow | Contact


def build_hours(log: Log, period: Period, today: date) -> Hours:
    """Return the meetings of the period, and the minutes of each span of the requirement that overlaps it."""
    meetings = [meeting for meeting in log.meetings if meeting.day in period]
    held = [meeting for meeting in meetings if meeting.status is MeetingStatus.HELD]
    visits = tuple(row for row in _visit_rows(log, today) if row.day in period)
    activities = Counter(activity for meeting in held for activity in dict.fromkeys(meeting.activities))
    phases = Counter(meeting.phase for meeting in held if meeting.phase)
    contacts = contacts_in(log, period)
    given: list[_Timed] = [*held, *visits, *contacts]
    return Hours(
        held=tuple(meeting.day for meeting in held),
        planned=_days(meetings, MeetingStatus.PLANNED),
        cancelled=_days(meetings, MeetingStatus.CANCELLED),
        moved=_days(meetings, MeetingStatus.MOVED),
        minutes=_minutes(given),
        without_minutes=tuple(sorted(row.day for row in given if row.minutes is None)),
        without_mode=tuple(meeting.day for meeting in held if not meeting.mode),
        modes=tuple(_modes(held)),
        activities=tuple(starmap(UsedCode, activities.most_common())),
        phases=tuple(starmap(UsedCode, phases.most_common())),
        spans=tuple(_spans(log, period, today)),
        longest_gap=max((Gap(a.day, b.day) for a, b in pairwise(held)), key=lambda gap: gap.days, default=None),
        visits=visits,
        contacts=tuple(ContactRow(contact.day, contact.minutes, contact.how) for contact in contacts),
    )


def contacts_in(log: Log, period: Period) -> tuple[Contact, ...]:
    """Return the contacts of a period in order of their days, whatever became of the meetings that keep them."""
    contacts = (contact for meeting in log.meetings for contact in meeting.contacts if contact.day in period)
    return tuple(sorted(contacts, key=lambda contact: contact.day))


def alike_talks(log: Log, period: Period) -> tuple[AlikeTalks, ...]:
    """Return the days of a period with a contact that is like another one, or like the meeting of that day."""
    talks = Counter((m.day, m.minutes) for m in log.meetings if m.status is MeetingStatus.HELD)
    notes = {(one.day, one.minutes): meeting.id for meeting in log.meetings for one in meeting.contacts}
    talks.update((one.day, one.minutes) for one in contacts_in(log, period))
    return tuple(AlikeTalks(*talk, note) for talk, note in sorted(notes.items()) if talks[talk] > 1)


def meeting_rows(log: Log, period: Period, today: date) -> tuple[MeetingRow, ...]:
    """Return the meetings of the period, the visits that took place and the contacts, in order of their dates."""
    rows = [
        MeetingRow(m.day, m.start, m.minutes, m.mode, m.status, tuple(dict.fromkeys(m.activities)), m.phase)
        for m in log.meetings
        if m.day in period
    ]
    rows += [
        MeetingRow(visit.day, "", visit.minutes, "", MeetingStatus.HELD, (_OBSERVING,), "")
        for visit in log.visits
        if visit.day <= today and visit.day in period
    ]
    rows += [MeetingRow(one.day, "", one.minutes, one.how, CONTACT, (), "") for one in contacts_in(log, period)]
    return tuple(sorted(rows, key=lambda row: row.day))


def _days(meetings: Iterable[Meeting], status: MeetingStatus) -> tuple[date, ...]:
    return tuple(meeting.day for meeting in meetings if meeting.status is status)


def _visit_rows(log: Log, today: date) -> tuple[VisitRow, ...]:
    """Return the visits that took place, in order of their dates; a log has none that are not shared."""
    rows = (VisitRow(visit.day, visit.minutes) for visit in log.visits if visit.day <= today)
    return tuple(sorted(rows, key=lambda row: row.day))


def _minutes(rows: "Iterable[_Timed]") -> int:
    return sum(row.minutes or 0 for row in rows)


def _modes(held: list[Meeting]) -> Iterator[ModeHours]:
    for mode, count in Counter(usual_mode(meeting.mode) for meeting in held).most_common():
        yield ModeHours(mode, count, _minutes(meeting for meeting in held if usual_mode(meeting.mode) == mode))


def _spans(log: Log, period: Period, today: date) -> Iterator[RequirementSpan]:
    requirement = log.settings.requirement
    if requirement is None:
        return
    rows: list[_Timed] = [m for m in log.meetings if m.status is MeetingStatus.HELD]
    rows += contacts_in(log, Period("", date.min, date.max))
    rows += _visit_rows(log, today)
    for span in _asked_spans(requirement.per, log, period, today):
        given = _minutes(row for row in rows if row.day in span)
        if not given and requirement.per == "month" and not _has_school_week(span, log.settings):
            continue
        yield RequirementSpan(span, given, requirement.minutes, today < span.end)


def _asked_spans(per: str, log: Log, period: Period, today: date) -> Iterator[Period]:
    """Return the spans that overlap the period and have begun; a total requirement has no bounds."""
    if per == "total":
        yield Period("in total", date.min, date.max)
        return
    starts = [*(term.start for term in log.settings.terms), *(meeting.day for meeting in log.meetings)]
    starts += [contact.day for meeting in log.meetings for contact in meeting.contacts]
    begun = min(starts, default=today)
    day, last = max(period.start, begun), min(period.end, today)
    while day <= last:
        span = _span_around(day, per, log.settings)
        if span is not None and not (per == "week" and _is_break(span, log.settings)):
            yield span
        day = (span.end if span else day) + timedelta(days=1)


def _span_around(day: date, per: str, settings: Settings) -> Period | None:
    match per:
        case "week":
            return week_of(day)
        case "month":
            return find_period(f"{day:%Y-%m}", ())
        case "term":
            named = next((term for term in settings.terms if day in term), None)
            return named if named or settings.terms else quarter_of(day)
        case _:
            return school_year_of(day)


def _has_school_week(month: Period, settings: Settings) -> bool:
    """Tell whether the terms have a week's school days in a month; where there are none, each has."""
    days = map(date.fromordinal, range(month.start.toordinal(), month.end.toordinal() + 1))
    school = [day for day in days if day.weekday() < _WEEK and is_school_day(settings.terms, settings.breaks, day)]
    return len(school) >= _WEEK


def _is_break(week: Period, settings: Settings) -> bool:
    school_days = [week.start + timedelta(days=number) for number in range(_WEEK)]
    return all(any(day in pause for pause in settings.breaks) for day in school_days)
