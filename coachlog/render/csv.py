"""A table as a CSV file for spreadsheets, in which no cell can be taken for a formula."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Final

from coachlog.render.escape import safe

# Characters at which a spreadsheet begins a formula; the wide forms count in some languages.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
_BOM: Final = "\ufeff"  # without it Excel reads UTF-8 as something else


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
