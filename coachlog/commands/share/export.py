"""`coachlog export`: all of it, in forms that other programs read."""

from pathlib import Path
from typing import Annotated

import typer

from coachlog.actions.outgoing.export import gather_export
from coachlog.app.command import EVERYTHING, command, context_of
from coachlog.errors import UsageError
from coachlog.render.view import Answer
from coachlog.views.share.export import show_export


def export(
    ctx: typer.Context,
    folder: Annotated[Path | None, typer.Argument(metavar="[FOLDER]", help="The folder to write it into")] = None,
) -> Answer:
    """Write everything out: JSON, a spreadsheet for each kind, a calendar."""
    context = context_of(ctx)
    if folder and context.options.to:
        raise UsageError("a folder and a file at once", "name a folder, or a file with --to")
    gathered = gather_export(context)
    if context.options.to or (context.form.for_programs and folder is None):
        return show_export(gathered)
    from coachlog.app.export_folder import write_export

    place = folder or Path(context.ask("Into which folder?", option="coachlog export FOLDER").strip())
    return write_export(context, place.expanduser(), gathered)


app = command(export, out=EVERYTHING)
