"""`coachlog send`: a letter for a partner who installs nothing."""

from typing import Annotated

import typer

from coachlog.actions.outgoing.letter_folder import lay_letter, shared_folder
from coachlog.actions.outgoing.letters import send_letter
from coachlog.app.command import Out, command, context_of
from coachlog.render.view import Answer
from coachlog.views.share.letters import show_sent


def send(
    ctx: typer.Context,
    person: Annotated[str, typer.Option(metavar="NAME", help="Whom to write to, where there are several")] = "",
) -> Answer:
    """Make a letter for a partner who installs nothing."""
    context = context_of(ctx)
    sent = send_letter(context, person)
    folder = shared_folder(context)
    if not (context.options.to or folder):
        return show_sent(sent)
    from coachlog.render.letter_page import letter_page

    page = letter_page(sent.letter, sent.address)
    laid = lay_letter(folder, sent, page) if folder and not context.options.to else None
    return show_sent(sent, page, laid)


app = command(send, out=Out((".html",)), writes=True)
