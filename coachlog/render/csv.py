"""Rows as a CSV file that a spreadsheet opens as it is meant: no cell of it can be taken for a formula."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Final

from coachlog.render.escape import safe

# What a spreadsheet may begin to compute at; the wide forms count in some languages.
# https://owasp.org/www-community/attacks/CSV_Injection
_COMPUTES: Final = tuple("=+-@\t\r\n＝＋－＠")
_BOM: Final = "\ufeff"  # without it Excel reads UTF-8 as something else


def csv_bytes(columns: Iterable[str], rows: Iterable[Iterable[str | int | None]]) -> bytes:
    """A table as a CSV file: UTF-8 with its mark, lines that end as RFC 4180 says."""
    text = StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(map(_cell, columns))
    table.writerows(map(_cell, row) for row in rows)
    return (_BOM + text.getvalue()).encode()


def _cell(value: str | int | None) -> str | int:
    if value is None or isinstance(value, int):
        return "" if value is None else value
    computes = value.startswith(_COMPUTES) or value.lstrip().startswith(_COMPUTES)
    plain = " ".join(safe(value).split())
    return f"'{plain}" if computes else plain
