"""`coachlog progress`: the term so far, on one screen."""

import typer

from coachlog.actions.term.progress import build_progress
from coachlog.app.arguments import PeriodName
from coachlog.app.command import PAGE, command, context_of
from coachlog.app.for_others import facts_for_program
from coachlog.app.period_argument import chosen_period
from coachlog.render.view import Answer
from coachlog.views.term.progress import show_progress


def progress(
    ctx: typer.Context,
    period: PeriodName = "",
) -> Answer:
    """Show the term so far."""
    context = context_of(ctx)
    span = chosen_period(context, period)
    if context.options.for_others:
        return facts_for_program(context, span)
    return show_progress(build_progress(context, span))


app = command(progress, out=PAGE, all_logs=True)
