"""Compare two versions of a lesson, and find the feedback that led from one to the other."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final

from coachlog.actions.documents import load_document
from coachlog.actions.term.framework_codes import design_matrix
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.frameworks import Framework
from coachlog.frozen import frozen
from coachlog.markdown.document import Document, Unreadable, read_document
from coachlog.model.clock import local_day
from coachlog.model.fields import format_date
from coachlog.model.kinds.feedback import Feedback, FeedbackStatus
from coachlog.model.kinds.lesson import Lesson
from coachlog.model.kinds.section_names import DESIGN_MATRIX, FEEDBACK_TAKEN_IN
from coachlog.model.log import Log
from coachlog.storage.reading import prompts
from coachlog.summary.lesson_diff import SectionChange, compare_documents
from coachlog.summary.matrix import QUADRANT_OF, quadrant_of, quadrants

_OUTSIDE: Final = "outside"


@frozen
class LessonVersion:
    """One version of a lesson: its document, its name, and its day if a day was asked for."""

    lesson: Lesson
    document: Document
    name: str
    at: date | None = None


@frozen
class QuadrantChange:
    """The sections of one quadrant of the design matrix that changed."""

    code: str
    title: str
    sections: tuple[SectionChange, ...]


@frozen
class LessonComparison:
    """The changes between two versions of a lesson, and the feedback that led to them."""

    old: LessonVersion
    new: LessonVersion
    quadrants: tuple[QuadrantChange, ...]
    feedback: tuple[Feedback, ...]
    taken_in: tuple[str, ...]


def compare_versions(context: Context, word: str, other: str, day: date | None) -> LessonComparison:
    """Compare a lesson with another one, with itself on a day, or else with the lesson it grew from."""
    log = context.read(("lesson", "feedback"), bodies=("lesson",))
    old, new = _versions(context, log, word, other, day)
    sections = compare_documents(old.document, new.document, log.settings, prompts(context.root))
    return LessonComparison(
        old,
        new,
        tuple(_by_quadrant(sections, design_matrix(context))),
        tuple(_led_to_it(log, {old.lesson.id, new.lesson.id}, old.at)),
        tuple(entry.text for entry in log.body(new.lesson).entries(FEEDBACK_TAKEN_IN)),
    )


def _versions(
    context: Context, log: Log, word: str, other: str, day: date | None
) -> tuple[LessonVersion, LessonVersion]:
    """Return the old and the new version; of two lessons the one that grew from the other is the new one."""
    new = log.find_lesson(word)
    if day is not None:
        return _version_at(context, new, day), _version(context, new)
    if not other and not new.previous:
        raise UsageError(f"“{new.title}” has no version before it", _earlier_days(context, new))
    old = log.find_lesson(other or new.previous)
    if old.previous == new.id:
        old, new = new, old
    return _version(context, old), _version(context, new)


def _earlier_days(context: Context, lesson: Lesson) -> str:
    """Return what to type instead of another lesson: a day on which this one was written otherwise, if there is one."""
    days = [local_day(entry.when) for entry in context.repo.commits.log(path=lesson.path)]
    before = next((day for day in days if day != days[0]), None)
    if before is None:
        return (
            f"it has no version of an earlier day; beside another lesson: coachlog lessons compare {lesson.id} LESSON"
        )
    return f"to compare it with itself as it was: coachlog lessons compare {lesson.id} --at {before}"


def _version(context: Context, lesson: Lesson) -> LessonVersion:
    return LessonVersion(lesson, load_document(context.root, lesson.path), lesson.title)


def _version_at(context: Context, lesson: Lesson, day: date) -> LessonVersion:
    """Return a lesson as it was in the history at the end of a day; raise if it is missing or unreadable."""
    commits = context.repo.commits
    entries = list(commits.log(path=lesson.path))
    entry = next((entry for entry in entries if local_day(entry.when) <= day), None)
    content = commits.contents([lesson.path], entry.id)[lesson.path] if entry else None
    if content is None:
        first = min((local_day(entry.when) for entry in entries), default=None)
        again = f"coachlog lessons compare {lesson.id} --at {first}"
        hint = f"its first version is of {format_date(first)}: {again}" if first else "to keep it: coachlog save"
        raise CoachlogError(f"“{lesson.title}” was not in the log yet on {format_date(day)}", hint)
    try:
        document = read_document(content)
    except Unreadable as trouble:
        raise CoachlogError(
            f"the lesson as it was on {format_date(day)} cannot be read: {trouble.message}", "try another day"
        ) from None
    return LessonVersion(lesson, document, f"itself on {format_date(day)}", day)


def _by_quadrant(sections: Sequence[SectionChange], matrix: Framework) -> Iterator[QuadrantChange]:
    """Group changed sections by quadrant, then those outside the matrix; leave out a quadrant without changes."""
    changed: dict[str, list[SectionChange]] = {}
    for section in sections:
        quadrant = quadrant_of(section.part, matrix) if section.section == DESIGN_MATRIX and section.part else None
        code = quadrant.code if quadrant else QUADRANT_OF.get(section.section, _OUTSIDE)
        changed.setdefault(code, []).append(section)
    titles = {quadrant.code: quadrant.title for quadrant in quadrants(matrix)}
    for code, title in titles.items():
        if code in changed:
            yield QuadrantChange(code, title, tuple(changed[code]))
    outside = [section for code, rest in changed.items() if code not in titles for section in rest]
    if outside:
        yield QuadrantChange(_OUTSIDE, "Outside the matrix", tuple(outside))


def _led_to_it(log: Log, lessons: Collection[str], since: date | None) -> list[Feedback]:
    """Return feedback on some lessons that was discussed or applied, if a day is given only from after it."""
    taken_up = (FeedbackStatus.APPLIED, FeedbackStatus.DISCUSSED)
    about = [piece for piece in log.feedback if piece.about in lessons and piece.status in taken_up]
    later = [piece for piece in about if since is None or piece.day is None or piece.day > since]
    return sorted(later, key=lambda piece: (piece.day or date.min, piece.id))
