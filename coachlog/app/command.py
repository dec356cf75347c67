"""Commands and groups of commands: their common options, and how an answer is shown."""

import os
import sys
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from coachlog.errors import SurroundingsError, UsageError, tell_problems
from coachlog.model.audience import MEANT, Audience
from coachlog.regex import regex
from coachlog.render.forms import FORMS

if TYPE_CHECKING:  # help and completion are asked for without any of this
    from coachlog.context import Context
    from coachlog.render.view import Answer

Function = TypeVar("Function", bound=Callable[..., Any])
Base = TypeVar("Base", bound="Command | Group")
_PASTED: Final = regex(r"\A[-–—](?:\s+|(?=\[))(?=\S)")


def context_of(ctx: typer.Context) -> "Context":
    """Return the command's surroundings."""
    from coachlog.context import Context

    context: Context = ctx.find_root().ensure_object(Context)
    return context


class Out(NamedTuple):
    """The file that a command writes with `--to`: the forms by their endings, and its readers unless told."""

    forms: tuple[str, ...]
    audience: Audience = Audience.PAIR


class Traits(NamedTuple):
    """A command's abilities: write its answer into a file, answer over all logs, change its log, or bring a log.

    What `takes_back` an entry brings no words into the log. `lead` words the hint after a word that is no command.
    """

    out: Out | None = None
    all_logs: bool = False
    writes: bool = False
    brings_log: bool = False
    takes_back: bool = False
    lead: Callable[["Context", list[str], str], str] = lambda _, __, hint: hint


LISTING: Final = Out((".md", ".html", ".docx", ".csv", ".json"))
PAGE: Final = Out((".md", ".html", ".docx", ".json"))
CALENDAR: Final = Out((*PAGE.forms, ".ics"))
EVERYTHING: Final = Out((".json", ".csv", ".ics"), Audience.SELF)
OWN_TEXT: Final = Out(LISTING.forms, Audience.PUBLIC)
OWN_LISTING: Final = Out(LISTING.forms, Audience.SELF)


def _common_options(traits: Traits) -> list[TyperOption]:
    over_all = _flag("all-logs", "Answer over all your logs", "all_logs", True)
    return [
        *([over_all] if traits.all_logs else ()),
        *(_file_options(traits.out) if traits.out else ()),
        _text_option("log", "NAME|PATH", "The log, by its name or a partner's"),
        _text_option("today", "DATE", "Act as if today were this day"),
        _text_option("me", "ID", "The person who writes"),
        *(_flag(form.name, form.option_help, "form", form.name) for form in FORMS if form.option_help),
        _flag("verbose", "Print more details", "verbose", True),
    ]


def _file_options(out: Out) -> list[TyperOption]:
    def take(ctx: typer.Context, _: object, value: str | None) -> str | None:
        if value:
            _set_option(ctx, "to", value)
            _set_option(ctx, "unless_told", str(out.audience))
        return value

    forms = " or ".join(filter(None, (", ".join(out.forms[:-1]), out.forms[-1])))
    readers = ", ".join(Audience)
    return [
        _option("to", f"Write it to a file: {forms}", take, metavar="FILE", type=str),
        _option("for", f"Say who reads it: {readers}", _take_audience, metavar="AUDIENCE", type=str),
        _flag("replace", "Replace the file if it is there", "replace", True),
    ]


def _take_audience(ctx: typer.Context, _: object, value: str | None) -> str | None:
    if value:
        from coachlog.model.fields import parse_choice

        try:
            _set_option(ctx, "reader", str(parse_choice(MEANT.get(value.strip().casefold(), value), Audience)))
        except ValueError as error:
            raise UsageError(str(error), "say for whom it is, as --for pair") from None
    return value


def _text_option(name: str, metavar: str, help_line: str) -> TyperOption:
    def take(ctx: typer.Context, _: object, value: str | None) -> str | None:
        if value:
            _set_option(ctx, name, value)
        return value

    return _option(name, help_line, take, metavar=metavar, type=str)


def _flag(name: str, help_line: str, field: str, content: object) -> TyperOption:
    """Make an option without a value that sets a field of the Options."""

    def take(ctx: typer.Context, _: object, value: bool) -> bool:
        if value:
            _set_option(ctx, field, content)
        return value

    return _option(name, help_line, take, is_flag=True, type=bool, default=False)


def _option(name: str, help_line: str, take: Callable[..., Any], **more: Any) -> TyperOption:
    return TyperOption(
        param_decls=[f"--{name}", name.replace("-", "_")],
        help=help_line,
        expose_value=False,
        callback=take,
        is_eager=True,  # the clock and the log are known before any value is read by them
        **more,
    )


def usually_for(ctx: typer.Context, audience: Audience) -> "Context":
    """Return the surroundings in which a file is for an audience unless another one was named."""
    _set_option(ctx, "unless_told", str(audience))
    return context_of(ctx)


def _set_option(ctx: typer.Context, field: str, value: Any) -> None:
    from dataclasses import replace

    context = context_of(ctx)
    ctx.find_root().obj = replace(context, options=context.options._replace(**{field: value}))


class Command(TyperCommand):
    """A command with the common options; its Answer is shown, or written into a file as its `out` says."""

    traits = Traits()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _common_options(self.traits)

    def _end(self, args: list[str]) -> list[str]:
        """Return what ends the options, before an answer; an option without its value would take it."""
        wants = any(
            args[-1:] == [flag] and not getattr(param, "is_flag", True) for param in self.params for flag in param.opts
        )
        return [] if wants else ["--"]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the typed words, and ask for a missing argument.

        What begins with a bullet or a box, as it was pasted, is words and no option.
        """
        end = args.index("--") if "--" in args else len(args)
        typed = [*(_PASTED.sub("• ", arg, count=1) for arg in args[:end]), *(args[end:] or self._end(args))]
        while True:
            try:
                return super().parse_args(ctx, [*typed])
            except typer.BadParameter as error:
                from coachlog.app.usage_words import ask_for_missing

                if not (answer := ask_for_missing(context_of(ctx), error)):
                    raise
                typed.append(answer)

    def invoke(self, ctx: Any) -> Any:
        """Run the command and show its answer."""
        _prepare(ctx, self.traits)
        return _finish(ctx, _run(ctx, super().invoke))


class Group(TyperGroup):
    """A command with subcommands; its own answer is shown if no subcommand is typed."""

    traits = Traits(LISTING)
    subcommands: ClassVar[dict[str, typer.Typer]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _common_options(self.traits)

    def list_commands(self, _ctx: Any) -> list[str]:
        """Return the names of the subcommands."""
        return list(self.subcommands)

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        """Make a subcommand when it is asked for; return None if there is none of that name."""
        app = self.subcommands.get(cmd_name)
        return app and named_command(app, cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the subcommand that was typed; raise UsageError with the nearest if there is none."""
        try:
            return super().resolve_command(ctx, args)
        except typer.TyperException:
            from coachlog.model.fields import nearest_word

            root, typed = ctx.find_root().command, f"{ctx.command_path} {args[0]}".partition(" ")[2].casefold()
            instead = self.traits.lead(context_of(ctx), args, root.instead(typed))
            plural = f"{args[0]}s" if args[1:] else ""  # `term add`
            near = "" if instead else nearest_word(args[0], self.list_commands(ctx))
            near = plural if plural in self.list_commands(ctx) else near
            hint = instead or (f"did you mean {ctx.command_path} {near}?" if near else "")
            hint = hint or f"{ctx.command_path} --help says what can be typed"
            raise UsageError(f"there is no command `{args[0]}`", hint, typed=args[0], meant=near) from None

    def invoke(self, ctx: Any) -> Any:
        """Run the command or its subcommand."""
        if ctx._protected_args:  # a subcommand was typed, and shows its own answer
            return super().invoke(ctx)
        _prepare(ctx, self.traits)
        return _finish(ctx, _run(ctx, super().invoke))


@cache
def named_command(app: typer.Typer, name: str) -> Any:
    """Make the command of an app, of a name."""
    made = typer.main.get_command(app)
    made.name = name
    return made


def _with(base: type[Base], traits: Traits) -> type[Base]:
    """Return a class of commands with some traits."""
    return type(base.__name__, (base,), {"traits": traits})


def group(help_line: str, out: Out | None = LISTING, **traits: Any) -> typer.Typer:
    """Make a command with subcommands that also does something alone."""
    cls = _with(Group, Traits(out, **traits))
    cls.subcommands = {}  # a table of its own
    return typer.Typer(
        cls=cls,
        help=help_line,
        invoke_without_command=True,
        no_args_is_help=False,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
    )


def command(
    function: "Callable[..., Answer]",
    help_line: str = "",
    out: Out | None = None,
    *,
    all_logs: bool = False,
    writes: bool | None = None,
    brings_log: bool = False,
    takes_back: bool = False,
    short_help: str = "",
) -> typer.Typer:
    """Make an app of one command; one without a file of its own writes in a log unless it says otherwise."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    writes = out is None and not brings_log if writes is None else writes
    traits = Traits(out, all_logs, writes, brings_log, takes_back)
    app.command(cls=_with(Command, traits), help=help_line or None, short_help=short_help or None)(function)
    return app


def subcommand(
    app: typer.Typer, name: str, out: Out | None = None, *, writes: bool | None = None
) -> Callable[[Function], Function]:
    """Register a function as a subcommand; its help line is its docstring without the full stop."""

    def register(function: Function) -> Function:
        summary = (function.__doc__ or "").strip().partition("\n")[0].rstrip(".")
        cls: Any = app.info.cls
        cls.subcommands[name] = command(function, out=out, writes=writes, short_help=summary)
        return function

    return register


def _run(ctx: typer.Context, invoke: Callable[[Any], Any]) -> Any:
    """Run a command: once, or in each log; who stops it is told what it has written by then."""
    context = context_of(ctx)
    if not context.options.all_logs:
        try:
            return invoke(ctx)
        except (typer.Abort, KeyboardInterrupt):
            if not context.written:
                raise
            from coachlog.app.after_write import stopped

            raise stopped(context) from None
    from functools import partial

    from coachlog.app.all_logs import answer_over_all
    from coachlog.app.leading_on import lead_in

    def answer_in(there: "Context") -> Any:
        ctx.find_root().obj = there
        return invoke(ctx)

    try:
        return answer_over_all(context, answer_in, partial(lead_in, ctx))
    finally:
        ctx.find_root().obj = context


def _prepare(ctx: typer.Context, traits: Traits) -> None:
    """Look at the day and the file that were typed, before a command does its work; say if that changes the log."""
    if context_of(ctx).options.today:
        _ = context_of(ctx).today  # every command refuses a wrong day, also one that needs no day
    if traits.writes and not ctx.params.get("all_logs"):
        _set_option(ctx, "writes", True)
        # The others write in the own pages.
        if not traits.takes_back and (traits.out is None or traits.out.audience is Audience.PAIR):
            _ask_for_students(context_of(ctx))
    if context_of(ctx).options.to:
        from coachlog.app.to_file import prepare_file

        out = traits.out
        if prepare_file(context_of(ctx), out.forms if out else (), ctx.command_path):
            _set_option(ctx, "replace", True)
    if context_of(ctx).options.me and not traits.brings_log:
        from coachlog.app.named_person import require_known

        require_known(context_of(ctx))


def _ask_for_students(context: "Context") -> None:
    """Ask on a terminal for students' names before the first entry: the history keeps what is written once."""
    if context.interactive and (context.nearby_root or context.home.logs()):
        from coachlog.actions.own.student_list import ask_for_students

        ask_for_students(context)


def _show(context: "Context", answer: "Answer", name: str) -> None:
    """Print an answer; if it cannot be printed, say that what was written is saved, or a second try doubles it."""
    try:
        context.form.show(answer, context.screen(name))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - what Python flushes at its end
        if not (context.written or context.own_written):
            raise
        from coachlog.storage.refusals import read_refusal

        raise SurroundingsError(
            f"it is saved, but the answer could not be printed: {read_refusal(error).why}",
            "do not type it again; coachlog history shows what was saved",
        ) from None


def _finish(ctx: typer.Context, answer: "Answer | None") -> Any:
    """Show a command's answer, and end with its exit status."""
    if answer is None:
        return None
    context = context_of(ctx)
    name = ctx.command_path.partition(" ")[2] or "glance"
    if context.options.to or context.options.reader:
        from coachlog.app.to_file import hand_over

        answer = hand_over(context, answer, name)
    shown, sentences = answer, tuple[str, ...]()
    if context.written:
        from dataclasses import replace

        from coachlog.app.after_write import after_write

        after = after_write(context)
        problems = [*dict.fromkeys([*answer.problems, *after.problems])]
        shown, sentences = replace(answer, problems=problems), after.sentences
    elif context.own_written and context.options.writes:
        from coachlog.app.after_write import after_own_write

        sentences = after_own_write(context)
    told = (*tell_problems(shown.problems), *sentences)
    if context.options.names_where:
        from coachlog.app.leading_on import answer_leading_on, lead_on

        lead = lead_on(ctx)
        shown, told = answer_leading_on(shown, lead), tuple(map(lead, told))
    _show(context, shown, name)
    if not context.form.for_programs:
        for sentence in told:
            context.tell(sentence)
    if answer.exit_status:
        raise typer.Exit(answer.exit_status)
    return answer
