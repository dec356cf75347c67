"""`coachlog terms`: the school year."""

from typing import Annotated

import typer

from coachlog.actions.term.terms import add_break, add_term, read_school_year, remove_span
from coachlog.app.command import PAGE, context_of, group, subcommand
from coachlog.app.completion import complete_terms
from coachlog.errors import UsageError
from coachlog.options import typable
from coachlog.render.view import Answer
from coachlog.views.term.terms import show_changed_span, show_school_year

app = group("List the terms and breaks of the school year; add one", out=PAGE)

Start = Annotated[str, typer.Option("--start", metavar="DATE", help="The first day")]
End = Annotated[str, typer.Option("--end", metavar="DATE", help="The last day")]


@app.callback()
def terms(ctx: typer.Context) -> Answer | None:
    """List the terms and breaks of the school year."""
    return None if ctx.invoked_subcommand else show_school_year(read_school_year(context_of(ctx)))


@subcommand(app, "add")
def add(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Such as 2027-spring", autocompletion=complete_terms)
    ] = "",
    start: Start = "",
    end: End = "",
) -> Answer:
    """Add a term, or change the days of one."""
    return show_changed_span(add_term(context_of(ctx), name, start, end), "Added")


@subcommand(app, "break")
def pause(
    ctx: typer.Context,
    first: Annotated[str, typer.Argument(metavar="[DATE]", help="The first day, as --start says it")] = "",
    last: Annotated[str, typer.Argument(metavar="[DATE]", help="The last day, as --end says it")] = "",
    start: Start = "",
    end: End = "",
) -> Answer:
    """Add a break of a day or more, in which you do not meet."""
    if (first and start) or (last and end):
        days = [f"{option} {typable(day)}" for option, day in (("--start", start), ("--end", end)) if day]
        if first and not any(sign.isdecimal() for sign in first):
            raise UsageError("a break has no name, only its days", f"coachlog terms break {' '.join(days)}")
        raise UsageError("a day stands twice", "coachlog terms break 2026-12-21 2027-01-01")
    return show_changed_span(add_break(context_of(ctx), start or first, end or last), "Added")


@subcommand(app, "remove")
def remove(
    ctx: typer.Context,
    span: Annotated[str, typer.Argument(metavar="NAME|DATE", help="A term, or a day of a break")],
) -> Answer:
    """Remove a term, or the break on a day."""
    return show_changed_span(remove_span(context_of(ctx), span), "Removed")
