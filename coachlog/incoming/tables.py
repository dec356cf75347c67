"""Tables of a running document as the headings and passages that they stand for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from coachlog.incoming.days import find_day
from coachlog.incoming.meanings import Meaning, Meanings
from coachlog.incoming.passages import (
    Cell,
    Passage,
    PassageKind,
    TextRun,
    cut_runs,
    heading,
    lines_of,
    stripped,
)
from coachlog.incoming.vocabulary import TASK_WORDS
from coachlog.model.kinds.section_names import NEXT_STEPS
from coachlog.regex import regex

_DATE_LEVEL: Final = 2
_HEAD_LEVEL: Final = 3
_CORNER: Final = 3  # words with which a table's corner says what stands below it
_IS_NAME: Final = regex(r"\s*[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,2}\s*")
_DONE: Final = regex(r"\s*(?:done|complete[d]?|finished|yes|y|x|✓|✔|☑|✅).*", re.IGNORECASE | re.DOTALL)

_Row = tuple[Cell, ...]


def flatten(passages: Sequence[Passage], meanings: Meanings) -> Iterator[Passage]:
    """Yield passages in which each table that means something is its headings and their passages."""
    for passage in passages:
        match passage.kind:
            case PassageKind.TABLE:
                yield from flatten_table(passage, meanings)
            case PassageKind.VERBATIM:
                yield passage
            case PassageKind.ITEM:
                yield from _item_lines(passage, meanings)
            case _:
                yield from lines_of(passage)


def _item_lines(item: Passage, meanings: Meanings) -> Iterator[Passage]:
    """Yield an item, and a heading right below it that Markdown takes for more of its words."""
    kept: list[Passage] = []
    for line in lines_of(item):
        means = meanings.of(line.words) or meanings.label(line.words) or find_day(line.words)
        if kept and means:
            yield _joined_lines(kept)
            kept = []
            yield replace(line, kind=PassageKind.PARAGRAPH, level=0)
        else:
            kept.append(line)
    if kept:
        yield _joined_lines(kept)


def _joined_lines(lines: Sequence[Passage]) -> Passage:
    first, *more = lines
    runs = (*first.runs, *(run for line in more for run in (TextRun("\n"), *line.runs)))
    return first.with_runs(runs)


def flatten_table(table: Passage, meanings: Meanings) -> Iterator[Passage]:
    """Yield the content of a table: meetings, sections, people, next steps; another table stays a table."""
    rows = [row for row in table.rows if any(words_of(cell) for cell in row) or _has_pictures(row)]
    width = max(map(len, rows), default=0)
    if not rows:
        return
    if width == 1:
        for row in rows:
            for cell in row:
                yield from flatten(cell, meanings)
        return
    yield from next((read for read in _readings(rows, meanings)), None) or (replace(table, rows=tuple(rows)),)


def _readings(rows: Sequence[_Row], meanings: Meanings) -> Iterator[list[Passage]]:
    for read in (_meeting_rows, _meeting_columns, _tasks, _columns, _label_rows, _boxes):
        if passages := list(read(rows, meanings)):
            yield passages


def words_of(cell: Cell) -> str:
    """Return the words of a cell, its passages parted by newlines."""
    return "\n".join(filter(None, (passage.words or "\n".join(_inner(passage)) for passage in cell)))


def _inner(passage: Passage) -> Iterator[str]:
    for row in passage.rows:
        for cell in row:
            yield words_of(cell)


def _has_pictures(row: _Row) -> bool:
    return any(passage.pictures for cell in row for passage in cell)


def _first_line(cell: Cell) -> str:
    return words_of(cell).split("\n")[0]


def _meeting_rows(rows: Sequence[_Row], meanings: Meanings) -> Iterator[Passage]:
    """Read a table whose rows begin with dates: each row is a meeting, each column a section."""
    dated = [bool(row) and find_day(_first_line(row[0])) is not None for row in rows]
    if (
        sum(dated) * 2 < len(rows) - 1
        or not any(dated[1:] if len(rows) > 1 else dated)
        or _is_due_list(rows[0], meanings)
    ):
        return
    heads = [words_of(cell) for cell in rows[0]] if not dated[0] else []
    columns = [meanings.of(head) for head in heads]
    if heads and not any(meaning for meaning in columns[1:]) and len(rows) < 3:
        return
    for row, has_day in zip(rows, dated, strict=True):
        if heads and row is rows[0]:
            if not any(columns[1:]):
                yield _aside(row)
            elif len(heads[0].split()) > _CORNER:
                yield _aside(row[:1])
            continue
        for number, passage in enumerate(flatten(row[0], meanings) if row else ()):
            is_day = has_day and number == 0
            yield replace(passage, kind=PassageKind.HEADING, level=_DATE_LEVEL) if is_day else passage
        for number, cell in enumerate(row[1:], 1):
            if words_of(cell) or any(passage.pictures for passage in cell):
                yield from _under_head(heads[number] if number < len(heads) else "", cell, meanings)


def _meeting_columns(rows: Sequence[_Row], meanings: Meanings) -> Iterator[Passage]:
    """Read a table whose columns begin with dates, as one whose rows do."""
    days = [find_day(_first_line(cell)) is not None for cell in rows[0][1:]]
    named = [meanings.of(_first_line(row[0])) for row in rows[1:] if row]
    if not days or sum(days) * 2 < len(days) or find_day(_first_line(rows[0][0])) or not any(named):
        return
    width = max(map(len, rows))
    full = [(*row, *[()] * (width - len(row))) for row in rows]
    yield from _meeting_rows(list(zip(*full, strict=True)), meanings)


def _under_head(head: str, cell: Cell, meanings: Meanings) -> Iterator[Passage]:
    """Yield a cell below its head; a fact stays on the head's line."""
    label = " ".join(head.split())
    meaning = meanings.of(label)
    if meaning and (meaning.fact or (not meaning.section and _IS_NAME.fullmatch(words_of(cell)))):
        yield Passage(PassageKind.PARAGRAPH, (TextRun(f"{label}: {' '.join(words_of(cell).split())}"),))
        return
    if label:
        yield heading(label, _HEAD_LEVEL)
    yield from flatten(cell, meanings)


def _aside(row: _Row) -> Passage:
    words = " | ".join(filter(None, map(words_of, row)))
    return Passage(PassageKind.PARAGRAPH, (TextRun(" ".join(words.split())),))


def _is_due_list(row: _Row, meanings: Meanings) -> bool:
    kinds = [_task_head(words_of(cell)) for cell in row]
    return "task" in kinds and "owner" in kinds and meanings.of(words_of(row[0])) != Meaning(fact="date")


def _task_head(words: str, below: Sequence[str] = ()) -> str:
    """Return what a column of a table of tasks says; `By` is of a day, or of a person, as the cells below it are."""
    plain = " ".join(words.split()).strip(" :*")
    if plain.casefold() == "by":
        return "due" if any(map(find_day, below)) else "owner"
    return next((name for name, form in TASK_WORDS.items() if form.fullmatch(plain)), "")


def _tasks(rows: Sequence[_Row], meanings: Meanings) -> Iterator[Passage]:
    """Read a table of tasks with who and until when, as a list of next steps."""
    kinds = [
        _task_head(words_of(cell), [words_of(row[at]) for row in rows[1:] if at < len(row)])
        for at, cell in enumerate(rows[0])
    ]
    if "task" not in kinds or not {"owner", "due", "state"} & set(kinds):
        return
    yield heading(NEXT_STEPS, _HEAD_LEVEL)
    for row in rows[1:]:
        parts = dict(zip(kinds, map(words_of, row), strict=False))
        words = " ".join(parts.get("task", "").split())
        owner = " ".join(parts.get("owner", "").split())
        if person := meanings.person(owner):
            owner = f"@{person}"
        due, state = " ".join(parts.get("due", "").split()), parts.get("state", "")
        mark = "x" if _DONE.fullmatch(state) else " "
        more = [" ".join(words_of(cell).split()) for cell, kind in zip(row, kinds, strict=False) if not kind]
        more += [state] if state.strip() and mark == " " and state.strip() not in "☐□-" else []
        who = f"{owner} " if owner.startswith("@") else f"{owner}: " if owner else ""
        text = " – ".join(filter(None, (who + words, *more))) + (f" (due {due})" if due else "")
        if text.strip():
            yield Passage(PassageKind.ITEM, (TextRun(text.strip()),), 1, mark)


def _columns(rows: Sequence[_Row], meanings: Meanings) -> Iterator[Passage]:
    """Read a table by columns: a row of known heads, and below it what belongs under each."""
    if not _is_head(rows[0], meanings):
        return
    heads: _Row = ()
    below: list[_Row] = []
    for row in rows:
        if _is_head(row, meanings):
            yield from _under(heads, below, meanings)
            heads, below = row, []
        else:
            below.append(row)
    yield from _under(heads, below, meanings)


def _under(heads: _Row, rows: Sequence[_Row], meanings: Meanings) -> Iterator[Passage]:
    for number, head in enumerate(heads):
        words = " ".join(words_of(head).split())
        if words:
            yield heading(words, _HEAD_LEVEL)
        for row in rows:
            if number < len(row):
                yield from flatten(row[number], meanings)
    for row in rows:
        for cell in row[len(heads) :]:
            yield from flatten(cell, meanings)


def _is_head(row: _Row, meanings: Meanings) -> bool:
    """Tell whether a row's cells are headings: most are known, and each is one short line."""
    cells = [words_of(cell) for cell in row if words_of(cell)]
    meant = [meaning for meaning in map(meanings.of, cells) if meaning and not meaning.fact]
    return len(cells) > 1 and len(meant) * 2 > len(cells) and not any("\n" in cell for cell in cells)


def _label_rows(rows: Sequence[_Row], meanings: Meanings) -> Iterator[Passage]:
    """Read a form of two columns: what is asked, and the answer."""
    asked = [meanings.of(words_of(row[0])) for row in rows if row]
    if max(map(len, rows)) > 2 or sum(1 for meaning in asked if meaning) * 2 < len(rows):
        return
    for row in rows:
        answer = tuple(passage for cell in row[1:] for passage in cell)
        yield from _under_head(words_of(row[0]) if row else "", answer, meanings)


def _boxes(rows: Sequence[_Row], meanings: Meanings) -> Iterator[Passage]:
    """Read a table whose cells begin with their own headings, as the four boxes of a form do."""
    cells = [list(flatten(cell, meanings)) for row in rows for cell in row]
    filled = [cell for cell in cells if any(not passage.empty for passage in cell)]
    titled = [cell for cell in filled if _opens(cell[0], meanings)]
    if not titled or len(titled) * 2 < len(filled):
        return
    for cell in filled:
        if meanings.of(cell[0].words) and cell[0].kind is not PassageKind.HEADING:
            yield heading(cell[0].words, _HEAD_LEVEL)
            yield from cell[1:]
        elif _opens(cell[0], meanings) or cell[0].kind is PassageKind.HEADING:
            yield from cell
        else:
            yield from _unknown_box(cell)


def _unknown_box(cell: Sequence[Passage]) -> Iterator[Passage]:
    """Yield a cell that no known words open: its label is a heading, so that it is no part of the cell before it."""
    first = cell[0]
    label, colon, rest = first.words.partition(":")
    if colon and len(label.split()) <= 8 and first.kind is PassageKind.PARAGRAPH:
        yield heading(label, _HEAD_LEVEL)
        if rest.strip():
            text = "".join(run.text for run in first.runs)
            yield first.with_runs(stripped(cut_runs(first.runs, text.index(":") + 1)))
        yield from cell[1:]
    else:
        yield replace(first, kind=PassageKind.HEADING, level=_HEAD_LEVEL)
        yield from cell[1:]


def _opens(passage: Passage, meanings: Meanings) -> bool:
    return meanings.of(passage.words) is not None or meanings.label(passage.words) is not None
