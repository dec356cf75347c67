"""`coachlog merge-driver`: what plain git calls when two versions of a document meet."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from coachlog.actions.exchange.merge_driver import merge_for_git
from coachlog.app.command import command, context_of


def merge_driver(
    ctx: typer.Context,
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The common version; may be empty")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="One version; the result is written here")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="The other version")],
    path: Annotated[str, typer.Argument(metavar="PATH", help="The file's name in the folder")] = "",
) -> NoReturn:
    """Bring two versions of a document together for git."""
    name = path or ours.name
    if merge_for_git(base, ours, theirs, name):
        raise typer.Exit(0)
    context_of(ctx).tell(f"{name}: could not merge these versions; yours is in the file. Next: coachlog sync")
    raise typer.Exit(1)


app = command(merge_driver, writes=False)
