"""The goals of a page: at most two as then, what was tried, now, and why; the others in one sentence."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from coachlog.merge.draft_record import DraftPiece
from coachlog.model.kinds.goal import Goal, Level
from coachlog.model.kinds.section_names import EVIDENCE, SUCCESSES
from coachlog.summary.claims import Claim
from coachlog.summary.goals import build_goals
from coachlog.summary.page.choice import Choices
from coachlog.summary.page.sections import DONE, VISITS
from coachlog.summary.page.term import Term
from coachlog.summary.page.then_and_now import build_then_and_now
from coachlog.summary.page.voice import (
    GAP,
    ChosenLine,
    choose_line,
    is_mine,
    lowered,
    may_quote,
    may_say,
    prose,
    quote_all,
    sentence,
    tell_day,
)

TOLD: Final = 2
_TRIED: Final = 2
_OTHERS: Final = 2
_WIDE: Final = (Level.CLASSROOM, Level.BUILDING, Level.DISTRICT)


def goals_to_tell(choices: Choices) -> tuple[Goal, ...]:
    """Return the goals that moved in the period: the author's own first, then those with chosen lines, then linked."""
    term = choices.term
    goals = [moves.goal for moves in build_goals(term.log, term.period, term.today)]
    return tuple(sorted(goals, key=lambda goal: _rank(choices, goal)))


def own_goal(choices: Choices) -> Goal | None:
    """Return the first goal of the author's own: a coach's, or a mentee's for the teaching."""
    wanted = Level.TEACHER if choices.term.for_mentee else Level.COACH
    goals = goals_to_tell(choices)
    return next((goal for goal in goals if goal.level is wanted and goal.owner == choices.term.author), None)


def build_own_story(choices: Choices) -> Iterator[DraftPiece]:
    """Yield the author's own goal: what the author learned is told with it, and nowhere again."""
    goal = own_goal(choices)
    if goal:
        title = f"I had a goal for myself: “{goal.title}”."
        yield prose(f"own {goal.id}", title, Claim("", None, goal.path, 1), joined=False)
        yield from tell_goal(choices, goal)


def build_goal_stories(choices: Choices) -> Iterator[DraftPiece]:
    """Yield the other goals of one log: at most two are told with the author's own, the rest named."""
    own = own_goal(choices)
    goals = [goal for goal in goals_to_tell(choices) if goal is not own]
    told = goals[: TOLD - bool(own)]
    for goal in told:
        yield prose(
            f"{goal.id} title", f"One of our goals was “{goal.title}”.", Claim("", None, goal.path, 1), joined=False
        )
        yield from tell_goal(choices, goal)
    if others := [goal for goal in goals[len(told) :] if goal.level not in _WIDE or choices.term.for_mentee][:_OTHERS]:
        titles = quote_all(goal.title for goal in others)
        sources = [Claim("", None, goal.path, 1) for goal in others]
        yield prose(
            "other goals",
            f"We had {'these goals' if len(others) > 1 else 'this goal'}, too: {titles}.",
            *sources,
            joined=False,
        )


def tell_goal(choices: Choices, goal: Goal) -> Iterator[DraftPiece]:
    """Yield a goal's then, what was tried, its now, and why it moved."""
    yield from _then(choices, goal)
    yield from _tried(choices, goal)
    yield from _now(choices, goal)
    yield from _why(choices, goal)


def _why(choices: Choices, goal: Goal) -> Iterator[DraftPiece]:
    yield prose(f"{goal.id} why", f"It moved because {GAP}.")
    if wide := _wider(choices.term, goal):
        words = f"It serves “{wide.title}”, a goal of the {wide.level}."
        yield prose(f"{goal.id} serves", words, Claim("", None, wide.path, 1))


def _wider(term: Term, goal: Goal) -> Goal | None:
    """Return the first goal of a building or a district that a goal supports."""
    return next((one for one in term.log.goals if one.id in goal.supports and one.level in _WIDE[1:]), None)


def _then(choices: Choices, goal: Goal) -> Iterator[DraftPiece]:
    term = choices.term
    pair = build_then_and_now(term.log, goal, term.period)
    if pair.then and may_say(term, pair.then):
        choices.take(pair.then)
        yield prose(f"goal {goal.id} then", sentence(f"At the start: {pair.then.text}"), pair.then)
    elif pair.first and may_say(term, pair.first):
        choices.take(pair.first)
        words = f"First written on {tell_day(term, pair.first)}: {pair.first.text}"
        yield prose(f"goal {goal.id} then", sentence(words), pair.first)
        yield prose(f"goal {goal.id} looking back", f"Before that it was like this: {GAP}.")
    else:
        yield prose(f"goal {goal.id} looking back", f"At the start it was like this: {GAP}.")


def _tried(choices: Choices, goal: Goal) -> Iterator[DraftPiece]:
    lines = [
        line
        for line in choices.about(goal.id, (DONE, VISITS), _TRIED)
        if _is_visit(line) or may_quote(choices.term, line)
    ]
    if lines:
        words = "; ".join(_attempt(choices.term, line) for line in lines)
        who = "I" if all(is_mine(choices.term, line) for line in lines) else "we"
        yield prose(f"{goal.id} tried", f"What {who} tried: {words}.", *(line.claim for line in lines))


def _is_visit(line: ChosenLine) -> bool:
    return line.section == VISITS and line.claim.line == 1


def _attempt(term: Term, line: ChosenLine) -> str:
    return f"a visit on {tell_day(term, line.claim)}" if _is_visit(line) else lowered(line.words.rstrip("."))


def _now(choices: Choices, goal: Goal) -> Iterator[DraftPiece]:
    term = choices.term
    now = build_then_and_now(term.log, goal, term.period).now
    if now and may_say(term, now):
        choices.take(now)
        words = f"By {tell_day(term, now)}: {choose_line(term, EVIDENCE, now).words}"
        yield prose(f"goal {goal.id} now", sentence(words), now)
    else:
        yield prose(f"goal {goal.id} now", f"Now it is like this: {GAP}.", now)


def _rank(choices: Choices, goal: Goal) -> tuple[bool, bool, int, int, date]:
    term = choices.term
    own = goal.owner == term.author and goal.level is (Level.TEACHER if term.for_mentee else Level.COACH)
    about = [line for line in choices.lines if goal.id in line.claim.links or line.claim.path == goal.path]
    chosen = any(choices.is_chosen(line.claim) for line in about)
    linked = sum(line.section in (DONE, SUCCESSES, VISITS) for line in about)
    wide = _WIDE.index(goal.level) + 1 if goal.level in _WIDE else 0
    return (not own, not chosen, wide, -linked, goal.opened or date.max)
