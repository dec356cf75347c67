"""`coachlog meet`: the week's note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer

from coachlog.actions.workspace import Workspace
from coachlog.app.arguments import complete_activities, complete_phases
from coachlog.app.command import command, context_of
from coachlog.app.partner import look_for_news, offer_to_share
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.model.fields import WEEKDAYS, format_count, format_day, parse_minutes
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.next_steps import NextStep
from coachlog.model.schedule import choose_meeting
from coachlog.model.settings import Settings
from coachlog.render.view import Answer, Item, Line, Part


@dataclass(frozen=True, slots=True)
class Met:
    """What `meet` did to one note."""

    path: str
    day: date
    status: MeetingStatus
    new: bool
    carried: tuple[NextStep, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of the meeting on the command line."""

    minutes: str = ""
    activities: tuple[str, ...] = ()
    phase: str = ""


def meet(
    ctx: typer.Context,
    date_: Annotated[str, typer.Option("--date", metavar="DATE", help="The meeting's day")] = "",
    no_edit: Annotated[bool, typer.Option("--no-edit", help="Do not open the editor")] = False,
    minutes: Annotated[str, typer.Option(metavar="N", help="How long you met")] = "",
    cancelled: Annotated[bool, typer.Option("--cancelled", help="The meeting does not take place")] = False,
    moved: Annotated[str, typer.Option(metavar="DATE", help="The meeting takes place on another day")] = "",
    another: Annotated[bool, typer.Option("--another", help="A second meeting on the same day")] = False,
    activity: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="What you did: co-planning, …", autocompletion=complete_activities),
    ] = None,
    phase: Annotated[
        str, typer.Option(metavar="ID", help="Where in the cycle: prepare, …", autocompletion=complete_phases)
    ] = "",
    prompts: Annotated[bool, typer.Option("--prompts", help="Show this week's question stems")] = False,
) -> Answer:
    """Start or take up the week's note."""
    context = context_of(ctx)
    context.require_me()
    look_for_news(context)
    day = context.day(date_) if date_ else None
    said = Said(
        minutes=_minutes(minutes),
        activities=tuple(_code(context, "activities", word) for word in activity or () if word.strip()),
        phase=_code(context, "cycle", phase) if phase.strip() else "",
    )
    if moved:
        return _answer(context, _move(context, day, context.day(moved)))
    if cancelled:
        return _answer(context, [_end(context, day, MeetingStatus.CANCELLED)])
    if context.interactive:
        _ask_about_planned(context)
    met = _meet(context, day, said, another=another)
    problems: Sequence[str] = ()
    if not no_edit:
        from coachlog.app.editor import edit_and_keep

        problems = edit_and_keep(context, met.path, "meet: 1 meeting")
    offer_to_share(context)
    return _answer(context, [met], problems, _questions(context, met.day) if prompts else ())


app = command(meet)


def _minutes(typed: str) -> str:
    try:
        return str(parse_minutes(typed)) if typed else ""
    except ValueError as trouble:
        raise UsageError(str(trouble), "write it as --minutes 45") from None


def note_slots(settings: Settings, day: date, status: MeetingStatus) -> dict[str, str]:
    """What a new meeting note says of itself: a function of the log and the day, the same on two machines."""
    cadence = settings.cadence
    on_its_day = cadence.weekday is None or cadence.weekday == day.weekday()
    return {
        "date": day.isoformat(),
        "start": cadence.time if on_its_day else "",
        "mode": cadence.mode,
        "status": status,
        "title": f"Meeting of {WEEKDAYS[day.weekday()].title()} {format_day(day)} {day.year}",
    }


def _meet(context: Context, day: date | None, said: Said, *, another: bool) -> Met:
    with context.change("meet") as change:
        desk = Workspace(context, change)
        meeting, on = choose_meeting(desk.log.meetings, desk.log.settings, context.today, day)
        if another:
            meeting = None
        path = meeting.path if meeting else new_path(desk.log.meetings, on)
        status = _status(meeting, on, context.today)
        desk.note(meeting, path, note_slots(desk.log.settings, on, status))
        desk.set(path, "status", status)
        _say(desk, path, said)
        points = desk.carry_agenda(path, on)
        carried = desk.carry(path, on)
        desk.settle()
        desk.close()
        change.message = f"meet: 1 meeting ({on}), {format_count(len(carried), 'next step')} carried over"
    return Met(path, on, status, meeting is None, carried, points)


def _say(desk: Workspace, path: str, said: Said) -> None:
    """Write in a note what was said of it."""
    if said.minutes:
        desk.set(path, "minutes", said.minutes)
    if said.phase:
        desk.set(path, "phase", said.phase)
    document = desk.document(path)
    if document and said.activities:
        from coachlog.actions.documents import add_words

        desk.put(path, add_words(document, "activities", said.activities))


def _code(context: Context, kind: str, word: str) -> str:
    from coachlog.commands.look.frameworks import demand_code

    return demand_code(context, kind, word)


def _questions(context: Context, day: date) -> Sequence[Part]:
    from coachlog.commands.look.prompts import week_parts

    return [Line(), *week_parts(context.frameworks(), day)]


def _status(meeting: Meeting | None, day: date, today: date) -> MeetingStatus:
    """On its date or later a meeting that is taken up is held; before, it is planned."""
    if day <= today:
        return MeetingStatus.HELD
    return meeting.status if meeting and meeting.status is MeetingStatus.HELD else MeetingStatus.PLANNED


def new_path(meetings: Sequence[Meeting], day: date) -> str:
    """Where a new note of a day lies: the second that day is `-2`."""
    taken = {meeting.path for meeting in meetings}
    path, number = f"meetings/{day}.md", 1
    while path in taken:
        number += 1
        path = f"meetings/{day}-{number}.md"
    return path


def _end(context: Context, day: date | None, status: MeetingStatus, to: date | None = None) -> Met:
    """The week's note as one of a meeting that did not take place on its day."""
    with context.change("meet") as change:
        desk = Workspace(context, change)
        meeting, on = choose_meeting(desk.log.meetings, desk.log.settings, context.today, day)
        if to == on:
            raise CoachlogError(
                f"the meeting is on {format_day(on)} already", "say another day: coachlog meet --moved DATE"
            )
        path = meeting.path if meeting else new_path(desk.log.meetings, on)
        desk.note(meeting, path, note_slots(desk.log.settings, on, status))
        desk.set(path, "status", status)
        desk.close()
        change.message = f"meet: 1 meeting {status} ({on})"
    return Met(path, on, status, meeting is None)


def _move(context: Context, day: date | None, to: date) -> list[Met]:
    left = _end(context, day, MeetingStatus.MOVED, to)
    return [left, _meet(context, to, Said(), another=False)]


def _ask_about_planned(context: Context) -> None:
    """Ask once about each planned meeting whose day has passed: whatever the answer, it is planned no more."""
    log = context.read(("meeting",))
    for meeting in log.meetings:
        if meeting.status is not MeetingStatus.PLANNED or meeting.day >= context.today:
            continue
        weekday = WEEKDAYS[meeting.day.weekday()].title()
        if context.confirm(f"Did you meet on {weekday} {format_day(meeting.day)}?", default=True):
            usual = str(log.settings.cadence.minutes or "")
            minutes = (
                "" if meeting.minutes else context.ask("How many minutes (empty if you do not know)?", usual or " ")
            )
            _meet(context, meeting.day, Said(_minutes(minutes.strip())), another=False)
        else:
            _end(context, meeting.day, MeetingStatus.CANCELLED)


def _answer(context: Context, notes: list[Met], problems: Sequence[str] = (), questions: Sequence[Part] = ()) -> Answer:
    parts: list[Part] = []
    for met in notes:
        parts.append(Line(_sentence(met, context.today)))
        if met.carried:
            parts.append(Line(f"Carried over {format_count(len(met.carried), 'next step')}:"))
            parts += [Item(step.text, context.settings.named(step.owner)) for step in met.carried]
        if met.points:
            parts.append(Line(f"On the agenda again: {'; '.join(met.points)}", quiet=True))
    parts += [Line(problem) for problem in problems]
    last = notes[-1]
    if last.status in (MeetingStatus.HELD, MeetingStatus.PLANNED):
        parts.append(Line('To add a line: coachlog note "what went well" --in successes', quiet=True))
    parts += questions
    data = {
        "path": last.path,
        "date": last.day.isoformat(),
        "status": last.status,
        "new": last.new,
        "carried": [step.id for step in last.carried],
    }
    return Answer(data, parts)


def _sentence(met: Met, today: date) -> str:
    day = "today" if met.day == today else f"{WEEKDAYS[met.day.weekday()].title()} {format_day(met.day)}"
    match met.status:
        case MeetingStatus.CANCELLED:
            return f"The meeting of {day} is marked as cancelled: {met.path}"
        case MeetingStatus.MOVED:
            return f"The meeting of {day} is marked as moved: {met.path}"
        case MeetingStatus.HELD:
            return f"The note of {day} is {'ready' if met.new else 'taken up'}: {met.path}"
        case _:
            return f"The note of {day} is planned: {met.path}"
