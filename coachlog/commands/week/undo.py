"""`coachlog undo`: take my newest entry back, by a new entry; nobody else's words and no later ones go."""

from typing import Annotated

import typer

from coachlog.actions.undo import list_options, undo_newest
from coachlog.app.command import command, context_of
from coachlog.render.view import Answer
from coachlog.views.undo import show_options, show_undone


def undo(
    ctx: typer.Context,
    listed: Annotated[bool, typer.Option("--list", help="Show what could be taken back")] = False,
    back: Annotated[bool, typer.Option("--back", help="Take my newest undo back")] = False,
    skip: Annotated[bool, typer.Option("--next", help="Pass over what can't be taken back any more")] = False,
) -> Answer:
    """Take my newest entry back, as a new entry."""
    context = context_of(ctx)
    context.require_me()
    if listed:
        return show_options(list_options(context, back=back))
    result = undo_newest(context, back=back, skip=skip)
    if not back:
        context.tell("To have it again: coachlog undo --back")
    return show_undone(result, back=back, verbose=context.options.verbose)


app = command(undo)
