"""The command line: it finds a command by its name, and prints every error as a sentence and a hint."""

import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple

import typer

from coachlog import __version__
from coachlog.app.command import PAGE, Group, context_of, named_command
from coachlog.app.console import is_closed_pipe, set_encodings, undo_swallowed_quote
from coachlog.commands import COMMANDS, INSTEAD
from coachlog.errors import CoachlogError, LeftOff, UsageError
from coachlog.programs import leave_the_current_folder_out
from coachlog.render.asking import fit

_ROWS = {row.name: row for row in COMMANDS}
_STOPPED = 130
_ALIKE = 0.9  # how like a word that people try a mistyped one is


class ErrorText(NamedTuple):
    """An error as it is printed: a sentence, what to type next, and the exit status."""

    sentence: str
    hint: str
    status: int


class Root(Group):
    """The program; it imports a command when that is called."""

    out = PAGE

    def list_commands(self, _ctx: Any) -> list[str]:
        """Return the names of the commands, those of the week first."""
        return [row.name for row in COMMANDS if not row.hidden]

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        """Import and return a command; None if there is none of that name."""
        row = _ROWS.get(cmd_name)
        return row and named_command(import_module(row.module).app, row.name)

    def instead(self, word: str) -> str:
        """Return the command for a word that people try, with the noun before it or without."""
        from coachlog.model.fields import nearest_word

        rows = [row for row in COMMANDS if not row.hidden] if word not in INSTEAD else []
        groups = [row.name for row in rows if word in getattr(self.get_command(None, row.name), "subcommands", ())]
        near = "" if groups or " " in word else nearest_word(word, [*(row.name for row in rows), *INSTEAD], _ALIKE)
        return INSTEAD.get(word) or INSTEAD.get(near) or ", ".join(f"coachlog {name} {word}" for name in groups)

    def format_commands(self, _ctx: Any, formatter: Any) -> None:
        """Write the commands into the help, the week's first."""
        shown = [row for row in COMMANDS if not row.hidden]
        for group in dict.fromkeys(row.group for row in shown):
            with formatter.section(group):
                formatter.write_dl([(row.name, row.help_line) for row in shown if row.group == group])

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was typed; what its error says to type leads on in the log that was named."""
        lead = partial(_leading_on, ctx)
        context_of(ctx).leads.append(lead)
        try:
            return super().invoke(ctx)
        except CoachlogError as error:
            error.sentence, error.hint = lead(error.sentence), lead(error.hint)
            raise

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the program and exit; print every error that a person or a file can cause."""
        standalone = extra.pop("standalone_mode", True)
        typed = extra.pop("args", None) if not args else args[0]
        words = list(sys.argv[1:] if typed is None else typed)

        def again(error: CoachlogError) -> int | None:
            mended = _mended(words, error)
            return self.main(mended, **extra, standalone_mode=False) if mended else None

        status = _run(partial(self._main, typed, **extra | {"standalone_mode": False}), words, again)
        if standalone:
            sys.exit(status)
        return status

    def _main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:
        words = sys.argv[1:] if args is None else args
        for word in words:
            if not word.isascii():
                from coachlog.model.fields import require_letters

                require_letters(word)
        if sys.platform == "win32" and "--install-completion" in words:
            # Typer would let every script run on this computer, for good.
            raise UsageError(
                "on Windows coachlog does not change your shell's settings",
                "coachlog --show-completion powershell prints what you can put into your own $PROFILE",
            )
        if sys.platform == "win32":
            args = [undo_swallowed_quote(word) for word in words]
        # On Windows Typer would put files' names and variables in the place of what was typed.
        return super().main(args, windows_expand_args=False, **extra)


def _leading_on(ctx: Any, sentence: str) -> str:
    """Return a sentence whose commands name the log and the person, where they were named."""
    if not context_of(ctx).options.names_where:
        return sentence
    from coachlog.app.leading_on import lead_on

    return lead_on(ctx)(sentence)


def _run(
    run: Callable[[], Any], words: Sequence[str] = (), again: Callable[[CoachlogError], int | None] = lambda _: None
) -> int:
    """Run the program, of which `words` were typed, and return its exit status; `again` runs what an error meant."""
    try:
        result = run()
    except typer.Exit as done:
        return done.exit_code
    except LeftOff as left:
        print(left.sentence, file=sys.stderr)  # noqa: T201 - the one place for errors, and this is none
        return left.exit_status
    except (CoachlogError, typer.TyperException, typer.Abort, KeyboardInterrupt, OSError) as error:
        if is_closed_pipe(error):
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - what Python flushes at its end
            return 0
        status = _print_error(_error_text(error, words))
        done_again = again(error) if isinstance(error, CoachlogError) else None
        return status if done_again is None else done_again
    if result == _STOPPED:  # what Typer makes of an interrupt
        return _print_error(_error_text(KeyboardInterrupt()))
    return result if isinstance(result, int) else 0


def _mended(words: Sequence[str], error: CoachlogError) -> list[str]:
    """Return a command with its mistyped word put right, if the person on a terminal says yes to it; else show it."""
    if not error.meant:
        return []
    from coachlog.app.mended_command import format_command, mend
    from coachlog.context import Context

    mended, context = mend(words, error.typed, error.meant), Context()
    if mended and context.interactive:
        with suppress(KeyboardInterrupt, CoachlogError):  # who stops here has the answer that was there before
            return mended if context.confirm(f"Do this: {format_command(mended)}?", default=True) else []
    elif mended:
        print(f"for that: {format_command(mended)}", file=sys.stderr)  # noqa: T201 - the one place for errors
    return []


def _error_text(error: BaseException, words: Sequence[str] = ()) -> ErrorText:
    if isinstance(error, CoachlogError):
        return ErrorText(error.sentence, error.hint, error.exit_status)
    if isinstance(error, typer.TyperException):
        from coachlog.app.usage_words import tell_usage

        return ErrorText(*tell_usage(error, words, _ROWS), error.exit_code)
    if isinstance(error, OSError):
        from coachlog.storage.refusals import read_refusal, refused_file

        why, hint = read_refusal(error)
        return ErrorText(f"coachlog can't use {refused_file(error) or 'a file'}: {why}", hint, 3)
    return ErrorText("stopped", "nothing is half-written: to go on, type the same command again", _STOPPED)


def _print_error(error: ErrorText) -> int:
    if sys.stderr.isatty() and error.status == _STOPPED:
        print(file=sys.stderr)  # noqa: T201 - the terminal shows ^C at the cursor
    print(fit(f"error: {error.sentence}", sys.stderr), file=sys.stderr)  # noqa: T201 - the one place for errors
    if error.hint:
        print(fit(f"hint: {error.hint}", sys.stderr), file=sys.stderr)  # noqa: T201 - the one place for errors
    return error.status


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
    context_settings={"help_option_names": ["--help", "-h"]},
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


def _environment() -> Mapping[str, str]:
    from coachlog.context import Context

    return Context().environment


def main() -> None:
    """Run coachlog as a program."""
    leave_the_current_folder_out()
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - until the end
    set_encodings(_environment)
    status = app(prog_name="coachlog", standalone_mode=False)
    _leave(_run(_flush) or status)


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def _leave(status: int) -> None:
    """End the program; to take thousands of records apart one by one would take a tenth of a command's time."""
    if threading.active_count() == 1:
        os._exit(status)
    sys.exit(status)
