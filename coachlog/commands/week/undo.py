"""`coachlog undo`: take my newest entry back, by a new entry; nobody else's words and no later ones go."""

from typing import Annotated

import typer

from coachlog.actions.exchange.deleted_documents import RESTORE, is_gone, restore
from coachlog.actions.exchange.undo import list_options, undo_newest
from coachlog.actions.options_again import options_again
from coachlog.app.command import command, context_of
from coachlog.errors import UsageError
from coachlog.options import typable
from coachlog.render.view import Answer
from coachlog.views.week.undo import show_options, show_restored, show_undone


def undo(
    ctx: typer.Context,
    document: Annotated[str, typer.Argument(metavar="[DOCUMENT]", help="With --deleted: the one to bring back")] = "",
    listed: Annotated[bool, typer.Option("--list", help="List what can be undone")] = False,
    back: Annotated[bool, typer.Option("--back", help="Undo my newest undo")] = False,
    skip: Annotated[bool, typer.Option("--next", help="Skip entries that can't be undone any more")] = False,
    deleted: Annotated[bool, typer.Option("--deleted", help="Bring back documents that are gone")] = False,
) -> Answer:
    """Undo my newest entry, by a new entry."""
    context = context_of(ctx)
    context.require_me()
    if deleted:
        return show_restored(restore(context, document))
    if document:
        back_again = f"to bring a deleted one back: {RESTORE}"
        hint = (
            f"{back_again} {typable(document)}" if is_gone(context, document) else f"coachlog undo --list; {back_again}"
        )
        raise UsageError("undo takes back your newest entry, and no document of your choice", hint)
    if listed:
        return show_options(list_options(context, back=back), context.today)
    result = undo_newest(context, back=back, skip=skip)
    if not back:
        context.tell(f"To do it again: coachlog{options_again(context)} undo --back")
    return show_undone(result, back=back, verbose=context.options.verbose)


app = command(undo, takes_back=True)
