"""Frozen records to JSON rows and back, by their fields' types."""

import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints

RowData = list[Any]


def pack(record: Any) -> Any:
    """Return a record, or anything in one, as JSON data."""
    if isinstance(record, str | int | None):  # nearly everything is, and the words of an Enum are text
        return record
    if isinstance(record, tuple):
        return [pack(item) for item in record]
    if isinstance(record, date):
        return record.isoformat()
    if isinstance(record, Mapping):
        return {key: pack(value) for key, value in record.items()}
    return [pack(getattr(record, name)) for name in _names(cast("Hashable", type(record)))]


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def unpack(kind: type[Any], row: RowData) -> Any:
    """Return the record of a row; raise LookupError, TypeError or ValueError for a row of another form."""
    return unpacker(kind)(row)


def unpack_checked(kind: type[Any], row: RowData) -> Any:
    """Return the record of a row that anybody may have changed by hand; raise what `unpack` does for any other type."""
    record = unpack(kind, row)
    if not _fits(record, kind):
        raise TypeError(f"no {kind.__name__}")
    return record


def _fits(value: Any, hint: Any) -> bool:
    """Tell whether a value, and anything in it, is of its type."""
    hint = getattr(hint, "__supertype__", hint)
    kind, arms = get_origin(hint), get_args(hint)
    if kind is types.UnionType:
        return any(_fits(value, arm) for arm in arms)
    if not (is_text(value) if hint is str else isinstance(value, kind or hint)):
        return False
    if kind is tuple:
        arms = arms[:1] * len(value) if arms[-1] is ... else arms
        return len(value) == len(arms) and all(map(_fits, value, arms))
    if kind is Mapping:
        return all(_fits(key, arms[0]) and _fits(item, arms[1]) for key, item in value.items())
    return not is_dataclass(hint) or all(
        _fits(getattr(value, name), arm) for name, arm in _hints(cast("Hashable", hint)).items()
    )


def is_text(value: Any) -> bool:
    """Tell whether a value is a text that a file or a path can hold; JSON can spell others."""
    if not isinstance(value, str) or "\0" in value:
        return False
    try:
        value.encode("utf-8", "surrogateescape")  # as the names of files are read
    except UnicodeEncodeError:
        return False
    return True


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def unpacker(kind: type[Any]) -> Callable[..., Any]:
    """Return the function that makes a class's records from their rows, or from a row without its `first` values."""
    return _unpacker(cast("Hashable", kind))


@cache
def _unpacker(kind: type[Any]) -> Callable[..., Any]:
    hints = _hints(cast("Hashable", kind))
    names = [field.name for field in fields(kind)]
    readers = [(number, reader) for number, name in enumerate(names) if (reader := _reader(hints[name])) is not None]
    new, set_field = object.__new__, object.__setattr__

    def read(row: RowData, *first: Any) -> Any:
        values = [*first, *row]
        for number, reader in readers:
            values[number] = reader(values[number])
        record = new(kind)
        # A frozen record's own constructor sets field by field, which for thousands of them costs more than all else.
        set_field(record, "__dict__", dict(zip(names, values, strict=True)))
        return record

    return read


class _Made(dict[Any, Any]):
    """Values by what they were packed as; each is made once, for thousands of records have the same."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, packed: Any) -> Any:
        value = self[packed] = self._make(packed)
        return value


def _optional(inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(packed: Any) -> Any:
        return None if packed is None else inner(packed)

    return _Made(read).__getitem__ if isinstance(getattr(inner, "__self__", None), _Made) else read


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    if get_origin(hint) is types.UnionType:  # one type, or None
        inner = _reader(next(arm for arm in get_args(hint) if arm is not types.NoneType))
        return inner and _optional(inner)
    if get_origin(hint) is tuple:
        arms = get_args(hint)
        if arms[-1] is not ...:
            return tuple
        item = _reader(arms[0])
        return tuple if item is None else lambda value: tuple([item(one) for one in value])
    if hint is date:
        return _Made(date.fromisoformat).__getitem__
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _Made(hint).__getitem__
    return unpacker(cast("type[Any]", hint)) if is_dataclass(hint) else None
