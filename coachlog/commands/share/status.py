"""`coachlog status`: what is kept, what is not yet, and what is only on this computer."""

import typer

from coachlog.actions.status import read_status
from coachlog.app.command import command, context_of
from coachlog.render.view import Answer
from coachlog.views.status import status_data, status_parts


def status(ctx: typer.Context) -> Answer:
    """Say what is kept on this computer, and what is not yet."""
    found = read_status(context_of(ctx))
    return Answer(status_data(found), list(status_parts(found)))


app = command(status)
