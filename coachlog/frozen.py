"""Frozen dataclasses that cost little to define: a command defines a hundred of them, and makes objects of some."""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type[Any])


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Class) -> Class:
    """Make a class a frozen dataclass; its `__init__` is compiled when its first object is made.

    Python's own `dataclass(frozen=True)` compiles six methods of each class, which takes a fifth of a command's time.
    """
    dataclass(init=False, repr=False, eq=False)(cls)
    for name, method in _methods(cls).items():
        if name not in vars(cls):
            setattr(cls, name, method)
    return cls


def _methods(cls: type[Any]) -> dict[str, Callable[..., Any]]:
    values = attrgetter("__class__", *(field.name for field in fields(cls)))

    def init(self: Any, *args: Any, **named: Any) -> None:
        cls.__init__ = _compiled_init(cls)
        cls.__init__(self, *args, **named)

    def equals(self: Any, other: Any) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return {
        "__init__": init,
        "__eq__": equals,
        "__hash__": lambda self: hash(values(self)),
        "__repr__": _repr,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }


def _compiled_init(cls: type[Any]) -> Callable[..., None]:
    parameters, lines = ["self"], list[str]()
    names: dict[str, Any] = {"_set": object.__setattr__}
    for one in fields(cls):
        names |= {f"_default_{one.name}": one.default, f"_make_{one.name}": one.default_factory}
        parameters.append(f"{one.name}=_default_{one.name}" if _is_optional(one) else one.name)
        if one.default_factory is not MISSING:
            lines.append(f"if {one.name} is _default_{one.name}: {one.name} = _make_{one.name}()")
        lines.append(f"_set(self, {one.name!r}, {one.name})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    source = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"])
    exec(source, names)  # noqa: S102 - of names in a class of ours, as dataclasses itself does it
    init: Callable[..., None] = names["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"  # which an error about arguments names
    return init


def _is_optional(one: Field[Any]) -> bool:
    return one.default is not MISSING or one.default_factory is not MISSING


def _repr(self: Any) -> str:
    values = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self))
    return f"{type(self).__qualname__}({values})"


def _refuse(self: Any, name: str, *_: Any) -> None:
    raise FrozenInstanceError(f"{type(self).__qualname__}.{name} cannot be set")
