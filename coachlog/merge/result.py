"""What a merge tells: its bytes, and what it kept twice."""

from dataclasses import dataclass


class CannotMerge(Exception):
    """Text that is not merged inside: over the bounds, unreadable, or of a form that does not fit together."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays in two versions, the older side's first; `where` is a section's heading or a front-matter key."""

    where: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged file; `whole` says that `content` is the newer file as it is, and the older needs a name of its own."""

    content: bytes
    kept: tuple[Kept, ...] = ()
    whole: bool = False
