"""The logs on this computer."""

from collections.abc import Sequence
from typing import Final

from coachlog.actions.logs import ListedLog
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_rows

LISTED_LOG_FIELDS: Final[Fields[ListedLog]] = (
    Field("name", lambda log: log.root.name),
    Field("title", lambda log: log.title),
    Field("path", lambda log: str(log.root)),
    Field("default", lambda log: log.default, "true for the default log"),
)


def show_logs(logs: Sequence[ListedLog]) -> Answer:
    """List the logs, each with its folder."""
    parts: list[Part] = [
        Item(
            f"{log.root.name}: {log.title}" if log.title else log.root.name,
            f"{log.root}" + (", the default" if log.default else ""),
        )
        for log in logs
    ]
    return Answer(json_rows(LISTED_LOG_FIELDS, logs), parts or [Line("No logs here yet. To make one: coachlog init")])
