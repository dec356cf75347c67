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
    """Return a thing as a JSON object."""
    return {field.name: _json_value(field, field.value(thing)) for field in fields}


def json_rows(fields: Fields[Thing], things: Iterable[Thing]) -> list[dict[str, Any]]:
    """Return things as a list of JSON objects."""
    return [json_row(fields, thing) for thing in things]


def _json_value(field: Field[Any], value: Any) -> Any:
    """Return a field's value as JSON knows it: dates as text, things by their own fields."""
    if not field.fields or value is None:
        return _plain(value)
    return json_row(field.fields, value) if field.single else json_rows(field.fields, value)


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
