"""Bare `coachlog`: the log at a glance."""

from dataclasses import replace

from coachlog.actions.look.overview import read_overview
from coachlog.actions.term.after_term import ask_for_next_term
from coachlog.context import Context
from coachlog.render.view import Answer
from coachlog.views.overview import advice_for_several, show_briefly, show_overview


def glance(context: Context) -> Answer:
    """Show the log at a glance; outside of any log, with several, what is open in each."""
    away = () if context.nearby_root else tuple(context.home.away())
    if context.nearby_root or len(context.home.open_logs()) + len(away) < 2:
        return show_overview(read_overview(ask_for_next_term(context)))
    from coachlog.app.all_logs import answer_over_all

    answer = answer_over_all(context, lambda there: show_briefly(read_overview(there)))
    return replace(answer, parts=[*answer.parts, *advice_for_several(context.home.open_logs()[0].name, away)])
