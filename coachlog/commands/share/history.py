"""`coachlog history`: who did what, in sentences made from the documents."""

from typing import Annotated

import typer

from coachlog.actions.exchange.history import read_history
from coachlog.actions.find_document import find_past_path
from coachlog.app.command import LISTING, command, context_of
from coachlog.app.completion import complete_documents
from coachlog.render.view import Answer
from coachlog.views.share.history import show_history

_SHOWN = 20
_MOST_DIGITS = 3  # of a number of entries; a year is one of a document


def history(
    ctx: typer.Context,
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT",
            help="Show entries about one document, or so many entries",
            autocompletion=complete_documents,
        ),
    ] = "",
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="The number of entries")] = _SHOWN,
    everything: Annotated[bool, typer.Option("--all", help="Show all entries")] = False,
) -> Answer:
    """Show who did what, the newest first."""
    context = context_of(ctx)
    if document.isdecimal() and len(document) <= _MOST_DIGITS:
        document, limit = "", max(int(document), 1)  # so many entries, and no part of a name
    path = find_past_path(context, document) if document else None
    page = read_history(context, None if everything else limit, path)
    return show_history(page, context.today, verbose=context.options.verbose)


app = command(history, out=LISTING)
