"""`coachlog meet`: the week's note."""

from collections.abc import Sequence
from typing import Annotated

import typer

from coachlog.actions.framework_codes import require_code
from coachlog.actions.meetings import (
    MeetingFields,
    ask_about_planned,
    call_off_meeting,
    move_meeting,
    take_up_meeting,
)
from coachlog.actions.typed_values import minutes_text
from coachlog.app.arguments import complete_activities, complete_phases
from coachlog.app.command import command, context_of
from coachlog.app.partner import look_for_news, offer_to_share
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.render.view import Answer, Part
from coachlog.views.meetings import show_notes


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
    fields = MeetingFields(
        minutes=minutes_text(minutes),
        activities=tuple(require_code(context, "activities", word) for word in activity or () if word.strip()),
        phase=require_code(context, "cycle", phase) if phase.strip() else "",
    )
    if moved:
        return show_notes(move_meeting(context, day, context.day(moved)), context.settings, context.today)
    if cancelled:
        note = call_off_meeting(context, day, MeetingStatus.CANCELLED)
        return show_notes([note], context.settings, context.today)
    if context.interactive:
        ask_about_planned(context)
    note = take_up_meeting(context, day, fields, another=another)
    told: Sequence[str] = ()
    if not no_edit:
        from coachlog.app.editor import edit_and_keep

        told = edit_and_keep(context, note.path, "meet: 1 meeting")
    offer_to_share(context)
    below: Sequence[Part] = ()
    if prompts:
        from coachlog.actions.prompts import find_week_stems
        from coachlog.render.view import Line
        from coachlog.views.prompts import week_parts

        below = [Line(), *week_parts(find_week_stems(context.frameworks(), note.day), note.day)]
    return show_notes([note], context.settings, context.today, below, told)


app = command(meet)
