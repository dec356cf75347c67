"""`coachlog search`: words in the log's documents, whatever their case and accents."""

from typing import Annotated

import typer

from coachlog.actions.look.search import search_log
from coachlog.app.command import LISTING, command, context_of
from coachlog.render.view import Answer
from coachlog.views.look.search import show_hits


def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All of them on one line")],
    kind: Annotated[str, typer.Option(metavar="KIND", help="Only meetings, goals, lessons, …")] = "",
) -> Answer:
    """Find words in the log, with file and line."""
    return show_hits(search_log(context_of(ctx), words, kind), words)


app = command(search, out=LISTING, all_logs=True)
