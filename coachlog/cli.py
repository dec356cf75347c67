"""The command line: the one door where commands are found and where errors become words."""

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import typer

from coachlog import __version__
from coachlog.app.command import Group, context_of
from coachlog.commands import COMMANDS
from coachlog.errors import CoachlogError
from coachlog.render.escape import safe

_ROWS = {row.name: row for row in COMMANDS}
_STOPPED = 130


class Root(Group):
    """The program: its commands are imported when they are called."""

    def list_commands(self, _ctx: Any) -> list[str]:
        """Return every command's name, those of the week first."""
        return [row.name for row in COMMANDS if not row.hidden]

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        """Return a command, imported now; None where there is none of that name."""
        row = _ROWS.get(cmd_name)
        if row is None:
            return None
        command = typer.main.get_command(import_module(row.module).app)
        command.name = row.name
        return command

    def format_commands(self, _ctx: Any, formatter: Any) -> None:
        """Write the commands into the help, the week's first."""
        shown = [row for row in COMMANDS if not row.hidden]
        for group in dict.fromkeys(row.group for row in shown):
            with formatter.section(group):
                formatter.write_dl([(row.name, row.told) for row in shown if row.group == group])

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the program; every error that a person or a file can cause becomes a sentence and an exit status."""
        standalone = extra.pop("standalone_mode", True)
        status = _guarded(partial(super().main, *args, **extra | {"standalone_mode": False}))
        if standalone:
            sys.exit(status)
        return status


def _guarded(run: Callable[[], Any]) -> int:
    try:
        result = run()
    except typer.Exit as done:
        return done.exit_code
    except BrokenPipeError:  # the reader of a pipe has gone: `coachlog history | head`
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - what Python flushes at its end
        return 0
    except (CoachlogError, typer.TyperException, typer.Abort, KeyboardInterrupt, OSError) as error:
        return _tell(*_in_words(error))
    if result == _STOPPED:  # what Typer makes of an interrupt
        return _tell(*_in_words(KeyboardInterrupt()))
    return result if isinstance(result, int) else 0


def _in_words(error: BaseException) -> tuple[str, str, int]:
    """An error's sentence, what to type next, and the exit status."""
    if isinstance(error, CoachlogError):
        return error.sentence, error.hint, error.exit_status
    if isinstance(error, typer.TyperException):
        return error.format_message().rstrip("."), _usage_hint(error), error.exit_code
    if isinstance(error, OSError):
        told = f"the disk or the system refused: {error.strerror or error}"
        return told, "look at the folder and try again", 3
    return "stopped", "nothing is half-written: the same command goes on from here", _STOPPED


def _usage_hint(error: typer.TyperException) -> str:
    ctx: Any = getattr(error, "ctx", None)
    if ctx is None:
        return "coachlog --help says what can be typed"
    return f"{ctx.command_path} --help says what can be typed"


def _tell(sentence: str, hint: str, status: int) -> int:
    if sys.stderr.isatty() and status == _STOPPED:
        print(file=sys.stderr)  # noqa: T201 - the terminal shows ^C where the cursor stands
    print(safe(f"error: {sentence}"), file=sys.stderr)  # noqa: T201 - the door for errors
    if hint:
        print(safe(f"hint: {hint}"), file=sys.stderr)  # noqa: T201 - the door for errors
    return status


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"coachlog {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=Root,
    help="One log for a mentor and a mentee: the week's note, goals, next steps, lessons, the reflection.",
    epilog="coachlog COMMAND --help tells more. Begin with: coachlog demo",
    invoke_without_command=True,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def start(
    ctx: typer.Context,
    _version: bool = typer.Option(False, "--version", is_eager=True, callback=_print_version, help="Print the version"),
) -> Any:
    """One log for a mentor and a mentee."""
    if ctx.invoked_subcommand is None:
        from coachlog.commands.overview import glance

        return glance(context_of(ctx))
    return None


def main() -> None:
    """Run coachlog as a program."""
    gc.disable()  # a command makes many records, no cycles worth a search, and is over in a moment
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # an old Windows console knows few letters
    app(prog_name="coachlog")
