"""The parts of a meeting's note that a smaller heading or a bold line opens: `### Next steps`, `**Action items**:`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from coachlog.markdown.blocks import Block, BlockKind, Section
from coachlog.markdown.tables import begins_table, is_delimiter
from coachlog.markdown.typed_items import read_item
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.headings import Aliases, bare_section, section_name
from coachlog.model.kinds.lines_below import is_name_over
from coachlog.model.kinds.step_lines import is_label
from coachlog.model.owners import heading_owner
from coachlog.model.settings import Settings
from coachlog.regex import regex

_NAMES: Final = frozenset(kind_of("meeting").sections)
_BOLD: Final = 7  # the level of a bold line: any heading ends what it opens
_TAG: Final = regex(r"</?[a-z][^<>]{0,80}>", re.IGNORECASE)
_TITLE: Final = regex(r"\W{0,6}?[*_].*[*_]\s*[:：]?|.*[:：][*_]*", re.IGNORECASE)
BOLD_LINE: Final = regex(r"(\*\*|__)(?=[^\s*_])(?:(?!\1).){1,80}(?<!\s)\1[ \t]*[:：]?")
_AROUND: Final = " \t*_~`:："
# A title with words behind it on its line; what says `to do` there begins a step.
_INLINE: Final = regex(
    r"[^\w*]{0,4}(\*{1,3}|_{1,3})(?=\S)([^*_]{1,60}?)(?:\s*[:：]\s*\1|\1\s*[:：])\s*(?=\S)"
    r"|(?!to-?\s?do|action item|task)([^\W\d_]{2,20}(?: [^\W\d_]{2,20}){1,3})\s*[:：]\s+(?=\S)",
    re.IGNORECASE,
)
_NO_LETTERS: Final = " \t#*_~=—–->→➡\ufe0f[]"
_LONGEST: Final = 120  # letters of a title
TOO_SMALL: Final = frozenset(("focus", "current focus"))  # what one says about a meeting, not a part of its note


def meeting_sections(sections: Iterable[Section], settings: Settings) -> tuple[Section, ...]:
    """Return a note's sections, cut as well at smaller headings and bold lines that mean a part of a meeting."""
    return tuple(part for section in sections for part in _parts(section, settings))


def _parts(section: Section, settings: Settings) -> Iterator[Section]:
    heading, blocks = section.heading, list[Block]()
    start, level = section.start, 0
    blocks_apart = [part for block in section.blocks for part in cut_at_titles(block, settings)]
    for block in _with_titles(blocks_apart, settings.headings):
        is_ours = block.kind is BlockKind.HEADING and _is_known(block.text, settings.headings)
        if is_ours or (
            block.kind is BlockKind.HEADING and block.level <= level and not heading_owner(block.text, settings)
        ):
            yield Section(heading, start, block.start, tuple(blocks))
            heading, blocks, start = block, [], block.start
            level = block.level if is_ours and block.level < _BOLD else 0
        else:
            blocks.append(block)
    yield Section(heading, start, section.end, tuple(blocks))


def cut_at_titles(block: Block, settings: Settings) -> Iterator[Block]:
    """Cut a block before a title or a table right below its words, where Markdown reads one paragraph."""
    lines = block.text.split("\n") if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else []
    at = next((at for at in range(1, len(lines)) if _opens_part(lines, at, settings) or begins_table(lines, at)), 0)
    if at:
        start, end = block.start + at, block.start + len(lines)
        yield replace(block, end=start, text="\n".join(lines[:at]), children=())
        is_table = at + 1 < len(lines) and begins_table(lines, at) and is_delimiter(lines[at + 1])
        kind = BlockKind.TABLE if is_table else BlockKind.PARAGRAPH
        yield from cut_at_titles(Block(kind, start, end, "\n".join(lines[at:])), settings)
        yield from (part for child in block.children for part in cut_at_titles(child, settings))
        return
    parts = [list(cut_at_titles(child, settings)) for child in block.children]
    at = next((at for at, (_, *behind) in enumerate(parts) if behind), len(parts))
    if at == len(parts):
        yield block
        return
    inside = (*block.children[:at], parts[at][0])
    text = "\n".join(child.text for child in inside) if block.kind is BlockKind.QUOTE else block.text
    yield replace(block, end=inside[-1].end, text=text, children=inside)
    yield from (*parts[at][1:], *(part for behind in parts[at + 1 :] for part in behind))


def _opens_part(lines: Sequence[str], at: int, settings: Settings) -> bool:
    """Tell whether a line among others is the title of a part of a note, or of somebody's lines."""
    line = lines[at]
    inline = _INLINE.match(line) if line[:1] in "*_" else None
    return (
        bool(part_of_note(line, settings.headings) or (inline and _is_known(inline[2] or "", settings.headings)))
    ) or (
        (line[:1] != "@" and is_label(line) and bool(heading_owner(line, settings)))
        or is_name_over(lines, at, settings)
    )


def is_title_below(line: str) -> bool:
    """Tell whether a line right below other words is in bold type alone, or the title of a part of a note."""
    return bool(BOLD_LINE.fullmatch(line.strip()) or part_of_note(line.strip()))


def _with_titles(blocks: Sequence[Block], own: Aliases) -> Iterator[Block]:
    """Yield blocks; a bold line, an item over others or HTML that opens a part of a note becomes a heading."""
    for block in blocks:
        first, _, rest = block.text.partition("\n")
        match block.kind:
            case BlockKind.PARAGRAPH:
                yield from _split_title(block, first, rest, own)
            case BlockKind.ITEM if block.children and not rest and _is_title(first, own):
                yield Block(BlockKind.HEADING, block.start, block.start + 1, first, _BOLD)
                yield from block.children
            case BlockKind.HTML if block.end == block.start + 1 and part_of_note(first, own):
                yield Block(BlockKind.HEADING, block.start, block.end, part_of_note(first, own), _BOLD)
            case _:
                yield block


def _split_title(block: Block, first: str, rest: str, own: Aliases) -> Iterator[Block]:
    """Yield a paragraph, its title before it if its first line is one or begins with one."""
    words, start = part_of_note(first, own) or title_in_words(first, rest, own), block.start + 1
    inline = None if words else _INLINE.match(first)
    if inline and _is_known(inline[2] or inline[3], own):
        words, start = inline[2] or inline[3], block.start
        rest = f"{first[inline.end() :]}\n{rest}".rstrip("\n")
    if words:
        yield Block(BlockKind.HEADING, block.start, block.start + 1, words, _BOLD)
    if rest or not words:
        yield replace(block, start=start, text=rest) if words else block


def _is_title(line: str, own: Aliases) -> bool:
    return len(line) < _LONGEST and _is_known(line.strip(_AROUND), own)


def part_of_note(line: str, own: Aliases = ()) -> str:
    """Return the words of a line that opens a part of a meeting's note without being a heading, else nothing."""
    if len(line) >= _LONGEST:
        return ""
    plain = _TAG.sub("", line).strip()
    words = plain.strip(_AROUND)
    return words if (plain != line.strip() or _TITLE.fullmatch(plain)) and _is_known(words, own) else ""


def title_in_words(line: str, rest: str, own: Aliases = ()) -> str:
    """Return the section whose name the first line of a paragraph is; over prose it begins with a capital letter."""
    begins = line.lstrip(_NO_LETTERS)[:1]
    return bare_section(line, own) if not rest or begins.isupper() or begins_list(rest) else ""


def begins_list(lines: str) -> bool:
    """Tell whether lines begin with a bullet or a box, Markdown's or any other."""
    item = read_item(lines.partition("\n")[0], bulleted=False)
    return bool(item.bullet) or item.mark is not None


def _is_known(words: str, own: Aliases) -> bool:
    return words.casefold().strip() not in TOO_SMALL and section_name(words, own) in _NAMES
