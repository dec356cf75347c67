"""`coachlog meet`: the week's note."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from coachlog.actions.framework_codes import require_code
from coachlog.actions.meetings import (
    MeetingFields,
    ask_about_planned,
    cancel_meeting,
    move_meeting,
    take_up_meeting,
)
from coachlog.actions.typed_days import parse_day
from coachlog.actions.typed_values import minutes_text
from coachlog.app.command import command, context_of
from coachlog.app.completion import complete_activities, complete_phases
from coachlog.app.partner import look_for_news, offer_to_share
from coachlog.context import Context
from coachlog.render.view import Answer, Line, Part
from coachlog.views.meetings import show_notes


def meet(
    ctx: typer.Context,
    date_: Annotated[str, typer.Option("--date", metavar="DATE", help="The meeting's day")] = "",
    no_edit: Annotated[bool, typer.Option("--no-edit", help="Do not open the editor")] = False,
    minutes: Annotated[str, typer.Option(metavar="N", help="The minutes that you met")] = "",
    cancelled: Annotated[bool, typer.Option("--cancelled", help="Mark the meeting as cancelled")] = False,
    moved: Annotated[str, typer.Option(metavar="DATE", help="Move the meeting to this day")] = "",
    another: Annotated[bool, typer.Option("--another", help="Start a second meeting on the same day")] = False,
    activity: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="An activity: co-planning, …", autocompletion=complete_activities),
    ] = None,
    phase: Annotated[
        str, typer.Option(metavar="ID", help="Phase of the cycle: prepare, …", autocompletion=complete_phases)
    ] = "",
    prompts: Annotated[bool, typer.Option("--prompts", help="Show this week's question stems")] = False,
) -> Answer:
    """Start or continue the week's note."""
    context = context_of(ctx)
    context.require_me()
    look_for_news(context)
    day = parse_day(context, date_) if date_ else None
    fields = MeetingFields(
        minutes=minutes_text(minutes),
        activities=tuple(require_code(context, "activities", word) for word in activity or () if word.strip()),
        phase=require_code(context, "cycle", phase) if phase.strip() else "",
    )
    if moved or cancelled:
        notes = move_meeting(context, day, parse_day(context, moved)) if moved else [cancel_meeting(context, day)]
        return show_notes(notes, context.settings, context.today)
    if context.interactive:
        ask_about_planned(context)
    note = take_up_meeting(context, day, fields, another=another)
    edited = () if no_edit else _edit(context, note.path)
    offer_to_share(context)
    questions = _questions(context, note.day) if prompts else ()
    return show_notes([note], context.settings, context.today, edited, questions)


app = command(meet)


def _edit(context: Context, path: str) -> Sequence[str]:
    from coachlog.app.editor import edit_and_keep

    return edit_and_keep(context, path, "meet: 1 meeting")


def _questions(context: Context, day: date) -> Sequence[Part]:
    from coachlog.actions.prompts import find_week_stems
    from coachlog.views.prompts import week_parts

    return [Line(), *week_parts(find_week_stems(context.frameworks(), day), day)]
