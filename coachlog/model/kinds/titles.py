"""The parts of a meeting's note that a smaller heading or a bold line opens: `### Next steps`, `**Action items**:`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from coachlog.markdown.blocks import Block, BlockKind, Section
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.headings import Aliases, section_name
from coachlog.model.owners import heading_owner
from coachlog.model.settings import Settings

_NAMES: Final = frozenset(kind_of("meeting").sections)
_BOLD: Final = 7  # the level of a bold line: any heading ends what it opens
_LINE: Final = re.compile(r"\W{0,4}(\*{1,3}|_{1,3})(?=\S)([^*_]+?)\s*[:：]?\s*\1\s*[:：]?\s*|([^.!?*_]{1,60})[:：]\s*")
_LONGEST: Final = 120  # letters of a title
_TOO_SMALL: Final = frozenset(("focus", "current focus"))  # what one says about a meeting, not a part of its note


def meeting_sections(sections: Iterable[Section], settings: Settings) -> tuple[Section, ...]:
    """Return a note's sections, cut as well at smaller headings and bold lines that mean a part of a meeting."""
    return tuple(part for section in sections for part in _parts(section, settings))


def _parts(section: Section, settings: Settings) -> Iterator[Section]:
    heading, blocks = section.heading, list[Block]()
    start, level = section.start, 0
    for block in _with_titles(section.blocks, settings.headings):
        known = block.kind is BlockKind.HEADING and _is_known(block.text, settings.headings)
        if known or (
            block.kind is BlockKind.HEADING and block.level <= level and not heading_owner(block.text, settings)
        ):
            yield Section(heading, start, block.start, tuple(blocks))
            heading, blocks, start = block, [], block.start
            level = block.level if known and block.level < _BOLD else 0
        else:
            blocks.append(block)
    yield Section(heading, start, section.end, tuple(blocks))


def _with_titles(blocks: Sequence[Block], own: Aliases) -> Iterator[Block]:
    """Yield blocks, and a bold line that means a part of a note as a heading before the rest of its paragraph."""
    for block in blocks:
        first, _, rest = block.text.partition("\n")
        words = part_of_note(first, own) if block.kind is BlockKind.PARAGRAPH else ""
        if not words:
            yield block
            continue
        yield Block(BlockKind.HEADING, block.start, block.start + 1, words, _BOLD)
        if rest:
            yield replace(block, start=block.start + 1, text=rest)


def part_of_note(line: str, own: Aliases = ()) -> str:
    """Return the words of a line that opens a part of a meeting's note without being a heading, else nothing."""
    match = _LINE.fullmatch(line) if len(line) < _LONGEST else None
    words = str(match[2] or match[3]) if match else ""
    return words if _is_known(words, own) else ""


def _is_known(words: str, own: Aliases) -> bool:
    return words.casefold().strip() not in _TOO_SMALL and section_name(words, own) in _NAMES
