"""A log that was joined, as parts and as JSON fields."""

from collections.abc import Iterator
from typing import Any

from coachlog.actions.join import JoinedLog
from coachlog.actions.overview import Overview
from coachlog.render.view import Item, Line, Part
from coachlog.views.new_log import who_parts
from coachlog.views.overview import overview_data, overview_parts


def joined_data(joined: JoinedLog, overview: Overview) -> dict[str, Any]:
    """Return the log's folder, who is at this computer, and the overview."""
    return {
        "path": str(joined.root),
        "me": joined.me.id if joined.me else None,
        "glance": overview_data(overview),
    }


def joined_parts(joined: JoinedLog, overview: Overview) -> Iterator[Part]:
    """Say where the log is, and show it at a glance."""
    yield Line(f"You are in: the log lies in {joined.root}")
    yield Line()
    if joined.me is None:
        yield from who_parts(overview.log.settings.people, indent=2)
    yield from overview_parts(overview)
    yield Item("coachlog sync", "exchange what you both wrote", 2)
