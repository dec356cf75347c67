"""The activity of a period: its plans, and the last day of work on each goal and lesson."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from coachlog.model.dates import Aim, DateReader
from coachlog.model.kinds.meeting import Meeting
from coachlog.model.kinds.plan import Plan
from coachlog.model.log import Log
from coachlog.model.period import Period


def plans_of(log: Log, period: Period) -> tuple[Plan, ...]:
    """Return the coaching plans for a period, by the name of their term or by their dates."""
    return tuple(plan for plan in log.plans if _is_for(plan, period))


def agreed_on(plan: Plan) -> date | None:
    """Return the last day of agreement on a plan, else its first day."""
    days = []
    for _, typed in plan.agreed:
        with suppress(ValueError):
            days.append(DateReader(plan.start).parse(typed, Aim.DUE))
    return max(days, default=plan.start)


def worked_on(log: Log, period: Period) -> dict[str, date]:
    """Map a goal's or a lesson's id to the last day of the period on which somebody worked on it.

    A meeting, a line of its note or feedback was about it, or the history knows of a change.
    """
    named = [(meeting.day, [*meeting.goals, *meeting.lessons, *_links(log, meeting)]) for meeting in log.meetings]
    named += [(feedback.day, [feedback.about]) for feedback in log.feedback if feedback.day]
    named += [(day, [changed]) for changed, day in log.changed.items()]
    return {about: day for day, ids in sorted(named) if day in period for about in ids}


def _links(log: Log, meeting: Meeting) -> Iterator[str]:
    for section in log.body(meeting).sections:
        for entry in section.entries:
            yield from entry.links


def _is_for(plan: Plan, period: Period) -> bool:
    if plan.term.casefold() == period.name.casefold():
        return True
    return plan.start is not None and plan.start <= period.end and (plan.end or plan.start) >= period.start
