"""What a period's documents were about: its plans, and the last day on which each goal and lesson was worked on."""

from contextlib import suppress
from datetime import date

from coachlog.model.fields import parse_date
from coachlog.model.kinds.plan import Plan
from coachlog.model.log import Log
from coachlog.model.period import Period


def plans_of(log: Log, period: Period) -> tuple[Plan, ...]:
    """The coaching plans that are for a period, by their term's name or by their dates."""
    return tuple(plan for plan in log.plans if _is_for(plan, period))


def agreed_on(plan: Plan) -> date | None:
    """The day on which a plan was agreed last, else the one on which it starts."""
    days = []
    for _, typed in plan.agreed:
        with suppress(ValueError):
            days.append(parse_date(typed))
    return max(days, default=plan.start)


def worked_on(log: Log, period: Period) -> dict[str, date]:
    """The last day in the period on which a meeting or a peer was about a goal or a lesson, by its id."""
    named = [(meeting.day, [*meeting.goals, *meeting.lessons]) for meeting in log.meetings]
    named += [(feedback.day, [feedback.about]) for feedback in log.feedback if feedback.day]
    return {about: day for day, ids in sorted(named) if day in period for about in ids}


def _is_for(plan: Plan, period: Period) -> bool:
    if plan.term.casefold() == period.name.casefold():
        return True
    return plan.start is not None and plan.start <= period.end and (plan.end or plan.start) >= period.start
