"""A table as a CSV file for spreadsheets, in which no cell can be taken for a formula."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any, Final

from coachlog.render.escape import safe
from coachlog.render.page import PrintedPage

# Characters at which a spreadsheet begins a formula; the wide forms count in some languages.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
_BOM: Final = "\ufeff"  # without it Excel reads UTF-8 as something else


def file_bytes(page: PrintedPage) -> bytes:
    """Return the rows of a page as CSV."""
    return rows_bytes(page.rows or [])


def rows_bytes(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return rows as CSV: what has parts of its own is in no cell."""
    columns = [name for name in (rows[0] if rows else ()) if not any(_has_parts(row[name]) for row in rows)]
    return csv_bytes(columns, ([_joined(row[name]) for name in columns] for row in rows))


def _has_parts(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_has_parts, value)))


def _joined(value: object) -> str | int | None:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return value if value is None or isinstance(value, int) else str(value)


def csv_bytes(columns: Iterable[str], rows: Iterable[Iterable[str | int | None]]) -> bytes:
    """Return a table as CSV: UTF-8 with a byte order mark, and line ends after RFC 4180."""
    text = StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(map(_cell, columns))
    table.writerows(map(_cell, row) for row in rows)
    return (_BOM + text.getvalue()).encode()


def _cell(value: str | int | None) -> str | int:
    if value is None or isinstance(value, int):
        return "" if value is None else value
    is_formula = value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA)
    plain = " ".join(safe(value).split())
    return f"'{plain}" if is_formula else plain
