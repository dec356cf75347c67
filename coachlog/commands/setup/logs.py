"""`coachlog logs`: the logs on this computer, and those at rest."""

from typing import Annotated

import typer

from coachlog.actions.setup.logs import choose_default, list_logs, set_closed
from coachlog.app.command import context_of, group, subcommand
from coachlog.app.completion import complete_logs
from coachlog.render.view import Answer
from coachlog.views.setup.logs import show_changed, show_logs

app = group("List the logs on this computer; put one at rest")

LogName = Annotated[
    str,
    typer.Argument(metavar="LOG", help="Its name, its folder, or a partner's first name", autocompletion=complete_logs),
]


@app.callback()
def logs(
    ctx: typer.Context,
    default: Annotated[str, typer.Option(metavar="NAME", help="Make this log the default")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Include logs at rest")] = False,
) -> Answer | None:
    """List the logs on this computer."""
    if ctx.invoked_subcommand is not None:
        return None
    context = context_of(ctx)
    if default:
        choose_default(context, default)
    return show_logs(list_logs(context, everything=everything))


@subcommand(app, "close")
def close(ctx: typer.Context, log: LogName) -> Answer:
    """Put a log at rest: out of the listings, still to be read."""
    return show_changed(set_closed(context_of(ctx), log, closed=True))


@subcommand(app, "open")
def open_(ctx: typer.Context, log: LogName) -> Answer:
    """Take a log at rest back."""
    return show_changed(set_closed(context_of(ctx), log, closed=False))
