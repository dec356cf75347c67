"""The rows of a Markdown table: cut where Markdown cuts them, at each bar without a backslash before it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from coachlog.regex import regex

_BAR: Final = regex(r"(?<!\\)\|")
_DELIMITER: Final = regex(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")


def is_delimiter(line: str) -> bool:
    """Tell whether a line is the dashes below a table's head."""
    return bool(_DELIMITER.fullmatch(line))


def begins_table(lines: Sequence[str], at: int) -> bool:
    """Tell whether a line below others is the first row of a table, with a bar at its beginning or dashes below it.

    A single cell is words between bars.
    """
    columns = len(parse_row(lines[at]))
    if is_row(lines[at - 1]) or columns == 1:
        return False
    dashes = "".join(lines[at + 1 : at + 2])
    return is_row(lines[at]) or ("|" in dashes and is_delimiter(dashes) and len(parse_row(dashes)) == columns)


def is_row(line: str) -> bool:
    """Tell whether a line has a bar at its beginning and at its end, and cells: what stands behind is no step's id."""
    line = line.strip()
    return line.startswith("|") and line.endswith("|") and len(parse_row(line)) > 1


def cut_row(raw: str) -> list[str]:
    """Cut a row into its cells without loss: each keeps the bar at its end."""
    ends = [0, *(bar.end() for bar in _BAR.finditer(raw)), len(raw)]
    return [raw[start:end] for start, end in pairwise(ends) if start < end] or [raw]


def parse_row(line: str) -> tuple[str, ...]:
    """Return the words of a row's cells."""
    cells = [cell.strip().replace("\\|", "|") for cell in _BAR.split(line.strip())]
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return tuple(cells)


def format_row(cells: Iterable[str]) -> str:
    """Write words as the cells of a row."""
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(words: str) -> str:
    # A backslash before a bar, or at the end, would take the cell's own bar with it.
    return " ".join(words.split()).replace("\\", "\\\\ ").replace("|", "\\|").strip()
