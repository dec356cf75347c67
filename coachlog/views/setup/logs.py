"""The logs on this computer."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from coachlog.actions.setup.logs import ListedLog, LogList
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Aside, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_row, json_rows

LISTED_LOG_FIELDS: Final[Fields[ListedLog]] = (
    Field("name", lambda log: log.root.name),
    Field("title", lambda log: log.title),
    Field("path", lambda log: str(log.root)),
    Field("default", lambda log: log.default, "true for the default log"),
    Field("closed", lambda log: log.closed, "true for a log at rest"),
)


def show_logs(listed: LogList) -> Answer:
    """List the logs, each with its folder."""
    parts: list[Part] = [Item(_name(log), f"{log.root}{_state(log)}") for log in listed.logs]
    parts += [Line(sentence[0].upper() + sentence[1:], quiet=True) for sentence in listed.away.values()]
    parts += advice_for_away(listed.away)
    if listed.at_rest:
        parts.append(Aside(f"{format_count(listed.at_rest, 'more log')} at rest: coachlog logs --all"))
    parts = parts or [Line("No logs here yet. To make one: coachlog init")]
    return Answer(json_rows(LISTED_LOG_FIELDS, listed.logs), parts)


def advice_for_away(away: Iterable[Path]) -> tuple[Part, ...]:
    """Say what to type for logs that are not where they were."""
    return tuple(Aside(f"To go on without {path.name}: coachlog logs close {path.name}") for path in away)


def show_changed(log: ListedLog) -> Answer:
    """Show that a log was put at rest or taken back."""
    back = f"At rest: {_name(log)}. To take it back: coachlog logs open {log.root.name}"
    sentence = back if log.closed else f"Back among your logs: {_name(log)}"
    return Answer(json_row(LISTED_LOG_FIELDS, log), [Line(sentence)])


def _name(log: ListedLog) -> str:
    return f"{log.root.name}: {log.title}" if log.title else log.root.name


def _state(log: ListedLog) -> str:
    return ", at rest" if log.closed else ", the default" if log.default else ""
