"""Bring an imported meeting into a note that the log has: what is there stays, what is new comes to its section."""

from collections import Counter
from typing import Final

from coachlog.incoming.passages import words_in_line, write_block
from coachlog.markdown.blocks import Block, BlockKind, Section
from coachlog.markdown.document import Document, parse_document
from coachlog.markdown.edit import add_block, replace_lines, set_key
from coachlog.markdown.edit_yaml import plain_data
from coachlog.markdown.task_line import without_id, without_marks
from coachlog.merge import merge_files
from coachlog.model.blank_pages import find_section, with_section
from coachlog.model.conflict import Conflict
from coachlog.model.fields import normalize
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.section_names import UNSORTED
from coachlog.model.settings import Settings

_STATUS: Final = "status"


def merge_into(
    note: Document | None, text: str, base: str | None, settings: Settings, path: str
) -> tuple[str | None, tuple[Conflict, ...]]:
    """Return a note with what a document brings, None if that is nothing, and what both had changed.

    `text` is the whole meeting as the document has it, `base` what its last import brought, if that is known.
    """
    if text == base:
        return None, ()
    if note is None:
        return text, ()
    if base is not None:
        merged = merge_files(base.encode(), text.encode(), note.text.encode(), path)
        if not merged.whole:
            return _if_other(note.text, merged.content.decode()), merged.conflicts
    return _if_other(note.text, add_to_note(note, parse_document(text), settings).text), ()


def _if_other(before: str, after: str) -> str | None:
    return None if without_id(before) == without_id(after) else after


def add_to_note(note: Document, given: Document, settings: Settings) -> Document:
    """Return a note with the fields and the lines of a given one that it lacks."""
    note = _with_fields(note, given)
    present = Counter(_words(note, block) for block in note.blocks)
    for section in given.sections:
        new = list[str]()
        for block in section.blocks:
            words = _words(given, block)
            if present[words]:
                present[words] -= 1
            else:
                new += _lines(given, block, new)
        if new:
            note = _with_lines(note, section, new, settings)
    return _with_title(note, given, settings)


def _with_title(note: Document, given: Document, settings: Settings) -> Document:
    """Return a note that has the words of the given title, too: the note keeps its own."""
    if set(words_in_line(given.title)) <= set(words_in_line(note.text)):
        return note
    note, section = with_section(note, "meeting", UNSORTED, settings)
    return add_block(note, section, write_block(given.title))


def _with_fields(note: Document, given: Document) -> Document:
    entries = given.front.entries if given.front else ()
    for entry in entries:
        there = note.front.find(entry.key) if note.front else None
        value = plain_data(there.value) if there else ""
        if not value or (entry.key == _STATUS and value == "planned"):
            note = set_key(note, (entry.key,), plain_data(entry.value))
    return note


def _words(document: Document, block: Block) -> str:
    text = "".join(document.lines[block.start : block.end])
    return normalize(without_marks(text).replace(">", " "))


def _lines(document: Document, block: Block, before: list[str]) -> list[str]:
    lines = [line.rstrip("\r\n") for line in document.lines[block.start : block.end]]
    tight = block.kind is BlockKind.ITEM and before and before[-1].lstrip().startswith("-")
    return lines if tight or not before else ["", *lines]


def _with_lines(note: Document, section: Section, new: list[str], settings: Settings) -> Document:
    if section.heading is None or section.heading.level == 1:
        return _after_title(note, new)
    name = section_name(section.heading.text, settings.headings)
    at = find_section(note, name, settings, "meeting")
    if at is None:
        note, at = with_section(note, "meeting", name, settings)
    last = at.blocks[-1] if at.blocks else at.heading
    end = last.end if last else at.end
    is_list = bool(at.blocks) and at.blocks[-1].kind is BlockKind.ITEM and new[0].startswith("- ")
    follows = end < len(note.lines) and note.lines[end].strip()
    return replace_lines(note, end, end, [*([] if is_list else [""]), *new, *([""] if follows else [])])


def _after_title(note: Document, new: list[str]) -> Document:
    first = note.sections[1] if len(note.sections) > 1 else note.sections[0]
    title = first.heading if first.heading and first.heading.level == 1 else None
    blocks = first.blocks if title else note.sections[0].blocks
    end = blocks[-1].end if blocks else title.end if title else note.body_line
    follows = end < len(note.lines) and note.lines[end].strip()
    return replace_lines(note, end, end, ["", *new, *([""] if follows else [])])
