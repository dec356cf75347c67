"""The meetings whose notes say that they are planned, although they seem to have taken place."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from coachlog.errors import Problem
from coachlog.model.dates import format_weekday
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.kinds.section_names import GROWTH, NOTES, SUCCESSES
from coachlog.model.log import Log

STILL_PLANNED: Final = "still-planned"
_OF_THE_MEETING: Final = (SUCCESSES, GROWTH, NOTES)  # next steps and points may be there before


def still_planned(log: Log, today: date) -> Iterator[Meeting]:
    """Yield each planned meeting with words or minutes whose day has passed; today's has to have both."""
    for meeting in log.meetings:
        if meeting.status is MeetingStatus.PLANNED and meeting.day <= today:
            has_words = any(log.body(meeting).entries(name) for name in _OF_THE_MEETING)
            if (has_words and meeting.minutes) or (meeting.day < today and (has_words or meeting.minutes)):
                yield meeting


def tell_still_planned(meeting: Meeting, today: date) -> str:
    """Say that a meeting is not counted, and what to type if it took place, and if it did not."""
    return (
        f"{format_weekday(meeting.day, today)} is still planned, so it counts in no hours; if you met: "
        f"coachlog meet --date {meeting.day} --no-edit; if not: coachlog meet --cancelled --date {meeting.day}"
    )


def planned_problems(log: Log, today: date) -> Iterator[Problem]:
    """Yield a problem for each such meeting, at its note's beginning."""
    for meeting in still_planned(log, today):
        yield Problem(meeting.path, 1, STILL_PLANNED, tell_still_planned(meeting, today))
