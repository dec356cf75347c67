"""The work of the two together: a lesson as a story, and the other lessons in one sentence."""

import re
from collections.abc import Iterator
from typing import Final

from coachlog.merge.draft_record import DraftPiece
from coachlog.model.fields import format_list
from coachlog.model.kinds.feedback import FeedbackStatus
from coachlog.model.kinds.lesson import LearnedBy, Lesson
from coachlog.model.kinds.section_names import GROWTH, NOTES, SUCCESSES
from coachlog.summary.claims import Claim, claims_in
from coachlog.summary.feedback import build_feedback
from coachlog.summary.lessons import LessonWork, build_lessons, format_place
from coachlog.summary.page.choice import Choices
from coachlog.summary.page.voice import GAP, prose, quote, quote_all, sentence, tell_line

_STUDENTS: Final = (
    "Engagement",
    "Voice and choice",
    "Interests and backgrounds",
    "Social and emotional learning",
    "Virtual and hybrid plan",
)
_CHANGES: Final = (
    ("What worked before", "What had worked"),
    ("What to adapt or change", "What we set out to change"),
)
_TASK_WORDS: Final = 30
_EACH: Final = 2
_LINKED: Final = 3
_TOOLS: Final = 2


def build_lesson_story(choices: Choices) -> Iterator[DraftPiece]:
    """Yield the story of the lesson that most of the term was about."""
    term = choices.term
    works = build_lessons(term.log, term.period, term.today)
    if not works:
        return
    first, *others = sorted(works, key=lambda work: _rank(choices, work.lesson))
    yield from _story(choices, first)
    if others:
        titles = quote_all(work.lesson.title for work in others)
        sources = [_source(work.lesson) for work in others]
        yield prose("other lessons", f"We also worked on {titles}.", *sources, joined=False)


def _story(choices: Choices, work: LessonWork) -> Iterator[DraftPiece]:
    lesson = work.lesson
    source = _source(lesson)
    place = format_place(lesson)
    words = f"The lesson that we worked on is “{lesson.title}”{', ' + place if place else ''}."
    yield prose(f"{lesson.id} place", words, source, joined=False)
    if work.previous:
        yield prose(f"{lesson.id} before", f"It grew out of “{work.previous.title}”.", source)
    for claim in choices.best(claims_in(choices.term.log, lesson, "Task", work.day), 1):
        yield prose(f"{lesson.id} task", f"Its task: {_shortened(claim.text)}", claim)
    yield from _changes(choices, lesson)
    for number, line in enumerate(choices.about(lesson.id, (SUCCESSES, NOTES, GROWTH), _LINKED)):
        yield prose(f"{lesson.id} {line.words}", tell_line(choices.term, line), line.claim, joined=number > 0)
    yield from _students(choices, lesson)
    yield from _feedback(choices, lesson)
    yield prose(f"{lesson.id} new", f"Now students get this, which they did not before: {GAP}.")


def _changes(choices: Choices, lesson: Lesson) -> Iterator[DraftPiece]:
    for section, lead in _CHANGES:
        claims = choices.best(claims_in(choices.term.log, lesson, section, None), _EACH)
        for number, claim in enumerate(claims):
            words = sentence(claim.text)
            first = number == 0
            yield prose(
                f"{lesson.id} {section} {number}", f"{lead}: {words}" if first else words, claim, joined=not first
            )
    frame = f"We set out to change it because {GAP}." if claims else f"What we changed is {GAP}, because {GAP}."
    yield prose(f"{lesson.id} why", frame)


def _students(choices: Choices, lesson: Lesson) -> Iterator[DraftPiece]:
    """Yield how students work and choose, and the tools with their purpose."""
    log = choices.term.log
    claims = [claim for part in _STUDENTS for claim in claims_in(log, lesson, part, None)]
    chosen = [claim for claim in claims if choices.is_chosen(claim)]
    firsts = [claim for part in _STUDENTS[:_EACH] for claim in list(claims_in(log, lesson, part, None))[:1]]
    best = choices.best(dict.fromkeys([*chosen, *firsts]), _EACH)
    for number, claim in enumerate(best):
        yield prose(f"{lesson.id} students {number}", sentence(claim.text), claim, joined=number > 0)
    if lesson.tools:
        tools = [f"{tool.name} ({tool.purpose})" if tool.purpose else tool.name for tool in lesson.tools[:_TOOLS]]
        words = f"The tools, each with its purpose: {format_list(tools)}."
        yield prose(f"{lesson.id} tools", words, _source(lesson), joined=bool(best))


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
            words = f"After feedback from a peer we decided this: {quote(claim.text)}"
            yield prose(f"feedback {one.id}", sentence(words), claim)
    if feedback and not quotable:
        yield prose("feedback", f"What feedback from a peer changed: {GAP}.", _source(feedback[0]))


def _rank(choices: Choices, lesson: Lesson) -> tuple[bool, int]:
    about = [line for line in choices.lines if lesson.id in line.claim.links or line.claim.path == lesson.path]
    return (lesson.audience is not LearnedBy.STUDENTS, -len(about))


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
