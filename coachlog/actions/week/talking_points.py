"""Carry the open talking points of earlier notes into a new note."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coachlog.markdown.blocks import Block, BlockKind
from coachlog.markdown.document import Document
from coachlog.markdown.edit import insert_at_end
from coachlog.markdown.task_line import TaskLine, format_task
from coachlog.model.blank_pages import find_section, with_section
from coachlog.model.fields import normalize
from coachlog.model.kinds.entries import read_entries
from coachlog.model.kinds.section_names import AGENDA
from coachlog.model.next_steps import lines_below
from coachlog.model.settings import NOBODY, Settings
from coachlog.summary.upcoming import TalkingPoint, parse_point


def carry_points(note: Document, earlier: Iterable[Document], settings: Settings) -> tuple[Document, tuple[str, ...]]:
    """Return the note with the open points of earlier ones on its agenda, and the words of these; `earlier` by date.

    A point is known by its words: the newest note that has it decides if it is open, and none is added twice.
    """
    open_points: dict[str, tuple[Document, Block]] = {}
    for source in earlier:
        for point, block in _points(source, settings):
            if point.is_open:
                open_points[normalize(point.words)] = source, block
            else:
                open_points.pop(normalize(point.words), None)
    present = {normalize(point.words) for point, _ in _points(note, settings)}
    missing = [place for words, place in open_points.items() if words not in present]
    if not missing:
        return note, ()
    note, section = with_section(note, "meeting", AGENDA, settings)
    lines = [line for source, block in missing for line in _lines(source, block)]
    return insert_at_end(note, section, lines), tuple(parse_point(block.text).words for _, block in missing)


def _points(note: Document, settings: Settings) -> Iterator[tuple[TalkingPoint, Block]]:
    section = find_section(note, AGENDA, settings, "meeting", shown=True)
    for block in section.blocks if section else ():
        if block.kind is BlockKind.ITEM:
            yield parse_point(block.text), block
        elif block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE):  # a paragraph of bullets that Markdown does not know
            for entry in read_entries([block], AGENDA, settings, frozenset(), NOBODY):
                yield parse_point(entry.text), replace(block, text=entry.text)


def _lines(source: Document, block: Block) -> Iterator[str]:
    yield format_task(TaskLine(" ", parse_point(block.text).words))
    if block.kind is BlockKind.ITEM:
        yield from lines_below(source, block)
