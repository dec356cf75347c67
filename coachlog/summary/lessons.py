"""The lessons of a period: what worked before, what is adapted, and for whom."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.dates import DateReader
from coachlog.model.fields import format_date, format_list
from coachlog.model.kinds.lesson import Lesson, LessonStatus
from coachlog.model.kinds.section_names import AFTER_TEACHING, DESIGN_MATRIX, FEEDBACK_TAKEN_IN, REFERENCES, RUBRIC
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.summary.activity import agreed_on, plans_of, worked_on
from coachlog.summary.claims import Claim, claims_in, dated_claim, other_lines, under

# The sections that show how a lesson improved, in the order of the claims.
PARTS: Final = (
    "What worked before",
    "What to adapt or change",
    "Learning targets",
    "Standards",
    "Prior knowledge",
    "Task",
    "Virtual and hybrid plan",
    "Engagement",
    "Technology",
    "Voice and choice",
    "Social and emotional learning",
    "Interests and backgrounds",
    "Learning plan",
    RUBRIC,
    DESIGN_MATRIX,
    FEEDBACK_TAKEN_IN,
    AFTER_TEACHING,
)


@frozen
class LessonWork:
    """A lesson of the period, its last day there, and the lesson that it was made from."""

    lesson: Lesson
    day: date | None
    previous: Lesson | None


def build_lessons(log: Log, period: Period, _today: date) -> tuple[LessonWork, ...]:
    """Return the lessons discussed, planned or taught in the period; of those made from each other, the last."""
    days: dict[str, date | None] = {}
    days |= {lesson: agreed_on(plan) for plan in plans_of(log, period) for lesson in plan.lessons}
    taught = {lesson.id: day for lesson in log.lessons for day in sorted(lesson.taught) if day in period}
    worked = worked_on(log, period)
    days |= {each: max(filter(None, (taught.get(each), worked.get(each)))) for each in taught.keys() | worked.keys()}
    by_id = {lesson.id: lesson for lesson in log.lessons}
    lessons = [lesson for lesson in log.lessons if lesson.id in days]
    replaced = {lesson.previous for lesson in lessons}
    return tuple(
        LessonWork(lesson, days[lesson.id], by_id.get(lesson.previous))
        for lesson in sorted(lessons, key=lambda lesson: lesson.teach_on or date.max)
        if lesson.id not in replaced
    )


def build_lesson_claims(log: Log, period: Period, today: date) -> tuple[Claim, ...]:
    """Return claims about the work on each lesson, in the words of its plan."""
    return tuple(claim for work in build_lessons(log, period, today) for claim in _claims(log, work, period))


def count_lessons(log: Log) -> tuple[tuple[LessonStatus, int], ...]:
    """Count the lessons by status, in the order of a lesson's life."""
    counts = Counter(lesson.status for lesson in log.lessons)
    return tuple((status, counts[status]) for status in LessonStatus if counts[status])


def _claims(log: Log, work: LessonWork, period: Period) -> Iterator[Claim]:
    lesson = work.lesson
    yield Claim(f"“{lesson.title}”: {'; '.join(_facts(work))}", work.day, lesson.path, 1)
    dates = DateReader(work.day, log.settings.dates)
    earlier = {claim.text: claim for claim in _earlier_teaching(log, work)}
    for part in PARTS:
        if part == "Technology":
            tools = [f"{tool.name}: {tool.purpose}" if tool.purpose else tool.name for tool in lesson.tools]
            yield from under((Claim(tool, work.day, lesson.path, 1) for tool in tools), "Tool")
        claims = claims_in(log, lesson, part, _day_of(log, work, part))
        told = [
            dated_claim(claim, dates) or claim
            for claim in claims
            if not _is_unanswered(part, claim) and not (part == AFTER_TEACHING and claim.text in earlier)
        ]
        yield from under(told, part)
    yield from under(other_lines(log, lesson, work.day, (*PARTS, REFERENCES)))
    for claim in earlier.values():
        dated = dated_claim(claim, dates) or claim
        if work.previous and dated.day and dated.day in period:
            yield from under((dated,), f"{AFTER_TEACHING} “{work.previous.title}”")


def _earlier_teaching(log: Log, work: LessonWork) -> Iterator[Claim]:
    """Return what was written after the lesson was taught from which this one was made, and which came along."""
    if work.previous:
        last = max(work.previous.taught, default=None)
        yield from claims_in(log, work.previous, AFTER_TEACHING, last)


def _day_of(log: Log, work: LessonWork, part: str) -> date | None:
    """Return the day of a part's lines: when the lesson was taught, when feedback came, else the last day of work."""
    lesson, last = work.lesson, work.day or date.max
    days: list[date] = []
    if part == AFTER_TEACHING:
        days = [day for day in lesson.taught if day <= last]
    elif part == FEEDBACK_TAKEN_IN:
        days = [feedback.day for feedback in log.feedback if feedback.about == lesson.id and feedback.day]
    return max((day for day in days if day <= last), default=work.day)


def _is_unanswered(part: str, claim: Claim) -> bool:
    """Tell whether a line is a question of the matrix without an answer."""
    return part == DESIGN_MATRIX and claim.text.endswith("?")


def format_place(lesson: Lesson) -> str:
    """Format whom a lesson is for, and where it is in the subject: `for grade 7 math, in the unit “Ratios”`."""
    grade = f"grade {lesson.grade}" if lesson.grade[:1].isdecimal() else lesson.grade
    learners = " ".join(filter(None, (grade, lesson.subject)))
    parts = [f"for {learners}" if learners else "", f"in the unit “{lesson.unit}”" if lesson.unit else ""]
    return ", ".join(filter(None, parts))


def _facts(work: LessonWork) -> Iterator[str]:
    lesson = work.lesson
    yield str(lesson.status)
    if place := format_place(lesson):
        yield place
    if work.previous:
        yield f"made from “{work.previous.title}” ({work.previous.path})"
    if lesson.taught:
        yield f"taught on {format_list([format_date(day) for day in lesson.taught])}"
    elif lesson.teach_on:
        yield f"to be taught on {format_date(lesson.teach_on)}"
    for label, codes in (("matrix focus", lesson.matrix_focus), ("standards", lesson.standards)):
        if codes:
            yield f"{label}: {format_list(codes)}"
    if lesson.sel:
        yield f"social and emotional learning: {format_list(lesson.sel)}"
