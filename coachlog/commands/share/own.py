"""`coachlog own`: the own pages on more than one computer of mine."""

from typing import Annotated

import typer

from coachlog.actions.exchange.own_place import exchange_own_pages
from coachlog.app.command import command, context_of
from coachlog.render.view import Answer
from coachlog.views.share.own_place import show_own_exchange


def own(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Option("--folder", metavar="DIR", help="A folder on a drive or a stick that is mine alone")
    ] = "",
    place: Annotated[str, typer.Option("--place", metavar="URL", help="A git host's project that is mine alone")] = "",
) -> Answer:
    """Exchange my own pages between my own computers."""
    return show_own_exchange(exchange_own_pages(context_of(ctx), folder, place))


app = command(own)
