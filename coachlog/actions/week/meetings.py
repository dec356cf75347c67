"""Write meeting notes: take a meeting up, call it off, move it, add a line to its note."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Final

from coachlog.actions.documents import extend_list, field_text
from coachlog.actions.week.kept_twice import kept_twice
from coachlog.actions.week.speaker import with_speaker
from coachlog.actions.week.talking_points import carry_points
from coachlog.actions.workspace import Workspace, open_workspace
from coachlog.changes.remembered import FOLLOWED, followed_box
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.frozen import frozen
from coachlog.markdown.document import Document, parse_document
from coachlog.markdown.edit import insert_at_end, set_key
from coachlog.markdown.edit_yaml import Data
from coachlog.markdown.task_line import with_owner
from coachlog.markdown.typed_items import pasted_items
from coachlog.model.blank_pages import add_entry, with_section
from coachlog.model.clock import parse_clock
from coachlog.model.fields import WEEKDAYS, YEARS, format_count, format_day
from coachlog.model.kinds.body import LIVE, StepMark
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.kinds.section_names import GROWTH, NEXT_STEPS, SUCCESSES
from coachlog.model.next_steps import NextStep, carried_lines, marks_to_settle, set_marks, steps_to_carry
from coachlog.model.schedule import (
    agenda_sources,
    choose_meeting,
    coming_meeting,
    has_meetings_on,
    meeting_to_take_up,
    passes_today_over,
)
from coachlog.model.settings import NOBODY, PersonId, Settings
from coachlog.storage.load import STEPS

_HAPPENED: Final = (SUCCESSES, GROWTH)  # what is written there is over
NO_FIELDS: Final[Mapping[str, Data]] = {}


@frozen
class MeetingNote:
    """A meeting note as it was written: its status, and the next steps and talking points carried into it.

    `missing` are the problems of notes out of which nothing could be carried. `was` is the status before, `unplanned`
    as in `AddedLine`; `passed_over` says that today is the meeting's day, and that this is another's note, `called_off`
    is the day of a meeting that was called off, in whose stead this one is next. `start` and `minutes` are those that
    were said, as 15:30 and 45; of a meeting that was moved `start` and `start_before` are its times. `kept_twice` are
    next steps that stay where they are until the two have chosen from two versions: either would come into the note as
    a step of its own. `no_steps` are the problems of lines of the last note before, `last_day`, that may be meant as
    next steps and were not carried over.
    """

    path: str
    day: date
    status: MeetingStatus
    new: bool
    carried: tuple[NextStep, ...] = ()
    points: tuple[str, ...] = ()
    missing: tuple[Problem, ...] = ()
    was: MeetingStatus | None = None
    unplanned: bool = False
    passed_over: bool = False
    called_off: date | None = None
    start: str = ""
    start_before: str = ""
    minutes: str = ""
    kept_twice: tuple[NextStep, ...] = ()
    no_steps: tuple[Problem, ...] = ()
    last_day: date | None = None


@frozen
class AddedLine:
    """A line added to a meeting note; `lines` are more than one where a list was pasted.

    `now_held` says that it made the meeting of a day that has passed a held one, `unplanned` that it began the note of
    a day on which the calendar has no meeting, `instead_of` the day of that name before it, which had a meeting,
    too, and whose note is not here.
    """

    path: str
    day: date
    section: str
    text: str
    lines: tuple[str, ...]
    today: date
    now_held: bool = False
    unplanned: bool = False
    instead_of: date | None = None


@contextmanager
def open_meetings(context: Context, command: str) -> Iterator[Workspace]:
    """Work on the meeting notes, with the next steps of all of them."""
    with open_workspace(context, command, ("meeting",), (STEPS,)) as workspace:
        yield workspace


def take_up_meeting(
    context: Context, day: date | None, fields: Mapping[str, Data], *, another: bool = False
) -> MeetingNote:
    """Write the week's note, or that of a day: held on its day or later, with everything that is still open."""
    with open_meetings(context, "meet") as workspace:
        passed_over = not day and is_passed_over(context, workspace.log.meetings)
        _, usual = choose_meeting(workspace.log.meetings, workspace.settings, context.today, day)
        note = _take_up(context, workspace, day, fields, another=another)
        unplanned = note.new and not has_meetings_on(workspace.settings, note.day)
    called_off = usual if usual != note.day else None
    note = replace(note, unplanned=unplanned, passed_over=passed_over, called_off=called_off)
    return replace(note, start=str(fields.get("start", "")), minutes=str(fields.get("minutes", "")))


def is_passed_over(context: Context, meetings: Sequence[Meeting]) -> bool:
    """Tell whether `meet` takes the planned note of another day although today is the meeting's day."""
    _, day = choose_meeting(meetings, context.settings, context.today, None)
    return passes_today_over(meetings, context.settings, context.today, day)


def cancel_meeting(context: Context, day: date | None, fields: Mapping[str, Data] = NO_FIELDS) -> MeetingNote:
    """Mark the week's meeting, or that of a day, as cancelled."""
    with open_meetings(context, "meet") as workspace:
        passed_over = not day and is_passed_over(context, workspace.log.meetings)
        note = _call_off(context, workspace, day, MeetingStatus.CANCELLED)
        _set_fields(workspace, note.path, fields)
    return replace(note, passed_over=passed_over)


def move_meeting(
    context: Context, day: date | None, to: date, fields: Mapping[str, Data] = NO_FIELDS
) -> list[MeetingNote]:
    """Mark a meeting as moved, and write the note of its new day with what was said of it, as one entry."""
    with open_meetings(context, "meet") as workspace:
        new = _take_up(context, workspace, to, fields)
        left = _call_off(context, workspace, day, MeetingStatus.MOVED, to)
        begins_before = _start_of(workspace, left.path) or workspace.settings.cadence.time
        is_said = fields.get("start") or not new.new
        begins = (_start_of(workspace, new.path) if is_said else "") or begins_before
        if begins:
            workspace.set_field(new.path, "start", begins)
        workspace.message = f"meet: 1 meeting moved ({left.day} to {to})"
    minutes = str(fields.get("minutes", ""))
    return [left, replace(new, start=begins, start_before=begins_before, minutes=minutes)]


def _start_of(workspace: Workspace, path: str) -> str:
    """Return when a meeting begins as its note says, edited so far, in a time that is understood; else nothing."""
    with suppress(ValueError):
        return parse_clock(field_text(workspace.open(path), "start"))
    return ""


def set_meeting_fields(context: Context, path: str, fields: Mapping[str, Data]) -> None:
    """Set fields of a meeting that its note has not said yet; an empty list says that there is nothing to say."""
    with open_workspace(context, "meet", ("meeting",)) as workspace:
        for key in (key for key, value in fields.items() if value == []):
            workspace.replace(path, set_key(workspace.open(path), (key,), []))
        _set_fields(workspace, path, fields)
        workspace.message = "meet: 1 meeting"


def add_line(
    context: Context,
    command: str,
    section: str,
    text: str,
    owner: PersonId = NOBODY,
    *,
    links: tuple[str, ...] = (),
    speaker: str = "",
    days: Sequence[date] = (),
) -> AddedLine:
    """Add a line to a section of today's note, else of the coming one; a next step has an owner and a box.

    `links` are the ids of the goals and lessons that it is about, `speaker` is the name with which it begins, `days`
    are those that are meant: the first that has a note.
    """
    with open_meetings(context, command) as workspace:
        known = {meeting.path for meeting in workspace.log.meetings}
        missing = _meeting_without_note(workspace, context.today, days)
        if missing and section in _HAPPENED:  # the partner's note of that day may not be here yet
            days, missing = (missing,), None
        path, day = open_note_for(context, workspace, days)
        unplanned = path not in known and not has_meetings_on(workspace.settings, day)
        now_held = day < context.today and _set_held(workspace, path)
        words, mark = (with_owner(owner, text), StepMark.OPEN) if owner else (text, "")
        lines = [with_speaker(line, speaker, workspace.settings) for line in pasted_items(words)]
        document = workspace.open(path)
        for line in lines:
            document = add_entry(document, "meeting", section, line, workspace.settings, mark, links=links)
        workspace.replace(path, document)
        workspace.message = f"{command}: 1 meeting ({day})"
    return AddedLine(
        path,
        day,
        section,
        text if owner else "\n".join(lines),
        tuple(lines),
        context.today,
        now_held,
        unplanned,
        missing,
    )


def _meeting_without_note(workspace: Workspace, today: date, days: Sequence[date]) -> date | None:
    """Return the past one of the two days that may be meant, if it was a meeting's and has no note here."""
    if not days or days[0] == days[-1] or days[0] >= today:
        return None
    has_note = any(meeting.day == days[0] for meeting in workspace.log.meetings)
    return days[0] if not has_note and has_meetings_on(workspace.settings, days[0]) else None


def open_note_for(context: Context, workspace: Workspace, days: Sequence[date] = ()) -> tuple[str, date]:
    """Open a note for a new line: of the first day that has one, else of the last; without days today's or the coming.

    It is begun as planned if there is none. Return its path and its day.
    """
    meetings = workspace.log.meetings
    meeting, day = coming_meeting(meetings, workspace.settings, context.today)
    if days:
        noted = [on for on in days if any(meeting.day == on for meeting in meetings)]
        meeting, day = choose_meeting(meetings, workspace.settings, context.today, [*noted, days[-1]][0])
    return _open_note(context, workspace, meeting, day, MeetingStatus.PLANNED), day


def _set_status(workspace: Workspace, path: str, status: MeetingStatus) -> None:
    """Set a note's status; one that somebody made by hand says from now on what it is."""
    if not field_text(workspace.open(path), "type"):
        workspace.set_field(path, "type", "meeting")
    workspace.set_field(path, "status", status)


def _set_held(workspace: Workspace, path: str) -> bool:
    """Mark a planned meeting as held, for it has passed and has words; tell whether it was planned."""
    is_planned = field_text(workspace.open(path), "status") == MeetingStatus.PLANNED
    if is_planned:
        _set_status(workspace, path, MeetingStatus.HELD)
    return is_planned


def settle_steps(workspace: Workspace) -> None:
    """Mark the earlier copies of finished and of carried next steps; the history remembers that nobody did it."""
    marks = marks_to_settle(workspace.log.steps)
    mark_boxes(workspace, marks)
    ended = [
        followed_box(copy.path, copy.id)
        for copy in (copy for step in workspace.log.steps for copy in step.copies)
        if marks.get(copy.path, {}).get(copy.line, StepMark.CARRIED) is not StepMark.CARRIED
    ]
    workspace.add_trailers((FOLLOWED, box) for box in ended)


def mark_boxes(workspace: Workspace, marks: Mapping[str, Mapping[int, StepMark]]) -> None:
    """Set the boxes on some lines of some notes."""
    for path, boxes in marks.items():
        document = workspace.find(path)
        if document is not None:
            workspace.replace(path, set_marks(document, boxes))


def _take_up(
    context: Context, workspace: Workspace, day: date | None, fields: Mapping[str, Data], *, another: bool = False
) -> MeetingNote:
    meeting, on = meeting_to_take_up(workspace.log.meetings, workspace.settings, context.today, day)
    if another:
        meeting = None
    status = _status(meeting, on, context.today)
    path = _open_note(context, workspace, meeting, on, status)
    is_held = meeting is not None and meeting.status is MeetingStatus.HELD
    to_carry = steps_to_carry(workspace.log.steps, on, path, again=is_held)
    twice = kept_twice(context, workspace, to_carry)
    carried = tuple(step for step in to_carry if step not in twice)
    # The log knows next steps by their lines: what moves lines in a note comes after them.
    lines = [line for step in carried for line in _step_lines(workspace.find(step.path), step)]
    _mark_carried(workspace, carried)
    settle_steps(workspace)
    _set_status(workspace, path, status)
    _set_fields(workspace, path, fields)
    points = _carry_agenda(workspace, path, on)
    if lines:
        document, section = with_section(workspace.open(path), "meeting", NEXT_STEPS, workspace.settings)
        workspace.replace(path, insert_at_end(document, section, lines))
    workspace.message = f"meet: 1 meeting ({on}), {format_count(len(carried), 'next step')} carried over"
    was = meeting.status if meeting else None
    before = [m for m in workspace.log.meetings if m.day <= on and m.path != path]
    last = max(before, key=attrgetter("day")) if before and not is_held else None
    return MeetingNote(
        path,
        on,
        status,
        meeting is None,
        carried,
        points,
        workspace.log.missing,
        was,
        kept_twice=twice,
        no_steps=workspace.log.no_steps_in(last.path) if last else (),
        last_day=last.day if last else None,
    )


def _call_off(
    context: Context, workspace: Workspace, day: date | None, status: MeetingStatus, to: date | None = None
) -> MeetingNote:
    """Mark the week's meeting, or that of a day, as cancelled or as moved to another day."""
    meeting, on = choose_meeting(workspace.log.meetings, workspace.settings, context.today, day)
    if to == on:
        raise CoachlogError(
            f"the meeting is on {format_day(on, context.today)} already", "say another day: coachlog meet --moved DATE"
        )
    path = _open_note(context, workspace, meeting, on, status)
    _set_status(workspace, path, status)
    workspace.message = f"meet: 1 meeting {status} ({on})"
    return MeetingNote(path, on, status, meeting is None)


def _open_note(
    context: Context, workspace: Workspace, meeting: Meeting | None, day: date, status: MeetingStatus
) -> str:
    """Open a meeting's note, or begin a new one; return its path."""
    path = meeting.path if meeting else _new_path(workspace.log.meetings, day)
    if workspace.find(path) is None:
        slots = _note_slots(workspace.settings, day, status)
        workspace.replace(path, parse_document(context.fill("meeting", slots)))
    return path


def _new_path(meetings: Sequence[Meeting], day: date) -> str:
    """Return a new note's path; the second note of a day ends in `-2`. Raise for a day that no note can have."""
    if day.year not in YEARS:
        raise CoachlogError(
            f"{day} is not in the years {YEARS[0]} to {YEARS[-1]}", "say the meeting's day with --date 2026-11-19"
        )
    taken = {meeting.path for meeting in meetings}
    path, number = f"meetings/{day}.md", 1
    while path in taken:
        number += 1
        path = f"meetings/{day}-{number}.md"
    return path


def _note_slots(settings: Settings, day: date, status: MeetingStatus) -> dict[str, str]:
    """Return a new note's fields. They depend on the log and the day alone, so two computers write the same note."""
    cadence = settings.cadence
    on_its_day = cadence.weekday is None or cadence.weekday == day.weekday()
    return {
        "date": day.isoformat(),
        "start": cadence.time if on_its_day else "",
        "mode": cadence.mode,
        "status": status,
        "title": f"Meeting of {WEEKDAYS[day.weekday()].title()} {format_day(day)} {day.year}",
    }


def _status(meeting: Meeting | None, day: date, today: date) -> MeetingStatus:
    """Return a note's status when it is taken up: held from its day on, planned before."""
    if day <= today:
        return MeetingStatus.HELD
    return meeting.status if meeting and meeting.status is MeetingStatus.HELD else MeetingStatus.PLANNED


def _set_fields(workspace: Workspace, path: str, fields: Mapping[str, Data]) -> None:
    """Set the fields that have a value; lists are added to the lists in the note."""
    for key, value in fields.items():
        if isinstance(value, str):
            if value:
                workspace.set_field(path, key, value)
        else:
            workspace.replace(path, extend_list(workspace.open(path), key, map(str, value)))


def _carry_agenda(workspace: Workspace, path: str, day: date) -> tuple[str, ...]:
    """Copy the open talking points of earlier notes to a note's agenda; return their words."""
    sources = (workspace.find(meeting.path) for meeting in agenda_sources(workspace.log.meetings, day, path))
    document, words = carry_points(workspace.open(path), filter(None, sources), workspace.settings)
    workspace.replace(path, document)
    return words


def _mark_carried(workspace: Workspace, carried: tuple[NextStep, ...]) -> None:
    """Mark the copies of next steps in the notes that have them as carried."""
    marks: dict[str, dict[int, StepMark]] = {}
    for copy in (copy for step in carried for copy in step.copies if copy.mark in LIVE):
        marks.setdefault(copy.path, {})[copy.line] = StepMark.CARRIED
    mark_boxes(workspace, marks)


def _step_lines(document: Document | None, step: NextStep) -> Iterable[str]:
    return carried_lines(document, step) if document else ()
