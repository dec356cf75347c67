"""`coachlog successes`: what there is to celebrate."""

from enum import StrEnum
from typing import Annotated

import typer

from coachlog.app.arguments import PeriodName, choice_option
from coachlog.app.command import LISTING, command, context_of
from coachlog.app.for_others import successes_for_others
from coachlog.app.period_argument import chosen_period
from coachlog.render.view import Answer
from coachlog.summary.successes import build_successes
from coachlog.views.term.successes import show_by_date, show_by_person


class By(StrEnum):
    """How successes are put in order."""

    DATE = "date"
    PERSON = "person"


def successes(
    ctx: typer.Context,
    period: PeriodName = "",
    by: Annotated[By, choice_option("--by", By, "The order of the list")] = By.DATE,
) -> Answer:
    """List successes to celebrate."""
    context = context_of(ctx)
    span = chosen_period(context, period)
    if context.options.for_others:
        return successes_for_others(context, span)
    log = context.read(("meeting",), bodies=("meeting",), within=span)
    claims = build_successes(log, span, context.today)
    show = show_by_person if by is By.PERSON else show_by_date
    return show(claims, span, log, context.today)


app = command(successes, out=LISTING, all_logs=True)
