"""`coachlog work`: my own work outside the pair, in my own pages."""

from typing import Annotated

import typer

from coachlog.actions.own.work import add_work, list_work
from coachlog.actions.typed_days import day_text
from coachlog.actions.typed_values import minutes_text, require_title
from coachlog.app.command import OWN_LISTING, context_of, group, subcommand
from coachlog.app.field_options import NOTHING, Typed, enum_option, text_option, with_options
from coachlog.app.own_options import INDICATOR, LINK, PeriodOption, read_period
from coachlog.model.fields import clean_text
from coachlog.model.kinds.work import WorkKind
from coachlog.render.view import Answer
from coachlog.views.term.own_work import show_added_work, show_work

app = group("List my own work: courses, posts, talks; add some", out=OWN_LISTING)

_DATE = text_option("date", "DATE", "The day; by default today", name="on", read=day_text)
_WHAT = enum_option("what", WorkKind, "What it is; a talk is one that you gave")
_MINUTES = text_option("minutes", "N", "How long it took", read=lambda _, typed: minutes_text(typed))


@app.callback()
def work(ctx: typer.Context, period: PeriodOption = "") -> Answer | None:
    """List my own work outside the pair; only I see it."""
    if ctx.invoked_subcommand is not None:
        return None
    context = context_of(ctx)
    return show_work(list_work(context, read_period(context, period)))


@subcommand(app, "add", writes=False)
@with_options(_DATE, _WHAT, LINK, _MINUTES, INDICATOR)
def add(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="[TITLE]", help="What it is called")] = "",
    text: Annotated[str, typer.Option(metavar="TEXT", help="What you did, and what came of it")] = "",
    typed: Typed = NOTHING,
) -> Answer:
    """Add my own work: a course, a post, a talk, a team."""
    context = context_of(ctx)
    fields = typed.read(context)
    name = require_title(context, title, "piece of work", "coachlog work add")
    return show_added_work(add_work(context, name, fields, clean_text(text)))
