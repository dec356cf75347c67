"""`coachlog agenda`: what is coming."""

import typer

from coachlog.actions.visit_drafts import my_drafts
from coachlog.app.command import PAGE, command, context_of
from coachlog.render.view import Answer
from coachlog.summary.upcoming import build_coming
from coachlog.views.agenda import show_coming


def agenda(ctx: typer.Context) -> Answer:
    """Show what is coming."""
    context = context_of(ctx)
    log = context.read(("meeting", "goal", "lesson", "visit"), bodies=("meeting",))
    return show_coming(build_coming(log, context.today, my_drafts(context)), log)


app = command(agenda, out=PAGE, all_logs=True)
