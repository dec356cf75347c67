"""One table for each thing that is shown: the JSON fields, how each is read from the thing, and its meaning."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

Thing = TypeVar("Thing")


class Field(NamedTuple, Generic[Thing]):
    """A JSON field. A field of other things has a table of their `fields`; `meaning` says more than the name."""

    name: str
    value: Callable[[Thing], Any]
    meaning: str = ""
    fields: "Sequence[Field[Any]]" = ()


Fields = Sequence[Field[Thing]]


def json_row(fields: Fields[Thing], thing: Thing) -> dict[str, Any]:
    """Return a thing as a JSON object."""
    return {field.name: _json_value(field.value(thing), field.fields) for field in fields}


def json_rows(fields: Fields[Thing], things: Iterable[Thing]) -> list[dict[str, Any]]:
    """Return things as a list of JSON objects."""
    return [json_row(fields, thing) for thing in things]


def _json_value(value: Any, fields: Fields[Any]) -> Any:
    """Return a value that JSON knows: dates as text; things by their own fields, in a list if there are several."""
    if fields and value is not None:
        return json_rows(fields, value) if isinstance(value, list | tuple) else json_row(fields, value)
    if isinstance(value, list | tuple):
        return [_json_value(item, ()) for item in value]
    return value.isoformat() if isinstance(value, date) else value
