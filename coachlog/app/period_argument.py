"""Parse the period that is typed behind a command."""

from dataclasses import replace

from coachlog.actions.typed_days import parse_day
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.dates import Aim
from coachlog.model.period import Period, current_term, find_period
from coachlog.model.school_year import PAST, RELATIVE, bare_side, relative_period


def chosen_period(context: Context, typed: str) -> Period:
    """Return the term, quarter, month or year that was typed, `last` or `next` too, else the current term."""
    terms = context.settings.terms
    if not typed.strip():
        return current_term(terms, context.today)
    try:
        return relative_period(typed, terms, context.today) or find_period(typed, terms)
    except ValueError as error:
        side = RELATIVE.get(bare_side(typed))
        sentence = "no term has ended yet" if side == PAST else "no other term is set" if side else str(error)
        raise UsageError(sentence, "leave it out for the current term; coachlog terms lists them") from None


def chosen_span(context: Context, typed: str, since: str, until: str) -> Period:
    """Return the period that was typed, from one day or up to one; without a name the term of these days."""
    start = parse_day(context, since, Aim.PAST) if since else None
    end = parse_day(context, until, Aim.PAST) if until else None
    period = chosen_period(context, typed)
    if not typed and (start or end):
        period = current_term(context.settings.terms, end or start or context.today)
    period = replace(period, start=start or period.start, end=end or period.end)
    if period.end < period.start:
        raise UsageError(
            f"{period.start} to {period.end} is not a period", "the day of --since must be before that of --until"
        )
    return period
