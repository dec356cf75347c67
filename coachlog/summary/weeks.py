"""The weeks of a period, each by what became of its meeting."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.log import Log
from coachlog.model.period import Period

_MOST: Final = 120  # weeks; a longer time is no term


class WeekState(StrEnum):
    """The state of a week's meeting; `NONE` if nothing is written, or not yet."""

    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"
    PLANNED = "planned"
    BREAK = "break"
    NONE = "none"


@frozen
class WeekOfPeriod:
    """A week by its Monday, and what became of its meeting."""

    monday: date
    state: WeekState


_STRONGEST: Final = (MeetingStatus.HELD, MeetingStatus.PLANNED, MeetingStatus.MOVED, MeetingStatus.CANCELLED)


def build_weeks(log: Log, period: Period) -> tuple[WeekOfPeriod, ...]:
    """Return the weeks of a period; of several meetings in one the strongest state counts."""
    monday = period.start - timedelta(days=period.start.weekday())
    count = (period.end - monday).days // 7 + 1
    mondays = (monday + timedelta(weeks=number) for number in range(min(count, _MOST)))
    return tuple(WeekOfPeriod(day, _state(log, day)) for day in mondays)


def _state(log: Log, monday: date) -> WeekState:
    week = Period("", monday, monday + timedelta(days=6))
    there = {meeting.status for meeting in log.meetings if meeting.day in week}
    strongest = next((status for status in _STRONGEST if status in there), None)
    if strongest:
        return WeekState(strongest)
    school_days = (monday + timedelta(days=number) for number in range(5))
    is_break = all(any(day in one for one in log.settings.breaks) for day in school_days)
    return WeekState.BREAK if is_break else WeekState.NONE
