"""The days of meetings, and the choice of a note."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.model.fields import format_date
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.period import Period
from coachlog.model.school_year import is_school_day
from coachlog.model.settings import Settings

SECOND_NOTE: Final = "second-note"
CALLED_OFF: Final = (MeetingStatus.CANCELLED, MeetingStatus.MOVED)
_NEAR: Final = 14  # days between a meeting that was moved and the one that it became
_LOOK_AHEAD: Final = 2 * 366  # days; a break that never ends ends the search, not the program


@frozen
class NextMeeting:
    """The next meeting: its day, and if they are known its time, focus and note."""

    day: date
    time: str
    focus: str
    note: Meeting | None


def meeting_day(settings: Settings, today: date) -> date:
    """Return this ISO week's meeting day; today if that has passed, is no school day, or no weekday is set."""
    weekday = settings.cadence.weekday
    day = today if weekday is None else today + timedelta(days=max(0, weekday - today.weekday()))
    return day if _is_school_day(settings, day) else today


def next_meeting_day(settings: Settings, meetings: Iterable[Meeting], today: date) -> date | None:
    """Return the next day of a meeting: the calendar's, or that of a planned note in its stead; None if unknown.

    A planned note an interval or more behind the calendar's day is of a later meeting, and comes in addition.
    """
    meetings = sorted(meetings, key=_place)
    usual = _calendar_day(settings, meetings, today)
    planned = next((meeting.day for meeting in meetings if _is_planned(meeting) and meeting.day >= today), None)
    if planned is None or usual is None:
        return planned or usual
    return planned if (planned - usual).days < 7 * settings.cadence.weeks else usual


def _calendar_day(settings: Settings, meetings: Sequence[Meeting], today: date) -> date | None:
    """Return the day of the next meeting without regard to planned notes: the one last named, else the cadence's."""
    called_off = {meeting.day for meeting in meetings if meeting.status in CALLED_OFF}
    over = {meeting.day for meeting in meetings if not _is_planned(meeting)}
    named = [meeting.next_date for meeting in meetings if meeting.next_date]
    if named and named[-1] >= today and named[-1] not in over:
        return named[-1]
    held = [m.day for m in meetings if m.status is MeetingStatus.HELD and m.day <= today]
    falls = _cadence(settings, max(held, default=None))
    ahead = range(today.toordinal(), min(today.toordinal() + _LOOK_AHEAD, date.max.toordinal()))
    free = (day for day in map(date.fromordinal, ahead) if day not in called_off and _is_school_day(settings, day))
    return next((day for day in free if falls(day)), None)


def next_meeting(meetings: Iterable[Meeting], settings: Settings, today: date) -> NextMeeting | None:
    """Return the next meeting, as far as it is known; None if the calendar knows of none."""
    meetings = sorted(meetings, key=_place)
    day = next_meeting_day(settings, meetings, today)
    if day is None:
        return None
    note = next((meeting for meeting in meetings if meeting.day == day and _is_planned(meeting)), None)
    on_its_day = settings.cadence.weekday in (None, day.weekday())
    time = note.start if note else settings.cadence.time if on_its_day else ""
    focus = [meeting.next_focus for meeting in meetings if meeting.next_date == day]
    focus += [note.focus] if note and note.focus else []
    return NextMeeting(day, time, focus[-1] if focus else "", note)


def choose_meeting(
    meetings: Iterable[Meeting], settings: Settings, today: date, day: date | None
) -> tuple[Meeting | None, date]:
    """Return the note that is meant, or None and the day of a new one.

    With `day` that day's note; else today's, else the planned one of this ISO week, else that of this week's
    meeting day. A note that was called off comes last.
    """
    if day is not None:
        return _note_of(meetings, day), day
    meetings = sorted(meetings, key=_place)
    todays = _note_of(meetings, today)
    if todays is not None and todays.status not in CALLED_OFF:
        return todays, today
    planned = [m for m in meetings if _is_planned(m) and m.day.isocalendar()[:2] == today.isocalendar()[:2]]
    if planned:
        chosen = next((meeting for meeting in planned if meeting.day >= today), planned[-1])
        return chosen, chosen.day
    day = meeting_day(settings, today) if todays is None else today
    return _note_of(meetings, day), day


def meeting_to_take_up(
    meetings: Iterable[Meeting], settings: Settings, today: date, day: date | None
) -> tuple[Meeting | None, date]:
    """Return the note that `meet` goes on with; one that was called off before its day only if its day is said."""
    meetings = list(meetings)
    note, on = choose_meeting(meetings, settings, today, day)
    if day is None and on > today and note is not None and note.status in CALLED_OFF:
        return coming_meeting(meetings, settings, today)
    return note, on


def passes_today_over(meetings: Iterable[Meeting], settings: Settings, today: date, day: date) -> bool:
    """Tell whether `meet` takes the note of another day although today is the cadence's day, and has no note."""
    meetings = list(meetings)
    if day == today or settings.cadence.weekday is None or any(meeting.day == today for meeting in meetings):
        return False
    held = [m.day for m in meetings if m.status is MeetingStatus.HELD and m.day < today]
    return _cadence(settings, max(held, default=None))(today) and _is_school_day(settings, today)


def coming_meeting(meetings: Iterable[Meeting], settings: Settings, today: date) -> tuple[Meeting | None, date]:
    """Return the note for new points: today's, else that of the next meeting, else None and its day, or today."""
    meetings = sorted(meetings, key=_place)
    todays = _note_of(meetings, today)
    if todays is not None and todays.status not in CALLED_OFF:
        return todays, today
    day = next_meeting_day(settings, meetings, today) or today
    return next((meeting for meeting in meetings if meeting.day == day and _is_planned(meeting)), None), day


def was_agreed(meetings: Iterable[Meeting], settings: Settings, meeting: Meeting) -> bool:
    """Tell whether a meeting was to be on its day: by its note, one before it, one moved to it, or the cadence."""
    if meeting.start or meeting.minutes or settings.cadence.weekday is None:
        return True
    near = range(-_NEAR, _NEAR + 1)
    if any(
        other.next_date == meeting.day
        or (other.status is MeetingStatus.MOVED and (other.day - meeting.day).days in near)
        for other in meetings
    ):
        return True
    return has_meetings_on(settings, meeting.day)


def has_meetings_on(settings: Settings, day: date) -> bool:
    """Tell whether the cadence has meetings on a day: its weekday, in a term and in no break."""
    return settings.cadence.weekday in (None, day.weekday()) and _is_school_day(settings, day)


def notes_of_one_day(meetings: Iterable[Meeting]) -> Iterator[Problem]:
    """Yield a problem for each note that is beside another one of its day without the number of a second meeting."""
    meetings = sorted((meeting for meeting in meetings if meeting.status not in CALLED_OFF), key=_place)
    for meeting in meetings:
        others = [other.path for other in meetings if other.day == meeting.day and other is not meeting]
        if others and not re.fullmatch(rf"{meeting.day}(-\d+)?", meeting.id):
            yield Problem(
                meeting.path,
                1,
                SECOND_NOTE,
                f"{format_date(meeting.day)} has another note, {others[0]}, and counts as two meetings; if you met "
                f'once, bring the lines into one of them and type: coachlog delete "{meeting.id}"; if you met '
                f"twice, name this file {meeting.day}-2.md",
            )


def agenda_sources(meetings: Iterable[Meeting], day: date, path: str) -> tuple[Meeting, ...]:
    """Return the notes whose open points are carried into a day's note: the last held one, and later cancelled ones.

    None if a later meeting was held: its note has the open points already.
    """
    meetings = sorted((meeting for meeting in meetings if meeting.path != path), key=_place)
    place = day, len(name := path.rpartition("/")[2].removesuffix(".md")), name
    if any(meeting.status is MeetingStatus.HELD and _place(meeting) > place for meeting in meetings):
        return ()
    earlier = [meeting for meeting in meetings if _place(meeting) < place]
    held = [number for number, meeting in enumerate(earlier) if meeting.status is MeetingStatus.HELD]
    return tuple(earlier[held[-1] if held else 0 :])


def missed(meetings: Iterable[Meeting], settings: Settings, period: Period, today: date) -> tuple[date, ...]:
    """Return past meeting days of the cadence in a period whose week has no note."""
    weekday, weeks = settings.cadence.weekday, settings.cadence.weeks
    noted = sorted(_week(meeting.day) for meeting in meetings)
    if weekday is None or not noted:
        return ()
    covered = {(week - noted[0]) // weeks for week in noted}
    days = map(date.fromordinal, range(period.start.toordinal(), min(period.end.toordinal() + 1, today.toordinal())))
    return tuple(
        day
        for day in days
        if day.weekday() == weekday
        and _week(day) >= noted[0]
        and (_week(day) - noted[0]) % weeks == 0
        and (_week(day) - noted[0]) // weeks not in covered
        and _is_school_day(settings, day)
    )


def _cadence(settings: Settings, last: date | None) -> Callable[[date], bool]:
    """Tell whether the cadence has a meeting on a day, counted from the last meeting."""
    weekday, weeks = settings.cadence.weekday, settings.cadence.weeks

    def falls(day: date) -> bool:
        if weekday is None:
            return last is None or (day - last).days >= 7 * weeks
        since = 0 if last is None else _week(day) - _week(last)
        return day.weekday() == weekday and (last is None or since > 0) and since % weeks == 0

    return falls


def _note_of(meetings: Iterable[Meeting], day: date) -> Meeting | None:
    """Return a day's note, preferring one that was not cancelled, then the later one."""
    of_day = [meeting for meeting in meetings if meeting.day == day]
    return max(of_day, key=lambda meeting: (meeting.status not in CALLED_OFF, _place(meeting)), default=None)


def _place(meeting: Meeting) -> tuple[date, int, str]:
    return meeting.day, len(meeting.id), meeting.id  # `-2` to `-10` are in order too


def _is_planned(meeting: Meeting) -> bool:
    return meeting.status is MeetingStatus.PLANNED


def _is_school_day(settings: Settings, day: date) -> bool:
    return is_school_day(settings.terms, settings.breaks, day)


def _week(day: date) -> int:
    """Return the number of a day's ISO week, counted through all years."""
    return (day.toordinal() - 1) // 7
