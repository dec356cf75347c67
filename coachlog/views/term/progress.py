"""A period so far, on one screen."""

from collections.abc import Iterator
from typing import Final

from coachlog.actions.term.progress import PeriodProgress
from coachlog.model.fields import format_day
from coachlog.model.log import Log
from coachlog.render.view import Answer, Line, Part, Table, Title
from coachlog.summary.claims import Claim
from coachlog.summary.goals import GoalCount
from coachlog.summary.steps import StepCount, named
from coachlog.summary.weeks import WeekOfPeriod
from coachlog.views.fields import Field, Fields, json_row
from coachlog.views.names import format_period
from coachlog.views.pictures import draw_goals, draw_indicators, draw_minutes, draw_steps, draw_weeks
from coachlog.views.term.hours import HOURS_FIELDS, tell_hours


def _newest(progress: PeriodProgress) -> Claim | None:
    return progress.successes[-1] if progress.successes else None


STEP_COUNT_FIELDS: Final[Fields[StepCount]] = (
    Field("owner", lambda row: row.owner, "a person's id, or `both`"),
    Field("opened", lambda row: row.opened),
    Field("done", lambda row: row.done),
    Field("carried", lambda row: row.carried),
    Field("dropped", lambda row: row.dropped),
    Field("open", lambda row: row.open, "now"),
)
GOAL_COUNT_FIELDS: Final[Fields[GoalCount]] = (
    Field("status", lambda row: str(row.status)),
    Field("goals", lambda row: row.goals),
    Field("progress", lambda row: {str(progress): count for progress, count in row.progress}, "goals by progress"),
)
WEEK_FIELDS: Final[Fields[WeekOfPeriod]] = (
    Field("monday", lambda week: week.monday),
    Field("meeting", lambda week: str(week.state), "held, moved, cancelled, planned, break or none"),
)
NEWEST_SUCCESS_FIELDS: Final[Fields[Claim]] = (
    Field("date", lambda claim: claim.day),
    Field("text", lambda claim: claim.text),
    Field("path", lambda claim: claim.path),
)
PROGRESS_FIELDS: Final[Fields[PeriodProgress]] = (
    Field("hours", lambda progress: progress.hours, "", HOURS_FIELDS, single=True),
    Field("weeks", lambda progress: progress.weeks, "", WEEK_FIELDS),
    Field("steps", lambda progress: progress.steps, "", STEP_COUNT_FIELDS),
    Field("goals", lambda progress: progress.goals, "", GOAL_COUNT_FIELDS),
    Field("lessons", lambda progress: {str(status): count for status, count in progress.lessons}, "lessons by status"),
    Field("indicators", lambda progress: {code: len(met) for code, met in progress.indicators}, "meetings by code"),
    Field("successes", lambda progress: len(progress.successes)),
    Field("newest_success", _newest, "", NEWEST_SUCCESS_FIELDS, single=True),
)


def show_progress(progress: PeriodProgress) -> Answer:
    """Show a period in numbers."""
    return Answer(json_row(PROGRESS_FIELDS, progress), [*_parts(progress)], progress.log.problems, listing=True)


def _parts(progress: PeriodProgress) -> Iterator[Part]:
    hours, requirement = progress.hours.hours, progress.hours.requirement
    yield Title(format_period(progress.hours.period))
    yield from map(Line, tell_hours(hours))
    if requirement and hours.spans:
        yield draw_minutes(hours, requirement)
    yield Line()
    yield draw_weeks(progress.weeks)
    yield Line()
    yield draw_steps(progress.log, progress.steps, step_table(progress.log, progress.steps))
    yield Line()
    goals = Line(f"Goals: {', '.join(map(_tell_goals, progress.goals)) or 'none yet'}")
    yield draw_goals(progress.moving, progress.hours.period, progress.today, goals) if progress.moving else goals
    yield Line(f"Lessons: {', '.join(f'{count} {status}' for status, count in progress.lessons) or 'none yet'}")
    if progress.indicators:
        counts = [(code, len(met)) for code, met in progress.indicators]
        yield draw_indicators(counts, Line(f"Indicators: {', '.join(f'{code} ({count})' for code, count in counts)}"))
    yield Line(f"Successes: {len(progress.successes)}")
    newest = _newest(progress)
    if newest and newest.day:
        yield Line(f"The newest, {format_day(newest.day, progress.today)}: {newest.text}", indent=2)


def step_table(log: Log, rows: tuple[StepCount, ...]) -> Table:
    """Return the next steps of each person as a table."""
    columns = ("Next steps", "Opened", "Done", "Carried over", "Dropped", "Open now")
    cells = [
        [named(log, row.owner), *map(str, (row.opened, row.done, row.carried, row.dropped, row.open))] for row in rows
    ]
    return Table(columns, cells)


def _tell_goals(row: GoalCount) -> str:
    moving = ", ".join(f"{count} {progress.replace('-', ' ')}" for progress, count in row.progress)
    count = f"{row.goals} {row.status}"
    return f"{count} ({moving})" if moving else count
