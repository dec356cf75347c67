"""`coachlog agenda`: what is coming."""

from dataclasses import replace

import typer

from coachlog.actions.own.visit_drafts import my_drafts
from coachlog.app.command import CALENDAR, command, context_of
from coachlog.render.view import Answer
from coachlog.summary.upcoming import NEAR, build_coming
from coachlog.views.term.agenda import show_coming


def agenda(ctx: typer.Context) -> Answer:
    """Show what is coming."""
    context = context_of(ctx)
    log = context.read(("meeting", "goal", "lesson", "visit"), bodies=("meeting",))
    answer = show_coming(build_coming(log, context.today, my_drafts(context)), log)
    if context.options.to.casefold().endswith(".ics"):
        from coachlog.actions.outgoing.calendar import gather_calendar

        return replace(answer, calendar=gather_calendar(context, log, since=context.today - NEAR))
    return answer


app = command(agenda, out=CALENDAR, all_logs=True)
