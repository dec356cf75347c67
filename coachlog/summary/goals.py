"""The goals of a period: their status, their evidence, and the goals they support."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from coachlog.frozen import frozen
from coachlog.model.dates import Aim, DateReader
from coachlog.model.fields import format_date, format_list
from coachlog.model.kinds.goal import OPEN_STATUSES, Goal, GoalProgress, GoalStatus, Level
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.kinds.section_names import EVIDENCE
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.summary.activity import plans_of, worked_on
from coachlog.summary.claims import Claim, claims_in, dated_claim, under
from coachlog.summary.goal_tree import with_supported

RESTING: Final = timedelta(weeks=4)
_LEVELS: Final = tuple(Level)


@frozen
class GoalMoves:
    """A goal of the period: its last day there, its dated evidence, and the goals it supports."""

    goal: Goal
    day: date | None
    evidence: tuple[Claim, ...]
    supports: tuple[Goal, ...]


class RestingGoal(NamedTuple):
    """An open goal, and the last day of work on it or on the goals that support it."""

    goal: Goal
    last_work: date


@frozen
class GoalCount:
    """The number of goals with a status, and the progress of the open ones."""

    status: GoalStatus
    goals: int
    progress: tuple[tuple[GoalProgress, int], ...]


def build_goals(log: Log, period: Period, _today: date) -> tuple[GoalMoves, ...]:
    """Return the goals opened, closed, discussed, planned or observed in the period, the nearest level first."""
    by_id = {goal.id: goal for goal in log.goals}
    days = worked_on(log, period)
    planned = {goal for plan in plans_of(log, period) for goal in plan.goals}
    goals_moved = []
    for goal in log.goals:
        evidence = tuple(claim for claim in evidence_of(log, goal) if claim.day in period)
        dates = [goal.opened, goal.closed, days.get(goal.id), *(claim.day for claim in evidence)]
        within = [day for day in dates if day is not None and day in period]
        if within or goal.id in planned:
            supports = tuple(by_id[goal_id] for goal_id in goal.supports if goal_id in by_id)
            goals_moved.append(GoalMoves(goal, max(within, default=goal.opened), evidence, supports))
    return tuple(
        sorted(goals_moved, key=lambda moves: (_LEVELS.index(moves.goal.level), moves.goal.opened or date.max))
    )


def evidence_of(log: Log, goal: Goal) -> Iterator[Claim]:
    """Return the lines of a goal's evidence that begin with a date: `2026-10-15: what we saw`."""
    dates = DateReader(goal.opened, log.settings.dates)
    for claim in claims_in(log, goal, EVIDENCE, None):
        dated = dated_claim(claim, dates, Aim.DUE)
        if dated is not None:
            yield dated


@frozen
class Moment:
    """An event of a goal: its day, `what` happened, and words about it, if any."""

    day: date
    what: str
    text: str = ""


def goal_history(log: Log, goal: Goal) -> tuple[Moment, ...]:
    """Return the events of a goal, from its dates and its dated evidence, oldest first."""
    moments = [Moment(claim.day, "evidence", claim.text) for claim in evidence_of(log, goal) if claim.day]
    moments += [Moment(goal.opened, "opened")] if goal.opened else []
    moments += [Moment(goal.closed, str(goal.status))] if goal.closed and not goal.open else []
    places = {"opened": 0, "evidence": 1}
    return tuple(sorted(moments, key=lambda moment: (moment.day, places.get(moment.what, 2))))


def meetings_about(log: Log, goal: Goal) -> tuple[date, ...]:
    """Return the days of the meetings that were held about a goal."""
    held = (meeting for meeting in log.meetings if meeting.status is MeetingStatus.HELD)
    return tuple(meeting.day for meeting in held if goal.id in meeting.goals)


def resting_goals(log: Log, today: date) -> tuple[RestingGoal, ...]:
    """Return the open goals without work for weeks, each with the last day of work on it."""
    days: dict[str, date] = {}
    for goal in log.goals:
        moment_days = [moment.day for moment in goal_history(log, goal)]
        moment_days += [*meetings_about(log, goal), *(f.day for f in log.feedback if f.about == goal.id and f.day)]
        if moment_days:
            for served in with_supported([goal], log.goals):
                days[served.id] = max(*moment_days, days.get(served.id, date.min))
    resting = (RestingGoal(goal, days[goal.id]) for goal in log.goals if goal.open and goal.id in days)
    return tuple(one for one in resting if today - one.last_work >= RESTING)


def build_goal_claims(log: Log, period: Period, today: date) -> tuple[Claim, ...]:
    """Return claims about each goal's progress; evidence of the coach's own goals is in the coaching practice."""
    claims: list[Claim] = []
    for moves in build_goals(log, period, today):
        claims.append(describe_goal(moves))
        if moves.goal.level is not Level.COACH:
            claims += under(moves.evidence)
        claims += under(claims_in(log, moves.goal, "Reflection", moves.goal.closed or moves.day), "Looking back")
    return tuple(claims)


def describe_goal(moves: GoalMoves) -> Claim:
    """Describe a goal in one line: level, title, status, progress, supported goals, dates."""
    goal = moves.goal
    facts = [_standing(goal)]
    if moves.supports:
        facts.append(f"supports {format_list([f'the {other.level} goal “{other.title}”' for other in moves.supports])}")
    if goal.open and goal.target_date:
        facts.append(f"to be reached by {format_date(goal.target_date)}")
    return Claim(f"{goal.level.capitalize()} goal “{goal.title}”: {'; '.join(facts)}", moves.day, goal.path, 1)


def count_goals(log: Log, period: Period) -> tuple[GoalCount, ...]:
    """Count the goals that are open, or were closed in the period, by status and progress."""
    goals = [goal for goal in log.goals if goal.open or goal.closed in period]
    counts = []
    for status in GoalStatus:
        moving = Counter(goal.progress for goal in goals if goal.status is status)
        if moving:
            progress_counts = [
                (progress, moving[progress]) for progress in GoalProgress if progress and moving[progress]
            ]
            counts.append(GoalCount(status, moving.total(), tuple(progress_counts) if status in OPEN_STATUSES else ()))
    return tuple(counts)


def _standing(goal: Goal) -> str:
    if not goal.open:
        return f"{goal.status} on {format_date(goal.closed)}" if goal.closed else str(goal.status)
    return ", ".join(filter(None, [str(goal.status), goal.progress.replace("-", " ")]))
