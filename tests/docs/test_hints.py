"""Each hint, typed as it stands, leads on: every command that a message names is there and takes what it is given."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from coachlog.cli import app
from tests.support.messages import Message, messages, typed_in
from tests.support.world import Run

# What a sentence says of the program itself.
VERBS = {"must", "does", "is", "keeps", "needs", "cannot", "saves", "alone", "look", "drafted", "has", "names", "would"}
# What a person at a terminal is asked for where it is left out.
ASKING = {
    *(
        "init",
        "invite",
        "note",
        "steps add",
        "goals add",
        "lessons add",
        "work add",
        "readings add",
        "import",
        "receive",
    ),
    *("note --in successes", "note --in agenda", "private", "send", "goals review", "edit"),
    *("people set", "join", "own", "report --ask", "report --pick", "evidence 2c --ask"),
}
FILLED = {"{}": "x", "…": "x", "COMMAND": "goals"}
# What makes another log, or reads what is piped in.
APART = {("demo",), ("init",), ("receive",)}


def typed() -> list[Any]:
    """Return what each message says to type, each once."""
    seen = dict[str, Message]()
    for message in messages():
        for words in typed_in(message.text):
            if words.split()[0].isidentifier() or words.startswith("-"):
                seen.setdefault(words, message)
    return [pytest.param(words, id=f"{message.where} {words}"[:100]) for words, message in seen.items()]


def accepted(words: list[str]) -> list[str] | None:
    """Return the longest beginning of some words that is a command with all that it needs."""
    for end in range(len(words), 0, -1):
        if takes(words[:end]):
            return words[:end]
    return None


def takes(words: list[str]) -> bool:
    """Tell whether the program takes some words, without doing anything."""
    command: Any = typer.main.get_command(app)
    ctx = typer.Context(command, info_name="coachlog")
    while words and isinstance(command, TyperGroup) and command.get_command(ctx, words[0]):
        name, *words = words
        command = command.get_command(ctx, name)
        ctx = typer.Context(command, info_name=name, parent=ctx)
    if not words and ctx.parent:
        required = [p for p in command.params if p.required]
        return not required or ctx.command_path.removeprefix("coachlog ") in ASKING
    try:
        made = command.make_context(ctx.info_name, [*words], parent=ctx.parent)
    except (typer.Exit, SystemExit):  # --help and --version
        return True
    except TyperException:  # the base of all that refuses what is typed
        return False
    return not (isinstance(command, TyperGroup) and made._protected_args)  # a word that is no subcommand


def plain(words: str) -> list[str]:
    for mark, filled in FILLED.items():
        words = words.replace(mark, filled)
    return shlex.split(words)


def test_what_a_message_says_to_type_is_taken() -> None:
    told = (str(case.values[0]) for case in typed())
    all_typed = [words for words in told if words.split(maxsplit=1)[0] not in VERBS]
    assert len(all_typed) > 100
    assert [words for words in all_typed if not is_taken(plain(words))] == []


def is_taken(said: list[str]) -> bool:
    """Whether the program takes the words, but for prose that comes after what is typed."""
    taken = accepted(said)
    return bool(taken) and all(re.fullmatch(r"[a-z][a-z'’]*|own|\$PROFILE", word) for word in said[len(taken) :])


def test_what_messages_say_to_type_leads_on(run: Run, example: Path) -> None:
    """All that has no word in capitals and nothing filled in is run, in one log."""
    whole = [words for (words,) in (param.values for param in typed()) if not re.search(r"\{\}|…|[A-Z]{2}", words)]
    commands = {tuple(accepted(plain(words)) or ()) for words in whole if words.split()[0] not in VERBS}
    dead_ends = []
    for command in sorted(commands - APART):
        result = run(*command)
        answered = result.status in (0, 1, 3) or " ".join(command) in ASKING
        if not answered or (result.status and not result.out and "hint: " not in result.err):
            dead_ends.append((command, result))
    assert dead_ends == []
