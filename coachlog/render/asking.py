"""Sentences and questions on a terminal, whose words stay whole at the end of a line."""

import sys
from collections.abc import Container
from shutil import get_terminal_size
from textwrap import fill
from typing import Final, TextIO

import typer

from coachlog.regex import regex
from coachlog.render.escape import safe_line

_NARROWEST: Final = 20  # columns
_COMMAND: Final = regex(r"coachlog(?: (?:\"[^\"]*\"|[^\s,;:`()\"]+))+")
_JOINT: Final = "\ue000"  # a letter that nobody has: what it joins is one word


def fit(sentence: str, stream: TextIO) -> str:
    """Return a sentence, safe and on a terminal with line ends between its words; elsewhere on one line.

    A command that it names stays on a line of its own length, so that it can be copied.
    """
    line = safe_line(sentence)
    if not stream.isatty():
        return line
    width = max(get_terminal_size().columns - 1, _NARROWEST)
    line = _COMMAND.sub(lambda match: _whole(match.group(), width), line)
    return fill(line, width, break_long_words=False, break_on_hyphens=False).replace(_JOINT, " ")


def _whole(command: str, width: int) -> str:
    return command.replace(" ", _JOINT) if len(command) <= width else command


def ask(question: str, default: str) -> str:
    """Ask for words; an empty answer is the default, a blank one of which only says that nothing need be said."""
    shown = f"{question} [{default}]" if default.strip() else question
    answer = typer.prompt(fit(shown, sys.stdout), default=default or None, show_default=False, prompt_suffix=" ")
    return str(answer)


def confirm(question: str, *, default: bool) -> bool:
    """Ask for yes or no."""
    return typer.confirm(fit(question, sys.stdout), default=default)


def ask_key(question: str, keys: Container[str]) -> str:
    """Ask for one key, again until it is one of some."""
    typer.echo(fit(question, sys.stdout) + " ", nl=False)
    while True:
        key = typer.getchar()[:1].casefold()  # a person who types ahead is asked again
        if key in keys:
            typer.echo(key)
            return key
