"""The person at the terminal: what is asked, what is told, and how wide the screen is."""

import os
import sys
from collections.abc import Callable, Container
from functools import cached_property
from importlib import import_module
from shutil import get_terminal_size
from typing import Final, TextIO, TypeVar

from coachlog.errors import CoachlogError, UsageError
from coachlog.model.fields import require_letters
from coachlog.options import Options
from coachlog.regex import regex
from coachlog.render import asking
from coachlog.render.forms import OutputForm, Screen, choose_form
from coachlog.storage import disk

Value = TypeVar("Value")
_COLUMNS: Final = regex(r"[0-9]{1,4}")  # a longer number is no terminal's width


def is_terminal(stream: TextIO) -> bool:
    """Tell whether a person is at a stream; Windows says so of NUL, too, which a scheduled task has."""
    if not stream.isatty() or not disk.WINDOWS:
        return stream.isatty()
    from ctypes import byref, c_ulong

    handle = import_module("msvcrt").get_osfhandle(stream.fileno())
    return bool(import_module("ctypes").windll.kernel32.GetConsoleMode(handle, byref(c_ulong())))


class Terminal:
    """A command's terminal, or that there is none; `options` are those that were typed."""

    options: Options
    leads: list[Callable[[str], str]]  # what puts the log and the person that were named into a sentence's commands

    @cached_property
    def form(self) -> OutputForm:
        """Return the form in which the answer is shown."""
        return choose_form(self.options.form, terminal=is_terminal(sys.stdout))

    def screen(self, command: str) -> Screen:
        """Return the facts for a form beside a command's answer."""
        return Screen(command, self._columns, colour="NO_COLOR" not in os.environ)

    @property
    def _columns(self) -> int | None:
        columns = os.environ.get("COLUMNS", "")
        return int(columns) or None if _COLUMNS.fullmatch(columns) else None

    @property
    def interactive(self) -> bool:
        """Tell whether there is somebody to ask."""
        return is_terminal(sys.stdin) and is_terminal(sys.stdout) and not self.form.for_programs

    @property
    def terminal_advice(self) -> str:
        """Return where to type a command that asks, for somebody in Git Bash: programs see no terminal there."""
        if sys.platform == "win32" and "MSYSTEM" in os.environ and not sys.stdin.isatty():
            return "type this in PowerShell or Windows Terminal, or here: winpty coachlog …"
        return ""

    def ask(self, question: str, default: str = "", option: str = "", own: Container[str] = (), begun: str = "") -> str:
        """Ask the person; without a terminal return the default, and raise UsageError if there is none.

        `own` are words that mean something here, as `q` does everywhere else; `begun` are those to go on with.
        """
        if self.interactive:
            return require_letters(asking.ask(question, default, own, begun))
        if default:
            return default
        hints = (f"say it with {option}" if option else "", self.terminal_advice)
        raise UsageError(f"this needs an answer: {question}", "; or ".join(filter(None, hints)))

    def ask_at_length(self, question: str, own: Container[str], begun: str = "") -> str:
        """Ask the person for words that may be several lines, as when they are pasted; without an answer none.

        Those that are `begun` stand in the line, to be changed. Raises Interrupted with what was typed by then.
        """
        answer = self.ask(question, " ", own=own, begun=begun)
        return asking.with_rest_of_paste(answer) if answer.strip() else ""

    def ask_for(
        self, typed: str, question: str, parse: Callable[[str], Value], default: str = "", own: tuple[str, ...] = ()
    ) -> Value:
        """Parse what was typed; if nothing was, ask the person, again until the answer can be parsed."""
        if typed or not self.interactive:
            return parse(typed or default)
        while True:
            try:
                answer = self.ask(question, default or " ", own=("nothing", *own)).strip()
                return parse("" if answer.casefold() == "nothing" else answer)  # as the question has it
            except (CoachlogError, ValueError) as error:
                self.tell(f"{error}")

    def ask_key(self, question: str, keys: Container[str]) -> str:
        """Ask the person at the terminal for one of some keys."""
        return asking.ask_key(question, keys)

    def confirm(self, question: str, *, default: bool) -> bool:
        """Ask for yes or no; without a terminal return the default."""
        return asking.confirm(question, default=default) if self.interactive else default

    @cached_property
    def progress(self) -> "Callable[[str], None]":
        """Return the progress display of a wait: on a terminal a line, else nothing."""
        if self.form.for_programs or not sys.stderr.isatty():
            return lambda _: None
        from coachlog.render.progress import Progress

        return Progress(sys.stderr, self._columns or get_terminal_size().columns)

    def advise(self, *sentences: str) -> None:
        """Tell sentences that say what to type, so that it leads on in the log that was named."""
        for lead in self.leads:
            sentences = tuple(map(lead, sentences))
        self.tell(*sentences)

    def tell(self, *lines: str) -> None:
        """Print sentences beside the answer, each on its line."""
        print(*(asking.fit(line, sys.stderr) for line in lines), sep="\n", file=sys.stderr)  # noqa: T201 - the one place for words beside the result
