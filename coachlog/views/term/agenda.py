"""The next meeting, and what is coming."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from coachlog.model.dates import format_weekday
from coachlog.model.fields import format_date, format_day, format_list, format_minutes
from coachlog.model.kinds.lesson import Lesson
from coachlog.model.kinds.meeting import Contact
from coachlog.model.kinds.visit import Visit
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.schedule import NextMeeting
from coachlog.render.view import Answer, Aside, Item, Line, Part, Title
from coachlog.summary.upcoming import Coming, Point
from coachlog.views.fields import Field, Fields, json_row
from coachlog.views.week.goals import GOAL_FIELDS
from coachlog.views.week.lessons import LESSON_FIELDS
from coachlog.views.week.steps import STEP_FIELDS, by_person

NEXT_MEETING_FIELDS: Final[Fields[NextMeeting]] = (
    Field("date", lambda meeting: meeting.day),
    Field("time", lambda meeting: meeting.time or None),
    Field("focus", lambda meeting: meeting.focus or None),
    Field("path", lambda meeting: meeting.note.path if meeting.note else None, "its note, if there is one yet"),
)
POINT_FIELDS: Final[Fields[Point]] = (
    Field("text", lambda point: point.text),
    Field("path", lambda point: point.path),
    Field("line", lambda point: point.line),
)
BREAK_FIELDS: Final[Fields[Period]] = (
    Field("start", lambda period: period.start),
    Field("end", lambda period: period.end),
)
COMING_LESSON_FIELDS: Final[Fields[Lesson]] = (*LESSON_FIELDS, Field("teach_on", lambda lesson: lesson.teach_on))
CONTACT_FIELDS: Final[Fields[Contact]] = (
    Field("date", lambda contact: contact.day),
    Field("minutes", lambda contact: contact.minutes),
    Field("how", lambda contact: contact.how),
    Field("text", lambda contact: contact.text),
)
COMING_VISIT_FIELDS: Final[Fields[Visit]] = (
    Field("id", lambda visit: visit.id),
    Field("date", lambda visit: visit.day),
    Field("start", lambda visit: visit.start or None),
    Field("visitor", lambda visit: visit.visitor, "a person's id, or `both`"),
    Field("whose", lambda visit: visit.whose, "a person's id, or the name of a third teacher"),
)
AGENDA_FIELDS: Final[Fields[Coming]] = (
    Field("next_meeting", lambda coming: coming.meeting, "", NEXT_MEETING_FIELDS, single=True),
    Field("points", lambda coming: coming.points, "open talking points", POINT_FIELDS),
    Field("steps", lambda coming: coming.steps, "due by the next meeting", STEP_FIELDS),
    Field("goals", lambda coming: coming.goals, "to reach within four weeks", GOAL_FIELDS),
    Field("lessons", lambda coming: coming.lessons, "to teach within four weeks", COMING_LESSON_FIELDS),
    Field("visits", lambda coming: coming.visits, "in a classroom within four weeks", COMING_VISIT_FIELDS),
    Field("breaks", lambda coming: coming.breaks, "", BREAK_FIELDS),
    Field("missed", lambda coming: coming.missed, "meeting days of weeks without a note"),
    Field("contacts", lambda coming: coming.contacts, "since the last meeting", CONTACT_FIELDS),
)

_HOW: Final = " (coachlog terms)"


def show_coming(coming: Coming, log: Log) -> Answer:
    """Show what is coming."""
    return Answer(json_row(AGENDA_FIELDS, coming), [*_parts(coming, log)], log.problems, listing=True)


def tell_meeting(meeting: NextMeeting | None, today: date) -> str:
    """Return the next meeting in a sentence."""
    if meeting is None:
        return f"Next meeting: the calendar knows of none{_HOW}"
    day = format_weekday(meeting.day, today)
    return f"Next meeting: {day}{f', {meeting.time}' if meeting.time else ''}"


def _parts(coming: Coming, log: Log) -> Iterator[Part]:
    meeting = coming.meeting
    yield Title(tell_meeting(meeting, coming.today).removesuffix(_HOW))
    if not meeting:
        yield Aside("To look at its days, or to add a term: coachlog terms")
    if meeting and meeting.focus:
        yield Line(f"About: {meeting.focus}")
    yield from (Item(point.text) for point in coming.points)
    if not coming.points:
        yield Aside("To note a point for it: coachlog note --in agenda")
    yield from _contacts(coming.contacts, coming.today)
    yield from by_person(log, coming.steps, coming.today)
    yield from _dates(coming, log)
    if coming.missed:
        days = format_list([format_day(day, coming.today) for day in coming.missed])
        yield Line(f"No note for the week of {days}. That's fine.", quiet=True)
    if coming.breaks:
        yield Title("Breaks")
        yield from (Item(f"{format_date(period.start)} to {format_date(period.end)}") for period in coming.breaks)


def _dates(coming: Coming, log: Log) -> Iterator[Part]:
    """Return the dates within four weeks."""
    if coming.goals:
        yield Title("Goals to look at")
        for goal in coming.goals:
            yield Item(goal.title, f"to reach by {format_date(goal.target_date)}" if goal.target_date else "")
    if coming.lessons:
        yield Title("Lessons to teach")
        for lesson in coming.lessons:
            yield Item(lesson.title, format_date(lesson.teach_on) if lesson.teach_on else "")
    if coming.visits:
        yield Title("Visits")
        for visit in coming.visits:
            start = f", {visit.start}" if visit.start else ""
            yield Item(f"To {log.settings.named(visit.whose)}", f"{format_date(visit.day)}{start}")


def _contacts(contacts: tuple[Contact, ...], today: date) -> Iterator[Part]:
    if contacts:
        yield Title("Since you last met")
    for contact in contacts:
        beside = ", ".join(filter(None, [format_day(contact.day, today), format_minutes(contact.minutes), contact.how]))
        yield Item(contact.text or "a short talk", beside)
