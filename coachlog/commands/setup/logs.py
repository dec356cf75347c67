"""`coachlog logs`: the logs on this computer."""

from typing import Annotated

import typer

from coachlog.actions.logs import choose_default, list_logs
from coachlog.app.command import LISTING, command, context_of
from coachlog.render.view import Answer
from coachlog.views.logs import show_logs


def logs(
    ctx: typer.Context,
    default: Annotated[str, typer.Option(metavar="NAME", help="Make this log the default")] = "",
) -> Answer:
    """List the logs on this computer."""
    context = context_of(ctx)
    if default:
        choose_default(context, default)
    return show_logs(list_logs(context))


app = command(logs, out=LISTING)
