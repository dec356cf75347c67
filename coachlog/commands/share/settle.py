"""`coachlog settle`: settle what two people changed at the same time, one by one."""

from collections.abc import Iterator
from typing import Annotated

import typer

from coachlog.actions.exchange.settle import ask_each, merge_copies, open_conflicts, settle_one, version_to_keep
from coachlog.actions.exchange.sharing_state import find_unfinished
from coachlog.app.command import LISTING, command, context_of
from coachlog.app.completion import complete_documents, offering
from coachlog.model.conflict import Choice, Conflict
from coachlog.render.view import Answer
from coachlog.views.share.conflicts import conflict_parts, show_conflicts, show_settlement

_complete_kept = offering(lambda _: ((choice, "") for choice in Choice))


def settle(
    ctx: typer.Context,
    document: Annotated[
        str,
        typer.Argument(metavar="DOCUMENT", help="Show only places in one document", autocompletion=complete_documents),
    ] = "",
    keep: Annotated[
        str, typer.Option(metavar="first|second|both", help="The version to keep", autocompletion=_complete_kept)
    ] = "",
    at: Annotated[int, typer.Option(metavar="N", help="The place's number in the list")] = 0,
) -> Answer:
    """Choose between two versions, place by place."""
    from coachlog.render.plain import plain_lines

    def show(number: int, conflict: Conflict) -> Iterator[str]:
        return plain_lines(conflict_parts(number, conflict, context.settings, whole=bool(document)))

    context = context_of(ctx)
    for path in merge_copies(context):
        context.tell(f"Merged with its original: {path}")
    choice = version_to_keep(keep) if keep else None
    conflicts = open_conflicts(context, document)
    if not choice and not (conflicts and context.interactive):
        unfinished = None if conflicts else find_unfinished(context.root)
        return show_conflicts(conflicts, context.settings, unfinished, whole=bool(document))
    settlement = settle_one(context, conflicts, at, choice) if choice else ask_each(context, conflicts, show)
    return show_settlement(settlement)


app = command(settle, out=LISTING, writes=True)
