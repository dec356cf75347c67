"""The next steps of a period, by person."""

from datetime import date
from typing import TYPE_CHECKING

from coachlog.frozen import frozen
from coachlog.model.fields import format_date
from coachlog.model.kinds.body import StepMark
from coachlog.model.log import Log
from coachlog.model.next_steps import NextStep
from coachlog.model.period import Period
from coachlog.model.settings import BOTH, PersonId

if TYPE_CHECKING:
    from coachlog.summary.claims import Claim


@frozen
class StepCount:
    """Counts of one person's next steps: changed in the period, and open now."""

    owner: PersonId
    opened: int
    done: int
    carried: int
    dropped: int
    open: int


def count_steps(log: Log, period: Period) -> tuple[StepCount, ...]:
    """Count the steps of each person, and those of both; each step counts once in a column."""
    # The copies of a step are in order: a step that ended before the period does not count.
    steps = [step for step in log.steps if step.open or step.newest.day >= period.start]
    return tuple(_count(owner, [s for s in steps if s.owner == owner], period) for owner in owners(log))


def owners(log: Log) -> tuple[PersonId, ...]:
    """Return the owners of next steps: the people, then both, then unknown ids."""
    people = [*(person.id for person in log.settings.people), BOTH]
    return tuple(dict.fromkeys([*people, *(step.owner for step in log.steps)]))


def named(log: Log, owner: PersonId) -> str:
    """Format an owner."""
    return "Both" if owner == BOTH else log.settings.named(owner)


def build_step_claims(log: Log, period: Period, _today: date) -> "tuple[Claim, ...]":
    """Return claims about the open next steps, by person, then the plan's words on the coach's own learning."""
    from coachlog.summary.activity import agreed_on, plans_of  # late: a list of steps makes no claims
    from coachlog.summary.claims import Claim, claims_in

    claims = []
    for owner in owners(log):
        for step in log.steps:
            places = [copy for copy in step.copies if copy.day in period]
            if step.owner == owner and step.open and places:
                due = f" (due {format_date(step.due)})" if step.due else ""
                text = f"{named(log, owner)}: {step.text}{due}"
                last = places[-1]
                claims.append(Claim(text, last.day, last.path, last.line, links=last.links, starred=last.starred))
    for plan in plans_of(log, period):
        claims += claims_in(log, plan, "The coach's own learning", agreed_on(plan))
    return tuple(claims)


def _count(owner: PersonId, steps: list[NextStep], period: Period) -> StepCount:
    return StepCount(
        owner,
        opened=sum(step.origin in period for step in steps),
        done=sum(_marked_in(step, StepMark.DONE, period) for step in steps),
        carried=sum(any(copy.day in period for copy in step.copies[1:]) for step in steps),
        dropped=sum(not _has(step, StepMark.DONE) and _marked_in(step, StepMark.DROPPED, period) for step in steps),
        open=sum(step.open for step in steps),
    )


def _marked_in(step: NextStep, mark: StepMark, period: Period) -> bool:
    """Tell whether the first note that has a step with a mark is of the period."""
    return next((copy.day in period for copy in step.copies if copy.mark is mark), False)


def _has(step: NextStep, mark: StepMark) -> bool:
    return any(copy.mark is mark for copy in step.copies)
