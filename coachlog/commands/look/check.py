"""`coachlog check`: everything in a log that is not as it ought to be, with file and line."""

from typing import Annotated

import typer

from coachlog.actions.look.check import check_log
from coachlog.actions.page.check_pages import check_pages
from coachlog.app.command import LISTING, command, context_of
from coachlog.render.view import Answer
from coachlog.views.look.problems import show_codes, show_problems
from coachlog.views.page_state import show_checked_pages


def check(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[PAGE]", help="The page to look at, by its name or its code")] = "",
    codes: Annotated[bool, typer.Option("--codes", help="List each code and its meaning")] = False,
    page: Annotated[bool, typer.Option("--page", help="Say what my pages still lack")] = False,
) -> Answer:
    """Find problems, each with its file and line."""
    if codes:
        return show_codes()
    context = context_of(ctx)
    if page or name:
        return show_checked_pages(check_pages(context, name))
    return show_problems(check_log(context), for_program=context.form.for_programs)


app = command(check, out=LISTING)
