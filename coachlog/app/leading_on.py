"""Commands in sentences, with the log and the person that had to be named: typed as they stand, they lead on."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

import typer

from coachlog.actions.options_again import each_option_again
from coachlog.regex import regex
from coachlog.render.view import Answer, Aside, Line

_OF_NO_LOG: Final = frozenset(("demo", "help", "init", "join", "logs", "own", "students", "version"))
_REMEMBERS_WHO: Final = "doctor"  # whom `--me` names there, this computer takes for its own person from then on
_REST: Final = regex(r"[^.;:,`]*")
Lead = Callable[[str], str]


def lead_on(ctx: typer.Context) -> Lead:
    """Return what puts the options that had to be typed into the commands of a sentence."""

    @cache
    def lead() -> Lead:
        return lead_in(ctx, each_option_again(ctx.find_root().obj))

    # Who and what the options name is looked up only where there is a command.
    return lambda sentence: lead()(sentence) if "coachlog " in sentence else sentence


def lead_in(ctx: typer.Context, options: Sequence[str]) -> Lead:
    """Return what puts options (`--me mentee`, `--log lee`) into the commands of a sentence, each that is not there."""
    root: Any = ctx.find_root()
    names = [name for name in root.command.list_commands(root) if name not in _OF_NO_LOG]
    typed = regex(rf"(?<![\w./-])coachlog(?= ({'|'.join(map(re.escape, names))})(?![\w-]))")

    def with_options(command: re.Match[str]) -> str:
        rest = _REST.search(command.string, command.end())
        there = f"{rest[0] if rest else ''}{' --me' * (command[1] == _REMEMBERS_WHO)}"
        missing = (option for option in options if f" {option.partition(' ')[0]}" not in there)
        return " ".join((command[0], *missing))

    return lambda sentence: typed.sub(with_options, sentence)


def answer_leading_on(answer: Answer, lead: Lead) -> Answer:
    """Return an answer whose sentences lead on; what people wrote is in other parts."""
    parts = [part._replace(text=lead(part.text)) if isinstance(part, Line | Aside) else part for part in answer.parts]
    return replace(answer, parts=parts)
