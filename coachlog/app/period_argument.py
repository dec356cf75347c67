"""The span of time that a command is about, as it was typed."""

from typing import Annotated

import typer

from coachlog.app.arguments import complete_terms
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.period import Period, current_term, find_period

PeriodName = Annotated[
    str,
    typer.Argument(metavar="[PERIOD]", help="A term, 2026-q4, 2026-11 or 2026", autocompletion=complete_terms),
]


def chosen_period(context: Context, typed: str) -> Period:
    """The term, quarter, month or year that was typed, else the current term."""
    terms = context.settings.terms
    if not typed.strip():
        return current_term(terms, context.today)
    try:
        return find_period(typed, terms)
    except ValueError as trouble:
        raise UsageError(str(trouble), "leave it out for the current term") from None
