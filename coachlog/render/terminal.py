"""An answer on a terminal, by Rich; a person's words enter it as Text, never as markup."""

from typing import Final, Literal

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from coachlog.render.drawn import draw
from coachlog.render.escape import safe, safe_line
from coachlog.render.forms import Screen
from coachlog.render.plain import cell_text, item_text, line_text, plain_lines
from coachlog.render.view import Answer, Aside, FeedbackForm, Item, Line, Picture, Prose, Reworded, Source, Table, Title

# Rich lays out every cell three times over: beyond some hundred rows the plain table is there at once.
_GRID_ROWS: Final = 500
_TEXTS: Final = (Source, Prose, FeedbackForm)
_WIDEST: Final = 80  # columns of a picture
_CHANGED: Final = {" ": "", "-": "red strike", "+": "green"}


def show(answer: Answer, screen: Screen) -> None:
    """Print an answer on the terminal."""
    # Without colour no weight either: whoever says NO_COLOR wants text and nothing else.
    system: Literal["auto"] | None = "auto" if screen.colour else None
    console = Console(width=screen.columns, color_system=system, highlight=False, markup=False, emoji=False)
    for part in answer.shown:
        if isinstance(part, Picture):
            console.print(*draw(part.draw(), min(console.width, _WIDEST)), sep="\n", no_wrap=True, crop=False)
        elif isinstance(part, Table) and _natural_width(part) > console.width:
            _stack(console, part)
        elif isinstance(part, Reworded) and not screen.colour:  # without colour the marks have to say it
            console.print(*map(Text, plain_lines([part])))
        elif isinstance(part, Source | Prose | FeedbackForm) or (
            isinstance(part, Table) and len(part.rows) > _GRID_ROWS
        ):
            for line in plain_lines([part]):
                console.print(Text(line), soft_wrap=True)
        else:
            console.print(_renderable(part))


def _natural_width(table: Table) -> int:
    columns = zip(table.columns, *table.rows, strict=True)
    return sum(max(map(cell_len, column)) + 2 for column in columns)


def _stack(console: Console, table: Table) -> None:
    """Print a table that is too wide: each row as its first two cells, and below them the others by name."""
    for row in table.rows:
        first, *others = (cell_text(cell) for cell in row)
        rest = zip(table.columns[2:], others[1:], strict=True)
        console.print(Text(first, style="bold"), Text(others[0] if others else ""))
        below = ", ".join(f"{column.lower()} {cell}" for column, cell in rest if cell)
        if below:
            console.print(Padding(Text(below, style="dim"), (0, 0, 0, 2)))


def _renderable(part: Title | Line | Item | Table | Source | Prose | Aside | Reworded) -> RenderableType:
    match part:
        case Title():
            return Text(safe_line(part.text), style="bold")
        case Table():
            return _grid(part)
        case Source() | Prose():
            return Text(safe(part.text))
        case _:
            return Padding(_line(part), (0, 0, 0, part.indent))


def _line(part: Line | Aside | Item | Reworded) -> RenderableType:
    match part:
        case Line():
            return Text(safe_line(line_text(part)), style="dim" if part.quiet else "")
        case Aside():
            return Text(safe_line(part.text), style="dim")
        case Item():
            text = Text(safe_line(item_text(part)))
            if part.beside:
                text.append(f"  {safe_line(part.beside)}", style="dim")
            grid = Grid.grid(padding=(0, 1))
            grid.add_row("•", text)
            return grid
        case Reworded():
            return Text.assemble(*((safe_line(text), _CHANGED[mark]) for mark, text in part.words))


def _grid(table: Table) -> Grid:
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for number, column in enumerate(table.columns):
        grid.add_column(Text(cell_text(column)), overflow="fold", no_wrap=number == 0)  # an id is copied whole
    for row in table.rows:
        grid.add_row(*[Text(cell_text(cell)) for cell in row])
    return grid
