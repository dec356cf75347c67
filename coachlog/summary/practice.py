"""The coach's own practice in a period: meetings, indicators, activities, own goals."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from coachlog.model.fields import format_count, format_day, format_each_day, format_list, format_minutes
from coachlog.model.kinds.goal import Level
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.summary.claims import Claim, under
from coachlog.summary.goals import build_goals, describe_goal
from coachlog.summary.hours import Gap, Hours, build_hours

if TYPE_CHECKING:
    from coachlog.frameworks import Framework


def build_indicators(log: Log, period: Period) -> tuple[tuple[str, tuple[Meeting, ...]], ...]:
    """Return the indicators of held meetings in the period, each with its meetings, the most frequent first."""
    return _by_code(log, period, lambda meeting: meeting.indicators)


def build_practice(
    log: Log, period: Period, today: date, frameworks: "tuple[Framework, ...]" = ()
) -> tuple[Claim, ...]:
    """Return claims about the coach's own goals with evidence, the indicators and the activities.

    `frameworks` are the coaching frameworks in use, without which the shipped ones name the indicators.
    """
    return (
        *_goals(log, period, today),
        *_counted(build_indicators(log, period), partial(_indicator, log, frameworks)),
        *_counted(_by_code(log, period, lambda meeting: meeting.activities), _activity),
    )


def build_meeting_counts(log: Log, period: Period, today: date) -> tuple[Claim, ...]:
    """Return claims about the meetings, their minutes, the longest time between two, and their standards."""
    standards = _by_code(log, period, lambda meeting: meeting.standards)
    return (*_meetings(log, period, today), *_counted(standards, partial(_standard, log)))


def _goals(log: Log, period: Period, today: date) -> Iterator[Claim]:
    for moves in build_goals(log, period, today):
        if moves.goal.level is Level.COACH:
            yield describe_goal(moves)
            yield from under(moves.evidence)


def _by_code(
    log: Log, period: Period, codes: Callable[[Meeting], tuple[str, ...]]
) -> tuple[tuple[str, tuple[Meeting, ...]], ...]:
    meetings: dict[str, list[Meeting]] = {}
    for meeting in _held(log, period):
        for code in dict.fromkeys(codes(meeting)):
            meetings.setdefault(code, []).append(meeting)
    return tuple((code, tuple(met)) for code, met in sorted(meetings.items(), key=lambda row: (-len(row[1]), row[0])))


def _counted(rows: tuple[tuple[str, tuple[Meeting, ...]], ...], named: Callable[[str], str]) -> Iterator[Claim]:
    for code, meetings in rows:
        several = f"in {len(meetings)} meetings, most recently"
        text = f"{named(code)}: {several if len(meetings) > 1 else 'in 1 meeting'}"
        yield Claim(text, meetings[-1].day, meetings[-1].path, 1)


def _indicator(log: Log, frameworks: "tuple[Framework, ...]", code: str) -> str:
    from coachlog.frameworks import find_code, title_of

    if not frameworks:
        return f"{code} {title_of(code, 'coaching', log.settings.frameworks)}".rstrip()
    matches = find_code(code, frameworks)
    title = matches[0].item.title if len(matches) == 1 else ""
    return f"{code} {'(in more than one framework)' if len(matches) > 1 else title}".rstrip()


def _standard(log: Log, code: str) -> str:
    from coachlog.frameworks import title_of

    return f"{code} {title_of(code, 'content', log.settings.frameworks)}".rstrip()


def _activity(code: str) -> str:
    from coachlog.frameworks import title_of

    return title_of(code, "activities") or code


def _meetings(log: Log, period: Period, today: date) -> Iterator[Claim]:
    held = _held(log, period)
    if not held:
        return
    hours = build_hours(log, period, today)
    yield Claim(_told(hours), held[-1].day, held[-1].path, 1)
    yield Claim(_told_minutes(hours), held[-1].day, held[-1].path, 1)
    if gap := hours.longest_gap:
        text = f"The longest time between two meetings: {format_gap(gap)}"
        after = next(meeting for meeting in held if meeting.day == gap.end)
        yield Claim(text, after.day, after.path, 1)


def format_gap(gap: Gap) -> str:
    """Format the days between two meetings."""
    return f"{format_count(gap.days, 'day')}, {format_day(gap.start)} to {format_day(gap.end)}"


def _told(hours: Hours) -> str:
    modes = [f"{row.meetings} {row.mode or 'with no mode written down'}" for row in hours.modes]
    others = {"cancelled": hours.cancelled, "moved": hours.moved, "planned": hours.planned}
    beside = [f"{len(days)} {word}" for word, days in others.items() if days]
    how = f"all {hours.modes[0].mode}" if len(modes) == 1 and hours.modes[0].mode else format_list(modes)
    held = f"{format_count(len(hours.held), 'meeting')} held"
    return f"{format_list([held, *beside])}: {how}"


def _told_minutes(hours: Hours) -> str:
    if hours.without_minutes and not hours.minutes:
        return "No meeting's minutes are written down"
    missing = format_each_day(hours.without_minutes)
    return f"{format_minutes(hours.minutes)} together" + (
        f"; the minutes of {missing} are not written down" if missing else ""
    )


def _held(log: Log, period: Period) -> list[Meeting]:
    return [m for m in log.meetings if m.day in period and m.status is MeetingStatus.HELD]
