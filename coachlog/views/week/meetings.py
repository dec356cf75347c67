"""Meeting notes as they were written."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from coachlog.actions.week.meetings import AddedLine, MeetingNote
from coachlog.actions.week.steps import NO_DOUBT, OwnerDoubt
from coachlog.model.clock import format_clock
from coachlog.model.dates import format_weekday
from coachlog.model.fields import format_count, format_day, format_minutes
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.schedule import CALLED_OFF
from coachlog.model.settings import Settings
from coachlog.model.stars import Star
from coachlog.render.view import Answer, Aside, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_row
from coachlog.views.week.steps import doubt_parts

NOTE_FIELDS: Final[Fields[MeetingNote]] = (
    Field("path", lambda note: note.path),
    Field("date", lambda note: note.day),
    Field("status", lambda note: note.status, "planned, held, cancelled or moved"),
    Field("new", lambda note: note.new, "true if the note was begun just now"),
    Field("carried", lambda note: [step.id for step in note.carried], "ids of next steps that came into the note"),
)
ADDED_LINE_FIELDS: Final[Fields[AddedLine]] = (
    Field("path", lambda line: line.path),
    Field("section", lambda line: line.section),
    Field("text", lambda line: line.text),
)


def show_notes(
    notes: Sequence[MeetingNote],
    settings: Settings,
    today: date,
    edited: Sequence[str] = (),
    below: Sequence[Part] = (),
) -> Answer:
    """Show the notes that were written, the editor's sentences, and the parts `below`."""
    parts = [part for note in notes for part in _note_parts(note, settings, today)]
    parts += map(Line, edited)
    last = notes[-1]
    if last.status in (MeetingStatus.HELD, MeetingStatus.PLANNED):
        parts.append(Aside("To add a line: coachlog note --in successes"))
    return Answer(json_row(NOTE_FIELDS, last), [*parts, *below], (*last.missing, *last.no_steps))


def show_added_line(
    line: AddedLine, stars: Sequence[Star], whose: str = "", doubt: OwnerDoubt = NO_DOUBT, label: str = ""
) -> Answer:
    """Show where a line was written, for whom if it is a next step, and whether it has my star.

    `label` is what nearly is a name before its words, and is not read as whose it is.
    """
    place = f"{line.section} of the meeting of {format_day(line.day, line.today)}{f', for {whose}' if whose else ''}"
    sentence = f"Written under {place}: {line.path}"
    parts: list[Part] = [Line(sentence)]
    parts += doubt_parts(doubt, whose, "coachlog undo, then coachlog steps add --owner NAME")
    if label:
        again = "coachlog undo, then the same with --speaker NAME"
        parts.append(Line(f"“{label}” is not read as whose it is. If it is not yours: {again}"))
    if line.now_held:
        parts.append(
            Line(f"That meeting counts as held. If you did not meet: coachlog meet --cancelled --date {line.day}")
        )
    elif line.unplanned:
        parts.append(_unplanned(line.day, line.today))
    if line.instead_of:
        before = f"There is no note of {format_weekday(line.instead_of, line.today)} here. If that day is meant"
        parts.append(Line(f"{before}: coachlog undo, then coachlog note --date {line.instead_of}"))
    if stars:
        theme = f" ({stars[0].theme})" if stars[0].theme else ""
        parts.append(Line(f"With your star{theme}, which only you can see."))
    return Answer(json_row(ADDED_LINE_FIELDS, line), parts)


def _unplanned(day: date, today: date) -> Line:
    """Say that a note was begun on a day on which the calendar has no meeting, and what ends it."""
    not_met = "did not meet" if day < today else "do not meet then" if day > today else "do not meet today"
    return Line(
        f"You have no meeting on that day: this is a new note. If you {not_met}: coachlog meet --cancelled --date {day}"
    )


def _note_parts(note: MeetingNote, settings: Settings, today: date) -> Iterator[Part]:
    yield Line(_sentence(note, today))
    if note.was in CALLED_OFF and note.status not in CALLED_OFF:
        back = f"coachlog meet --cancelled --date {note.day}"
        yield Line(f"It was marked as {note.was}, and is {note.status} now; if you did not meet: {back}")
    if note.called_off:
        off = format_day(note.called_off, today)
        yield Line(f"That of {off} was called off; to meet on it all the same: coachlog meet --date {note.called_off}")
    if note.unplanned:
        yield _unplanned(note.day, today)
    if note.passed_over:
        command = "meet --cancelled" if note.status is MeetingStatus.CANCELLED else "meet"
        yield Line(
            f"Today is your meeting day, and has no note yet; if you mean today: coachlog {command} --date today"
        )
    if note.carried:
        yield Line(f"Carried over {format_count(len(note.carried), 'next step')}:")
        yield from (Item(step.text, settings.named(step.owner)) for step in note.carried)
    if note.kept_twice:
        yield Line("Kept in two versions, and not carried over yet; to choose: coachlog settle, then coachlog meet")
        yield from (Item(step.text, settings.named(step.owner)) for step in note.kept_twice)
    if note.no_steps and note.last_day:
        count, day = len(note.no_steps), format_day(note.last_day, today)
        lines, them = format_count(count, "line"), "it" if count == 1 else "them"
        yield Line(f"Not carried over: {lines} of the note of {day}. Mend {them} as said below, then: coachlog meet")
    if note.points:
        yield Line(f"On the agenda again: {'; '.join(note.points)}", quiet=True)
        yield Line("What you have talked about is ticked there: `- [x]` before it, and it comes no more.", quiet=True)


def _sentence(note: MeetingNote, today: date) -> str:
    day = "today" if note.day == today else format_weekday(note.day, today)
    match note.status:
        case MeetingStatus.CANCELLED:
            return f"The meeting of {day} is marked as cancelled: {note.path}"
        case MeetingStatus.MOVED:
            return f"The meeting of {day} is marked as moved: {note.path}"
        case MeetingStatus.HELD:
            return f"The note of {day} is {'ready' if note.new else 'open again'}{_time(note)}: {note.path}"
        case _:
            return f"The note of {day} is planned{_time(note)}: {note.path}"


def _time(note: MeetingNote) -> str:
    """Say when a meeting begins and its minutes, as they were understood, and when a moved one was to begin."""
    minutes = f", {format_minutes(int(note.minutes))}" if note.minutes else ""
    if not note.start:
        return minutes
    before = format_clock(note.start_before) if note.start_before not in ("", note.start) else ""
    return f", at {format_clock(note.start)}{f' instead of {before}' if before else ''}{minutes}"
