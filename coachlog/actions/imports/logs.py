"""A document about several people: each person's meetings go to the log of that person."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from coachlog.context import Context
from coachlog.storage.home import pair_of


class Destination(NamedTuple):
    """A log, and the person whose meetings in the document belong to it."""

    context: Context
    about: str


def choose_logs(context: Context, people: Sequence[str]) -> tuple[Destination, ...]:
    """Ask for the log of each person in a document, so that nothing about one person gets into another's log."""
    logs = tuple(dict.fromkeys((context.root, *context.home.open_logs())))
    choices = ", ".join(f"{number} {pair_of(log)}" for number, log in enumerate(logs, 1))
    chosen = list[Destination]()
    for name in people:
        question = f"Which log do the meetings with {name} belong to: {choices} (Enter for none)?"
        log = context.ask_for("", question, lambda answer: _parse(answer, logs))
        if log is not None:
            chosen.append(Destination(context if log == context.root else context.at(log), name))
    return tuple(chosen)


def _parse(answer: str, logs: Sequence[Path]) -> Path | None:
    if not answer:
        return None
    if answer.isdecimal() and 0 < int(answer) <= len(logs):
        return logs[int(answer) - 1]
    raise ValueError(f"Type a number from 1 to {len(logs)}, or nothing.")
