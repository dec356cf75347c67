"""What is wrong with the words of a command, in plain words, what to type next, and the question for a missing word."""

import re
from collections.abc import Container, Sequence
from typing import Any, Final, NamedTuple

import typer

from coachlog.context import Context
from coachlog.model.dates import DateReader, TwoDays
from coachlog.model.fields import nearest_word
from coachlog.options import typable

# What people call an option, and its names here: the first that a command has is meant.
_CALLED: Final = {
    **dict.fromkeys(("day", "when", "date", "on"), ("date", "on", "due", "target", "start")),
    **dict.fromkeys(("time", "at", "begin", "begins", "from-time"), ("start", "time", "minutes")),
    **dict.fromkeys(("due", "deadline", "until", "by", "target-date", "end-date"), ("due", "target", "until", "end")),
    **dict.fromkeys(("length", "duration", "mins", "min", "time-spent"), ("minutes",)),
    **dict.fromkeys(("who", "name", "person", "whose", "by-whom"), ("owner", "speaker", "from", "whose", "name")),
    **dict.fromkeys(("section", "under", "heading"), ("in",)),
    **dict.fromkeys(("output", "file", "out", "o", "save-as"), ("to", "file")),
    **dict.fromkeys(("no-editor", "noedit"), ("no-edit",)),
    **dict.fromkeys(("as", "i-am", "user"), ("me",)),
}
_ALIKE: Final = 0.7  # how like one another two names of options are, without their dashes


class UsageWords(NamedTuple):
    """A sentence about what was typed, and what to type next."""

    sentence: str
    hint: str


def tell_usage(error: typer.TyperException, typed: Sequence[str], commands: Container[str]) -> UsageWords:
    """Say what is wrong with the words of a command; `commands` are the names of all."""
    ctx: Any = getattr(error, "ctx", None)
    first = next((word for word in typed if word in commands), "")
    path = ctx.command_path if ctx else f"coachlog {first}".strip()
    help_hint = f"{path} --help says what can be typed"
    param: Any = getattr(error, "param", None)
    if isinstance(error, typer.BadParameter) and param is not None:
        told = _wrong_value(error, param) if error.message else _missing(param, path, commands)
    else:
        told = _wrong_words(error, help_hint)
    return UsageWords(told.sentence, told.hint or help_hint)


def ask_for_missing(context: Context, error: typer.BadParameter) -> str:
    """Ask on a terminal for an argument that was not typed; return nothing if there is no answer or no terminal."""
    param: Any = error.param
    is_missing = not error.message and param is not None and param.param_type_name == "argument"
    if not is_missing or not context.interactive:
        return ""
    return context.ask(f"Which {_noun(param, 'one')}: {_lowered(param.help)}?", " ").strip()


def _noun(param: Any, one_of_several: str) -> str:
    return one_of_several if "|" in param.metavar else str(param.metavar).rstrip(".").casefold()


def _lowered(help_line: str) -> str:
    return help_line[:1].lower() + help_line[1:]


def _missing(param: Any, path: str, commands: Container[str]) -> UsageWords:
    noun = _noun(param, "word")
    article = "" if noun == "words" else "an " if noun[0] in "aeiou" else "a "
    verb = "are" if noun == "words" else "is"
    listing = next((name for name in (f"{noun}s", noun) if name in commands), "search WORDS" * (noun == "document"))
    lists = f"coachlog {listing} {'finds one' if ' ' in listing else 'lists them'}; then: " if listing else "type: "
    wanted = "" if "|" in param.metavar else f"{lists}{path} {param.metavar}"
    return UsageWords(f"{article}{noun} {verb} missing: {_lowered(param.help)}", wanted)


def _wrong_value(error: typer.BadParameter, param: Any) -> UsageWords:
    message = re.sub(r"valid int\w*( range)?", "number", error.message.rstrip("."))
    message = re.sub(r"'([^']*)'", r"`\1`", message)
    if param.param_type_name != "option":
        return UsageWords(message, "")
    option = param.opts[-1]
    choices = re.search(r"is not one of ([^,]+)", message)
    example = choices[1] if choices else "10" if message.endswith("is not a number") else ""
    return UsageWords(f"{option}: {message}", f"for example {option} {example}" if example else "")


def _wrong_words(error: typer.TyperException, help_hint: str) -> UsageWords:
    message: str = error.message
    option: str = getattr(error, "option_name", "")
    extra = re.fullmatch(r".*extra argument.*\((.+)\)", message)
    if extra:
        if meant := _as_option(extra[1], error):
            return UsageWords(f"`{extra[1]}` is more than this takes", meant)
        quotes = f"words that belong together go in quotes; {help_hint}"
        return UsageWords(f"`{extra[1]}` is more than this takes", quotes)
    if not option:
        return UsageWords(message.rstrip("."), "")
    if hasattr(error, "possibilities"):  # an unknown option; the library would name whatever shares letters
        near = _near_option(option, error)
        return UsageWords(f"there is no option {option}{f': did you mean {near}?' if near else ''}", "")
    what = "takes no value" if "not take" in message else "needs a value behind it"
    return UsageWords(f"{option} {what}", "")


def _as_option(typed: str, error: typer.TyperException) -> str:
    """Return a command with the option that words behind it are meant for: a day, or a flag's own name."""
    ctx: Any = getattr(error, "ctx", None)
    own: Sequence[Any] = ctx.command.params if ctx else ()
    flags = [name for param in own if getattr(param, "is_flag", False) for name in param.opts]
    near = _near_option(typed, error)
    if near in flags:
        return f"it is an option: {ctx.command_path} {near}"
    day = _near_option("date", error)
    if not day:
        return ""
    try:
        DateReader(ctx.find_root().obj.today).parse(typed)
    except TwoDays:
        pass
    except ValueError:
        return ""
    return f"a day has its option: {ctx.command_path} {day} {typable(typed)}"


def _near_option(typed: str, error: typer.TyperException) -> str:
    """Return the option of a command that a person calls by another name, or types nearly so; empty if none is."""
    ctx: Any = getattr(error, "ctx", None)
    own: Sequence[Any] = ctx.command.params if ctx else ()
    names = {name.lstrip("-"): name for param in own for name in (*param.opts, *param.secondary_opts) if name[0] == "-"}
    word = typed.lstrip("-").casefold()
    called = next((names[name] for name in _CALLED.get(word, ()) if name in names), "")
    return called or names.get(nearest_word(word, names, _ALIKE), "")
