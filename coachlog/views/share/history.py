"""The log's history."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Final

from coachlog.actions.exchange.history import DescribedCommit, HistoryPage
from coachlog.model.clock import local_day
from coachlog.model.dates import format_weekday
from coachlog.render.view import Answer, Aside, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_rows

COMMIT_FIELDS: Final[Fields[DescribedCommit]] = (
    Field("when", lambda row: row.commit.when),
    Field("who", lambda row: row.author),
    Field("did", lambda row: row.sentences, "sentences about the documents"),
    Field("paths", lambda row: row.commit.paths),
)
GIT_COMMIT_FIELDS: Final[Fields[DescribedCommit]] = (
    Field("id", lambda row: row.commit.id, "git's id, with --verbose"),
    Field("message", lambda row: row.commit.message, "git's message, with --verbose"),
)


def show_history(page: HistoryPage, today: date, *, verbose: bool) -> Answer:
    """Show the commits under their author and day; with `verbose` what git knows of them as well."""
    fields = (*COMMIT_FIELDS, *GIT_COMMIT_FIELDS) if verbose else COMMIT_FIELDS
    return Answer(json_rows(fields, page.commits), list(_parts(page, today, verbose=verbose)))


def _parts(page: HistoryPage, today: date, *, verbose: bool) -> Iterator[Part]:
    def heading(row: DescribedCommit) -> str:
        return f"{row.author}, {format_weekday(local_day(row.commit.when), today)}:"

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
        yield Aside("There is more: coachlog history --all")


def _items(row: DescribedCommit, *, verbose: bool) -> Iterator[Item]:
    beside = f"{row.commit.id[:10]} {row.commit.message.splitlines()[0]}" if verbose else ""
    for sentence in row.sentences or ("made no visible change",):
        yield Item(sentence, beside, 2)
