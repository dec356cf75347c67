"""`coachlog meet`: the week's note."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any

import typer

from coachlog.actions.term.after_term import go_on_after_term
from coachlog.actions.term.framework_codes import codes_of, require_code
from coachlog.actions.typed_days import parse_day
from coachlog.actions.typed_values import minutes_text, way_to_meet
from coachlog.actions.week.meeting_questions import ask_about_meeting, ask_about_planned, ask_for_today
from coachlog.actions.week.meetings import MeetingNote, cancel_meeting, move_meeting, take_up_meeting
from coachlog.app.command import command, context_of
from coachlog.app.completion import (
    complete_activities,
    complete_indicators,
    complete_modes,
    complete_phases,
    complete_standards,
)
from coachlog.app.field_options import NOTHING, Typed, list_option, text_option, with_options
from coachlog.app.link_options import GOAL, LESSON
from coachlog.app.own_options import START
from coachlog.app.partner import look_for_news, offer_to_share
from coachlog.context import Context
from coachlog.frameworks import INDICATORS
from coachlog.model.fields import format_day
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.program_code import usual_mode
from coachlog.render.view import Answer, Line, Part
from coachlog.views.week.meetings import show_notes


def _read_codes(kind: str) -> Callable[[Context, Any], list[str]]:
    return lambda context, typed: [require_code(context, kind, word) for word in typed or () if word.strip()]


def _read_standards(context: Context, typed: list[str] | None) -> list[str]:
    return codes_of(context, "content", typed)


def _read_phase(context: Context, typed: str) -> str:
    return require_code(context, "cycle", typed) if typed.strip() else ""


_MINUTES = text_option("minutes", "N", "The minutes that you met", read=lambda _, typed: minutes_text(typed))
_MODE = text_option(
    "mode",
    "WORD",
    "How you met: virtual, in person …",
    read=lambda context, typed: usual_mode(way_to_meet(context, typed)),
    complete=complete_modes,
)
_ACTIVITY = list_option(
    "activities",
    "ID",
    "An activity: co-planning, …",
    name="activity",
    read=_read_codes("activities"),
    complete=complete_activities,
)
_PHASE = text_option("phase", "ID", "Phase of the cycle: prepare, …", read=_read_phase, complete=complete_phases)
_INDICATOR = list_option(
    "indicators",
    "CODE",
    "A coaching indicator",
    name="indicator",
    read=_read_codes(INDICATORS),
    complete=complete_indicators,
)
_STANDARD = list_option(
    "standards", "CODE", "A content standard", name="standard", read=_read_standards, complete=complete_standards
)
_FOCUS = text_option("focus", "TEXT", "What the meeting is about, in a few words")


@with_options(_MINUTES, START, _MODE, GOAL, LESSON, _INDICATOR, _STANDARD, _FOCUS, _ACTIVITY, _PHASE)
def meet(
    ctx: typer.Context,
    date_: Annotated[str, typer.Option("--date", metavar="DATE", help="The meeting's day")] = "",
    no_edit: Annotated[bool, typer.Option("--no-edit", help="Do not open the editor")] = False,
    typed: Typed = NOTHING,
    cancelled: Annotated[bool, typer.Option("--cancelled", help="Mark the meeting as cancelled")] = False,
    moved: Annotated[str, typer.Option(metavar="DATE", help="Move the meeting to this day")] = "",
    another: Annotated[bool, typer.Option("--another", help="Start a second meeting on the same day")] = False,
    prompts: Annotated[bool, typer.Option("--prompts", help="Show this week's question stems")] = False,
) -> Answer:
    """Start or continue the week's note."""
    context = context_of(ctx)
    context.require_me()
    look_for_news(context)
    context = go_on_after_term(context)
    day = parse_day(context, date_) if date_ else None
    fields = typed.read(context)
    if moved or cancelled:
        if moved:
            notes = move_meeting(context, day, parse_day(context, moved), fields)
        else:
            notes = [cancel_meeting(context, day, fields)]
        return show_notes(notes, context.settings, context.today)
    if context.interactive:
        ask_about_planned(context)
        day = day or ask_for_today(context)
    note = take_up_meeting(context, day, fields, another=another)
    edited = () if no_edit else _edit(context, note)
    answered = ask_about_meeting(context, note.path) if context.interactive else ()
    edited = _edited_and_answered(edited, answered) if answered else _edited_or_held(note, edited)
    offer_to_share(context)
    questions = _questions(context, note.day) if prompts else ()
    return show_notes([note], context.settings, context.today, edited, questions)


app = command(meet)


def _edit(context: Context, note: MeetingNote) -> tuple[str, ...]:
    from coachlog.app.editor import EditorFailed, edit_and_keep

    try:
        return edit_and_keep(context, note.path, "meet: 1 meeting")
    except EditorFailed as error:
        if note.new and note.status is MeetingStatus.HELD:
            error.sentence += f"; the note of {format_day(note.day)} is made all the same, and counts as held"
            error.hint += "; if you did not meet: coachlog undo"
        raise


def _edited_or_held(note: MeetingNote, edited: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was kept of the editor; of a new note in which nothing was written that it counts all the same."""
    from coachlog.app.editor import UNCHANGED

    is_told = note.unplanned or not (note.new and note.status is MeetingStatus.HELD and UNCHANGED in edited)
    if is_told:
        return edited
    return (*edited, f"The meeting counts as held. If you did not meet: coachlog meet --cancelled --date {note.day}")


def _edited_and_answered(edited: tuple[str, ...], answered: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was kept of the editor and of the answers: where these were, it is untrue that nothing changed."""
    from coachlog.app.editor import UNCHANGED

    return (*(sentence for sentence in edited if sentence != UNCHANGED), *answered)


def _questions(context: Context, day: date) -> Sequence[Part]:
    from coachlog.actions.week.prompts import find_week_stems
    from coachlog.views.look.prompts import week_parts

    return [Line(), *week_parts(find_week_stems(context.frameworks(), day), day)]
