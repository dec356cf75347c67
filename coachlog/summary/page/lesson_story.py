"""The work of the two together: a lesson as a story."""

import re
from collections.abc import Iterator
from typing import Final

from coachlog.merge.draft_record import DraftPiece
from coachlog.model.fields import format_list
from coachlog.model.kinds.feedback import FeedbackStatus
from coachlog.model.kinds.lesson import LearnedBy, Lesson
from coachlog.model.kinds.section_names import GROWTH, NOTES, SUCCESSES
from coachlog.model.typed_settings import COUNTS
from coachlog.summary.claims import Claim, claims_in
from coachlog.summary.feedback import build_feedback
from coachlog.summary.lessons import LessonWork, build_lessons, format_place
from coachlog.summary.page.choice import Choices
from coachlog.summary.page.voice import GAP, all_about, may_say, prose, quote, sentence, tell_day, tell_line

_STUDENTS: Final = (
    "Voice and choice",
    "Engagement",
    "Interests and backgrounds",
    "Social and emotional learning",
    "Virtual and hybrid plan",
)
_CHANGES: Final = (
    ("What worked before", "This had worked before"),
    ("What to adapt or change", "We changed this"),
)
_FEW: Final = ("gave feedback", "made a suggestion")
_TASK_WORDS: Final = 30
_LINKED: Final = 1
_TOOLS: Final = 2


def build_lesson_story(choices: Choices, *, asks: bool = False) -> Iterator[DraftPiece]:
    """Yield the story of the lesson that most of the term was about; where the page `asks` for its use no gap does."""
    term = choices.term
    works = build_lessons(term.log, term.period, term.today)
    if not works:
        return
    work = min(works, key=lambda work: _rank(choices, work.lesson))
    yield from all_about(work.lesson.id, _story(choices, work, asks=asks))
    if not asks:
        new = prose(f"{work.lesson.id} new", f"This is new for students: {GAP}.")
        yield from all_about(work.lesson.id, [new])


def tell_lesson(choices: Choices, work: LessonWork) -> Iterator[DraftPiece]:
    """Yield a lesson as then and now: where it comes from, what had to change, and a linked line about it."""
    yield from _place(choices, work)
    yield from _changes(choices, work.lesson, asks=False)
    now = [*_linked(choices, work.lesson, newest=True)]
    yield from now or [prose(f"{work.lesson.id} now", f"Now it is like this: {GAP}.")]


def _story(choices: Choices, work: LessonWork, *, asks: bool) -> Iterator[DraftPiece]:
    lesson = work.lesson
    yield from _place(choices, work)
    for claim in choices.best(claims_in(choices.term.log, lesson, "Task", work.day), 1):
        yield prose(f"{lesson.id} task", f"Its task: {_shortened(claim.text)}", claim, spare=True)
    yield from _changes(choices, lesson, asks=asks)
    yield from _linked(choices, lesson)
    yield from _students(choices, lesson)
    yield from _feedback(choices, lesson)


def _place(choices: Choices, work: LessonWork) -> Iterator[DraftPiece]:
    lesson, source = work.lesson, _source(work.lesson)
    place = format_place(lesson)
    words = f"The lesson that we worked on is “{lesson.title}”{', ' + place if place else ''}."
    yield prose(f"{lesson.id} place", words, source, joined=False)
    if work.previous:
        before = f"It grew out of “{work.previous.title}”{_when_taught(choices, work.previous, ', taught')}."
        yield prose(f"{lesson.id} before", before, source, spare=True)
    if taught := _when_taught(choices, lesson, "It was taught"):
        yield prose(f"{lesson.id} taught", f"{taught}.", source)


def _linked(choices: Choices, lesson: Lesson, *, newest: bool = False) -> Iterator[DraftPiece]:
    for number, line in enumerate(choices.about(lesson.id, (SUCCESSES, NOTES, GROWTH), _LINKED, newest=newest)):
        words = tell_line(choices.term, line, dated=False)
        yield prose(f"{lesson.id} {line.words}", words, line.claim, joined=number > 0)


def _when_taught(choices: Choices, lesson: Lesson, lead: str) -> str:
    """Return the last day in the period on which a lesson was taught, behind words; empty if it was not."""
    days = [day for day in lesson.taught if day in choices.term.period]
    return f"{lead} on {tell_day(choices.term, Claim('', max(days), lesson.path, 1))}" if days else ""


def _changes(choices: Choices, lesson: Lesson, *, asks: bool) -> Iterator[DraftPiece]:
    """Yield what worked and what had to change, and a gap for the reason if no question asks for it."""
    for section, lead in _CHANGES:
        claims = [*claims_in(choices.term.log, lesson, section, None)]
        is_told = any(may_say(choices.term, claim) for claim in claims)
        for claim in choices.best(claims, 1):
            words = f"{lead}: {quote(sentence(claim.text))}"
            is_first = section == _CHANGES[0][0]
            yield prose(f"{lesson.id} {section}", words, claim, joined=not is_first, extra=is_first and asks)
    frame = f"This change mattered because {GAP}." if is_told else f"We changed this: {GAP}. It mattered because {GAP}."
    if not asks:
        yield prose(f"{lesson.id} why", frame)


def _students(choices: Choices, lesson: Lesson) -> Iterator[DraftPiece]:
    """Yield how students choose or work, and the tools that this does not name, with their purpose."""
    claims = [claim for part in _STUDENTS for claim in claims_in(choices.term.log, lesson, part, None)]
    best = choices.best(claims, 1)
    for claim in best:
        yield prose(f"{lesson.id} students", sentence(claim.text), claim, joined=False, extra=True)
    named = " ".join(claim.text for claim in claims if claim in best or choices.is_out(claim))
    tools = [f"{tool.name} ({tool.purpose})" if tool.purpose else tool.name for tool in lesson.tools]
    if tools and not any(tool.name in named for tool in lesson.tools):
        words = f"We chose {format_list(tools[:_TOOLS])}."
        yield prose(f"{lesson.id} tools", words, _source(lesson), joined=bool(best), extra=True)


def _feedback(choices: Choices, lesson: Lesson) -> Iterator[DraftPiece]:
    """Yield the changes that feedback led to in a lesson, with a gap for words that may not be quoted."""
    term = choices.term
    feedback = [
        one
        for one in build_feedback(term.log, term.period, term.today)
        if one.about == lesson.id and one.status is not FeedbackStatus.RECEIVED
    ]
    quotable = [one for one in feedback if one.quote_ok]
    for one in quotable:
        for claim in choices.best(claims_in(term.log, one, "What we will do", one.day), 1):
            given = len([*claims_in(term.log, one, "Suggestions", one.day)])
            words = f"A peer {_tell_given(given)}, and we decided: {quote(claim.text)}"
            yield prose(f"feedback {one.id}", sentence(words), claim)
    if feedback and not quotable:
        yield prose("feedback", f"What feedback from a peer changed: {GAP}.", _source(feedback[0]))


def _tell_given(suggestions: int) -> str:
    """Return what a peer did, so that `all three of them` can be understood."""
    if suggestions < len(_FEW):
        return _FEW[suggestions]
    return f"made {COUNTS[suggestions - 1] if suggestions <= len(COUNTS) else suggestions} suggestions"


def _rank(choices: Choices, lesson: Lesson) -> tuple[bool, bool, bool, int]:
    about = [line for line in choices.lines if lesson.id in line.claim.links or line.claim.path == lesson.path]
    written = (lesson.id not in choices.kept, lesson.id not in choices.elsewhere)
    return (*written, lesson.audience is not LearnedBy.STUDENTS, -len(about))


def _source(record: object) -> Claim:
    return Claim("", None, getattr(record, "path", ""), 1)


def _shortened(text: str) -> str:
    """Return the first sentences of a text."""
    sentences = re.split(r"(?<=[.!?])\s+", text.strip())
    words = sentences[0]
    for more in sentences[1:]:
        if len(f"{words} {more}".split()) > _TASK_WORDS:
            break
        words = f"{words} {more}"
    return sentence(words)
