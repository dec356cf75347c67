"""Sum up a period: hours, next steps, goals, lessons, indicators and successes."""

from datetime import date

from coachlog.actions.term.hours import PeriodHours, count_hours
from coachlog.context import Context
from coachlog.frozen import frozen
from coachlog.model.kinds.goal import Goal, GoalStatus
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
from coachlog.summary.weeks import WeekOfPeriod, build_weeks


@frozen
class PeriodProgress:
    """A period in numbers; `indicators` have the meetings about them, `moving` are the goals open within it."""

    hours: PeriodHours
    steps: tuple[StepCount, ...]
    goals: tuple[GoalCount, ...]
    lessons: tuple[tuple[LessonStatus, int], ...]
    indicators: tuple[tuple[str, tuple[Meeting, ...]], ...]
    successes: tuple[Claim, ...]
    weeks: tuple[WeekOfPeriod, ...]
    moving: tuple[Goal, ...]
    today: date
    log: Log


def build_progress(context: Context, period: Period) -> PeriodProgress:
    """Sum up a period."""
    log, today = context.read(("meeting", "goal", "lesson", "visit"), bodies=("meeting",), within=period), context.today
    return PeriodProgress(
        hours=count_hours(context, log, period),
        steps=count_steps(log, period),
        goals=count_goals(log, period),
        lessons=count_lessons(log),
        indicators=build_indicators(log, period),
        successes=build_successes(log, period, today),
        weeks=build_weeks(log, period, today),
        moving=tuple(goal for goal in log.goals if _is_within(goal, period)),
        today=today,
        log=log,
    )


def _is_within(goal: Goal, period: Period) -> bool:
    """Tell whether a goal was open on some day of a period."""
    begun = goal.opened is None or goal.opened <= period.end
    return begun and goal.status is not GoalStatus.DRAFT and (goal.closed is None or goal.closed >= period.start)
