"""The questions of a page: each with a gap, the chosen lines that bear on it, and three others to take or not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from coachlog.merge.draft_record import DraftPiece
from coachlog.model.fields import normalize
from coachlog.model.kinds.goal import Level
from coachlog.model.kinds.section_names import GROWTH, NEXT_STEPS, NOTES, SUCCESSES
from coachlog.model.questions import LINES, Question
from coachlog.summary.page.choice import Choices, day_of
from coachlog.summary.page.goal_lines import evidence_of_figure
from coachlog.summary.page.logistics import is_logistics
from coachlog.summary.page.of_students import is_of_students
from coachlog.summary.page.sections import AGREEMENT, DIFFICULTIES, DONE, MADE
from coachlog.summary.page.stems import stems_of
from coachlog.summary.page.voice import (
    GAP,
    ChosenLine,
    cite,
    offer_line,
    prose,
    quote,
    sentence_end,
    tell_day,
    tell_line,
)

OFFERED: Final = 3
_OF_TALK: Final = ("Norms: ", "Confidentiality: ")  # what a plan agrees on how two people talk
_OF_STUDENTS: Final = (Level.STUDENT, Level.CLASSROOM)
_LINES: Final = 16  # of a page, over its questions
_SPARED: Final = 4  # of these lines at most of a question to which nobody chose others
_OFFER: Final = "From the log, to take or leave:"


def question_slot(question: Question) -> str:
    """Return the slot of a question's gap, by its words."""
    return f"ask {question.ask}"


def evidence_slot(slot: str) -> str:
    """Return the slot of what the evidence adds to the sentence of a slot."""
    return f"{slot} evidence"


def ask_in_page(question: Question) -> str:
    """Return a question as it stands in a page until it is answered."""
    return f"**{question.ask}** {GAP}"


def questions_of_short(questions: Sequence[Question], choices: Sequence[Choices]) -> tuple[Question, ...]:
    """Return the questions that a short log is asked: as many as are asked of any, first those its lines bear on."""
    first = sorted(questions, key=lambda question: (not _has_lines(question, questions, choices), question.much))
    kept = first[: sum(not question.much for question in questions)]
    return tuple(question for question in questions if question in kept)


def _has_lines(question: Question, questions: Sequence[Question], choices: Sequence[Choices]) -> bool:
    """Tell whether a log has lines that bear on a question; what somebody wants to work on is hard still."""
    hard = GROWTH if DIFFICULTIES in question.lines else ""
    return any(
        (line.section == hard or _answers(question, questions, line))
        and line.claim.line > 1
        and not is_logistics(choice.term, line)
        for choice in choices
        for line in choice.lines
    )


def build_answers(questions: Sequence[Question], section: str, choices: Sequence[Choices]) -> Iterator[DraftPiece]:
    """Yield the questions of a section of the page, each with the lines that bear on it."""
    for question in questions:
        if question.under == section:
            yield DraftPiece(question_slot(question), ask_in_page(question))
            yield from _chosen(question, questions, choices)


def with_offers(
    pieces: Sequence[DraftPiece], questions: Sequence[Question], choices: Sequence[Choices]
) -> Iterator[DraftPiece]:
    """Yield the pieces of a section, and below each question other lines, of those that the whole page does not tell.

    So it comes last: what is only offered takes no sentence's place.
    """
    last = {
        question: at
        for at, piece in enumerate(pieces)
        for question in questions
        if piece.slot == question_slot(question) or piece.slot.startswith(f"{question.ask} ")
    }
    for at, piece in enumerate(pieces):
        yield piece
        for question in (question for question in questions if last.get(question) == at):
            yield from _offered(question, questions, choices)


def _chosen(question: Question, questions: Sequence[Question], choices: Sequence[Choices]) -> Iterator[DraftPiece]:
    pieces: list[DraftPiece] = []
    at_most = max(1, _LINES // len(questions))
    for choice in choices:
        wanted = partial(_bears_on, question, questions, choice)
        lines = choice.chosen(wanted, at_most)
        lines += choice.spared(partial(_answers, question, questions), _SPARED - len(lines))
        for line in sorted(lines, key=day_of):
            words = tell_line(choice.term, line, names_pair=len(choices) > 1, dated=question.under != MADE)
            slot = f"{question.ask} {line.claim.path} {line.words}"
            piece = prose(slot, words, line.claim, joined=bool(pieces))
            if pieces and pieces[-1].text == piece.text:  # of two lines of a day that stay a gap one gap is enough
                same = pieces.pop()
                piece = replace(same, sources=(*same.sources, *piece.sources))
            pieces.append(piece)
            if other := evidence_of_figure(choice, line):
                choice.take(other.claim)
                words = f"Our notes of {tell_day(choice.term, other.claim)} add: {quote(sentence_end(other.words))}"
                pieces.append(prose(evidence_slot(slot), words, other.claim))
    return iter(pieces)


def _bears_on(question: Question, questions: Sequence[Question], choices: Choices, line: ChosenLine) -> bool:
    """Tell whether a line comes to a question: by the theme of its star, else by its section."""
    theme = normalize(line.theme or "")
    by_theme = [one for one in questions if theme in one.themes]
    if by_theme:
        return question in by_theme
    if line in choices.added:
        is_ahead = line.section == NEXT_STEPS and NEXT_STEPS not in question.lines  # its own section says it
        return question == _place_of(line, questions, choices) and not is_ahead
    if made := _of_students(line, questions):
        return question == made
    return line.section in question.lines


def _of_students(line: ChosenLine, questions: Sequence[Question]) -> Question | None:
    """Return the question to which what students did comes; nothing for other lines, or where none is about it."""
    made = next((one for one in questions if one.under == MADE), None)
    return made if made and is_of_students(line) else None


def _place_of(line: ChosenLine, questions: Sequence[Question], choices: Choices) -> Question:
    """Return the question below which a ticked line stands.

    A line about students, a lesson or a goal of students comes to what the two made, others to the question that asks
    for their section before others; a line that none asks for to what the two made, or else to the first question.
    """
    log = choices.term.log
    made = next((one for one in questions if one.under == MADE), None)
    shared = {lesson.id for lesson in log.lessons} | {goal.id for goal in log.goals if goal.level in _OF_STUDENTS}
    if made and (shared & set(line.claim.links) or is_of_students(line)):
        return made
    asking = [one for one in questions if line.section in one.lines]
    return min(asking, key=lambda one: one.lines.index(line.section), default=made or questions[0])


def _answers(question: Question, questions: Sequence[Question], line: ChosenLine) -> bool:
    """Tell whether a line that nobody chose is about what a question asks: by its section, else by its words."""
    if line.section not in question.lines:
        return False
    if made := _of_students(line, questions):
        return question == made
    if line.section == AGREEMENT:
        return line.claim.text.startswith(_OF_TALK)
    if line.section == question.lines[0] or line.section not in (SUCCESSES, GROWTH, NOTES):
        return True
    return bool(stems_of(line.words) & stems_of(" ".join((question.ask, *question.themes))))


def _may_answer(question: Question, questions: Sequence[Question], line: ChosenLine) -> bool:
    """Tell whether a line is offered below a question: below one that names no sections every line of these is."""
    return _answers(question, questions, line) or (question.lines == LINES and line.section in LINES)


def _offered(question: Question, questions: Sequence[Question], choices: Sequence[Choices]) -> Iterator[DraftPiece]:
    rows = [(choice.term, line) for choice in choices for line in _best_offers(question, questions, choice)]
    rows = rows[:OFFERED]
    if rows:
        offered = [offer_line(term, line, names_pair=len(choices) > 1) for term, line in rows]
        text = "\n".join(["<!-- " + _OFFER, *(f"- {words}" for words in offered), "-->"])
        yield DraftPiece(f"offer {question.ask}", text, sources=cite(*(line.claim for _, line in rows)))


def _best_offers(question: Question, questions: Sequence[Question], choices: Choices) -> list[ChosenLine]:
    """Take lines to offer: those that answer a question, else others of its sections, then steps, then notes."""
    tests: tuple[Callable[[ChosenLine], bool], ...] = (
        lambda line: line.section != DONE and _may_answer(question, questions, line),
        lambda line: line.section not in (DONE, NOTES, AGREEMENT),
        lambda line: line.section == DONE,
        lambda line: line.section == NOTES,
    )
    lines: list[ChosenLine] = []
    for is_wanted in tests:
        here = partial(_is_wanted_here, question, questions, is_wanted)
        lines = lines or choices.others(question.lines, here, OFFERED)
    return lines


def _is_wanted_here(
    question: Question, questions: Sequence[Question], is_wanted: Callable[[ChosenLine], bool], line: ChosenLine
) -> bool:
    return is_wanted(line) and _of_students(line, questions) in (None, question)
