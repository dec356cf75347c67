"""The draft of a page: its sections in order, out of the lines that were chosen."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from coachlog.merge.draft_record import DraftPiece, PageSection
from coachlog.model.fields import slugify
from coachlog.model.kinds.section_names import NEXT_STEPS, REFERENCES
from coachlog.model.questions import Question
from coachlog.summary.page.ahead import build_intentions
from coachlog.summary.page.answers import build_answers, questions_of_short, with_offers
from coachlog.summary.page.choice import IN, Choices
from coachlog.summary.page.cited import build_cited, in_order
from coachlog.summary.page.goal_story import build_goal_stories, build_own_story
from coachlog.summary.page.lesson_story import build_lesson_story
from coachlog.summary.page.measure import FROM_MEMORY
from coachlog.summary.page.opening import build_opening, change_of_mode
from coachlog.summary.page.relationship import build_together, told_visits, without_visits
from coachlog.summary.page.room import without_room, without_slots
from coachlog.summary.page.sections import MADE, OWN_WORK, READ
from coachlog.summary.page.voice import GAP, ChosenLine, cite, may_quote, name_others

LEARNED: Final = "What I've learned so far"
RELATIONSHIP: Final = "Our relationship"
GOALS: Final = "Goals and how they moved"
PAGE_ORDER: Final = (LEARNED, RELATIONSHIP, MADE, GOALS, NEXT_STEPS, REFERENCES)
PAGE_OPENING: Final = "opening"
_THOUGHT: Final = f"I used to think {GAP}; now I think {GAP}, because {GAP}."
_CHANGE: Final = f"When we began, this was how we worked: {GAP}. Now it is like this: {GAP}. I can tell by this: {GAP}."
_AHEAD: Final = "next"  # the theme of questions that ask for it
_BELIEF: Final = "belief"  # the same for what one thought then and thinks now
_LINES: Final = 6  # told of one's own doings where fewer are chosen


def build_page(choices: Sequence[Choices], questions: Sequence[Question]) -> tuple[PageSection, ...]:
    """Return the sections of a page over one log or several; those without anything to say are left out.

    What it says by itself stays, and what is ticked besides is added to it.
    """
    themes = frozenset(theme for question in questions if question.under != MADE for theme in question.themes)
    choices = [replace(choice, lines=_lines(choice, is_first=at == 0)) for at, choice in enumerate(choices)]
    starred = sum(choice.has_star(line.claim) for choice in choices for line in choice.lines)
    spare = max(0, _LINES - starred)
    plain = [choice.fresh(themes, spare) for choice in choices]
    sections = _build(plain, questions)
    wanted = {source for choice in choices for line in choice.lines for source in _wanted(choice, line)}
    gone = without_room(sections, wanted)
    if any(tick.casefold() == IN for choice in choices for tick in choice.ticks.values()):
        added = [choice.ticked_beside(one.said) for choice, one in zip(choices, plain, strict=True)]
        both = zip(choices, added, strict=True)
        sections = _build([choice.fresh(themes, spare, more) for choice, more in both], questions)
    return tuple(without_slots(section, gone) for section in sections)


def _wanted(choices: Choices, line: ChosenLine) -> tuple[str, ...]:
    """Return the sources of a line that was chosen; for one that stays a gap a star in the log is not enough."""
    has_words = may_quote(choices.term, line) or not line.claim.starred
    is_wanted = choices.is_ticked(line.claim) or (choices.is_chosen(line.claim) and has_words)
    return cite(line.claim) if is_wanted else ()


def _build(choices: Sequence[Choices], questions: Sequence[Question]) -> tuple[PageSection, ...]:
    memory = _from_memory(choices)
    opening = _of_each(choices, partial(_opening, choices[0]))
    opening += [DraftPiece("thin", memory)] if memory else []
    is_short = memory == FROM_MEMORY[0].comment
    asked = questions_of_short(questions, choices) if is_short else questions
    drafted = _stories(asked, choices, is_short=is_short)
    asks = any(question.under == NEXT_STEPS or _AHEAD in question.themes for question in asked)
    drafted[NEXT_STEPS] += each_once(_of_each(choices, lambda choice: build_intentions(choice, asks=asks)))
    drafted = {name: [*with_offers(pieces, asked, choices)] for name, pieces in drafted.items()}
    text = " ".join(piece.text for pieces in [opening, *drafted.values()] for piece in pieces)
    drafted[REFERENCES] = in_order(_of_each(choices, lambda choice: build_cited(choice, text)))
    sections = [PageSection(PAGE_OPENING, "", tuple(opening))]
    return (*sections, *(PageSection(slugify(name), name, tuple(drafted[name])) for name in PAGE_ORDER))


def _opening(first: Choices, choices: Choices) -> Iterator[DraftPiece]:
    """Return who the two are; how they met is told below if it changed, and then not here."""
    term = choices.term
    return build_opening(term, also=choices is not first, tells_mode=not change_of_mode(term))


def _lines(choices: Choices, *, is_first: bool) -> tuple[ChosenLine, ...]:
    """Return the lines of a log; what the author made or read outside of the logs is said once, with the first."""
    return tuple(
        line
        for line in choices.lines
        if is_first or line.section not in (OWN_WORK, READ) or choices.is_ticked(line.claim)
    )


def _answers(asked: Sequence[Question], choices: Sequence[Choices]) -> dict[str, list[DraftPiece]]:
    return {name: list(build_answers(asked, name, choices)) for name in PAGE_ORDER}


def _stories(asked: Sequence[Question], choices: Sequence[Choices], *, is_short: bool) -> dict[str, list[DraftPiece]]:
    """Return the sentences about each log, which takes its lines first, with the answers around them."""
    asks = any(question.under == MADE for question in asked)
    made = _of_each(choices, lambda choice: build_lesson_story(choice, asks=asks), headed=True)
    goals = _of_each(choices, build_goal_stories, headed=True)
    is_asked = any(_BELIEF in question.themes or (is_short and question.under == LEARNED) for question in asked)
    change, together = _own_change(choices, is_asked=is_asked), _together(choices)
    visits = told_visits(together)
    change, goals = without_visits(change, visits), without_visits(goals, visits)
    drafted = _answers(asked, choices)
    drafted[LEARNED] += change
    drafted[RELATIONSHIP] += together
    for name, stories in ((MADE, made), (GOALS, goals)):  # below the heading of one pair nothing is of all
        drafted[name] = stories + drafted[name] if len(choices) == 1 else drafted[name] + stories
    return drafted


def _own_change(choices: Sequence[Choices], *, is_asked: bool) -> list[DraftPiece]:
    """Return the author's own then and now, and a frame for what the author thinks of it, if no question asks it."""
    frame = _THOUGHT.replace("I ", "we ").replace("we used", "We used") if choices[0].term.together else _THOUGHT
    return [*_of_each(choices, build_own_story), *([] if is_asked else [DraftPiece("thought", frame)])]


def _together(choices: Sequence[Choices]) -> list[DraftPiece]:
    """Return how the two worked together; where no fact says it a frame asks."""
    frame = _CHANGE.replace("I can", "we can") if choices[0].term.together else _CHANGE
    return _of_each(choices, build_together, headed=True) or [DraftPiece("between us", frame)]


def _of_each(
    choices: Sequence[Choices], build: Callable[[Choices], Iterable[DraftPiece]], *, headed: bool = False
) -> list[DraftPiece]:
    """Return the pieces of each log, of several `headed` by whom it is with; the first log's slots have no name."""
    pieces: list[DraftPiece] = []
    for choice in choices:
        of_log = list(build(choice))
        if headed and of_log and len(choices) > 1:
            of_log.insert(0, DraftPiece("with", f"### With {name_others(choice.term)}"))
        lead = f"{choice.term.log.name} " if choice is not choices[0] else ""
        pieces += (replace(piece, slot=f"{lead}{piece.slot}") for piece in of_log)
    return pieces


def each_once(pieces: Sequence[DraftPiece]) -> list[DraftPiece]:
    """Return pieces without those that say what one before them says."""
    return list({piece.text: piece for piece in reversed(pieces)}.values())[::-1]


def _from_memory(choices: Iterable[Choices]) -> str:
    """Return the comment for a time with so few lines that its page comes from memory; empty for others."""
    lines = sum(line.claim.line > 1 for choice in choices for line in choice.lines)  # a first line is a document's name
    return next((one.comment for one in FROM_MEMORY if lines < one.lines), "")
