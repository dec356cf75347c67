"""Turn a date that a person typed into a day; ask once if it can mean two days."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from coachlog.context import Context
from coachlog.errors import CoachlogError, SurroundingsError, UsageError
from coachlog.model.dates import Aim, DateOrder, DateReader, NoOrder, TwoDays, format_weekday, require_day
from coachlog.model.settings import FILE

_JUST_OVER: Final = timedelta(days=92)


def parse_day(context: Context, typed: str, aim: Aim = Aim.NEAREST, on: date | None = None) -> date:
    """Parse a date as people type it, seen from today or `on` a day; ask on a terminal which of two it means.

    Raise UsageError if it is no date.
    """
    reader = _reader(context, on)
    try:
        reader.parse(typed, aim)
    except NoOrder as error:
        if context.interactive:
            ask_for_order(context, typed, error.days)
            reader = _reader(context, on)
    except ValueError:
        pass
    day = require_day(typed, reader, aim)
    if aim is Aim.DUE and not on:
        tell_of_next_year(context, typed, day)
    return day


def tell_of_next_year(context: Context, typed: str, due: date) -> None:
    """Tell that a date without a year, on which something is due, means next year's, where this year's is just over."""
    reader, near, other = _reader(context, None), due, due
    with suppress(ValueError):  # two years may be as near as each other
        near = reader.parse(typed)
    if not due > context.today > near >= context.today - _JUST_OVER:
        return
    if reader.order:
        turned = next(order for order in DateOrder if order is not reader.order)
        with suppress(ValueError):
            other = DateReader(context.today, turned).parse(typed, Aim.DUE)
    is_turned = other != due
    over, meant, instead = (format_weekday(day, context.today) for day in (near, due, other))
    hint = f"for {instead} type {other}" if is_turned else "for another day add its year"
    context.tell(f"{over} is over, so `{typed}` means {meant}; {hint}.")


def require_past(context: Context, day: date, hint: str) -> None:
    """Raise UsageError if a day is still to come: what is written down of it has not been yet."""
    if day > context.today:
        raise UsageError(f"{format_weekday(day, context.today)} is still to come", hint)


def named_day(context: Context, word: str) -> date | None:
    """Return the one day that a word means; None if it means none, or two."""
    try:
        return _reader(context, None).parse(word)
    except ValueError:
        return None


def is_date(context: Context, words: str) -> bool:
    """Tell whether words mean a day on which something is due, or one of two."""
    try:
        _reader(context, None).parse(words, Aim.DUE)
    except TwoDays:
        return True
    except ValueError:
        return False
    return True


def likely_days(context: Context, typed: str) -> tuple[date, ...]:
    """Return the days that a date means which may have been or may be to come: the past one, then the nearest."""
    past = []
    with suppress(UsageError):  # `this friday` is none that is past
        past.append(parse_day(context, typed, Aim.PAST))
    return (*past, parse_day(context, typed))


def day_text(context: Context, typed: str, aim: Aim = Aim.NEAREST) -> str:
    """Return a day as a log keeps it; raise UsageError."""
    return parse_day(context, typed, aim).isoformat() if typed else ""


def due_text(context: Context, typed: str) -> str:
    """Return a day on which something is due as a log keeps it; raise UsageError."""
    return day_text(context, typed, Aim.DUE)


def _reader(context: Context, on: date | None) -> DateReader:
    order = context.date_orders[-1] if context.date_orders else None
    with suppress(SurroundingsError):  # outside of every log
        order = order or context.settings.dates
    return DateReader(on or context.today, order)


def ask_for_order(context: Context, typed: str, days: tuple[date, date]) -> None:
    """Ask which of two days is meant, and keep the answer in the log's settings, so that it is asked once."""
    from coachlog.markdown.edit_yaml import set_value

    first, second = (format_weekday(day, context.today) for day in days)
    orders = dict(zip("12", DateOrder, strict=True))

    def parse(answer: str) -> DateOrder:
        if answer in orders:
            return orders[answer]
        raise ValueError("Type 1 or 2.")

    order = context.ask_for("", f"Does `{typed}` mean {first} (1) or {second} (2)?", parse)
    context.date_orders.append(order)
    with suppress(CoachlogError), context.change("dates") as change:  # what cannot be kept is for this time
        settings = (change.read(FILE) or b"").decode()
        change.write(FILE, set_value(settings, ("dates",), order).encode())
        change.message = "dates: 1 setting"
