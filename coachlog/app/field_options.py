"""Options for the fields of a document, one table row each: the option, the front-matter field, and how it is read."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar

import typer

from coachlog.app.arguments import choice_option
from coachlog.model.fields import one_line

if TYPE_CHECKING:
    from coachlog.context import Context

_Answer = TypeVar("_Answer")
_Complete = Callable[..., Any] | None
_Read = Callable[["Context", Any], Any]


class FieldOption(NamedTuple):
    """An option for a field: the field's key, the option's name, its Typer declaration, and the reader of its value."""

    key: str
    name: str
    annotation: Any
    default: Any
    read: _Read
    help_line: str = ""


class Typed(NamedTuple):
    """The typed words of some fields."""

    values: tuple[tuple[FieldOption, Any], ...] = ()

    def read(self, context: "Context") -> dict[str, Any]:
        """Return the fields by key, each as a document keeps it; raise CoachlogError."""
        return {option.key: option.read(context, value) for option, value in self.values}


NOTHING = Typed()


def _read_text(_: "Context", typed: str) -> str:
    return one_line(typed)


def _read_words(_: "Context", typed: list[str] | None) -> list[str]:
    return [words for words in map(one_line, typed or ()) if words]


def read_typed(_: "Context", typed: list[str] | None) -> list[str]:
    """Return words as they were typed: the action finds what they mean."""
    return typed or []


def text_option(
    key: str,
    metavar: str,
    help_line: str,
    *,
    name: str = "",
    read: _Read = _read_text,
    complete: _Complete = None,
    also: Sequence[str] = (),
) -> FieldOption:
    """Declare an option for a field with one value, which `also` has these names."""
    name = name or key
    flags = map(_flag, (name, *also))
    option = typer.Option(*flags, metavar=metavar, help=help_line, autocompletion=complete)
    return FieldOption(key, name, Annotated[str, option], "", read, help_line)


def list_option(
    key: str, metavar: str, help_line: str, *, name: str = "", read: _Read = _read_words, complete: _Complete = None
) -> FieldOption:
    """Declare an option for a list; it may be typed several times."""
    name = name or key
    option = typer.Option(_flag(name), metavar=metavar, help=help_line, autocompletion=complete)
    return FieldOption(key, name, Annotated[list[str] | None, option], None, read)


def enum_option(key: str, choices: type[StrEnum], help_line: str) -> FieldOption:
    """Declare an option for a field that takes one of a few words."""
    option = choice_option(_flag(key), choices, help_line)
    return FieldOption(key, key, Annotated[choices | None, option], None, lambda _, typed: typed or "")


def with_options(*options: FieldOption) -> Callable[[Callable[..., _Answer]], Callable[..., _Answer]]:
    """Give a command these options in place of its parameter `typed`, which gets what was typed."""

    def decorate(function: Callable[..., _Answer]) -> Callable[..., _Answer]:
        @wraps(function)
        def command(*args: Any, **values: Any) -> _Answer:
            typed = tuple((option, values.pop(_parameter_name(option))) for option in options)
            return function(*args, typed=Typed(typed), **values)

        parameters: list[inspect.Parameter] = []
        for parameter in inspect.signature(function).parameters.values():
            parameters += [_parameter(option) for option in options] if parameter.name == "typed" else [parameter]
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # Typer reads both
        command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return command

    return decorate


def ask_typed(context: "Context", options: Sequence[FieldOption], present: Mapping[str, str]) -> Typed:
    """Ask for each field, with its present value, which Enter keeps."""

    def ask(option: FieldOption) -> str:
        now = present.get(option.key, "")

        def parse(words: str) -> str:
            if words in ("", now):
                return ""
            option.read(context, words)
            return words

        return context.ask_for("", f"{option.help_line}?", parse, now)

    return Typed(tuple((option, ask(option)) for option in options))


def _flag(name: str) -> str:
    return f"--{name.rstrip('_').replace('_', '-')}"  # a word of Python's own has a `_` behind it


def _parameter_name(option: FieldOption) -> str:
    return f"typed_{option.name}"  # apart from the command's own: `goals update GOAL --goal GOAL`


def _parameter(option: FieldOption) -> inspect.Parameter:
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Parameter(_parameter_name(option), kind, default=option.default, annotation=option.annotation)
