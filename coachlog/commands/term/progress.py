"""`coachlog progress`: the term so far, on one screen."""

import typer

from coachlog.actions.progress import build_progress
from coachlog.app.arguments import PeriodName
from coachlog.app.command import PAGE, command, context_of
from coachlog.app.period_argument import chosen_period
from coachlog.render.view import Answer
from coachlog.views.progress import show_progress


def progress(
    ctx: typer.Context,
    period: PeriodName = "",
) -> Answer:
    """Show the term so far."""
    context = context_of(ctx)
    return show_progress(build_progress(context, chosen_period(context, period)))


app = command(progress, out=PAGE)
