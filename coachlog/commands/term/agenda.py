"""`coachlog agenda`: what is coming."""

from collections.abc import Iterable, Iterator
from typing import Any

import typer

from coachlog.app.command import command, context_of
from coachlog.model.fields import WEEKDAYS, format_date, format_day, format_list
from coachlog.model.log import Log
from coachlog.model.next_steps import NextStep
from coachlog.model.schedule import NextMeeting
from coachlog.render.view import Answer, Item, Line, Part, Title
from coachlog.summary.steps import named, owners
from coachlog.summary.upcoming import Coming, build_coming
from coachlog.views.goals import goal_data
from coachlog.views.lesson_row import lesson_data


def agenda(ctx: typer.Context) -> Answer:
    """Say what is coming."""
    context = context_of(ctx)
    log = context.read(("meeting", "goal", "lesson"), bodies=("meeting",))
    coming = build_coming(log, context.today)
    return Answer(_data(coming), list(_parts(coming, log)), log.problems, listing=True)


app = command(agenda)


def meeting_data(meeting: NextMeeting) -> dict[str, Any]:
    """The next meeting as `--json` prints it; without a note of its own it has no path."""
    return {
        "date": meeting.day.isoformat(),
        "time": meeting.time or None,
        "focus": meeting.focus or None,
        "path": meeting.note.path if meeting.note else None,
    }


def tell_meeting(meeting: NextMeeting) -> str:
    """The next meeting in a sentence."""
    day = f"{WEEKDAYS[meeting.day.weekday()].capitalize()} {format_day(meeting.day)}"
    return f"Next meeting: {day}{f', {meeting.time}' if meeting.time else ''}"


def by_person(log: Log, steps: Iterable[NextStep], first: str = "", at_most: int = 0) -> Iterator[Part]:
    """Next steps under their owners' names, one person's `first`; beyond `at_most` they are only counted."""
    steps = tuple(steps)
    for owner in sorted(owners(log), key=lambda owner: owner != first):
        found = [step for step in steps if step.owner == owner]
        shown = found[:at_most] if at_most else found
        if found:
            yield Title(f"Next steps: {named(log, owner)}")
        yield from (Item(step.text, f"until {format_day(step.due)}" if step.due else "") for step in shown)
        if len(shown) < len(found):
            yield Line(f"and {len(found) - len(shown)} more: coachlog steps", quiet=True, indent=2)


def _data(coming: Coming) -> dict[str, Any]:
    from coachlog.commands.week.steps import step_data

    return {
        "next_meeting": meeting_data(coming.meeting),
        "points": [{"text": point.text, "path": point.path, "line": point.line} for point in coming.points],
        "steps": [step_data(step) for step in coming.steps],
        "goals": [goal_data(goal) for goal in coming.goals],
        "lessons": [lesson_data(lesson) | {"teach_on": str(lesson.teach_on)} for lesson in coming.lessons],
        "breaks": [{"start": str(period.start), "end": str(period.end)} for period in coming.breaks],
        "missed": [day.isoformat() for day in coming.missed],
    }


def _parts(coming: Coming, log: Log) -> Iterator[Part]:
    meeting = coming.meeting
    yield Title(tell_meeting(meeting))
    if meeting.focus:
        yield Line(f"About: {meeting.focus}")
    yield from (Item(point.text) for point in coming.points)
    if not coming.points:
        yield Line('To note a point for it: coachlog note "…" --in agenda', quiet=True)
    yield from by_person(log, coming.steps)
    if coming.goals:
        yield Title("Goals to look at")
        for goal in coming.goals:
            yield Item(goal.title, f"to reach by {format_date(goal.target_date)}" if goal.target_date else "")
    if coming.lessons:
        yield Title("Lessons to teach")
        for lesson in coming.lessons:
            yield Item(lesson.title, format_date(lesson.teach_on) if lesson.teach_on else "")
    if coming.missed:
        days = format_list([format_day(day) for day in coming.missed])
        yield Line(f"No note of the week of {days}; that is all right", quiet=True)
    if coming.breaks:
        yield Title("Breaks")
        yield from (Item(f"{format_date(period.start)} to {format_date(period.end)}") for period in coming.breaks)
