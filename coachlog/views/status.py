"""The state of a log as parts and as JSON fields."""

from collections.abc import Iterator
from typing import Any

from coachlog.actions.sharing_state import format_unshared
from coachlog.actions.status import Status
from coachlog.model.fields import format_count
from coachlog.render.view import Item, Line, Part
from coachlog.views.sharing_state import unfinished_parts


def status_data(status: Status) -> dict[str, Any]:
    """Return the state as fields."""
    return {
        "unsaved": list(status.unsaved),
        "entries": status.entries,
        "shared_place": status.place,
        "not_shared": status.entries if status.unshared is None else status.unshared,
        "kept_twice": status.conflicts,
        "interrupted": status.unfinished is not None or status.interrupted,
        "problems": status.problems,
    }


def status_parts(status: Status) -> Iterator[Part]:
    """Say what is not kept, not shared, in conflict or unreadable, and what to type."""
    yield from unfinished_parts(status.unfinished)
    if status.unsaved:
        yield Line("Changed by hand, and not kept yet (coachlog save keeps it):")
        yield from (Item(path, indent=2) for path in status.unsaved)
    elif not status.unfinished:
        yield Line("Everything is kept.")
    if status.unshared or not status.unfinished:
        yield from _sharing_parts(status)
    if status.conflicts:
        yield Line(f"{format_count(status.conflicts, 'place')} in two versions: coachlog settle")
    if status.problems:
        yield Line(f"{format_count(status.problems, 'thing')} cannot be read as meant: coachlog check names each.")


def _sharing_parts(status: Status) -> Iterator[Part]:
    if status.place and status.unshared:
        yield Line(f"{status.partner} can't see it all yet. {format_unshared(status.unshared)}")
    elif status.place:
        yield Line(f"All of it lies in the shared place: {status.place}")
    elif not status.copied:
        yield Line("This log has no shared place yet: it is on this computer only.")
    if status.interrupted:
        yield Line("An exchange was stopped in the middle: coachlog sync finishes it.")
    if status.copied or (status.place and not status.set_up):
        yield Line("This copy of the log is not set up whole yet: coachlog doctor finishes it.")
