"""Pictures of a period: its weeks, its minutes, its goals, the next steps of each person."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from coachlog.model.fields import format_count, format_day
from coachlog.model.kinds.goal import OPEN_STATUSES, Goal, GoalProgress, GoalStatus
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import Requirement
from coachlog.render.pictures import Bar, Bars, Strip, TimeBar, TimeBars, Tone, Week, strip_words
from coachlog.render.view import Line, Picture, Table
from coachlog.summary.hours import Hours
from coachlog.summary.steps import StepCount, named
from coachlog.summary.weeks import WeekOfPeriod, WeekState
from coachlog.views.term.hours import tell_span

_WEEK_TONES: Final = {
    WeekState.HELD: Tone.DONE,
    WeekState.MOVED: Tone.CHANGED,
    WeekState.CANCELLED: Tone.LOST,
    WeekState.PLANNED: Tone.COMING,
    WeekState.BREAK: Tone.FREE,
    WeekState.NONE: Tone.NONE,
    WeekState.AHEAD: Tone.AHEAD,
}
_MEANINGS: Final = {
    **{tone: state.value for state, tone in _WEEK_TONES.items()},
    Tone.NONE: "without a note",
    Tone.AHEAD: "to come",
}
_GOAL_TONES: Final = {GoalStatus.MET: Tone.DONE, GoalStatus.REVISED: Tone.CHANGED, GoalStatus.DROPPED: Tone.LOST}


def draw_weeks(weeks: Sequence[WeekOfPeriod]) -> Picture:
    """Draw the weeks of a period in a row."""
    strip = Strip("Weeks", [Week(week.monday, _WEEK_TONES[week.state]) for week in weeks], [*_MEANINGS.items()])
    return Picture(lambda: strip, [Line(strip_words(strip))])


def draw_minutes(hours: Hours, requirement: Requirement) -> Picture:
    """Draw the minutes of each span against what is asked."""
    bars = [
        Bar(tell_span(span, requirement.per), span.given, span.asked, f"{span.given} of {span.asked} minutes")
        for span in hours.spans
    ]
    spans = ", ".join(f"{bar.name} {bar.value} of {bar.of}" for bar in bars)
    return Picture(lambda: Bars("Minutes", bars, asked=True), [Line(f"Minutes against what is asked: {spans}")])


def draw_steps(log: Log, rows: Sequence[StepCount], instead: Table) -> Picture:
    """Draw each person's next steps: those done, of all that were there."""
    bars = [
        Bar(
            named(log, row.owner),
            row.done,
            row.done + row.open + row.dropped,
            f"{row.done} done, {row.open} open" + (f", {row.dropped} dropped" if row.dropped else ""),
        )
        for row in rows
    ]
    return Picture(lambda: Bars("Next steps", bars), [instead])


def draw_goals(goals: Sequence[Goal], period: Period, today: date, instead: Line) -> Picture:
    """Draw when goals were open within a period, and what became of them."""

    def bars() -> TimeBars:
        return TimeBars("Goals", period.start, period.end, [_goal_bar(goal, period, today) for goal in goals])

    return Picture(bars, [instead])


def draw_indicators(indicators: Sequence[tuple[str, int]], instead: Line) -> Picture:
    """Draw how many meetings were about each indicator."""
    bars = [Bar(code, count, None, format_count(count, "meeting")) for code, count in indicators]
    return Picture(lambda: Bars("Indicators", bars), [instead])


def _goal_bar(goal: Goal, period: Period, today: date) -> TimeBar:
    end = goal.closed or min(max(today, period.start), period.end)
    start = min(goal.opened or period.start, end)
    tone = _GOAL_TONES.get(goal.status, Tone.CHANGED if goal.progress is GoalProgress.OFF_TRACK else Tone.COMING)
    how = goal.progress.replace("-", " ") if goal.status in OPEN_STATUSES and goal.progress else goal.status
    until = f", by {format_day(goal.target_date)}" if goal.target_date and goal.status in OPEN_STATUSES else ""
    return TimeBar(goal.title, start, max(end, start + timedelta(days=1)), tone, f"{how}{until}")
