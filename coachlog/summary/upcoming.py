"""The next meeting with its points, and the dates around it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from coachlog.frozen import frozen
from coachlog.model.fields import normalize
from coachlog.model.kinds.goal import Goal
from coachlog.model.kinds.lesson import Lesson
from coachlog.model.kinds.meeting import Contact, MeetingStatus
from coachlog.model.kinds.section_names import AGENDA
from coachlog.model.kinds.visit import Visit
from coachlog.model.log import Log
from coachlog.model.next_steps import NextStep
from coachlog.model.period import Period
from coachlog.model.schedule import NextMeeting, agenda_sources, missed, next_meeting
from coachlog.summary.hours import contacts_in

_OPEN_MARKS: Final = " /"

NEAR: Final = timedelta(days=28)


class TalkingPoint(NamedTuple):
    """A talking point's words without the box; it is open until somebody ticks it or lets it go."""

    words: str
    is_open: bool


@frozen
class Point:
    """An open talking point, with the note and the line (from 1) that has it now."""

    text: str
    path: str
    line: int


@frozen
class Coming:
    """The next meeting, its open points, the steps due by then, the dates within four weeks, and missed meetings.

    Without a `meeting` the calendar knows of none. `missed` are the meeting days of the last four weeks without a note
    in their week, `contacts` the short talks since the last meeting.
    """

    meeting: NextMeeting | None
    points: tuple[Point, ...]
    steps: tuple[NextStep, ...]
    goals: tuple[Goal, ...]
    lessons: tuple[Lesson, ...]
    visits: tuple[Visit, ...]
    breaks: tuple[Period, ...]
    missed: tuple[date, ...]
    contacts: tuple[Contact, ...]
    today: date


def build_coming(log: Log, today: date, drafts: Iterable[Visit]) -> Coming:
    """Return the coming dates from a day on, with overdue steps and goals; `drafts` are visits that are not shared."""
    meeting = next_meeting(log.meetings, log.settings, today)
    until = today + NEAR
    steps = [step for step in log.steps if step.open and step.due and step.due <= (meeting.day if meeting else until)]
    goals = [goal for goal in log.goals if goal.open and goal.target_date and goal.target_date <= until]
    lessons = [lesson for lesson in log.lessons if lesson.teach_on and today <= lesson.teach_on <= until]
    visits = [visit for visit in (*log.visits, *drafts) if today <= visit.day <= until]
    breaks = [period for period in log.settings.breaks if period.start <= until and today <= period.end]
    return Coming(
        meeting,
        _open_points(log, meeting, today),
        tuple(sorted(steps, key=lambda step: step.due or today)),
        tuple(sorted(goals, key=lambda goal: goal.target_date or today)),
        tuple(sorted(lessons, key=lambda lesson: lesson.teach_on or today)),
        tuple(sorted(visits, key=lambda visit: (visit.day, visit.start))),
        tuple(sorted(breaks, key=lambda period: period.start)),
        missed(log.meetings, log.settings, Period("", today - NEAR, today), today),
        _contacts_since(log, today),
        today,
    )


def _contacts_since(log: Log, today: date) -> tuple[Contact, ...]:
    """Return the contacts from the day of the last meeting to today, of four weeks at most."""
    held = (meeting.day for meeting in log.meetings if meeting.status is MeetingStatus.HELD and meeting.day <= today)
    return contacts_in(log, Period("", max([today - NEAR, *held]), today))


def _open_points(log: Log, meeting: NextMeeting | None, today: date) -> tuple[Point, ...]:
    """Return the open points, with those that will be carried from earlier notes."""
    day, note = (meeting.day, meeting.note) if meeting else (today, None)
    notes = [*agenda_sources(log.meetings, day, note.path if note else f"meetings/{day}.md"), *filter(None, [note])]
    points: dict[str, Point] = {}
    for note in notes:
        for entry in log.body(note).entries(AGENDA):
            words, live = parse_point(entry.text)
            points.pop(normalize(words), None)
            if live:
                points[normalize(words)] = Point(words, note.path, entry.line)
    return tuple(points.values())


def parse_point(text: str) -> TalkingPoint:
    """Return the talking point in an item's or a paragraph's text: one that is ticked or struck through is closed."""
    from coachlog.markdown.task_line import parse_box
    from coachlog.markdown.typed_items import read_item, unstruck

    mark, words = parse_box(text)
    if mark is None:
        item = read_item(text, bulleted=True)
        mark, words = item.mark, words if item.mark is None else " ".join(item.words.split())
    struck = unstruck(words)
    is_open = struck is None and (mark is None or mark in _OPEN_MARKS)
    return TalkingPoint(struck or words, bool(words) and is_open)
