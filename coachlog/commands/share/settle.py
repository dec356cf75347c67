"""`coachlog settle`: settle what two people changed at the same time, one by one."""

from collections.abc import Iterator
from typing import Annotated

import typer

from coachlog.actions.exchange.settle import ask_each, merge_copies, open_conflicts, settle_one
from coachlog.actions.exchange.sharing_state import find_unfinished
from coachlog.app.command import LISTING, command, context_of
from coachlog.app.completion import complete_documents
from coachlog.model.conflict import Choice, Conflict
from coachlog.render.view import Answer
from coachlog.views.conflicts import conflict_parts, show_conflicts, show_settlement


def settle(
    ctx: typer.Context,
    document: Annotated[
        str,
        typer.Argument(metavar="DOCUMENT", help="Show only places in one document", autocompletion=complete_documents),
    ] = "",
    keep: Annotated[Choice | None, typer.Option(help="The version to keep")] = None,
    at: Annotated[int, typer.Option(metavar="N", help="The place's number in the list")] = 0,
) -> Answer:
    """Choose between two versions, place by place."""
    from coachlog.render.plain import plain_lines

    def show(number: int, conflict: Conflict) -> Iterator[str]:
        return plain_lines(conflict_parts(number, conflict, context.settings))

    context = context_of(ctx)
    for path in merge_copies(context):
        context.tell(f"Merged with its original: {path}")
    conflicts = open_conflicts(context, document)
    if not keep and not (conflicts and context.interactive):
        unfinished = None if conflicts else find_unfinished(context.root)
        return show_conflicts(conflicts, context.settings, unfinished)
    settlement = settle_one(context, conflicts, at, keep) if keep else ask_each(context, conflicts, show)
    return show_settlement(settlement)


app = command(settle, out=LISTING, writes=True)
