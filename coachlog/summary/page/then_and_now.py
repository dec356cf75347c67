"""Then and now: the baseline of a goal beside the newest evidence of the period."""

from datetime import date

from coachlog.frozen import frozen
from coachlog.model.kinds.goal import Goal
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.summary.claims import Claim, claim_of, claims_in, value_claim
from coachlog.summary.goals import evidence_of

WHERE_NOW = "Where we are now"


@frozen
class ThenAndNow:
    """A goal's beginning and its newest evidence in a period.

    `then` is its baseline; if nobody wrote one down it is None, and `first` is the earliest line about it. `earlier`
    are the lines before `now`, the newest first.
    """

    goal: Goal
    then: Claim | None
    first: Claim | None
    now: Claim | None
    earlier: tuple[Claim, ...] = ()


def build_then_and_now(log: Log, goal: Goal, period: Period) -> ThenAndNow:
    """Return a goal's then and now, in the words of its document and of the lines that are linked to it."""
    then = value_claim(log, goal.baseline, goal.opened, goal.path) if goal.baseline else None
    then = then or next(claims_in(log, goal, WHERE_NOW, goal.opened), None)
    evidence = sorted((claim for claim in evidence_of(log, goal) if claim.day in period), key=_day)
    linked = sorted((claim for claim in linked_lines(log, goal.id, period)), key=_day)
    first = None if then else next(iter(sorted([*evidence, *linked], key=_day)), None)
    later = [claim for claim in reversed([*linked, *evidence]) if claim not in (then, first)]
    return ThenAndNow(goal, then, first, next(iter(later), None), tuple(later[1:]))


def linked_lines(log: Log, document_id: str, period: Period) -> tuple[Claim, ...]:
    """Return the lines of the period's notes that are linked to a document, except next steps."""
    lines = (
        claim_of(entry, entry.text, meeting.day, meeting.path)
        for meeting in log.meetings
        if meeting.day in period
        for section in log.body(meeting).sections
        for entry in section.entries
    )
    return tuple(claim for claim in lines if document_id in claim.links)


def _day(claim: Claim) -> date:
    return claim.day or date.min
