"""Sentences and questions on a terminal, whose words stay whole at the end of a line."""

import sys
from collections.abc import Container
from contextlib import suppress
from functools import partial
from importlib import import_module
from shutil import get_terminal_size
from textwrap import fill
from typing import Final, TextIO

import typer

from coachlog.errors import Interrupted
from coachlog.regex import regex
from coachlog.render.escape import safe_line
from coachlog.storage import disk

_NARROWEST: Final = 20  # columns
_COMMAND: Final = regex(r"coachlog(?: (?:\"[^\"]*\"|[^\s,;:`()\"]+))+")
_ASKS: Final = frozenset(("?", "??", "???", "help", "back", "--help", "-h"))
_LEAVES: Final = frozenset(("q", "quit", "exit", ":q"))
_NOTHING: Final = frozenset(("nothing", "none", "skip", "n/a", "na", "pass"))
_YES: Final = frozenset(("y", "yes", "yep", "yeah", "ok", "sure", "j", "ja", "si", "sí"))
_NO: Final = frozenset(("n", "no", "nope", "nein"))
_PATH: Final = regex(r"[.~/\\]+")  # this folder, the one above, one's own
_SEQUENCE: Final = regex(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?")  # what an arrow or another key sends
_CONTROL: Final = regex(r"[\x00-\x08\x0b-\x1f\x7f]")
_PASTED: Final = 0.05  # seconds in which the next line of a paste is there
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


def ask(question: str, default: str, own: Container[str] = (), begun: str = "") -> str:
    """Ask for words; an empty answer is the default, a blank one of which only says that nothing need be said.

    `own` are words that mean something to whoever asks, `begun` those that stand in the line from the first. A question
    mark is answered, `q` stops the command, and what has no letter and no number says nothing.
    """
    shown = f"{question} [{default}]" if default.strip() else question
    while True:
        answer = read_line(fit(shown, sys.stdout), begun) or default
        if not answer:
            continue
        word = answer.strip().casefold()
        if word in own or answer == default:
            return answer
        if word in _LEAVES:
            raise typer.Abort
        if word in _ASKS:
            typer.echo(fit(_how(default), sys.stdout))
        elif any(map(str.isalnum, word)) or (_PATH.fullmatch(word) and not default):
            return "" if default == " " and word in _NOTHING else answer
        elif default == " ":
            return default


def read_line(shown: str, begun: str = "") -> str:
    """Show a question and read a line, which the keys of the terminal edit; what else they send is no words.

    What is `begun` stands in the line, and the Up arrow brings it back.
    """
    *first, last = shown.split("\n")
    typer.echo("".join(f"{line}\n" for line in first), nl=False)
    readline = None
    with suppress(ImportError):  # Windows edits the line by itself
        readline = import_module("readline")
        readline.set_auto_history(False)
        readline.parse_and_bind("tab: self-insert")
        readline.clear_history()
        if begun:
            readline.add_history(begun)
        readline.set_startup_hook(partial(readline.insert_text, begun))
    try:
        return _words(input(f"{last} "))
    except EOFError:
        typer.echo()
        raise typer.Abort from None
    except KeyboardInterrupt:
        typer.echo()
        raise Interrupted(_words(readline.get_line_buffer()) if readline else "") from None


def _words(line: str) -> str:
    return _CONTROL.sub("", _SEQUENCE.sub("", line))


def with_rest_of_paste(first: str) -> str:
    """Return a line that was read, with those that wait behind it, as after a paste of several."""
    lines = [first]
    if disk.WINDOWS or not sys.stdin.isatty():
        return first
    from select import select

    try:
        while select([sys.stdin], [], [], _PASTED)[0]:
            lines.append(read_line(""))
    except Interrupted as stop:
        raise Interrupted("\n".join([*lines, stop.typed])) from None
    return "\n".join(lines)


def _how(default: str) -> str:
    enter = "leaves it" if default == " " else f"takes {default}" if default else "asks again"
    return f"Type your answer, then Enter; Enter alone {enter}; q or Ctrl-C stops here."


def confirm(question: str, *, default: bool) -> bool:
    """Ask for yes or no."""
    while True:
        word = ask(f"{question} [{'Y/n' if default else 'y/N'}]:", " ").strip().casefold()
        if not word or word in _YES | _NO:
            return default if not word else word in _YES
        typer.echo("Type y for yes, or n for no.")


def ask_key(question: str, keys: Container[str]) -> str:
    """Ask for one key, again until it is one of some."""
    typer.echo(fit(question, sys.stdout) + " ", nl=False)
    while True:
        key = _SEQUENCE.sub("", typer.getchar()).strip()[:1].casefold()  # a person who types ahead is asked again
        if key in keys:
            typer.echo(key)
            return key
        if key == "?":
            typer.echo(fit(question, sys.stdout) + " ", nl=False)
