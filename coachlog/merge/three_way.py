"""The three versions of a value: the base, the older side and the newer."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from coachlog.frozen import frozen

T = TypeVar("T")
U = TypeVar("U")
V = TypeVar("V")


@frozen
class Three(Generic[T]):
    """One value in the base, on the older side and on the newer."""

    base: T
    older: T
    newer: T

    def map(self, change: Callable[[T], U]) -> "Three[U]":
        """Apply a function to each version."""
        return Three(change(self.base), change(self.older), change(self.newer))

    def zip(self, other: "Three[U]", join: Callable[[T, U], V]) -> "Three[V]":
        """Apply a function to each version with the same one of another value."""
        pairs = (join(one, two) for one, two in zip(self, other, strict=True))
        return Three(*pairs)

    def __iter__(self) -> Iterator[T]:
        return iter((self.base, self.older, self.newer))


def choose(base: str | None, older: str | None, newer: str | None) -> str | None:
    """Return the changed one of two values; if both changed, the longer, then the older. None is a missing value."""
    if older is None or newer is None:
        return newer if older is None else older
    if older == base:
        return newer
    if newer == base or len(older) >= len(newer):
        return older
    return newer
