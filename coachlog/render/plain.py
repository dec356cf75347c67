"""An answer as plain aligned text: full words, no colour, one line a thing."""

from collections.abc import Iterable, Iterator
from typing import Final

import typer

from coachlog.render.escape import safe, safe_line
from coachlog.render.forms import Screen
from coachlog.render.view import (
    Answer,
    Aside,
    Item,
    Line,
    Part,
    Prose,
    Reworded,
    Source,
    Table,
    Title,
    in_words,
)

# Markers for deleted and inserted words without colour.
_MARKED: Final = {" ": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}


def show(answer: Answer, _screen: Screen) -> None:
    """Print an answer without a terminal."""
    typer.echo("\n".join(plain_lines(answer.shown)))


def plain_lines(parts: Iterable[Part]) -> Iterator[str]:
    """Return the lines of some parts."""
    for part in in_words(parts):
        match part:
            case Title():
                yield safe_line(part.text)
            case Line():
                yield " " * part.indent + safe_line(line_text(part))
            case Aside():
                yield " " * part.indent + safe_line(part.text)
            case Item():
                beside = f"  ({safe_line(part.beside)})" if part.beside else ""
                yield f"{' ' * part.indent}- {safe_line(item_text(part))}{beside}"
            case Table():
                yield from _table(part)
            case Source() | Prose():
                # The line ends of another computer are line ends, no signs to spell out.
                yield from safe(part.text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")).split("\n")
            case Reworded():
                yield " " * part.indent + "".join(_MARKED[mark].format(safe_line(text)) for mark, text in part.words)


def line_text(line: Line) -> str:
    """Return a line's words, behind the id that one types for its thing."""
    return f"{line.id}: {line.text}" if line.id else line.text


def item_text(item: Item) -> str:
    """Return an item's words, behind the id that one types for it."""
    return f"{item.id}  {item.text}" if item.id else item.text


def _table(table: Table) -> Iterator[str]:
    rows = [table.columns, *table.rows]
    if all(map(_is_plain, map("".join, rows))):  # the ordinary case, ten times faster
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        line = "  ".join(f"{{:{width}}}" for width in widths)
        yield from (line.format(*row).rstrip() for row in rows)
        return
    shown = [[cell_text(text) for text in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        yield "  ".join(_pad(text, width) for text, width in zip(row, widths, strict=True)).rstrip()


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def cell_text(text: str) -> str:
    """Return a cell's text as one line."""
    return safe_line(text.replace("\n", " ").replace("\t", " "))


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
