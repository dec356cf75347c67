"""The term meeting by meeting, as the rows of one table."""

from coachlog.frameworks import title_of
from coachlog.model.fields import format_count, format_date, format_day
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.summary.page.term import Term

SESSION_COLUMNS = ("Day", "What it was about", "Phase", "What we did", "Minutes", "File")


def build_sessions(term: Term) -> tuple[tuple[str, ...], ...]:
    """Return a row for each meeting of the period; the title and the kinds of work of one just for talking stay out."""
    meetings = [meeting for meeting in term.log.meetings if meeting.day in term.period]
    return tuple(_row(term, meeting) for meeting in meetings if meeting.status is not MeetingStatus.PLANNED)


def _row(term: Term, meeting: Meeting) -> tuple[str, ...]:
    titled = meeting.title != meeting.id and format_date(meeting.day) not in meeting.title
    about = meeting.focus or (meeting.title if titled else _announced_focus(term, meeting))
    if meeting.status is not MeetingStatus.HELD:
        about = f"{meeting.status}: {about}"
    activities = "; ".join(title_of(code, "activities") or code for code in meeting.activities)
    phase = title_of(meeting.phase, "cycle") or meeting.phase
    minutes = format_count(meeting.minutes, "minute") if meeting.minutes else ""
    return format_day(meeting.day), about, phase, activities, minutes, meeting.path


def _announced_focus(term: Term, meeting: Meeting) -> str:
    """Return the focus that the meeting before named for this one."""
    before = [other for other in term.log.meetings if other.day < meeting.day and other.next_date == meeting.day]
    return before[-1].next_focus if before else ""
