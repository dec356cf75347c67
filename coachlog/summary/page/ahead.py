"""The next steps of a page, as intentions: the coach's own learning, own goals, and chosen steps."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from coachlog.merge.draft_record import DraftPiece
from coachlog.model.fields import format_date
from coachlog.model.kinds.goal import Goal, Level
from coachlog.model.kinds.section_names import NEXT_STEPS
from coachlog.model.settings import BOTH
from coachlog.summary.activity import agreed_on, plans_of
from coachlog.summary.claims import Claim, claims_in
from coachlog.summary.page.choice import Choices
from coachlog.summary.page.term import COACHS_LEARNING, Term
from coachlog.summary.page.voice import GAP, ChosenLine, is_mine, may_quote, prose, quote_all, sentence

_LEARNING: Final = 2
_GOALS: Final = 2
_STEPS: Final = 3


def build_intentions(choices: Choices, told: Goal | None = None) -> Iterator[DraftPiece]:
    """Yield the work that goes on after the term as one paragraph; a goal that was `told` is not named again."""
    for number, piece in enumerate(_intentions(choices, told)):
        yield replace(piece, joined=number > 0)


def _intentions(choices: Choices, told: Goal | None) -> Iterator[DraftPiece]:
    term = choices.term
    plans = plans_of(term.log, term.period)
    claims = [claim for plan in plans for claim in claims_in(term.log, plan, COACHS_LEARNING, agreed_on(plan))]
    for number, claim in enumerate(choices.best(claims, _LEARNING)):
        lead = "About my own learning our plan says: " if number == 0 else ""
        yield prose(f"learning {claim.text}", f"{lead}{sentence(claim.text)}", claim)
    for goal in _own_goals(choices):
        until = f" until {format_date(goal.target_date)}" if goal.target_date else ""
        words = f"My {'own goal' if goal is told else f'goal “{goal.title}”'} goes on{until}."
        yield prose(f"ahead {goal.id}", words, Claim("", None, goal.path, 1))
    chosen = choices.chosen(lambda line: line.section == NEXT_STEPS, _STEPS)
    if not (claims or chosen):
        chosen = choices.take_first((line for line in choices.lines if _is_ours(term, line)), _STEPS)
    if steps := [line for line in chosen if may_quote(term, line)]:
        words = quote_all(line.words for line in steps)
        who = "I" if all(is_mine(term, line) for line in steps) else "we"
        yield prose("steps", sentence(f"{who} will go on with this: {words}"), *(line.claim for line in steps))
    yield prose("first", f"What {'we' if term.together else 'I'} want to try first is {GAP}.")


def _is_ours(term: Term, line: ChosenLine) -> bool:
    return line.section == NEXT_STEPS and line.whose in (term.author, BOTH) and may_quote(term, line)


def _own_goals(choices: Choices) -> list[Goal]:
    wanted = Level.TEACHER if choices.term.for_mentee else Level.COACH
    own = (goal for goal in choices.term.log.goals if goal.owner == choices.term.author and goal.open)
    return [goal for goal in own if goal.level is wanted][:_GOALS]
