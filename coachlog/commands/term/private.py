"""`coachlog private`: a note of my own, never shared."""

from typing import Annotated

import typer

from coachlog.actions.own.move_to_own import move_to_own
from coachlog.actions.own.private_notes import list_private_notes, write_private_note
from coachlog.app.arguments import asks_for_list, words_typed
from coachlog.app.command import OWN_LISTING, command, context_of
from coachlog.errors import UsageError
from coachlog.model.fields import clean_text
from coachlog.render.view import Answer
from coachlog.views.term.private_notes import show_list, show_moved, show_written


def private(
    ctx: typer.Context,
    text: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]...", help="The note's text, for me alone")] = None,
    move: Annotated[str, typer.Option(metavar="PATH", help="Move a document of the log to my own pages")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Move it, whoever wrote in it")] = False,
) -> Answer:
    """Write or list my own notes, never shared."""
    context = context_of(ctx)
    if move:
        return show_moved(move_to_own(context, move, yes=yes))
    words = words_typed(text or ())
    if asks_for_list(text or ()):
        return show_list(list_private_notes(context))
    if not text and context.interactive:
        words = clean_text(context.ask("What did you notice? (Enter alone lists your notes)", " "))
    if not (text or words):
        return show_list(list_private_notes(context))
    if not words:
        raise UsageError("there is nothing to write down", 'say it in quotes: coachlog private "what I noticed"')
    return show_written(write_private_note(context, words, context.today))


app = command(private, out=OWN_LISTING)
