"""Commands in sentences, with the log that the person had to name: typed as they stand, they lead on in that log."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import typer

from coachlog.regex import regex
from coachlog.render.view import Answer, Aside, Line

_OF_NO_LOG: Final = frozenset(("demo", "help", "init", "join", "logs", "own", "students", "version"))
Lead = Callable[[str], str]


def lead_in(ctx: typer.Context, option: str) -> Lead:
    """Return what puts an option that names a log (` --log lee`) into the commands of a sentence."""
    root: Any = ctx.find_root()
    names = [name for name in root.command.list_commands(root) if name not in _OF_NO_LOG]
    # A command with `--log` behind it has one already.
    typed = regex(rf"(?<![\w./-])coachlog(?= (?:{'|'.join(map(re.escape, names))})(?![\w-])(?![^.;:,`]*--log))")
    return lambda sentence: typed.sub(lambda match: f"{match[0]}{option}", sentence)


def answer_leading_on(answer: Answer, lead: Lead) -> Answer:
    """Return an answer whose sentences lead on; what people wrote is in other parts."""
    parts = [part._replace(text=lead(part.text)) if isinstance(part, Line | Aside) else part for part in answer.parts]
    return replace(answer, parts=parts)
