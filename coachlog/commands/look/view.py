"""`coachlog view`: the whole log as pages."""

from pathlib import Path
from typing import Annotated

import typer

from coachlog.actions.outgoing.pictures import pictures_for
from coachlog.actions.outgoing.whole_log import gather_whole_log, write_view
from coachlog.actions.outgoing.words import words_for
from coachlog.app.arguments import PeriodName
from coachlog.app.command import command, context_of
from coachlog.app.period_argument import chosen_period
from coachlog.errors import UsageError
from coachlog.model.fields import format_date
from coachlog.render.view import Answer
from coachlog.views.look.whole_log import as_answer, build_pages, joined, show_view


def view(
    ctx: typer.Context,
    period: PeriodName = "",
    to: Annotated[
        Path | None, typer.Option(metavar="FOLDER|FILE", help="A folder for the pages, or a file.html for a single one")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the pages if they are there")] = False,
) -> Answer:
    """Look at the whole log as pages, in the browser."""
    from coachlog.render.html import page_files
    from coachlog.render.page import build_page

    context = context_of(ctx)
    if to and to.suffix and to.suffix.casefold() not in (".html", ".htm"):
        raise UsageError(f"`{to.name}` is neither a folder nor a page", "name a folder, or a file that ends in .html")
    whole = gather_whole_log(context, chosen_period(context, period))
    pages = build_pages(whole)
    if to and to.suffix:
        pages = [joined(pages)]
    words, about = words_for(context), f"For the two of you, {format_date(context.today)}"
    pictures = pictures_for(context)
    printed = {page.name: build_page(as_answer(page), "view", about, words, picture_at=pictures) for page in pages}
    return show_view(write_view(context, page_files(printed), to, replacing=replace), whole.log)


app = command(view, writes=False)
