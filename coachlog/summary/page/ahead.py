"""The next steps of a page, as intentions: the coach's own learning, own goals, and chosen steps."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from coachlog.merge.draft_record import DraftPiece
from coachlog.model.fields import format_list
from coachlog.model.kinds.goal import Goal, Level
from coachlog.model.kinds.section_names import NEXT_STEPS
from coachlog.model.settings import BOTH
from coachlog.regex import regex
from coachlog.summary.activity import agreed_on, plans_of
from coachlog.summary.claims import Claim, claims_in
from coachlog.summary.page.choice import Choices
from coachlog.summary.page.term import COACHS_LEARNING, Term
from coachlog.summary.page.verbs import wish
from coachlog.summary.page.voice import (
    GAP,
    ChosenLine,
    as_wish,
    is_mine,
    may_quote,
    names_of_author,
    prose,
    quote_all,
    sentence,
)

_LEARNING: Final = 2
_GOALS: Final = 2
_STEPS: Final = 3
_DUE: Final = regex(r"\s*\(due [^()]*\)\Z")


def build_intentions(choices: Choices, *, asks: bool = False) -> Iterator[DraftPiece]:
    """Yield the work that goes on after the term as one paragraph; where the page `asks` what is next no gap does."""
    pieces = [*_intentions(choices)]
    if not asks:
        pieces.append(prose("first", f"What {'we' if choices.term.together else 'I'} want to try first: {GAP}."))
    for number, piece in enumerate(pieces):
        yield replace(piece, joined=number > 0)


def _intentions(choices: Choices) -> Iterator[DraftPiece]:
    term = choices.term
    plans = plans_of(term.log, term.period)
    claims = [claim for plan in plans for claim in claims_in(term.log, plan, COACHS_LEARNING, agreed_on(plan))]
    yield from _learning(term, choices.best(claims, _LEARNING))
    for goal in _own_goals(choices):
        words = f"I will go on with my goal “{goal.title}”."
        yield prose(f"ahead {goal.id}", words, Claim("", None, goal.path, 1))
    added = choices.take_added(lambda line: line.section == NEXT_STEPS)
    chosen = choices.chosen(lambda line: line.section == NEXT_STEPS, _STEPS)
    if not (claims or chosen):
        chosen = choices.take_first((line for line in choices.lines if _is_ours(term, line)), _STEPS)
    yield from _steps(term, [line for line in (*chosen, *added) if may_quote(term, line)])


def _learning(term: Term, claims: Sequence[Claim]) -> Iterator[DraftPiece]:
    """Yield what the plan says about the coach's own learning, as the coach's wishes where it can be told so."""
    for number, claim in enumerate(claims):
        wanted = "" if term.together else wish(claim.text, ("I", *names_of_author(term)))
        words = f"Our plan says of my own learning: {claim.text}"
        if wanted:
            words = f"I {'also ' if number else ''}want to {wanted}"
        yield prose(f"learning {claim.text}", sentence(words), claim, extra=number > 0)


def _steps(term: Term, lines: Sequence[ChosenLine]) -> Iterator[DraftPiece]:
    """Yield the steps that go on, as wishes where all of them can be told so; when they are due is for the plan."""
    lines = [replace(line, words=_DUE.sub("", line.words)) for line in lines]
    mine = [line for line in lines if is_mine(term, line) and not term.together]
    both = [line for line in lines if line not in mine]
    if lines and all(as_wish(term, line) for line in lines):
        told = [
            f"{who} want to {format_list([as_wish(term, line) for line in some])}"
            for who, some in (("I", mine), ("we", both))
            if some
        ]
        yield prose("steps", sentence(", and ".join(told)), *(line.claim for line in lines))
    elif lines:
        who = "we" if both else "I"
        words = f"{who} will go on with this: {quote_all(line.words for line in lines)}"
        yield prose("steps", sentence(words), *(line.claim for line in lines))


def _is_ours(term: Term, line: ChosenLine) -> bool:
    return line.section == NEXT_STEPS and line.whose in (term.author, BOTH) and may_quote(term, line)


def _own_goals(choices: Choices) -> list[Goal]:
    wanted = Level.TEACHER if choices.term.for_mentee else Level.COACH
    own = (goal for goal in choices.term.log.goals if goal.owner == choices.term.author and goal.open)
    return [goal for goal in own if goal.level is wanted][:_GOALS]
