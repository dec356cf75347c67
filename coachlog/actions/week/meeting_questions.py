"""Ask at a meeting for what its note does not say yet."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from coachlog.actions.documents import load_document
from coachlog.actions.typed_values import minutes_text
from coachlog.actions.week.meetings import cancel_meeting, is_passed_over, set_meeting_fields, take_up_meeting
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.markdown.edit_yaml import Data
from coachlog.markdown.yaml_text import Listing
from coachlog.model.dates import format_weekday
from coachlog.model.fields import WEEKDAYS, format_day, format_list, normalize
from coachlog.model.kinds.goal import Goal
from coachlog.model.kinds.lesson import Lesson, LessonStatus
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.log import Log
from coachlog.model.schedule import choose_meeting, was_agreed
from coachlog.model.typed_numbers import only_numbers

_ALL: Final = frozenset(("both", "all", "all of them"))
_NONE: Final = frozenset(("none", "no", "neither"))


def ask_about_planned(context: Context) -> None:
    """Ask once about each planned meeting whose day has passed; after any answer it is no longer planned."""
    log = context.read(("meeting",))
    for meeting in log.meetings:
        if meeting.status is not MeetingStatus.PLANNED or meeting.day >= context.today:
            continue
        weekday = WEEKDAYS[meeting.day.weekday()].title()
        question = f"Did you meet on {weekday} {format_day(meeting.day, context.today)}?"
        if context.confirm(question, default=was_agreed(log.meetings, log.settings, meeting)):
            usual = str(log.settings.cadence.minutes or "")
            minutes = (
                "" if meeting.minutes else context.ask("How many minutes (empty if you do not know)?", usual or " ")
            )
            take_up_meeting(context, meeting.day, {"minutes": minutes_text(minutes)})
        else:
            cancel_meeting(context, meeting.day)


def ask_for_today(context: Context) -> date | None:
    """Ask on the meeting's own day, where another day's note is planned, whether today is meant; None if it is not."""
    meetings = context.read(("meeting",)).meetings
    if not is_passed_over(context, meetings):
        return None
    _, planned = choose_meeting(meetings, context.settings, context.today, None)
    other = format_weekday(planned, context.today)
    question = f"Today is your meeting day, and a note of {other} is planned: begin today's note?"
    return context.today if context.confirm(question, default=True) else None


def ask_about_meeting(context: Context, path: str) -> tuple[str, ...]:
    """Ask for the goals and lessons of a meeting that was held, and for its minutes.

    Return what was kept of the answers, in a sentence.
    """
    log = context.read(("meeting", "goal", "lesson"))
    meeting = next((meeting for meeting in log.meetings if meeting.path == path), None)
    if meeting is None or meeting.status is not MeetingStatus.HELD:
        return ()
    fields = _ask_for_subjects(context, log, meeting)
    usual = log.settings.cadence.minutes
    if meeting.minutes is None:
        question = f"How many minutes did you meet{'' if usual else ' (Enter if you do not know)'}?"
        fields["minutes"] = context.ask_for("", question, minutes_text, str(usual or ""))
    if any(value != "" for value in fields.values()):
        set_meeting_fields(context, path, fields)
    return _kept(log, fields)


def _kept(log: Log, fields: Mapping[str, Data]) -> tuple[str, ...]:
    minutes, subjects = fields.get("minutes"), []
    for key, records in (("goals", log.goals), ("lessons", log.lessons)):
        chosen = fields.get(key)
        subjects += [f"“{one.title}”" for one in records if isinstance(chosen, list) and one.id in chosen]
    kept = [f"{minutes} minutes" if minutes else "", f"about {format_list(subjects)}" if subjects else ""]
    return (f"Kept: {', '.join(filter(None, kept))}.",) if any(kept) else ()


def _ask_for_subjects(context: Context, log: Log, meeting: Meeting) -> dict[str, Data]:
    """Ask by number which goals and lessons a meeting was about; a note that has a list of goals says it already."""
    replaced = {lesson.previous for lesson in log.lessons}
    subjects: list[Goal | Lesson] = [goal for goal in log.goals if goal.open]
    subjects += [one for one in log.lessons if one.status is not LessonStatus.EXISTING and one.id not in replaced]
    front = load_document(context.root, meeting.path).front
    listed = front.find("goals") if front else None
    if not subjects or meeting.lessons or (listed and isinstance(listed.value, Listing)):
        return {}
    context.tell(*(f"{number}  {subject.title}" for number, subject in enumerate(subjects, 1)))
    chosen = context.ask_for("", "Which of these was it about (numbers; Enter for none)?", _choice_of(subjects))
    goals: list[Data] = [subject.id for subject in chosen if isinstance(subject, Goal)]
    lessons: list[Data] = [subject.id for subject in chosen if isinstance(subject, Lesson)]
    return {"goals": goals, "lessons": lessons} if lessons else {"goals": goals}


def _choice_of(subjects: Sequence[Goal | Lesson]) -> Callable[[str], list[Goal | Lesson]]:
    """Return the reader of an answer in numbers, or in words of a title: `1 3`, `1 and 3`, `both`."""

    def read(typed: str) -> list[Goal | Lesson]:
        if normalize(typed) in _ALL:
            return list(subjects)
        if normalize(typed) in _NONE:
            return []
        titled = [one for one in subjects if typed.strip() and normalize(typed) in normalize(one.title)]
        numbers = only_numbers(typed)
        if not typed.strip() or (numbers and all(1 <= number <= len(subjects) for number in numbers)):
            return [subjects[number - 1] for number in numbers]
        if len(titled) == 1:
            return titled
        raise UsageError(f"`{typed}` is not a choice of the numbers 1 to {len(subjects)}", "for example 1 3, or all")

    return read
