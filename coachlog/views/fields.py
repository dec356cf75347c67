"""One table for each thing that is shown: the JSON fields, how each is read from the thing, and its meaning."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

Thing = TypeVar("Thing")


class Field(NamedTuple, Generic[Thing]):
    """A JSON field; `meaning` says more than the name.

    A field whose value is things has a table of their `fields`; `single` says that it is one thing, or none.
    """

    name: str
    value: Callable[[Thing], Any]
    meaning: str = ""
    fields: "Sequence[Field[Any]]" = ()
    single: bool = False


Fields = Sequence[Field[Thing]]


def json_row(fields: Fields[Thing], thing: Thing) -> dict[str, Any]:
    """Return a thing as a JSON object: dates as text, things in it by their own fields."""
    row: dict[str, Any] = {}
    for name, read, _, inner, single in fields:
        value = read(thing)
        if inner and value is not None:
            row[name] = json_row(inner, value) if single else json_rows(inner, value)
        else:
            row[name] = value if value is None or isinstance(value, str) else _plain(value)  # as nearly all are
    return row


def json_rows(fields: Fields[Thing], things: Iterable[Thing]) -> list[dict[str, Any]]:
    """Return things as a list of JSON objects."""
    return [json_row(fields, thing) for thing in things]


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
