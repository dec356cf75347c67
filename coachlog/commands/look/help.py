"""`coachlog help`: what --help prints, for those who type it as a command."""

from typing import Annotated, Any

import typer

from coachlog.app.command import command
from coachlog.render.view import Answer, Source


def show_help(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="[COMMAND]...", help="A command, as goals add")] = None,
) -> Answer:
    """Show what can be typed, or one command's options."""
    there: Any = ctx.find_root()
    for word in words or ():
        if not hasattr(there.command, "resolve_command"):
            break
        name, inner, _ = there.command.resolve_command(there, [word])
        there = type(there)(inner, info_name=name, parent=there)
    text = there.get_help()
    return Answer({"text": text}, [Source(text)])


app = command(show_help, writes=False)
