"""`coachlog star`: my own marks on lines that belong in my page."""

from typing import Annotated

import typer

from coachlog.actions.own.stars import list_stars, mark_lines, typed_theme
from coachlog.app.command import OWN_LISTING, command, context_of
from coachlog.app.completion import complete_terms
from coachlog.app.period_argument import chosen_period
from coachlog.errors import UsageError
from coachlog.render.view import Answer
from coachlog.views.term.stars import show_changed, show_star_list


def star(
    ctx: typer.Context,
    lines: Annotated[
        list[str] | None, typer.Argument(metavar="[LINE]...", help="Numbers of the list that `coachlog star` shows")
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
    if lines:
        numbers = [_number(word) for typed in lines for word in typed.replace(",", " ").split()]
        return show_changed(mark_lines(context, numbers, typed_theme(theme), remove=unstar))
    if theme or unstar:
        raise UsageError("say which lines by their numbers", "to see them: coachlog star")
    return show_star_list(list_stars(context, chosen_period(context, period or f"{context.today:%Y-%m}")))


def _number(word: str) -> int:
    if not word.isdecimal():
        raise UsageError(f"`{word}` is not a line's number", "to see the numbers: coachlog star")
    return int(word[:9])


app = command(star, out=OWN_LISTING, writes=True)
