"""The weeks of a period, each by what became of its meeting."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import Settings

_MOST: Final = 120  # weeks; a longer time is no term


class WeekState(StrEnum):
    """The state of a week's meeting; `NONE` if nothing is written, `AHEAD` if the week has still to come."""

    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"
    PLANNED = "planned"
    BREAK = "break"
    NONE = "none"
    AHEAD = "ahead"


@frozen
class WeekOfPeriod:
    """A week by its Monday, and what became of its meeting."""

    monday: date
    state: WeekState


_STRONGEST: Final = (MeetingStatus.HELD, MeetingStatus.PLANNED, MeetingStatus.MOVED, MeetingStatus.CANCELLED)


def build_weeks(log: Log, period: Period, today: date) -> tuple[WeekOfPeriod, ...]:
    """Return the weeks of a period; of several meetings in one the strongest state counts."""
    monday = _monday(period.start)
    count = (period.end - monday).days // 7 + 1
    mondays = [monday + timedelta(weeks=number) for number in range(min(count, _MOST))]
    states: dict[date, set[MeetingStatus]] = {day: set() for day in mondays}
    for meeting in log.meetings:
        states.get(_monday(meeting.day), set()).add(meeting.status)
    return tuple(WeekOfPeriod(day, _state(log.settings, day, there, today)) for day, there in states.items())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _state(settings: Settings, monday: date, there: set[MeetingStatus], today: date) -> WeekState:
    strongest = next((status for status in _STRONGEST if status in there), None)
    if strongest:
        return WeekState(strongest)
    school_days = (monday + timedelta(days=number) for number in range(5))
    is_break = all(any(day in one for one in settings.breaks) for day in school_days)
    ahead = WeekState.AHEAD if monday + timedelta(days=6) >= today else WeekState.NONE
    return WeekState.BREAK if is_break else ahead
