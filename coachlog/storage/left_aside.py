"""The files of a log whose names this computer's disk cannot hold: the history has them, and the disk does not."""

import os
from collections.abc import Collection
from pathlib import Path

from coachlog.storage.files import replace
from coachlog.storage.local_state import LocalState


def load_left_aside(root: Path) -> frozenset[str]:
    """Return the paths that the disk does not hold, so that their absence is no deletion."""
    try:
        text = LocalState(root).left_aside.read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return frozenset()
    paths = filter(None, text.split("\n"))
    return frozenset(path for path in paths if not os.path.lexists(root / path))


def add_left_aside(root: Path, paths: Collection[str]) -> None:
    """Remember that the disk does not hold some paths."""
    if paths:
        lines = sorted({*load_left_aside(root), *paths})
        replace(LocalState(root).left_aside, "\n".join(lines).encode("utf-8", "surrogateescape"))
