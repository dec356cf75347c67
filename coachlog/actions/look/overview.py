"""Gather the log at a glance."""

from datetime import date
from typing import Final

from coachlog.actions.exchange.sharing_state import SharingState, read_sharing_state
from coachlog.context import Context
from coachlog.frozen import frozen
from coachlog.model.kinds.goal import Goal
from coachlog.model.kinds.lesson import Lesson, LessonStatus
from coachlog.model.kinds.meeting import Meeting
from coachlog.model.kinds.plan import Plan
from coachlog.model.log import Log
from coachlog.model.next_steps import NextStep
from coachlog.model.period import Period
from coachlog.model.schedule import NextMeeting, next_meeting
from coachlog.model.school_year import ended_term
from coachlog.model.settings import PersonId
from coachlog.summary.claims import Claim
from coachlog.summary.still_planned import still_planned
from coachlog.summary.successes import build_successes

_IN_PROGRESS: Final = (LessonStatus.DRAFTING, LessonStatus.READY)


@frozen
class Overview:
    """A log at a glance; `me` is the id of the person at this computer, the steps of that person come first.

    `ended` is the last term if it is over and none follows it, `plans` are those that wait for that person, `planned`
    the meetings that seem to have taken place and are not counted.
    """

    today: date
    log: Log
    me: PersonId
    meeting: NextMeeting | None
    ended: Period | None
    steps: tuple[NextStep, ...]
    goals: tuple[Goal, ...]
    lessons: tuple[Lesson, ...]
    success: Claim | None
    plans: tuple[Plan, ...]
    sharing: SharingState
    planned: tuple[Meeting, ...] = ()


def read_overview(context: Context) -> Overview:
    """Return the next meeting, what is open, the newest success, and what there is to share."""
    log = context.read(("meeting", "goal", "lesson", "plan"), bodies=("meeting",))
    me = context.stated_id
    return Overview(
        context.today,
        log,
        me,
        meeting=next_meeting(log.meetings, log.settings, context.today),
        ended=ended_term(log.settings.terms, context.today),
        steps=tuple(sorted((step for step in log.steps if step.open), key=lambda step: step.owner != me)),
        goals=tuple(goal for goal in log.goals if goal.open),
        lessons=tuple(lesson for lesson in log.lessons if lesson.status in _IN_PROGRESS),
        success=_newest_success(log, context.today),
        plans=tuple(plan for plan in log.plans if me and plan.waits_for(me, context.today)),
        sharing=read_sharing_state(context),
        planned=tuple(still_planned(log, context.today)),
    )


def _newest_success(log: Log, today: date) -> Claim | None:
    successes = build_successes(log, Period("", date.min, today), today)
    return successes[-1] if successes else None
