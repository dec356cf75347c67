"""The three versions of a thing: the base, and the two sides in their order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Three(Generic[T]):
    """One thing as it was, as the older side has it, and as the newer has it."""

    base: T
    older: T
    newer: T

    def map(self, change: Callable[[T], U]) -> "Three[U]":
        """The same done to each."""
        return Three(change(self.base), change(self.older), change(self.newer))

    def __iter__(self) -> Iterator[T]:
        return iter((self.base, self.older, self.newer))


def choose(base: str | None, older: str | None, newer: str | None) -> str | None:
    """The one of two that was changed; both changed: the longer, then the older; None is not there."""
    if older is None or newer is None:
        return newer if older is None else older
    if older == base:
        return newer
    if newer == base or len(older) >= len(newer):
        return older
    return newer
