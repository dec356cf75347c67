"""What every command shares: the options that all of them take, and how an answer is shown."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from coachlog.errors import UsageError

if TYPE_CHECKING:  # help and completion are asked for without any of this
    from coachlog.context import Context
    from coachlog.render.view import Answer

Function = TypeVar("Function", bound=Callable[..., Any])

_COMMON = (
    ("log", "NAME|PATH", "The log to work in"),
    ("today", "DATE", "Work as on this day"),
    ("me", "ID", "Who is writing"),
    ("json", None, "Print the result as JSON"),
    ("verbose", None, "Say more about what is done"),
)


def context_of(ctx: typer.Context) -> "Context":
    """The command's surroundings."""
    from coachlog.context import Context

    found: Context = ctx.find_root().ensure_object(Context)
    return found


def _common_options() -> list[TyperOption]:
    return [_option(name, metavar, told) for name, metavar, told in _COMMON]


def _option(name: str, metavar: str | None, told: str) -> TyperOption:
    def take(ctx: typer.Context, _: object, value: Any) -> Any:
        if value:
            setattr(context_of(ctx).options, name, value)
        return value

    flag = metavar is None
    return TyperOption(
        param_decls=[f"--{name}", name],
        help=told,
        metavar=metavar,
        is_flag=flag,
        type=bool if flag else str,
        default=False if flag else None,
        expose_value=False,
        callback=take,
        is_eager=True,  # the clock and the log are known before any value is read by them
    )


class Command(TyperCommand):
    """A command with the common options, whose Answer is shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _common_options()

    def invoke(self, ctx: Any) -> Any:
        """Run the command and show what it answers."""
        return _show(ctx, super().invoke(ctx))


class Group(TyperGroup):
    """A noun with its verbs, whose own answer is shown when no verb is said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _common_options()

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the verb that was typed, or raise UsageError with the one that is nearest to it."""
        try:
            return super().resolve_command(ctx, args)
        except typer.TyperException:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), 1)
            hint = f"did you mean {ctx.command_path} {near[0]}?" if near else ""
            hint = hint or f"{ctx.command_path} --help says what can be typed"
            raise UsageError(f"No such command {args[0]!r}", hint) from None

    def invoke(self, ctx: Any) -> Any:
        """Run the noun or its verb."""
        result = super().invoke(ctx)
        return _show(ctx, result) if ctx.invoked_subcommand is None else result


def group(told: str) -> typer.Typer:
    """A noun: a group of verbs that also does something alone."""
    return typer.Typer(
        cls=Group,
        help=told,
        invoke_without_command=True,
        no_args_is_help=False,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
    )


def command(function: "Callable[..., Answer]", told: str = "") -> typer.Typer:
    """A verb: an app that is one command."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    app.command(cls=Command, help=told or None)(function)
    return app


def subcommand(app: typer.Typer, name: str) -> Callable[[Function], Function]:
    """Register a function as a noun's verb."""
    return app.command(name, cls=Command)


def _show(ctx: typer.Context, answer: Any) -> Any:
    if answer is None:
        return None
    context = context_of(ctx)
    status = answer.exit_status
    if context.wrote:
        from coachlog.app.after_write import with_written_names

        answer = with_written_names(context, answer)
    if context.options.json:
        from coachlog.render.json import envelope

        typer.echo(envelope(ctx.command_path.partition(" ")[2] or "glance", answer))
    else:
        _show_parts(answer)
        for problem in answer.problems:
            context.tell(str(problem))
        if context.wrote:
            from coachlog.app.after_write import after_change

            after_change(context)
    if status:
        raise typer.Exit(status)
    return answer


def _show_parts(answer: "Answer") -> None:
    from coachlog.render.view import Line

    parts = answer.parts or [Line("Nothing to show.", quiet=True)]
    columns = os.environ.get("COLUMNS", "")
    if sys.stdout.isatty():
        from coachlog.render.terminal import show

        show(
            parts,
            width=int(columns) if columns.isdecimal() and int(columns) else None,
            colour="NO_COLOR" not in os.environ,
        )
        return
    from coachlog.render.plain import plain_lines

    typer.echo("\n".join(plain_lines(parts)))
