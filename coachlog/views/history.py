"""The log's history as parts and as JSON fields."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from coachlog.actions.history import DescribedCommit, HistoryPage
from coachlog.model.fields import WEEKDAYS, format_day
from coachlog.render.view import Item, Line, Part


def history_data(page: HistoryPage, *, verbose: bool) -> list[dict[str, Any]]:
    """Return a row of fields for each commit; with `verbose` git's own as well."""
    return [_fields(row, verbose=verbose) for row in page.commits]


def _fields(row: DescribedCommit, *, verbose: bool) -> dict[str, Any]:
    commit = row.commit
    fields: dict[str, Any] = {
        "when": commit.when.isoformat(),
        "who": row.author,
        "did": list(row.sentences),
        "paths": list(commit.paths),
    }
    return fields | ({"id": commit.id, "message": commit.message} if verbose else {})


def history_parts(page: HistoryPage, today: date, *, verbose: bool) -> Iterator[Part]:
    """Return the commits under their author and day."""

    def heading(row: DescribedCommit) -> str:
        return f"{row.author}, {format_weekday(row.commit.when.date(), today)}:"

    for author_and_day, rows in groupby(page.commits, heading):
        items = [item for row in rows for item in _items(row, verbose=verbose)]
        if len(items) == 1:
            beside = f"  ({items[0].beside})" if items[0].beside else ""
            yield Line(f"{author_and_day} {items[0].text}{beside}")
        else:
            yield Line(author_and_day)
            yield from items
    if not page.commits:
        yield Line("Nothing was kept yet.")
    if page.more:
        yield Line("There is more: coachlog history --all", quiet=True)


def _items(row: DescribedCommit, *, verbose: bool) -> Iterator[Item]:
    beside = f"{row.commit.id[:10]} {row.commit.message.splitlines()[0]}" if verbose else ""
    for sentence in row.sentences or ("changed nothing that can be seen",):
        yield Item(sentence, beside, 2)


def format_weekday(day: date, today: date) -> str:
    """Format a day with its weekday, and with its year where that is another."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()].title()} {format_day(day)}{year}"
