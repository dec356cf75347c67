"""An answer as one JSON object, in a form that is promised to stay."""

import json
from typing import Any

import typer

from coachlog.render.forms import Screen
from coachlog.render.page import PrintedPage
from coachlog.render.view import Answer

VERSION = 1


def show(answer: Answer, screen: Screen) -> None:
    """Print an answer for a program."""
    typer.echo(render_envelope(screen.command, answer))


def file_bytes(page: PrintedPage) -> bytes:
    """Return the answer that a page was made of, as `--json` prints it."""
    return render_envelope(page.command, page.answer).encode() + b"\n"


def render_envelope(command: str, answer: Answer) -> str:
    """Return an answer as JSON; ASCII only, so that no terminal or pipe can misread it."""
    problems = [
        {"path": problem.path, "line": problem.line, "code": problem.code, "message": problem.message}
        for problem in answer.problems
    ]
    envelope: dict[str, Any] = {"coachlog": VERSION, "command": command, "data": answer.data, "problems": problems}
    return json.dumps(envelope, indent=2)
