"""The goals of a page: at most two as then, what was tried, now, and why; the others in one sentence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Final

from coachlog.merge.draft_record import DraftPiece
from coachlog.model.fields import normalize
from coachlog.model.kinds.goal import Goal, GoalStatus, Level
from coachlog.model.kinds.section_names import EVIDENCE, SUCCESSES
from coachlog.summary.claims import Claim, claims_in
from coachlog.summary.consent import speaker_in
from coachlog.summary.goals import evidence_of
from coachlog.summary.page.choice import Choices, place_of
from coachlog.summary.page.goal_lines import is_about
from coachlog.summary.page.relationship import TRIED
from coachlog.summary.page.sections import DONE, REFLECTION, VISITS
from coachlog.summary.page.term import Term
from coachlog.summary.page.then_and_now import WHERE_NOW, ThenAndNow
from coachlog.summary.page.verbs import lowered, step_as_done, told_as_done
from coachlog.summary.page.voice import (
    GAP,
    ChosenLine,
    all_about,
    choose_line,
    is_mine,
    may_quote,
    may_say,
    on_day,
    prose,
    quote,
    quote_all,
    sentence,
    sentence_end,
    tell_day,
    tell_line,
)

TOLD: Final = 2
_TRIED: Final = 2
_OTHERS: Final = 2
_SAME: Final = 4  # words, as in `I counted to five`
_Dated = tuple[date | None, DraftPiece]
_WIDE: Final = (Level.CLASSROOM, Level.BUILDING, Level.DISTRICT)


def goals_to_tell(choices: Choices) -> tuple[Goal, ...]:
    """Return the goals that moved in the period, the author's own first.

    Then come those that the author has written about in the page or in another, those with chosen lines, then linked.
    Last are those that would be told in gaps.
    """
    return tuple(sorted(choices.term.goals, key=lambda goal: (_is_gaps(choices, goal), _rank(choices, goal))))


def _is_gaps(choices: Choices, goal: Goal) -> bool:
    """Tell whether a goal would be told in gaps, and its author has filled none of them."""
    return goal.id not in choices.kept and not may_tell(choices.term, goal)


def own_goal(choices: Choices) -> Goal | None:
    """Return the first goal of the author's own: a coach's, or a mentee's for the teaching."""
    wanted = Level.TEACHER if choices.term.for_mentee else Level.COACH
    goals = goals_to_tell(choices)
    return next((goal for goal in goals if goal.level is wanted and goal.owner == choices.term.author), None)


def build_own_story(choices: Choices) -> Iterator[DraftPiece]:
    """Yield the author's own goal: what the author learned is told with it, and nowhere again."""
    goal = own_goal(choices)
    if goal:
        yield from tell_goal(choices, goal, "own", f"I had a goal for myself: “{goal.title}”.")


def told_goals(choices: Choices) -> tuple[Goal, ...]:
    """Return the goals that a page tells: the author's own, and others up to two in all, or all with answers."""
    own = own_goal(choices)
    others = [goal for goal in goals_to_tell(choices) if goal is not own]
    count = max(TOLD - bool(own), sum(goal.id in choices.kept for goal in others))
    return (*([own] if own else []), *others[:count])


def build_goal_stories(choices: Choices) -> Iterator[DraftPiece]:
    """Yield the other goals of one log: at most two are told with the author's own, the rest named."""
    own = own_goal(choices)
    told = [goal for goal in told_goals(choices) if goal is not own]
    goals = [goal for goal in goals_to_tell(choices) if goal is not own]
    for goal in told:
        is_own = choices.term.holders.get(goal.path) == choices.term.author
        title = f"{'Another goal of mine' if is_own and own else 'One of our goals'} was “{goal.title}”."
        yield from tell_goal(choices, goal, "title", title)
    if others := [goal for goal in goals[len(told) :] if goal.level not in _WIDE or choices.term.for_mentee][:_OTHERS]:
        titles = quote_all(goal.title for goal in others)
        yield prose("other goals", f"We also worked on {titles}.", *map(_place, others), joined=False, spare=True)


def may_tell(term: Term, goal: Goal) -> bool:
    """Tell whether a goal's words may stand in the page: those of one for the partner's own practice are theirs."""
    return all(person.id != term.holders.get(goal.path) for person in term.partners)


def tell_goal(choices: Choices, goal: Goal, slot: str, title: str) -> Iterator[DraftPiece]:
    """Yield a goal's title in a sentence, and its story."""
    first = prose(f"{goal.id} {slot}", title, _place(goal), joined=False)
    yield from all_about(goal.id, chain([first], _tell(choices, goal)))


def _tell(choices: Choices, goal: Goal) -> Iterator[DraftPiece]:
    """Yield a goal's then, what was tried, the days up to its now, and why it moved.

    Of the author's own goal what the author saw, did and thought is told, too.
    """
    is_own = choices.term.holders.get(goal.path) == choices.term.author
    pair = _with_sayable_now(choices, choices.term.then_and_now[goal.path])
    yield from _before(choices, goal)
    yield from _then(choices, pair, "my" if is_own else "our")
    if is_own:
        yield from _seen(choices, goal)
    tried = [*_tried(choices, goal)]
    dated = [*_picked(choices, goal, pair)]
    dated += _did(choices, goal, pair) if is_own else ()
    dated += _now(choices, pair, "my" if is_own else "our")
    dated = [*(row for row in tried if not any(_begins_alike(row[1], piece) for _, piece in dated)), *dated]
    yield from (piece for _, piece in sorted(dated, key=lambda row: row[0] or date.max))
    if is_own:
        yield from _thought(choices, goal)
    yield from _why(choices, goal)


def _place(goal: Goal) -> Claim:
    return Claim("", None, goal.path, 1)


def _why(choices: Choices, goal: Goal) -> Iterator[DraftPiece]:
    yield prose(f"{goal.id} why", f"The goal moved because {GAP}.")
    if wide := _wider(choices.term, goal):
        yield prose(
            f"{goal.id} serves", f"It serves “{wide.title}”, a goal of the {wide.level}.", _place(wide), spare=True
        )


def _wider(term: Term, goal: Goal) -> Goal | None:
    """Return the first goal of a building or a district that a goal supports."""
    return next((one for one in term.log.goals if one.id in goal.supports and one.level in _WIDE[1:]), None)


def _before(choices: Choices, goal: Goal) -> Iterator[DraftPiece]:
    """Yield the goal in whose place this one came: it was revised, and says so by this one's title."""
    term = choices.term
    for old in term.log.goals:
        if old.status is GoalStatus.REVISED and old.closed in term.period:
            reasons = (claim for claim in claims_in(term.log, old, REFLECTION, old.closed) if goal.title in claim.text)
            for claim in choices.best(reasons, 1):
                words = f"At first it was “{old.title}”, and on {tell_day(term, claim)} we wrote: {quote(claim.text)}"
                yield prose(f"goal {goal.id} before", sentence(words), claim)
                return


def _then(choices: Choices, pair: ThenAndNow, whose: str) -> Iterator[DraftPiece]:
    term, goal, who = choices.term, pair.goal, "I" if whose == "my" else "we"
    if pair.then and may_say(term, pair.then):
        choices.take(pair.then)
        yield prose(f"goal {goal.id} then", _noted(f"{who} began here", pair.then.text), pair.then)
    elif pair.first and may_say(term, pair.first):
        choices.take(pair.first)
        said = speaker_in(pair.first.text, term.log.settings)
        text = said.words if said.owner == term.author else pair.first.text
        words = _noted(f"on {tell_day(term, pair.first)} {whose} notes first say", text)
        yield prose(f"goal {goal.id} then", words, pair.first)
        yield prose(f"goal {goal.id} looking back", f"Before that it was like this: {GAP}.")
    else:
        yield prose(f"goal {goal.id} looking back", f"At the start it was like this: {GAP}.", pair.then or pair.first)


def _seen(choices: Choices, goal: Goal) -> Iterator[DraftPiece]:
    """Yield what the author saw at the beginning, beside a baseline that is a figure or a few words."""
    for claim in choices.best(claims_in(choices.term.log, goal, WHERE_NOW, goal.opened) if goal.baseline else (), 1):
        yield prose(f"goal {goal.id} seen", sentence(f"I wrote then: {quote(claim.text)}"), claim)


def _tried(choices: Choices, goal: Goal) -> Iterator[_Dated]:
    """Yield what was tried, each in a sentence of its own: two steps need not have to do with one another."""
    about = choices.about(goal.id, (DONE, VISITS), _TRIED)
    lines = [line for line in about if _is_visit(line) or may_quote(choices.term, line)]
    choices.leave(line for line in about if line not in lines)
    for line in lines:
        who = "I" if is_mine(choices.term, line) and not choices.term.together else "we"
        deed = step_as_done(line.words) or f"tried this: {lowered(line.words.rstrip('.'))}"
        words = f"we had a visit on {tell_day(choices.term, line.claim)}" if _is_visit(line) else f"{who} {deed}"
        slot = f"{goal.id} {TRIED} {line.claim.path} {line.words}"
        yield line.claim.day, prose(slot, sentence(words), line.claim, spare=True)


def _begins_alike(step: DraftPiece, deed: DraftPiece) -> bool:
    """Tell whether a step says in its first words what a deed of some day says."""
    return " ".join(step.text.split()[:_SAME]) in deed.text


def _is_visit(line: ChosenLine) -> bool:
    return line.section == VISITS and line.claim.line == 1


def _did(choices: Choices, goal: Goal, pair: ThenAndNow) -> Iterator[_Dated]:
    """Yield what the author did for the goal before what is told as its now."""
    term = choices.term
    evidence = (claim for claim in evidence_of(term.log, goal) if claim.day in term.period)
    before = (claim for claim in evidence if claim not in (pair.first, pair.now))
    for claim in choices.best((claim for claim in before if told_as_done(claim.text, "I")), 1):
        deed = told_as_done(claim.text, "I")
        yield claim.day, prose(f"goal {goal.id} did", sentence(f"{on_day(term, claim)}I {deed}"), claim)


def _picked(choices: Choices, goal: Goal, pair: ThenAndNow) -> Iterator[_Dated]:
    """Yield the lines about a goal that the author put in, unless a question has them by their theme."""
    told = {place_of(claim) for claim in (pair.then, pair.first, pair.now) if claim}

    def is_wanted(line: ChosenLine) -> bool:
        of_question = normalize(line.theme or "") in choices.asked
        is_linked = goal.id in line.claim.links or is_about(choices.term, goal, line)
        return not of_question and place_of(line.claim) not in told and is_linked

    for line in choices.chosen(is_wanted, 0):
        slot = f"goal {goal.id} line {line.claim.path} {line.words}"
        yield line.claim.day, prose(slot, tell_line(choices.term, line), line.claim)


def _with_sayable_now(choices: Choices, pair: ThenAndNow) -> ThenAndNow:
    """Return a goal's then and now with the newest line that a page may say, if there is one.

    A newer one of the partner's would make what the page tells a gap again.
    """
    lines = (claim for claim in (pair.now, *pair.earlier) if claim and may_say(choices.term, claim))
    return replace(pair, now=next(lines, pair.now))


def _now(choices: Choices, pair: ThenAndNow, whose: str) -> Iterator[_Dated]:
    term, now = choices.term, pair.now
    if now and choices.is_out(now):
        return
    if now and may_say(term, now):
        choices.take(now)
        words = choose_line(term, EVIDENCE, now).words
        deed = told_as_done(words, "I") if whose == "my" else None
        here = "I was here" if whose == "my" else "we were here"
        told = sentence(f"{on_day(term, now)}I {deed}") if deed else _noted(f"by {tell_day(term, now)} {here}", words)
        yield now.day, prose(f"goal {pair.goal.id} now", told, now)
    else:
        yield None, prose(f"goal {pair.goal.id} now", f"Now it is like this: {GAP}.", now)


def _noted(lead: str, words: str) -> str:
    """Return words of the notes as a sentence: most are a few words of a hurry, which stand for themselves nowhere."""
    return sentence(f"{lead}: {quote(sentence_end(words))}")


def _thought(choices: Choices, goal: Goal) -> Iterator[DraftPiece]:
    """Yield what the author wrote down about a goal of their own, looking back."""
    for claim in choices.best(claims_in(choices.term.log, goal, REFLECTION, goal.closed), 1):
        yield prose(f"goal {goal.id} thought", sentence(claim.text), claim)


def _is_chosen(choices: Choices, goal: Goal, line: ChosenLine) -> bool:
    """Tell whether a line's star speaks for its goal; a line that was put in or out changes no goal's place."""
    is_starred = choices.term.theme_of(line.claim) is not None
    return is_starred and (goal.id in choices.standing or not choices.is_ticked(line.claim))


def _rank(choices: Choices, goal: Goal) -> tuple[bool, bool, bool, bool, int, int, int, date]:
    term = choices.term
    own = goal.owner == term.author and goal.level is (Level.TEACHER if term.for_mentee else Level.COACH)
    about = choices.lines_about(goal)
    chosen = any(_is_chosen(choices, goal, line) for line in about)
    linked = sum(line.section in (DONE, SUCCESSES, VISITS) for line in about)
    wide = _WIDE.index(goal.level) + 1 if goal.level in _WIDE else 0
    pair = term.then_and_now[goal.path]
    gaps = (pair.then, pair.now).count(None) if own else 0
    written = (goal.id not in choices.kept, goal.id not in choices.elsewhere)
    return (not own, *written, not chosen, gaps, wide, -linked, goal.opened or date.max)
