"""`coachlog send`: a letter for a partner who installs nothing."""

from typing import Annotated

import typer

from coachlog.actions.letters import send_letter
from coachlog.app.command import command, context_of
from coachlog.render.view import Answer
from coachlog.views.letters import show_sent


def send(
    ctx: typer.Context,
    person: Annotated[str, typer.Option(metavar="NAME", help="Whom to write to, where there are several")] = "",
) -> Answer:
    """Make a letter for a partner who installs nothing."""
    return show_sent(send_letter(context_of(ctx), person))


app = command(send)
