"""Count the meetings and minutes of a period, and write them to a file."""

from dataclasses import replace
from datetime import date

from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.schedule import notes_of_one_day
from coachlog.model.settings import Requirement
from coachlog.summary.hours import CONTACT, AlikeTalks, Hours, MeetingRow, alike_talks, build_hours, meeting_rows


@frozen
class PeriodHours:
    """A period's meetings and minutes, and what the programme asks for; `alike` may be counted twice.

    `passed` are the days of planned meetings that are over: nobody said whether they took place.
    """

    period: Period
    hours: Hours
    requirement: Requirement | None
    meetings: tuple[MeetingRow, ...]
    alike: tuple[AlikeTalks, ...] = ()
    passed: tuple[date, ...] = ()

    @property
    def held(self) -> tuple[MeetingRow, ...]:
        """The meetings and visits that took place, and the contacts between them."""
        return tuple(row for row in self.meetings if row.status in (MeetingStatus.HELD, CONTACT))


def count_hours(context: Context, log: Log, period: Period) -> PeriodHours:
    """Count the meetings and minutes of a period."""
    hours = build_hours(log, period, context.today)
    rows = tuple(meeting_rows(log, period, context.today))
    passed = tuple(day for day in hours.planned if day < context.today)
    return PeriodHours(period, hours, log.settings.requirement, rows, alike_talks(log, period), passed)


def hours_problems(log: Log, period: Period) -> tuple[Problem, ...]:
    """Return the problems of a log whose meetings are counted: what could not be read, and what counts twice."""
    return (*log.problems, *notes_of_one_day(meeting for meeting in log.meetings if meeting.day in period))


def count_program_hours(context: Context, log: Log, period: Period) -> tuple[PeriodHours, tuple[Problem, ...]]:
    """Count what a programme may see: known codes, and no gap between meetings; return the problems too."""
    from coachlog.actions.term.program_hours import program_log

    coded = program_log(context, log, period)
    counted = count_hours(context, coded, period)
    return replace(counted, hours=replace(counted.hours, longest_gap=None)), hours_problems(coded, period)
