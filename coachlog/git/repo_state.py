"""In which state a log's history stands, as git's own files tell: light, so that a glance can look at it."""

import re
from enum import Enum
from pathlib import Path
from typing import Final

MERGE: Final = "MERGE_HEAD"
_UNFINISHED: Final = (MERGE, "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD", "BISECT_LOG")


class State(Enum):
    """Whether a history can take an entry."""

    READY = "ready"
    DETACHED = "detached"
    UNFINISHED = "unfinished"


def find_state(inside: Path) -> State:
    """Tell from git's folder of a log whether an entry can be added."""
    if find_begun(inside):
        return State.UNFINISHED
    return State.READY if find_line(inside) else State.DETACHED


def find_begun(inside: Path) -> tuple[str, ...]:
    """Return git's names for what was begun with it and is not finished."""
    return tuple(name for name in _UNFINISHED if (inside / name).exists())


def find_line(inside: Path) -> str | None:
    """Return the line of history that the person is on, None where they are on none."""
    try:
        told = (inside / "HEAD").read_text("utf-8")
    except OSError:
        return None
    found = re.fullmatch(r"ref: (refs/heads/[^\s\0]+)\n?", told)
    return found[1] if found else None
