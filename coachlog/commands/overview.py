"""Bare `coachlog`: the log at a glance."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.model.fields import format_day, format_list
from coachlog.model.kinds.goal import Goal
from coachlog.model.kinds.lesson import Lesson, LessonStatus
from coachlog.model.log import Log
from coachlog.model.next_steps import NextStep
from coachlog.model.period import Period
from coachlog.model.schedule import NextMeeting, next_meeting
from coachlog.render.view import Answer, Item, Line, Part, Title
from coachlog.summary.claims import Claim
from coachlog.summary.successes import build_successes
from coachlog.views.agenda import NEXT_MEETING, tell_meeting
from coachlog.views.fields import json_row, json_rows
from coachlog.views.goals import GOAL, how_it_moves
from coachlog.views.lessons import LESSON
from coachlog.views.steps import STEP, by_person

_IN_WORK: Final = (LessonStatus.DRAFTING, LessonStatus.READY)
# What fits on one screen.
_STEPS, _GOALS, _LESSONS = 3, 5, 2


def glance(context: Context) -> Answer:
    """Show the log at a glance."""
    from coachlog.actions.sharing_state import read_sharing_state
    from coachlog.views.sharing_state import sharing_data, sharing_parts

    log = context.read(("meeting", "goal", "lesson"), bodies=("meeting",))
    first = _me(context)
    meeting = next_meeting(log.meetings, log.settings, context.today)
    steps = sorted((step for step in log.steps if step.open), key=lambda step: step.owner != first)
    goals = [goal for goal in log.goals if goal.open]
    lessons = [lesson for lesson in log.lessons if lesson.status in _IN_WORK]
    success = _newest_success(log, context.today)
    people = log.settings.people
    sharing = read_sharing_state(context)
    data = {
        "log": {
            "name": log.name,
            "title": log.settings.title,
            "people": [{"id": person.id, "name": person.name} for person in people],
        },
        "next_meeting": json_row(NEXT_MEETING, meeting),
        "steps": json_rows(STEP, steps),
        "goals": json_rows(GOAL, goals),
        "lessons": json_rows(LESSON, lessons),
        "success": _success_data(success) if success else None,
        **sharing_data(sharing),
    }
    parts = list(_heading(log))
    parts += _parts(log, meeting, steps, goals, lessons, success, first)
    return Answer(data, [*parts, *sharing_parts(sharing), *_what_next(log, steps)], log.problems, listing=True)


def _heading(log: Log) -> Iterator[Part]:
    """The log's title and its people; only these where the title is but their names, as they once were."""
    people = [person.name or person.id for person in log.settings.people]
    names, title = format_list(people), log.settings.title or log.name
    called = re.split(r", | and ", title)
    if len(called) == len(people) and set(called) & set(people):
        yield Title(names)
    else:
        yield Title(title)
        if names:
            yield Line(names, quiet=True)


def _me(context: Context) -> str:
    """Who is writing here; a person who has left the log since is nobody's business when only reading."""
    try:
        me = context.stated_person
    except CoachlogError:
        if context.options.me:
            raise
        me = None
    return me.id if me else ""


def _newest_success(log: Log, today: date) -> Claim | None:
    found = build_successes(log, Period("", date.min, today), today)
    return found[-1] if found else None


def _success_data(success: Claim) -> dict[str, str | int]:
    return {"date": str(success.day), "text": success.text, "path": success.path, "line": success.line}


def _parts(
    log: Log,
    meeting: NextMeeting,
    steps: list[NextStep],
    goals: list[Goal],
    lessons: list[Lesson],
    success: Claim | None,
    first: str,
) -> Iterator[Part]:
    yield Line(tell_meeting(meeting) + (f" ({meeting.focus})" if meeting.focus else ""))
    if success and success.day:
        yield Line(f"To celebrate, from {format_day(success.day)}: {success.text}")
    yield from by_person(log, steps, first, _STEPS)
    if goals:
        yield Title("Open goals")
        yield from (Item(goal.title, how_it_moves(goal)) for goal in goals[:_GOALS])
        yield from _more(len(goals) - _GOALS, "goals")
    if lessons:
        yield Title("Lessons in work")
        yield from (Item(lesson.title, lesson.status) for lesson in lessons[:_LESSONS])
        yield from _more(len(lessons) - _LESSONS, "lessons")


def _more(count: int, command: str) -> Iterator[Part]:
    if count > 0:
        yield Line(f"and {count} more: coachlog {command}", quiet=True, indent=2)


def _what_next(log: Log, steps: list[NextStep]) -> Iterator[Part]:
    """Three things to type, by what the log has and has not yet."""
    rows = [
        ("coachlog meet", "the week's note" if log.meetings else "your first note"),
        ('coachlog note "…" --in successes', "what went well"),
        (f"coachlog steps done {steps[0].id}", steps[0].text) if steps else ('coachlog steps add "…"', "what to try"),
    ]
    yield Title("What to type next")
    width = max(len(typed) for typed, _ in rows)
    yield from (Line(f"{typed.ljust(width)}  {told}", indent=2) for typed, told in rows)
