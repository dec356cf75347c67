"""`coachlog progress`: the term so far, on one screen."""

from collections.abc import Iterator
from typing import Any

import typer

from coachlog.app.command import command, context_of
from coachlog.app.period_argument import PeriodName, chosen_period
from coachlog.commands.term.hours import hours_data, tell_hours, tell_span
from coachlog.context import Context
from coachlog.model.fields import format_day
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.render.view import Answer, Line, Part, Table, Title
from coachlog.summary.goals import GoalCount, count_goals
from coachlog.summary.hours import build_hours
from coachlog.summary.lessons import count_lessons
from coachlog.summary.practice import build_indicators
from coachlog.summary.steps import StepCount, count_steps, named
from coachlog.summary.successes import build_successes
from coachlog.views.names import format_period


def progress(
    ctx: typer.Context,
    period: PeriodName = "",
) -> Answer:
    """Sum up the term so far."""
    context = context_of(ctx)
    span = chosen_period(context, period)
    log = context.read(("meeting", "goal", "lesson"), bodies=("meeting",), within=span)
    return _answer(log, span, context)


app = command(progress)


def _answer(log: Log, period: Period, context: Context) -> Answer:
    asked, today = log.settings.requirement, context.today
    hours = build_hours(log, period, today)
    steps, goals = count_steps(log, period, today), count_goals(log, period, today)
    lessons, indicators = count_lessons(log, period, today), build_indicators(log, period, today)
    successes = build_successes(log, period, today)
    newest = successes[-1] if successes else None
    data = {
        "hours": hours_data(hours, period, asked),
        "steps": [_step_data(row) for row in steps],
        "goals": [_goal_data(row) for row in goals],
        "lessons": {str(status): count for status, count in lessons},
        "indicators": {code: len(meetings) for code, meetings in indicators},
        "successes": len(successes),
        "newest_success": newest and {"date": str(newest.day), "text": newest.text, "path": newest.path},
    }
    parts: list[Part] = [Title(format_period(period)), *(Line(text) for text in tell_hours(hours))]
    if asked and hours.spans:
        spans = [f"{tell_span(span, asked.per)} {span.given} of {span.asked}" for span in hours.spans]
        parts.append(Line(f"Minutes against what is asked: {', '.join(spans)}"))
    parts += [Line(), *_steps(log, steps), Line()]
    parts.append(Line(f"Goals: {', '.join(map(_tell_goals, goals)) or 'none yet'}"))
    parts.append(Line(f"Lessons: {', '.join(f'{count} {status}' for status, count in lessons) or 'none yet'}"))
    if indicators:
        parts.append(Line(f"Indicators: {', '.join(f'{code} ({len(met)})' for code, met in indicators)}"))
    parts.append(Line(f"Successes: {len(successes)}"))
    if newest and newest.day:
        parts.append(Line(f"The newest, {format_day(newest.day)}: {newest.text}", indent=2))
    return Answer(data, parts, log.problems, listing=True)


def _steps(log: Log, rows: tuple[StepCount, ...]) -> Iterator[Part]:
    columns = ("Next steps", "Opened", "Done", "Carried over", "Dropped", "Open now")
    cells = [
        [named(log, row.owner), *map(str, (row.opened, row.done, row.carried, row.dropped, row.open))] for row in rows
    ]
    yield Table(columns, cells)


def _tell_goals(row: GoalCount) -> str:
    moving = ", ".join(f"{count} {progress.replace('-', ' ')}" for progress, count in row.progress)
    told = f"{row.goals} {row.status}"
    return f"{told} ({moving})" if moving else told


def _goal_data(row: GoalCount) -> dict[str, Any]:
    return {
        "status": str(row.status),
        "goals": row.goals,
        "progress": {str(progress): count for progress, count in row.progress},
    }


def _step_data(row: StepCount) -> dict[str, Any]:
    return {
        "owner": row.owner,
        "opened": row.opened,
        "done": row.done,
        "carried": row.carried,
        "dropped": row.dropped,
        "open": row.open,
    }
