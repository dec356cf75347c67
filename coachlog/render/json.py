"""Answers as one JSON object, in a form that is promised to stay."""

import json
from typing import Any

from coachlog.render.view import Answer

VERSION = 1


def envelope(command: str, answer: Answer) -> str:
    """An answer for a program; ASCII only, so that no terminal or pipe can misread it."""
    problems = [
        {"path": problem.path, "line": problem.line, "code": problem.code, "message": problem.message}
        for problem in answer.problems
    ]
    found: dict[str, Any] = {"coachlog": VERSION, "command": command, "data": answer.data, "problems": problems}
    return json.dumps(found, indent=2)
