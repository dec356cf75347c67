"""`coachlog version`: what --version prints."""

import typer

from coachlog import __version__
from coachlog.app.command import command
from coachlog.render.view import Answer, Line


def version(_ctx: typer.Context) -> Answer:
    """Print the version."""
    return Answer({"version": __version__}, [Line(f"coachlog {__version__}")])


app = command(version, writes=False)
