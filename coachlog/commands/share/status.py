"""`coachlog status`: what is kept, what is not yet, and what is only on this computer."""

import typer

from coachlog.actions.exchange.status import read_status
from coachlog.app.command import PAGE, command, context_of
from coachlog.render.view import Answer
from coachlog.views.share.status import show_status


def status(ctx: typer.Context) -> Answer:
    """Show changes that are not kept or shared yet."""
    return show_status(read_status(context_of(ctx)))


app = command(status, out=PAGE)
