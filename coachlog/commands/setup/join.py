"""`coachlog join`: take part in a partner's log."""

from pathlib import Path
from typing import Annotated

import typer

from coachlog.actions.exchange.join import join_log
from coachlog.actions.look.overview import read_overview
from coachlog.app.command import command, context_of
from coachlog.render.view import Answer
from coachlog.views.setup.joined_log import show_joined


def join(
    ctx: typer.Context,
    place: Annotated[str, typer.Argument(metavar="PLACE", help="The address or folder that your partner sent")],
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The folder for the log")] = None,
) -> Answer:
    """Join a log that your partner shares."""
    joined = join_log(context_of(ctx), place, folder)
    return show_joined(joined, read_overview(joined.context))


app = command(join, brings_log=True)
