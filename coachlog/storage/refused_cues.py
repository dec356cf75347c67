"""The lines that this person would not share: their no holds until they say yes, or the words are gone."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from coachlog.errors import Problem
from coachlog.storage import disk
from coachlog.storage.files import replace
from coachlog.storage.local_state import LocalState


def refused_among(root: Path, cues: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those of some cues to students that this person would not share."""
    try:
        marks = LocalState(root).refused.read_text("ascii", "replace").split()
    except OSError:
        return ()
    return tuple(cue for cue in cues if _mark(cue) in marks)


def remember_refused(root: Path, cues: Iterable[Problem]) -> None:
    """Remember what is not to be shared, in place of what was not before."""
    marks = sorted(set(map(_mark, cues)))
    path = LocalState(root).refused
    if marks:
        path.parent.mkdir(exist_ok=True)
        replace(path, "".join(f"{mark}\n" for mark in marks).encode())
    else:
        disk.unlink(path)


def _mark(cue: Problem) -> str:
    """Return what is the same for a cue wherever its line stands, and once only the history has it."""
    return hashlib.sha256(f"{cue.path}\n{cue.message.partition('; ')[0]}".encode()).hexdigest()
