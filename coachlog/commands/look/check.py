"""`coachlog check`: everything in a log that is not as it ought to be, with file and line."""

from typing import Annotated

import typer

from coachlog.actions.check import check_log
from coachlog.app.command import LISTING, command, context_of
from coachlog.render.view import Answer
from coachlog.views.problems import show_codes, show_problems


def check(
    ctx: typer.Context,
    codes: Annotated[bool, typer.Option("--codes", help="List each code and its meaning")] = False,
) -> Answer:
    """Find problems, each with its file and line."""
    if codes:
        return show_codes()
    context = context_of(ctx)
    return show_problems(check_log(context), for_program=context.form.for_programs)


app = command(check, out=LISTING)
