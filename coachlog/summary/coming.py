"""What is coming: the next meeting and its points, and what falls due around it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from coachlog.kinds.body import Entry
from coachlog.kinds.goal import Goal
from coachlog.kinds.headings import AGENDA
from coachlog.kinds.lesson import Lesson
from coachlog.log import Log
from coachlog.period import Period
from coachlog.steps import NextStep
from coachlog.week import NextMeeting, next_meeting

NEAR: Final = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Coming:
    """The next meeting, its open points, the steps due by then, and what lies within four weeks."""

    meeting: NextMeeting
    points: tuple[Entry, ...]
    steps: tuple[NextStep, ...]
    goals: tuple[Goal, ...]
    lessons: tuple[Lesson, ...]
    breaks: tuple[Period, ...]


def build_coming(log: Log, today: date) -> Coming:
    """What is coming from a day on; a step or a goal whose date has passed is still to come."""
    meeting = next_meeting(log.meetings, log.settings, today)
    until = today + NEAR
    steps = [step for step in log.steps if step.open and step.due and step.due <= meeting.day]
    goals = [goal for goal in log.goals if goal.open and goal.target_date and goal.target_date <= until]
    lessons = [lesson for lesson in log.lessons if lesson.teach_on and today <= lesson.teach_on <= until]
    breaks = [period for period in log.settings.breaks if period.start <= until and today <= period.end]
    return Coming(
        meeting,
        _open_points(log, meeting),
        tuple(sorted(steps, key=lambda step: step.due or today)),
        tuple(sorted(goals, key=lambda goal: goal.target_date or today)),
        tuple(sorted(lessons, key=lambda lesson: lesson.teach_on or today)),
        tuple(sorted(breaks, key=lambda period: period.start)),
    )


def _open_points(log: Log, meeting: NextMeeting) -> tuple[Entry, ...]:
    """The points of the planned note that nobody has ticked off, without their boxes."""
    entries = log.body(meeting.note).entries(AGENDA) if meeting.note else ()
    points = [entry for entry in entries if entry.text[:3].casefold() not in ("[x]", "[-]")]
    return tuple(Entry(point.text.removeprefix("[ ]").removeprefix("[/]").strip(), point.line) for point in points)
