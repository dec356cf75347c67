"""Find the files of a side that have a new name, by their lines."""

from typing import Final

from coachlog.git.commits import REGULAR, Changes
from coachlog.git.repo import Repo

_ALIKE: Final = 0.5  # of their lines; git, too, takes such a file for another with a new name


def find_alike(repo: Repo, side: Changes) -> dict[str, str]:
    """Return the renamed files of which half the lines stayed.

    git followed these renames before it stopped, and without them an edit would bring the old name back.
    """
    gone = {path: before for path, (before, after) in side.items() if before and after is None}
    new = {path: after for path, (before, after) in side.items() if before is None and after} if gone else {}
    blobs = repo.objects.blobs(entry for entry in (*gone.values(), *new.values()) if entry.mode in REGULAR)
    lines = {name: set(content.splitlines()) for name, content in blobs.items()}
    renames: dict[str, str] = {}
    for path, entry in new.items():
        alike, old = max((_likeness(lines.get(was.id), lines.get(entry.id)), name) for name, was in gone.items())
        if alike >= _ALIKE:
            renames[old] = path
    return renames


def _likeness(one: set[bytes] | None, other: set[bytes] | None) -> float:
    """Return the part of their lines that two files have in common, from 0 to 1."""
    return len(one & other) / max(len(one), len(other)) if one and other else 0
