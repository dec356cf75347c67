"""Rows of an old sheet, or of the answers to a form, as one table of which the dates stand in the first column."""

import csv
import re
from collections.abc import Sequence
from io import StringIO
from typing import Final

from coachlog.incoming.days import find_day
from coachlog.incoming.meanings import Meanings
from coachlog.incoming.passages import Cell, OutsidePage, Passage, PassageKind, TextRun, UnreadableFrom
from coachlog.model.kinds.section_names import GROWTH, NEXT_STEPS, NOTES, SUCCESSES
from coachlog.model.owners import name_in_front
from coachlog.model.settings import BOTH, NOBODY, PersonId
from coachlog.regex import regex

_MOST_ROWS: Final = 20_000
_MOST_LETTERS: Final = 1_000_000  # in a cell
# Whoever answered a form; a column of mentees says with whom a meeting was.
_ANSWERED: Final = regex(
    r"(?:(?:your |my )?(?:full |first )?names?|who(?: are you| is this| fills? this in)?|respondent|person|from"
    r"|(?:submitted|answered|filled (?:in|out)|completed) by|dein name|ihr name|nombre|nom)\W*",
    re.IGNORECASE,
)
_SPOKEN: Final = (SUCCESSES, GROWTH, NOTES, NEXT_STEPS)
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
    who = _people_column(rows, meanings)
    kept = [number for number in range(len(heads)) if number not in (at, who)]
    spoken = [False, *(_is_spoken(heads[number], meanings) for number in kept)]
    table = list[tuple[Cell, ...]]()
    for row in rows:
        person = meanings.person(row[who]) if who is not None and row is not heads else NOBODY
        cells = zip((row[number] for number in (at, *kept)), spoken, strict=True)
        table.append(tuple(_cell(cell, person if is_spoken else NOBODY, meanings) for cell, is_spoken in cells))
    others = [heads[number] for number in kept if heads[number].strip()]
    whose = [f"The column “{heads[who]}” says whose each row is."] if who is not None else []
    sentences = (f"Its days are in the column “{heads[at]}”.", *whose, *(_told(head, meanings) for head in others))
    return OutsidePage((Passage(PassageKind.TABLE, rows=tuple(table)),), sentences=sentences)


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


def _people_column(rows: Sequence[Sequence[str]], meanings: Meanings) -> int | None:
    """Return the column in which each row names the one of the log's people who filled it in."""
    for number, head in enumerate(rows[0]):
        names = [meanings.person(row[number]) for row in rows[1:] if row[number].strip()]
        if _ANSWERED.fullmatch(" ".join(head.split())) and names and all(name not in (NOBODY, BOTH) for name in names):
            return number
    return None


def _is_spoken(head: str, meanings: Meanings) -> bool:
    """Tell whether the lines of a column are somebody's, and its head does not say whose."""
    meaning = meanings.of(head)
    return bool(meaning and meaning.section in _SPOKEN and not meaning.person)


def _cell(words: str, person: PersonId, meanings: Meanings) -> Cell:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    name = f"{meanings.settings.named(person)}: " if person else ""
    named = (line if name_in_front(line, meanings.settings).owner else f"{name}{line}" for line in lines)
    return tuple(Passage(PassageKind.PARAGRAPH, (TextRun(line),)) for line in named)
