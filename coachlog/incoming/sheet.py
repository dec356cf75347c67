"""Rows of an old sheet, or of the answers to a form, as one table of which the dates stand in the first column."""

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Final

from coachlog.incoming.days import find_day
from coachlog.incoming.meanings import Meanings
from coachlog.incoming.passages import Cell, OutsidePage, Passage, PassageKind, TextRun, UnreadableFrom

_MOST_ROWS: Final = 20_000
_MOST_LETTERS: Final = 1_000_000  # in a cell
_STAMP: Final = ("timestamp", "zeitstempel", "marca temporal", "submitted", "completion time", "start time")


def read_sheet(text: str, meanings: Meanings) -> OutsidePage:
    """Read comma-separated rows; raise UnreadableFrom if they are no table, or have no column of dates."""
    rows = _rows(text)
    heads = rows[0] if rows else []
    at = _date_column(rows, meanings)
    if at is None:
        raise UnreadableFrom(
            "no column of it has the days of meetings", "name that column `Date` in the first row, then import it again"
        )
    table = tuple(tuple(_cell(cell) for cell in (row[at], *row[:at], *row[at + 1 :])) for row in rows)
    others = [head for number, head in enumerate(heads) if number != at and head.strip()]
    sentences = (f"Its days are in the column “{heads[at]}”.", *(_told(head, meanings) for head in others))
    return OutsidePage((Passage(PassageKind.TABLE, rows=table),), sentences=sentences)


def _told(head: str, meanings: Meanings) -> str:
    meaning = meanings.of(head)
    words = " ".join(head.split())
    if meaning is None or not (meaning.section or meaning.fact):
        return f"The column “{words}” comes under Unsorted."
    where = meaning.section or f"the field {meaning.fact}"
    owner = f", {meanings.settings.named(meaning.person)}’s" if meaning.person else ""
    return f"The column “{words}” comes to {where}{owner}."


def _rows(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    csv.field_size_limit(_MOST_LETTERS)
    rows = list[list[str]]()
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) > _MOST_ROWS:
                raise UnreadableFrom(f"it has more than {_MOST_ROWS:,} rows", "cut it into parts, a file a year")
    except csv.Error:
        raise UnreadableFrom("it is no table of rows", "save it again as CSV, then import that file") from None
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _date_column(rows: Sequence[Sequence[str]], meanings: Meanings) -> int | None:
    """Return the column whose head says that it has dates, else the one with most of them."""
    if len(rows) < 2:
        return None
    counts = [sum(find_day(row[number]) is not None for row in rows[1:]) for number in range(len(rows[0]))]
    full = [number for number, count in enumerate(counts) if count * 2 >= len(rows) - 1]

    def rank(number: int) -> tuple[bool, bool, int]:
        meaning = meanings.of(rows[0][number])
        is_stamp = rows[0][number].strip().casefold() in _STAMP
        return not (meaning and meaning.fact == "date"), is_stamp, -counts[number]

    return min(full, key=rank, default=None)


def _cell(words: str) -> Cell:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return tuple(Passage(PassageKind.PARAGRAPH, (TextRun(line),)) for line in lines)
