"""`coachlog sync`: exchange with the partner through the shared place, with a receipt."""

from dataclasses import replace
from typing import Annotated

import typer

from coachlog.actions.exchange.share import sync_log
from coachlog.actions.outgoing.letter_folder import take_laid_answers
from coachlog.app.command import command, context_of
from coachlog.render.view import Answer


def sync(
    ctx: typer.Context,
    again: Annotated[bool, typer.Option("--again", help="Share the whole log again in an emptied place")] = False,
    moved_to: Annotated[
        str, typer.Option("--moved-to", metavar="PLACE", help="Go along with your partner to another shared place")
    ] = "",
) -> Answer:
    """Exchange changes with your partner, and print a receipt."""
    context = context_of(ctx)
    context.require_me()
    taken = take_laid_answers(context)
    result = sync_log(context, again=again, moved_to=moved_to)
    from coachlog.views.week.sync_receipt import show_sync  # the place is asked before this is loaded

    answer = show_sync(result, context.today, for_program=context.form.for_programs)
    if taken:
        from coachlog.views.share.letters import taken_parts

        answer = replace(answer, parts=[*taken_parts(taken), *answer.parts])
    return answer


app = command(sync)
