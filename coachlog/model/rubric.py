"""A lesson's rubric as a Markdown table: a first one to fill in, and the problems of one."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.markdown.blocks import Block, BlockKind, split_lines
from coachlog.markdown.document import Document
from coachlog.markdown.tables import format_row, is_delimiter, parse_row
from coachlog.model.fields import format_count, normalize
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.section_names import RUBRIC
from coachlog.model.settings import Settings
from coachlog.regex import regex

RUBRIC_COLUMNS: Final = "rubric-columns"
RUBRIC_LEVELS: Final = "rubric-levels"
RUBRIC_EMPTY: Final = "rubric-empty"
RUBRIC_CODES: Final = (
    (RUBRIC_COLUMNS, "a row of a rubric has more or fewer columns than its head"),
    (RUBRIC_LEVELS, "a rubric's levels are not in order, or one is there twice"),
    (RUBRIC_EMPTY, "a rubric has an empty cell, or no criterion"),
)

_NUMBER: Final = regex(r"(?<![\d.,-])\d+(?:\.\d+)?")
# Words for levels, from the first to the last; those of one row are equals.
_SCALE: Final = (
    ("not yet", "no evidence", "missing", "incomplete"),
    ("beginning", "emerging", "novice", "below", "below standard", "starting", "limited", "minimal", "needs support"),
    ("developing", "approaching", "progressing", "basic", "partial", "apprentice", "on the way", "nearly there"),
    ("proficient", "meeting", "meets", "met", "secure", "accomplished", "on target", "there", "practitioner"),
    ("exceeding", "exceeds", "advanced", "exemplary", "distinguished", "expert", "extending", "above", "beyond"),
)
_RANKS: Final = {word: rank for rank, words in enumerate(_SCALE) for word in words}
# Columns that are filled in for each student, and the middle column of a rubric with one level only.
_TO_FILL: Final = frozenset({"score", "points", "comment", "comments", "note", "notes", "self", "peer", "teacher"})
_MIDDLE: Final = frozenset({"criterion", "criteria"})

_FRESH_LEVELS: Final = ("4", "3", "2", "1")
_FRESH_CELLS: Final = ("goes further, and says why", "is there, with reasons", "is there in parts", "is begun")
_FRESH_CRITERIA: Final = ("The reasoning", "The work")
_CRITERIA_AT_MOST: Final = 6


@frozen
class RubricRow:
    """The cells of one row, and its line (from 1)."""

    cells: tuple[str, ...]
    line: int


@frozen
class Rubric:
    """A table under Assessment and rubric: its head, and a row for each criterion."""

    head: RubricRow
    rows: tuple[RubricRow, ...]

    @property
    def single(self) -> bool:
        """Tell whether there is one level, with a column on each side of it for comments to a student."""
        return any(normalize(cell) in _MIDDLE for cell in self.head.cells[1:])

    @property
    def levels(self) -> tuple[str, ...]:
        """Return the names of the levels."""
        return tuple(cell for cell in self.head.cells[1:] if normalize(cell) not in _TO_FILL)

    @property
    def criteria(self) -> tuple[str, ...]:
        """Return the names of the criteria."""
        at = next((at for at, cell in enumerate(self.head.cells) if at and normalize(cell) in _MIDDLE), 0)
        return tuple(row.cells[at] for row in self.rows if at < len(row.cells))


def find_rubrics(document: Document, settings: Settings) -> tuple[Rubric, ...]:
    """Return the tables under Assessment and rubric."""
    return tuple(_read(block) for block in _blocks(document, settings) if block.kind is BlockKind.TABLE)


def check_rubrics(path: str, document: Document, settings: Settings) -> Iterator[Problem]:
    """Yield the problems of a lesson's rubrics, in the order of the lines."""
    for block in _blocks(document, settings):
        if block.kind is BlockKind.TABLE:
            yield from sorted(_check(path, _read(block)), key=lambda problem: problem.line)
        elif block.kind is BlockKind.PARAGRAPH and (problem := _check_dashes(path, block, document.lines)):
            yield problem


def fresh_rubric(targets: Sequence[str]) -> list[str]:
    """Return the lines of a first rubric: a row for each learning target, else two that fit most lessons."""
    criteria = list(targets[:_CRITERIA_AT_MOST]) or list(_FRESH_CRITERIA)
    table = [("Criterion", *_FRESH_LEVELS), ("---",) * 5, *((criterion, *_FRESH_CELLS) for criterion in criteria)]
    return [format_row(row) for row in table]


def _blocks(document: Document, settings: Settings) -> Iterator[Block]:
    for section in document.sections:
        if section.heading and section_name(section.heading.text, settings.headings) == RUBRIC:
            yield from section.blocks


def _read(block: Block) -> Rubric:
    rows = [RubricRow(parse_row(line), block.start + at + 1) for at, line in enumerate(split_lines(block.text))]
    return Rubric(rows[0], tuple(rows[2:]))


def _check(path: str, rubric: Rubric) -> Iterator[Problem]:
    yield from _check_levels(path, rubric)
    width = len(rubric.head.cells)
    if not rubric.rows:
        yield Problem(path, rubric.head.line, RUBRIC_EMPTY, "this rubric has no criterion yet: write a row for each")
    for column, cell in enumerate(rubric.head.cells[1:], 2):
        if not cell:
            yield Problem(path, rubric.head.line, RUBRIC_EMPTY, f"column {column} has no name")
    for row in rubric.rows:
        if len(row.cells) != width:
            message = f"this row has {format_count(len(row.cells), 'column')}, the head of the rubric has {width}"
            yield Problem(path, row.line, RUBRIC_COLUMNS, message)
            continue
        yield from _check_cells(path, rubric, row)


def _check_cells(path: str, rubric: Rubric, row: RubricRow) -> Iterator[Problem]:
    for name, cell in zip(rubric.head.cells, row.cells, strict=True):
        wanted = normalize(name) in _MIDDLE if rubric.single else normalize(name) not in _TO_FILL
        if not cell and wanted:
            what = f"under {name}" if name else "in the first column"
            about = f" for “{row.cells[0]}”" if row.cells[0] else ""
            yield Problem(path, row.line, RUBRIC_EMPTY, f"nothing is written {what}{about}")


def _check_levels(path: str, rubric: Rubric) -> Iterator[Problem]:
    if rubric.single:
        return
    line, names = rubric.head.line, [normalize(level) for level in rubric.levels if level]
    twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if twice is not None:
        yield Problem(path, line, RUBRIC_LEVELS, f"the level `{twice}` is there twice")
        return
    numbers = [float(match.group()) for name in names if (match := _NUMBER.search(name))]
    ranks = [rank for name in names if (rank := _RANKS.get(name.rstrip("."))) is not None]
    if not (_in_order(numbers, strict=True) and _in_order(ranks, strict=False)):
        message = f"the levels are not in order, neither upwards nor downwards: {', '.join(rubric.levels)}"
        yield Problem(path, line, RUBRIC_LEVELS, message)


def _in_order(values: Sequence[float], *, strict: bool) -> bool:
    steps = [later - earlier for earlier, later in pairwise(values)]
    if strict and 0 in steps:
        return False
    return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)


def _check_dashes(path: str, block: Block, lines: Sequence[str]) -> Problem | None:
    """Return the problem of a table whose head and line of dashes differ in columns, for Markdown reads it as text."""
    rows = [line.rstrip("\r\n") for line in lines[block.start : block.end]]
    for at, (head, dashes) in enumerate(pairwise(rows)):
        if "|" in head and "|" in dashes and is_delimiter(dashes):
            head_width, width = len(parse_row(head)), len(parse_row(dashes))
            if head_width != width:
                message = f"the line of dashes has {format_count(width, 'column')}, the head of the rubric {head_width}"
                return Problem(path, block.start + at + 2, RUBRIC_COLUMNS, f"{message}, so this is not a table")
    return None
