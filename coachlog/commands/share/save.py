"""`coachlog save`: keep all that was changed by hand."""

from typing import Annotated

import typer

from coachlog.actions.exchange.save import save_log
from coachlog.app.command import command, context_of
from coachlog.render.view import Answer
from coachlog.views.share.save import show_saved


def save(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Save even if documents are gone")] = False,
    source: Annotated[
        str, typer.Option("--from", metavar="NAME", help="Bring in what plain git has under this name")
    ] = "",
) -> Answer:
    """Keep changes made by hand, in the log's history."""
    context = context_of(ctx)
    context.require_me()
    return show_saved(save_log(context, yes=yes, source=source))


app = command(save)
