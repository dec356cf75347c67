"""What the bytes of a change do not tell, as its entry in the history remembers it.

A box of a next step may only have followed another note: its step was finished there before, by whoever did it.
And a person may have agreed to a plan again on the same day.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

FOLLOWED: Final = "Followed"  # the trailer of an entry that set such a box
AGREED_HERE: Final = "Agreed"  # the trailer of an entry in which a person agreed to a plan


def followed_box(path: str, identity: str) -> str:
    """Return a trailer's value for the box of a next step in a note."""
    return f"{_mark(path)} ^{identity}"


def agreement(path: str, person: str) -> str:
    """Return a trailer's value for a person's agreement in a plan."""
    return _mark(path, person)


def _mark(path: str, *more: str) -> str:
    """Return a mark for a file, whose name may be words of a person: a message has none."""
    return hashlib.sha256(" ".join((PurePosixPath(path).stem, *more)).encode()).hexdigest()[:12]


def remembered(trailers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the trailers about such boxes and agreements."""
    return ((key, value) for key, value in trailers if key in (FOLLOWED, AGREED_HERE))
