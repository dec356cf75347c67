"""Frozen records to JSON rows and back, by their fields' types."""

import types
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

Row = list[Any]


def pack(record: Any) -> Any:
    """A record, or anything in one, as JSON knows it."""
    if is_dataclass(record):
        return [pack(getattr(record, field.name)) for field in fields(record)]
    if isinstance(record, tuple):
        return [pack(item) for item in record]
    if isinstance(record, date):
        return record.isoformat()
    return record


def unpack(kind: type[Any], row: Row) -> Any:
    """The record that was packed into a row; raises TypeError, ValueError or KeyError for a row of another form."""
    readers = _readers(kind)
    if len(row) != len(readers):
        raise ValueError(f"a row of {len(row)} is no {kind.__name__}")
    return kind(*[value if reader is None else reader(value) for reader, value in zip(readers, row, strict=True)])


def shape(kinds: Iterable[type[Any]]) -> str:
    """What the rows of some kinds look like: another text when a field comes, goes or changes its type."""
    return repr([(kind.__name__, sorted(get_type_hints(kind).items(), key=str)) for kind in kinds])


@cache
def _readers(kind: type[Any]) -> list[Callable[[Any], Any] | None]:
    hints = get_type_hints(kind)
    return [_reader(hints[field.name]) for field in fields(kind)]


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    if get_origin(hint) is types.UnionType:  # one type, or None
        inner = _reader(next(arm for arm in get_args(hint) if arm is not types.NoneType))
        return inner and (lambda value: None if value is None else inner(value))
    if get_origin(hint) is tuple:
        arms = get_args(hint)
        if arms[-1] is not ...:
            return tuple
        item = _reader(arms[0])
        return tuple if item is None else lambda value: tuple([item(one) for one in value])
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        members = {member.value: member for member in hint}
        return members.__getitem__
    return (lambda row: unpack(hint, row)) if is_dataclass(hint) else None
