"""Boxes of next steps that only followed another note: their step was finished there before, by whoever did it."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

FOLLOWED: Final = "Followed"  # the trailer of an entry that set such a box


def followed_box(path: str, identity: str) -> str:
    """Return a trailer's value for the box of a next step in a note."""
    return f"{PurePosixPath(path).stem} ^{identity}"


def followed_boxes(trailers: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the values of the trailers about such boxes."""
    return frozenset(value for key, value in trailers if key == FOLLOWED)
