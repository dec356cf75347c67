"""Write passages as Markdown, as they stand: headings as headings, lists as lists, tables as tables."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from coachlog.incoming.boxes import with_box
from coachlog.incoming.passages import Passage, PassageKind, lines_of, remark_line, remarks_in, write_block, write_runs
from coachlog.incoming.tables import words_of
from coachlog.markdown.literal import escape_heading
from coachlog.markdown.tables import format_row

_MOST_LEVELS: Final = 6


class Depth:
    """The depth of the list item that comes next, whatever level its list began with."""

    def __init__(self) -> None:
        self._last: Passage | None = None
        self._levels: list[int] = []

    def follow(self, passage: Passage) -> tuple[int, bool]:
        """Return the depth of the next passage, and whether a blank line goes before it."""
        is_item = passage.kind is PassageKind.ITEM
        follows_item = self._last is not None and self._last.kind is PassageKind.ITEM
        below = [level for level in self._levels if level < passage.level]
        self._levels = [*below, passage.level] if is_item else []
        self._last = passage
        return max(1, min(len(self._levels), _MOST_LEVELS)), not (is_item and follows_item)


def write_page(passages: Sequence[Passage], pictures: Mapping[str, str]) -> str:
    """Write a whole document, each comment in its margin as a line; `pictures` are the links of its pictures."""
    lines, depth = list[str](), Depth()
    for whole in chain.from_iterable((passage, *map(remark_line, remarks_in(passage))) for passage in passages):
        for part in (whole,) if whole.kind in (PassageKind.TABLE, PassageKind.VERBATIM) else _parts(whole):
            level, is_apart = depth.follow(part)
            lines += [""] if is_apart and lines else []
            lines += write_passage(part, pictures, level)
    return "\n".join(lines) + "\n"


def _parts(passage: Passage) -> Iterator[Passage]:
    for line in lines_of(passage):
        if not line.empty:
            yield with_box(line)


def write_passage(passage: Passage, pictures: Mapping[str, str], depth: int, lead: str = "") -> Iterator[str]:
    """Yield the lines of a passage; `lead` comes before its words."""
    match passage.kind:
        case PassageKind.VERBATIM:
            yield from passage.words.split("\n")
        case PassageKind.TABLE:
            yield from _table(passage)
        case PassageKind.HEADING:
            words = " ".join(write_runs(passage.runs, pictures, plain=True).split())
            yield f"{'#' * max(1, min(passage.level, 6))} {escape_heading(words)}"
        case PassageKind.ITEM:
            yield from _item(passage, lead + write_runs(passage.runs, pictures), depth)
        case _:
            yield from write_block(lead + write_runs(passage.runs, pictures))


def _item(passage: Passage, text: str, depth: int) -> Iterator[str]:
    indent = "  " * (depth - 1)
    box = "" if passage.mark is None else f"[{passage.mark}] "
    first, *more = text.split("\n")
    yield f"{indent}- {box}{first if box or not first else write_block(first)[0]}"
    yield from (f"{indent}  {line}" for row in more for line in write_block(row))


def _table(table: Passage) -> Iterator[str]:
    width = max(map(len, table.rows))
    for number, row in enumerate(table.rows):
        cells = ["; ".join(words_of(cell).split("\n")) for cell in row]
        yield format_row([*cells, *[""] * (width - len(cells))])
        if number == 0:
            yield format_row(["---"] * width)
