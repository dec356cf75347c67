"""The lines that may have a star, by number, and those that were marked."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Final

from coachlog.actions.own.stars import ChangedStars, StarList, StarRow
from coachlog.model.audience import ONLY_SELF
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Item, Line, Part, Title
from coachlog.views.fields import Field, Fields, json_rows
from coachlog.views.names import day_of_line, format_period

STAR_FIELDS: Final[Fields[StarRow]] = (
    Field("number", lambda row: row.number, "what `coachlog star` takes"),
    Field("text", lambda row: row.text),
    Field("date", lambda row: row.claim and row.claim.day),
    Field("section", lambda row: row.section),
    Field("path", lambda row: row.path),
    Field("line", lambda row: row.claim and row.claim.line, "null where the line is in the log no more"),
    Field("star", lambda row: row.star is not None, "true if it has my star"),
    Field("typed", lambda row: row.typed, "true if a star is typed into the line, where both see it"),
    Field("theme", lambda row: row.theme),
)
_ONLY_YOU: Final = "Only you can see your stars."


def show_star_list(shown: StarList, today: date) -> Answer:
    """Show the lines of a period that may have a star."""
    lines = format_count(sum(row.claim is not None for row in shown.rows), "line")
    stars = format_count(sum(row.star is not None or row.typed for row in shown.rows), "star")
    parts: list[Part] = [Title(f"{lines} in {format_period(shown.period)}, {stars}")]
    for section, rows in groupby(shown.rows, key=lambda row: row.section):
        parts += [Title(section or "With your star, and in the log no more"), *(_item(row, today) for row in rows)]
    parts += _hints(shown)
    return Answer(json_rows(STAR_FIELDS, shown.rows), parts, shown.problems, listing=True, readers=ONLY_SELF)


def show_changed(changed: ChangedStars, today: date) -> Answer:
    """Show the lines that were marked, or from which the star was taken, in their own words."""
    verb = "Took the star from" if changed.removed else "Marked with your star"
    parts: list[Part] = [
        Title(f"{verb}: {format_count(len(changed.rows), 'line')}"),
        *(_item(row, today) for row in changed.rows),
    ]
    return Answer(json_rows(STAR_FIELDS, changed.rows), [*parts, Line(_ONLY_YOU, quiet=True)])


def _item(row: StarRow, today: date) -> Item:
    day = day_of_line(row.claim.day, today, year=False) if row.claim and row.claim.day else row.path
    star = "star" if row.star else "star typed into it" if row.typed else ""
    star += f", {row.theme}" if row.theme else ""
    return Item(f"{row.number}  {row.text}", "; ".join(filter(None, (day, star))))


def _hints(shown: StarList) -> Iterator[Part]:
    if shown.rows:
        yield Line(f"To mark some for your page: coachlog star {shown.rows[0].number} --theme trust", quiet=True)
        yield Line(_ONLY_YOU, quiet=True)
    else:
        yield Line("Another month: coachlog star --period 2026-10", quiet=True)
