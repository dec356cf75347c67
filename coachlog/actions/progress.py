"""Sum up a period: hours, next steps, goals, lessons, indicators and successes."""

from dataclasses import dataclass

from coachlog.actions.hours import PeriodHours, count_hours
from coachlog.context import Context
from coachlog.model.kinds.lesson import LessonStatus
from coachlog.model.kinds.meeting import Meeting
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.summary.claims import Claim
from coachlog.summary.goals import GoalCount, count_goals
from coachlog.summary.lessons import count_lessons
from coachlog.summary.practice import build_indicators
from coachlog.summary.steps import StepCount, count_steps
from coachlog.summary.successes import build_successes


@dataclass(frozen=True, slots=True)
class PeriodProgress:
    """A period in numbers; `indicators` have the meetings that were about them."""

    hours: PeriodHours
    steps: tuple[StepCount, ...]
    goals: tuple[GoalCount, ...]
    lessons: tuple[tuple[LessonStatus, int], ...]
    indicators: tuple[tuple[str, tuple[Meeting, ...]], ...]
    successes: tuple[Claim, ...]
    log: Log


def build_progress(context: Context, period: Period) -> PeriodProgress:
    """Sum up a period."""
    log, today = context.read(("meeting", "goal", "lesson", "visit"), bodies=("meeting",), within=period), context.today
    return PeriodProgress(
        hours=count_hours(context, log, period),
        steps=count_steps(log, period, today),
        goals=count_goals(log, period, today),
        lessons=count_lessons(log, period, today),
        indicators=build_indicators(log, period, today),
        successes=build_successes(log, period, today),
        log=log,
    )
