"""The documents that a command's own entries changed."""

from collections.abc import Mapping
from functools import cached_property

from coachlog.context import Context
from coachlog.git.commits import REGULAR
from coachlog.model.kinds import kind_of_path


class WrittenDocuments:
    """The documents that a command has changed until now, read once for all that look at them."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def versions(self) -> Mapping[str, tuple[bytes, bytes]]:
        """Return the bytes of each document before and after what was written; what others wrote is left out."""
        return _read(self._context)


def _read(context: Context) -> dict[str, tuple[bytes, bytes]]:
    versions: dict[str, tuple[bytes, bytes]] = {}
    repo = context.repo
    for commit in context.written:
        parents = repo.objects.parents(commit)
        if len(parents) != 1:  # what others wrote was told to them
            continue
        changes = repo.objects.changes(parents[0], commit).items()
        notes = {path: change for path, change in changes if kind_of_path(path)}
        texts = repo.objects.blobs(
            entry for change in notes.values() for entry in change if entry and entry.mode in REGULAR
        )
        for path, change in notes.items():
            old, new = (texts.get(entry.id, b"") if entry else b"" for entry in change)
            versions[path] = versions[path][0] if path in versions else old, new
    return versions
