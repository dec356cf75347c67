"""`coachlog news`: what the partner changed since I last looked, by document."""

from typing import Annotated

import typer

from coachlog.actions.exchange.news import find_news, mark_as_read
from coachlog.actions.typed_days import parse_day
from coachlog.app.command import LISTING, command, context_of
from coachlog.model.dates import Aim
from coachlog.render.view import Answer
from coachlog.views.share.news import show_news


def news(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Show all changes")] = False,
    since: Annotated[str, typer.Option(metavar="DATE", help="Show changes from this day on")] = "",
) -> Answer:
    """Show what your partner changed since you last looked."""
    context = context_of(ctx)
    day = parse_day(context, since, Aim.PAST) if since else None
    new = find_news(context, everything=everything or day is not None, since=day)
    if not day:
        mark_as_read(context)
    return show_news(new, context.today, day, everything=everything)


app = command(news, out=LISTING)
