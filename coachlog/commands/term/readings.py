"""`coachlog readings`: what I have read, in my own pages, ready to cite."""

from typing import Annotated

import typer

from coachlog.actions.own.work import add_reading, list_readings
from coachlog.actions.typed_values import require_title
from coachlog.app.command import OWN_LISTING, context_of, group, subcommand
from coachlog.app.field_options import NOTHING, Typed, text_option, with_options
from coachlog.app.own_options import INDICATOR, LINK, PeriodOption, read_by, read_period
from coachlog.errors import UsageError
from coachlog.model.citation import parse_year
from coachlog.model.fields import clean_text, one_line
from coachlog.model.kinds.reading import Quotation
from coachlog.render.view import Answer
from coachlog.views.term.own_work import show_added_reading, show_readings

app = group("List what I have read, ready to cite; add some", out=OWN_LISTING)

_AUTHOR = text_option("author", "NAME", "Its author, last name first")
_YEAR = text_option("year", "YEAR", "The year of publication", read=read_by(parse_year))
_PUBLISHER = text_option("publisher", "NAME", "Its publisher or journal")


@app.callback()
def readings(ctx: typer.Context, period: PeriodOption = "") -> Answer | None:
    """List what I have read, as references; only I see the list."""
    if ctx.invoked_subcommand is not None:
        return None
    context = context_of(ctx)
    return show_readings(list_readings(context, read_period(context, period)))


@subcommand(app, "add", writes=False)
@with_options(_AUTHOR, _YEAR, _PUBLISHER, LINK, INDICATOR)
def add(
    ctx: typer.Context,
    title: Annotated[
        str, typer.Argument(metavar="[TITLE]", help="Its title; of one that is there, more is added")
    ] = "",
    quote: Annotated[str, typer.Option(metavar="TEXT", help="Words of it to quote")] = "",
    page: Annotated[str, typer.Option(metavar="N", help="The page of these words")] = "",
    says: Annotated[str, typer.Option(metavar="TEXT", help="What it says to you")] = "",
    typed: Typed = NOTHING,
) -> Answer:
    """Add what I have read, or a quotation to it."""
    context = context_of(ctx)
    if page and not quote:
        raise UsageError("a page needs the words that are on it", 'say them: --quote "…" --page 42')
    fields = typed.read(context)
    name = require_title(context, title, "reading", "coachlog readings add")
    words = _without_marks(one_line(quote))
    quotation = Quotation(words, one_line(page).removeprefix("p.").strip("() ")) if words else None
    return show_added_reading(add_reading(context, name, fields, quotation, clean_text(says)))


def _without_marks(quote: str) -> str:
    """Return a quotation without the marks around it; marks of words within it stay."""
    inner = quote.strip('“”"')
    return inner if quote[:1] in '“"' and quote[-1:] in '”"' and not {*inner} & {*'“”"'} else quote
