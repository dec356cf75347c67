"""Import the pair's own lists, as a table or as JSON, into the file of a framework."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any, Final

from coachlog.errors import CoachlogError, Problem
from coachlog.frameworks import CodedItem, Framework
from coachlog.incoming.passages import Passage, PassageKind
from coachlog.incoming.tables import words_of
from coachlog.markdown.edit_yaml import Data, write_flow, write_scalar
from coachlog.model.fields import clean_text, normalize
from coachlog.regex import regex

COLUMNS: Final = ("code", "title", "text", "parent")
# The names of the columns in other lists: CASE, the Common Standards Project, a hand-made table.
_CALLED: Final = {
    "humancodingscheme": "code",
    "statementnotation": "code",
    "statementcode": "code",
    "name": "title",
    "label": "title",
    "fullstatement": "text",
    "description": "text",
    "statement": "text",
    "parentcode": "parent",
}
_LISTS: Final = regex(r'"(?:items|CFItems|data)"\s*:\s*(?=\[)')
# A code is short and has a number or is in capitals: `2c`, `7.RP.A.2`, `SEL-3`, `III`.
_CODED: Final = regex(
    r"(?P<code>(?=\S{0,19}\d)[A-Za-z0-9](?:[\w./-]{0,18}\w)?|[A-Z]{1,6})(?:[.:)]|\s[–—-])?\s+(?P<words>\S.*)", re.DOTALL
)
_GAP: Final = regex(r"[\s,]*")

SheetRow = tuple[int, Mapping[str, Any]]


def parse_items(name: str, content: bytes) -> tuple[tuple[CodedItem, ...], list[Problem]]:
    """Parse the items in a file, by the ending of its name; each wrong row is a problem with its line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return (), [
            Problem(
                name,
                line,
                "not-utf-8",
                "this file has letters that cannot be read; save it again as plain text, or as CSV",
            )
        ]
    problems: list[Problem] = []
    rows = _json_rows if name.casefold().endswith((".json", ".jsonl")) else _csv_rows
    items = tuple(_items(name, rows(name, text, problems), problems))
    if not items and not problems:
        problems.append(Problem(name, 1, "no-code", "there is no row here; the columns are code, title, text, parent"))
    return items, problems


def parse_page_items(name: str, passages: Sequence[Passage]) -> tuple[tuple[CodedItem, ...], list[Problem]]:
    """Parse the items in a document: the rows of a table that names a column `code`, else lines such as `2c Goals`."""
    problems: list[Problem] = []
    items = tuple(_items(name, _table_rows(passages) or _line_rows(passages), problems))
    if not items and not problems:
        message = "there is no table with the columns code, title, text, parent, and no line such as `2c Shared goals`"
        problems.append(Problem(name, 1, "no-code", message))
    return items, problems


def _table_rows(passages: Sequence[Passage]) -> list[SheetRow]:
    rows = list[SheetRow]()
    for table in passages:
        cells = [tuple(map(words_of, row)) for row in table.rows]
        columns = [_column(cell) for cell in cells[0]] if cells else []
        if "code" in columns:
            rows += [
                (number, dict(zip(columns, row, strict=False))) for number, row in enumerate(cells[1:], 2) if any(row)
            ]
    return rows


def _line_rows(passages: Sequence[Passage]) -> Iterator[SheetRow]:
    """Yield the lines that begin with a code; a line that is nested below another, or a longer code, is part of it."""
    above: list[tuple[int, str]] = []
    for number, passage in enumerate(passages, 1):
        match = _CODED.fullmatch(passage.words)
        if match is None:
            continue
        level = passage.level + 10 * (passage.kind is PassageKind.ITEM)
        above = [(depth, code) for depth, code in above if depth < level]
        title, _, text = match["words"].partition(": ") if ": " in match["words"][:60] else (match["words"], "", "")
        yield number, {"code": match["code"], "title": title, "text": text, "parent": above[-1][1] if above else ""}
        above.append((level, match["code"]))


def write_framework(framework: Framework) -> str:
    """Write a framework as a file of the log: one line for each item."""
    head = {"title": framework.title, "kind": framework.kind, "version": framework.version, "source": framework.source}
    lines = [f"{key}: {write_scalar(value)}" for key, value in head.items() if value]
    lines.append("items:")
    for item in framework.items:
        facts = {"code": item.code, "title": item.title, "text": item.text, "parent": item.parent}
        data: Data = {key: value for key, value in facts.items() if value}
        lines.append(f"  - {write_flow(data)}")
    return "\n".join(lines) + "\n"


def _items(name: str, rows: Iterable[SheetRow], problems: list[Problem]) -> Iterator[CodedItem]:
    lines: dict[str, int] = {}
    parents: list[tuple[int, str]] = []
    for line, row in rows:
        cells = {column: " ".join(clean_text(str(row.get(column) or "")).split()) for column in COLUMNS}
        code, title, text, parent = cells.values()
        if not code:
            problems.append(Problem(name, line, "no-code", "this row has no code"))
        elif normalize(code) in lines:
            message = f"the code `{code}` is in line {lines[normalize(code)]} already"
            problems.append(Problem(name, line, "repeated-code", message))
        elif not (title or text):
            problems.append(Problem(name, line, "no-title", f"`{code}` has neither a title nor a text"))
        else:
            lines[normalize(code)] = line
            parents.append((line, parent))
            yield CodedItem(code, title or text, text if title else "", parent, ())
    for line, parent in parents:
        if parent and normalize(parent) not in lines:
            problems.append(Problem(name, line, "unknown-code", f"parent: there is no row with the code `{parent}`"))


def _csv_rows(name: str, text: str, problems: list[Problem]) -> Iterator[SheetRow]:
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    table = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    columns: list[str] = []
    before = 0
    try:
        for cells in table:
            line, before = before + 1, table.line_num
            if not columns:
                columns = [_column(cell) for cell in cells]
                _demand_code(columns, name)
            elif len(cells) > len(columns) and any(cells[len(columns) :]):
                message = (
                    f"this row has {len(cells)} cells and the table {len(columns)} columns; a comma may need quotes"
                )
                problems.append(Problem(name, line, "bad-row", message))
            elif any(cell.strip() for cell in cells):
                yield line, dict(zip(columns, cells, strict=False))
    except csv.Error:
        message = "this is not a table from here on; a quote may be open, or be inside a cell"
        problems.append(Problem(name, max(table.line_num, 1), "bad-row", message))


def _demand_code(columns: Iterable[str], name: str) -> None:
    if "code" not in columns:
        raise CoachlogError(
            f"{name}:1: the first line does not name a column `code`",
            "name the columns in the first line: code,title,text,parent",
        )


def _json_rows(name: str, text: str, problems: list[Problem]) -> Iterator[SheetRow]:
    """Yield the objects of a list, of a list inside an object, or of lines with one object each."""
    match = _LISTS.search(text) if text.lstrip().startswith("{") else None
    at = match.end() if match else 0
    inside = text[at:].lstrip().startswith("[")
    at = text.index("[", at) + 1 if inside else at
    decoder = json.JSONDecoder()
    while (at := _after_gap(text, at)) < len(text) and not (inside and text[at] == "]"):
        line = text.count("\n", 0, at) + 1
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as trouble:
            problems.append(Problem(name, trouble.lineno, "bad-row", "this is not JSON from here on"))
            return
        except RecursionError:
            problems.append(Problem(name, line, "bad-row", "this is nested too deep"))
            return
        if isinstance(value, dict):
            yield line, {_column(key): cell for key, cell in value.items()}
        else:
            problems.append(Problem(name, line, "bad-row", "this is not an object with a code, a title and a text"))


def _after_gap(text: str, at: int) -> int:
    match = _GAP.match(text, at)
    return match.end() if match else at


def _column(word: str) -> str:
    plain = re.sub(r"[\s_-]+", "", normalize(word))
    return _CALLED.get(plain, plain)
