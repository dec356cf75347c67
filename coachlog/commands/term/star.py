"""`coachlog star`: my own marks on lines that belong in my page."""

from typing import Annotated

import typer

from coachlog.actions.own.stars import line_with, list_stars, mark_lines, this_month, typed_theme
from coachlog.app.arguments import asks_for_list
from coachlog.app.command import OWN_LISTING, command, context_of
from coachlog.app.completion import complete_terms
from coachlog.app.period_argument import chosen_period
from coachlog.errors import UsageError
from coachlog.model.typed_numbers import only_numbers
from coachlog.render.view import Answer
from coachlog.views.term.stars import show_changed, show_star_list


def star(
    ctx: typer.Context,
    lines: Annotated[
        list[str] | None,
        typer.Argument(metavar="[LINE]...", help="Numbers that `coachlog star` shows, or words of a line"),
    ] = None,
    theme: Annotated[str, typer.Option(metavar="WORD", help="What the line is about, in a word of your own")] = "",
    unstar: Annotated[bool, typer.Option("--unstar", help="Take the stars away")] = False,
    period: Annotated[
        str,
        typer.Option(metavar="PERIOD", help="Show this month, quarter or term", autocompletion=complete_terms),
    ] = "",
) -> Answer:
    """List this month's lines, numbered; mark some for my page."""
    context = context_of(ctx)
    if lines and not asks_for_list(lines):
        numbers = only_numbers(lines) or [line_with(context, " ".join(lines))]
        return show_changed(mark_lines(context, numbers, typed_theme(theme), remove=unstar), context.today)
    if theme or unstar:
        raise UsageError("say which lines by their numbers", "to see them: coachlog star")
    shown = chosen_period(context, period) if period else this_month(context)
    return show_star_list(list_stars(context, shown), context.today)


app = command(star, out=OWN_LISTING, writes=True)
