"""A log that was joined, at a glance."""

from collections.abc import Iterator

from coachlog.actions.exchange.join import JoinedLog
from coachlog.actions.look.overview import Overview
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.views.names import who_am_i
from coachlog.views.overview import overview_data, overview_parts
from coachlog.views.setup.new_log import who_parts


def show_joined(joined: JoinedLog, overview: Overview) -> Answer:
    """Say where the log is, and show it at a glance."""
    data = {
        "path": str(joined.root),
        "me": joined.me.id if joined.me else None,
        "glance": overview_data(overview),
    }
    return Answer(data, list(_parts(joined, overview)), overview.log.problems)


def _parts(joined: JoinedLog, overview: Overview) -> Iterator[Part]:
    yield Line(f"You have joined the log. It is in {joined.root}")
    if joined.me:
        yield Line(who_am_i(overview.log.settings.people, joined.me.id, ""))
    yield Line()
    if joined.me is None:
        yield from who_parts(overview.log.settings.people, indent=2)
    yield from overview_parts(overview)
    yield Item("coachlog sync", "exchange what you both wrote", 2)
