"""A lesson plan in a few words, and as data: light, for the list as for every verb."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from coachlog.model.fields import format_date, format_list
from coachlog.model.kinds.lesson import LearnedBy, Lesson
from coachlog.model.period import current_term
from coachlog.model.settings import Settings


def lesson_data(lesson: Lesson) -> dict[str, Any]:
    """A lesson as `--json` lists it."""
    return {"id": lesson.id, "title": lesson.title, "status": lesson.status, "path": lesson.path}


def lesson_details(lesson: Lesson) -> dict[str, Any]:
    """What a lesson's front matter says, as `--json` shows it."""
    return lesson_data(lesson) | {
        "subject": lesson.subject,
        "grade": lesson.grade,
        "unit": lesson.unit,
        "audience": lesson.audience,
        "teach_on": lesson.teach_on.isoformat() if lesson.teach_on else None,
        "taught": [day.isoformat() for day in lesson.taught],
        "minutes": lesson.minutes,
        "mode": lesson.mode,
        "previous": lesson.previous or None,
        "standards": list(lesson.standards),
        "goals": list(lesson.goals),
        "matrix_focus": list(lesson.matrix_focus),
        "sel": list(lesson.sel),
        "udl": list(lesson.udl),
        "tools": [{"name": tool.name, "purpose": tool.purpose} for tool in lesson.tools],
        "grouping": list(lesson.grouping),
    }


def for_whom(lesson: Lesson) -> str:
    """Subject, grade and, where they are not students, who learns."""
    grade = f"grade {lesson.grade}" if lesson.grade.isdecimal() else lesson.grade
    whom = lesson.audience if lesson.audience is LearnedBy.EDUCATORS else ""
    return ", ".join(filter(None, [lesson.subject, grade, whom]))


def facts_of(lesson: Lesson, settings: Settings, today: date) -> Iterator[str]:
    """Where a lesson stands, whom it is for, and when."""
    yield lesson.status
    yield from filter(None, [for_whom(lesson), lesson.unit, lesson.mode])
    if lesson.minutes:
        yield f"{lesson.minutes} minutes"
    if lesson.taught:
        yield f"taught {format_list([format_date(day) for day in sorted(lesson.taught)])}"
    if lesson.teach_on and (not lesson.taught or lesson.teach_on > max(lesson.taught)):
        now, then = current_term(settings.terms, today), current_term(settings.terms, lesson.teach_on)
        later = f", a later term ({then.name})" if then.start > now.end else ""
        yield f"to teach on {format_date(lesson.teach_on)}{later}"
