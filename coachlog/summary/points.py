"""Talking points: what stands on an agenda unticked goes along into the next note."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from coachlog.model.fields import normalize
from coachlog.model.kinds.section_names import AGENDA
from coachlog.model.next_steps import lines_below
from coachlog.model.settings import Settings

if TYPE_CHECKING:  # what only reads points needs no Markdown
    from coachlog.markdown.blocks import Block
    from coachlog.markdown.document import Document

_LIVE: Final = " /"


def read_point(text: str) -> tuple[str, bool]:
    """A point's words without their box, and whether nobody has ticked it or let it go."""
    from coachlog.markdown.task_line import parse_box

    mark, words = parse_box(text)
    return words, bool(words) and (mark is None or mark in _LIVE)


def carry_points(
    note: "Document", earlier: "Iterable[Document]", settings: Settings
) -> "tuple[Document, tuple[str, ...]]":
    """The note with the open points of earlier ones, from the oldest on, on its agenda; and the words of these.

    A point is known by its words: the newest note that has it says whether it is open, and none comes in twice.
    """
    from coachlog.markdown.edit import insert_at_end
    from coachlog.model.blank_pages import with_section

    found: dict[str, tuple[Document, Block]] = {}
    for source in earlier:
        for words, live, block in _points(source, settings):
            if live:
                found[normalize(words)] = source, block
            else:
                found.pop(normalize(words), None)
    there = {normalize(words) for words, _, _ in _points(note, settings)}
    coming = [found[words] for words in found if words not in there]
    if not coming:
        return note, ()
    note, section = with_section(note, "meeting", AGENDA, settings)
    lines = [line for source, block in coming for line in _lines(source, block)]
    return insert_at_end(note, section, lines), tuple(read_point(block.text)[0] for _, block in coming)


def _points(note: "Document", settings: Settings) -> "Iterable[tuple[str, bool, Block]]":
    from coachlog.markdown.blocks import BlockKind
    from coachlog.model.blank_pages import find_section

    section = find_section(note, AGENDA, settings)
    for block in section.blocks if section else ():
        if block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH):
            yield *read_point(block.text), block


def _lines(source: "Document", block: "Block") -> Iterable[str]:
    from coachlog.markdown.task_line import TaskLine, format_task

    yield format_task(TaskLine(" ", read_point(block.text)[0]))
    yield from lines_below(source, block.start + 1 + block.text.count("\n"), block.end)
