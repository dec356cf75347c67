"""Run commands in front of a person, as they would type them."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import typer

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.programs import run_again
from coachlog.render.forms import TERMINAL

_UTF_8: Final = {"PYTHONIOENCODING": "utf-8"}  # Windows gives a pipe the letters of its old programs


def run_typed(context: Context, heading: str, words: Sequence[str], folder: Path, variables: Mapping[str, str]) -> str:
    """Run a command in a folder, as somebody there would; return it as it is typed."""
    typed = " ".join(["coachlog", *(f'"{word}"' if " " in word else word for word in words)])
    watched, silent = context.form is TERMINAL, context.form.for_programs
    if not silent:
        typer.echo(f"\n{heading}\n$ {typed}\n")
        sys.stdout.flush()
    environment = {**context.environment, **variables, **({} if watched else _UTF_8)}
    status, output = run_again(words, folder, environment, watched=watched)
    if status:
        raise CoachlogError(f"`{typed}` did not work in the demo", f"run it yourself in {folder} to see what it says")
    if not watched and not silent:
        typer.echo(output.decode("utf-8", "replace").rstrip("\r\n"))
    return typed
