"""The kind of a path, and paths counted by kind."""

from collections import Counter
from collections.abc import Iterable

from coachlog.model.fields import format_count, format_list
from coachlog.model.kinds import KINDS, Kind


def kind_of_path(path: str) -> Kind | None:
    """Return the kind of the document at a path, None for other files."""
    folder, _, name = path.partition("/")
    if "/" in name or not name.endswith(".md"):
        return None
    return next((kind for kind in KINDS if kind.folder == folder), None)


def count_kinds(paths: Iterable[str]) -> str:
    """Format paths as counts: 2 meetings, 1 goal and 1 other file."""
    counts = Counter(kind_of_path(path) for path in paths)
    words = [_kind_count(kind, counts[kind]) for kind in (*KINDS, None) if counts[kind]]
    return format_list(words) if words else "0 files"


def _kind_count(kind: Kind | None, number: int) -> str:
    if kind is None:
        return format_count(number, "other file")
    return f"{number} {kind.name if number == 1 else kind.plural}"
