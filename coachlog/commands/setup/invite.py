"""`coachlog invite`: choose and test a shared place, and have what to send to the partner."""

from typing import Annotated

import typer

from coachlog.actions.exchange.invite import invite as invite_partner
from coachlog.actions.outgoing.letters import set_up_by_mail
from coachlog.app.command import command, context_of
from coachlog.render.view import Answer
from coachlog.views.setup.invitation import show_invitation
from coachlog.views.share.letters import show_by_mail


def invite(
    ctx: typer.Context,
    place: Annotated[str, typer.Argument(metavar="[PLACE]", help="An address, or a folder that both have")] = "",
    folder: Annotated[str, typer.Option(metavar="DIR", help="A plain folder that both have")] = "",
    by_mail: Annotated[
        bool, typer.Option("--by-mail", help="For a partner who installs nothing and answers letters")
    ] = False,
    at: Annotated[str, typer.Option("--place", metavar="URL", help="A git host, or a drive's bare repository")] = "",
) -> Answer:
    """Choose a shared place, test it, and print a message to send."""
    context = context_of(ctx)
    context.require_me()
    if by_mail:
        return show_by_mail(set_up_by_mail(context, ""))
    invitation = invite_partner(context, place or at, folder)
    return show_invitation(invitation, for_program=context.form.for_programs)


app = command(invite)
