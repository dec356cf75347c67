"""Gather what a programme may have of a period."""

from coachlog.actions.hours import count_program_hours
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.model.period import Period
from coachlog.summary.program_facts import ProgramFacts, build_program_facts


def program_facts(context: Context, period: Period) -> tuple[ProgramFacts, tuple[Problem, ...]]:
    """Return the facts of a period, and what was left out of them."""
    log = context.read(("meeting", "goal", "lesson"))
    counted, problems = count_program_hours(context, log, period)
    return build_program_facts(log, period, counted.hours, counted.meetings), problems
