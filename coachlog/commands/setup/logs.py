"""`coachlog logs`: the logs on this computer."""

from pathlib import Path
from typing import Annotated

import typer

from coachlog.app.command import command, context_of
from coachlog.errors import CoachlogError
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.storage.load import load_log


def logs(
    ctx: typer.Context,
    default: Annotated[str, typer.Option(metavar="NAME", help="The log to work in where none is said")] = "",
) -> Answer:
    """List the logs on this computer."""
    context = context_of(ctx)
    home = context.home
    if default:
        place = Path(default).expanduser().resolve()
        log = home.find_log(default) or (place if (place / "coachlog.yml").is_file() else None)
        if log is None:
            raise CoachlogError(f"there is no log `{default}`", "`coachlog logs` lists the logs on this computer")
        home.add(log, default=True)
    found = [
        {"name": path.name, "title": _title(path), "path": str(path), "default": number == 0}
        for number, path in enumerate(home.logs())
    ]
    parts: list[Part] = [Item(_said(log["title"], log["name"]), _beside(log)) for log in found]
    return Answer(found, parts or [Line("No logs here yet. To make one: coachlog init")])


app = command(logs)


def _title(path: Path) -> str:
    try:
        return load_log(path, ()).settings.title
    except CoachlogError:  # its settings cannot be read: it is a log all the same
        return ""


def _said(title: object, name: object) -> str:
    return f"{name}: {title}" if title else str(name)


def _beside(log: dict[str, object]) -> str:
    return f"{log['path']}" + (", worked in where none is said" if log["default"] else "")
