"""`coachlog prompts`: question stems for a conversation, others each week."""

from typing import Annotated

import typer

from coachlog.actions.week.prompts import find_stems, find_week_stems
from coachlog.app.command import LISTING, command, context_of
from coachlog.render.view import Answer
from coachlog.views.look.prompts import show_stems, show_week_stems


def prompts(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help="Show one kind: paraphrase, clarify, probe …")] = "",
) -> Answer:
    """Show question stems, new ones each week."""
    context = context_of(ctx)
    frameworks = context.frameworks()
    if kind:
        return show_stems(find_stems(frameworks, kind), frameworks.problems)
    return show_week_stems(find_week_stems(frameworks, context.today), context.today, frameworks.problems)


app = command(prompts, out=LISTING)
