"""Bare `coachlog`: the log at a glance."""

from coachlog.actions.overview import read_overview
from coachlog.context import Context
from coachlog.render.view import Answer
from coachlog.views.overview import overview_data, overview_parts


def glance(context: Context) -> Answer:
    """Show the log at a glance."""
    overview = read_overview(context)
    return Answer(overview_data(overview), list(overview_parts(overview)), overview.log.problems, listing=True)
