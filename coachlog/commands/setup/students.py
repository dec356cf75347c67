"""`coachlog students`: the students' names that belong in no log."""

from typing import Annotated

import typer

from coachlog.actions.own.student_list import add_students, list_students, remove_students
from coachlog.app.command import OWN_LISTING, context_of, group, subcommand
from coachlog.render.view import Answer
from coachlog.views.setup.students import show_added, show_removed, show_students

app = group("List students' names that belong in no log; add one", out=OWN_LISTING)

Names = Annotated[list[str], typer.Argument(metavar="NAME...", help='Such as Kai "Zoe Brown" "Mo -> Student A"')]


@app.callback()
def students(ctx: typer.Context) -> Answer | None:
    """List the names that coachlog looks for before anything is shared."""
    return None if ctx.invoked_subcommand else show_students(list_students(context_of(ctx)))


@subcommand(app, "list", out=OWN_LISTING)
def list_names(ctx: typer.Context) -> Answer:
    """List the names on my own list, which nobody else sees."""
    return show_students(list_students(context_of(ctx)))


@subcommand(app, "add", writes=False)
def add(ctx: typer.Context, names: Names) -> Answer:
    """Add names to the list."""
    return show_added(add_students(context_of(ctx), names))


@subcommand(app, "remove", writes=False)
def remove(ctx: typer.Context, names: Names) -> Answer:
    """Remove names from the list."""
    return show_removed(remove_students(context_of(ctx), names))
