"""Bare `coachlog`: the log at a glance."""

from coachlog.actions.after_term import ask_for_next_term
from coachlog.actions.overview import read_overview
from coachlog.context import Context
from coachlog.render.view import Answer
from coachlog.views.overview import show_overview


def glance(context: Context) -> Answer:
    """Show the log at a glance."""
    return show_overview(read_overview(ask_for_next_term(context)))
