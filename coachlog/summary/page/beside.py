"""The lines of a log that an author sees beside a question: who said each, and whether the page has it."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Final

from coachlog.merge.draft_record import DraftPiece
from coachlog.model.fields import format_list
from coachlog.model.questions import Question
from coachlog.model.settings import NOBODY
from coachlog.summary.page.choice import Choices
from coachlog.summary.page.goal_lines import COMMON, lines_about
from coachlog.summary.page.sections import ABOUT_ME
from coachlog.summary.page.stems import stems_of
from coachlog.summary.page.term import Term
from coachlog.summary.page.voice import GAP, ChosenLine, cite, may_quote, tell_day

_WHY: Final = " why"  # the slot of what moved a goal
_BEGINNING: Final = 16  # words of an answer by which its author knows it
_BESIDE: Final = 2  # lines: who answers reads no more
_SHARED: Final = 2  # words by which an answer is known to be about a thing
# Words of every answer, which say of no two that they are about one thing.
_OF_WORK: Final = stems_of("class coach goal learning lesson mentee mentor question students teacher teaching")

TermLine = tuple[Term, ChosenLine]
LinesBySource = Mapping[str, TermLine]
Shown = MutableMapping[str, str]  # where a line stands, and the slot beside which the author saw it first


def beside_question(
    pieces: Sequence[DraftPiece], question: Question, choices: Sequence[Choices], shown: Shown
) -> Iterator[str]:
    """Yield the lines that bear on a question and are not in the page, and one of the partner's own."""
    drafted = [piece for piece in pieces if piece.slot.startswith(f"{question.ask} ")]
    others = _offered(pieces, question.ask, choices)
    meant = {source for piece in drafted for source in piece.sources}
    partners = [row for row in _partners(question, choices) if not meant & {*cite(row[1].claim)} and row not in others]
    rows = [*others[:1], *partners[:1], *others[1:]]
    yield from _told("  Not in the text of the page:", _first_here(rows, question.ask, shown))


def offered_beside(pieces: Sequence[DraftPiece], slot: str, choices: Sequence[Choices], shown: Shown) -> Iterator[str]:
    """Yield the lines that the page offers for a sentence with gaps."""
    yield from _told("  Not in the text of the page:", _first_here(_offered(pieces, slot, choices), slot, shown))


def _offered(pieces: Sequence[DraftPiece], slot: str, choices: Sequence[Choices]) -> list[TermLine]:
    lines = _lines(choices)
    offers = [piece for piece in pieces if piece.slot == f"offer {slot}"]
    return [lines[source] for piece in offers for source in piece.sources if source in lines]


def _first_here(rows: Iterable[TermLine], slot: str, shown: Shown, most: int = _BESIDE) -> list[TermLine]:
    """Return a few of the lines that the author has not seen beside another slot."""
    few: list[TermLine] = []
    for row in rows:
        if len(few) < most and shown.setdefault(cite(row[1].claim)[0], slot) == slot:
            few.append(row)
    return few


def _told(heading: str, rows: Sequence[TermLine]) -> Iterator[str]:
    if rows:
        yield heading
    yield from (f"    {tell_beside(term, line)}" for term, line in rows)


def lines_meant(piece: DraftPiece, choices: Sequence[Choices]) -> Iterator[str]:
    """Yield the partner's lines for which a sentence has a gap; they are for the author's screen."""
    lines = _lines(choices) if GAP in piece.text else {}
    for term, line in (lines[source] for source in piece.sources if source in lines):
        if not may_quote(term, line):
            yield f"      Meant is, on your screen only: {tell_beside(term, line)}"
            if line.told and not line.speakers & {person.id for person in term.partners}:
                named = format_list([term.log.settings.named(person) for person in sorted(line.told)])
                yield f"      It is a gap because it tells of {named}."


def said_already(piece: DraftPiece, choices: Sequence[Choices], answers: Iterable[str]) -> Iterator[str]:
    """Yield the answer of the author's that speaks of what a sentence has a gap for: of its goal, or of a line."""
    lines = _lines(choices)
    meant = [lines[source] for source in piece.sources if source in lines]
    goal_id = piece.slot.removesuffix(_WHY)
    told = [line.words for term, line in meant if not may_quote(term, line)]
    told += [goal.title for choice in choices for goal in choice.term.log.goals if goal.id == goal_id]
    about = stems_of(" ".join(told)) - COMMON - _OF_WORK
    lines_of_author = (answer for answer in answers if not answer.startswith("<!--"))
    best = max(lines_of_author, key=lambda answer: len(about & stems_of(answer)), default="")
    if len(about & stems_of(best)) >= _SHARED:
        words = best.split()
        more = " …" if len(words) > _BEGINNING else ""
        yield f"  If this says it, - takes the sentence out: {' '.join(words[:_BEGINNING])}{more}"


def beside_goal(
    pieces: Sequence[DraftPiece], piece: DraftPiece, choices: Sequence[Choices], shown: Shown
) -> Iterator[str]:
    """Yield the lines of the log about the goal that a sentence is of, without those that the page says."""
    words = piece.slot.split()
    said = {source for one in pieces if not one.is_comment for source in one.sources if GAP not in one.text}
    about = [
        (choice.term, line)
        for choice in choices
        for goal in choice.term.log.goals
        if goal.id in words
        for line in lines_about(choice, goal, said)
    ]
    yield from _told("  In the log about this goal:", _first_here(about, piece.slot, shown, len(about)))


def tell_beside(term: Term, line: ChosenLine) -> str:
    """Return a line with its day and whose it is, by name."""
    day = f"{tell_day(term, line.claim)}, " if line.claim.day else ""
    if line.speaker == NOBODY:
        return f"{day}{line.section}: {line.claim.text}"
    return f"{day}{term.log.settings.named(line.speaker)}: {line.words}"


def _lines(choices: Sequence[Choices]) -> LinesBySource:
    return {source: (choice.term, line) for choice in choices for line in choice.lines for source in cite(line.claim)}


def _partners(question: Question, choices: Sequence[Choices]) -> list[TermLine]:
    """Return the partner's lines of a question's sections, which no page may have."""
    return [
        (choice.term, line)
        for choice in choices
        for line in choice.lines
        if line.section in question.lines and line.section != ABOUT_ME and not may_quote(choice.term, line)
    ]
