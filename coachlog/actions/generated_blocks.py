"""Write drafted lines between two marks in a page, and draft them anew there; a person's words stay.

The opening mark lists a digest of each drafted line. A line in the block whose digest is not there is a person's.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

from coachlog.markdown.blocks import BlockKind, Section, line_ending
from coachlog.markdown.document import Document, parse_document
from coachlog.markdown.edit import add_block, item_lines
from coachlog.merge.lcs import equal_pairs
from coachlog.model.blank_pages import find_section
from coachlog.model.period import Period
from coachlog.model.settings import Settings
from coachlog.summary.reflection import DraftedSection

_OPENING: Final = re.compile(r"<!--\s*coachlog:\s+([a-z0-9-]+)((?:\s+[0-9a-f]{6})*)\s*-->")
_CLOSING: Final = re.compile(r"<!--\s*/coachlog\s*-->")
_CLOSING_LINE: Final = "<!-- /coachlog -->"


@dataclass(frozen=True, slots=True)
class GeneratedBlock:
    """A marked block: its section's key, the digests of what was drafted, its lines (from 0, end excluded)."""

    key: str
    digests: tuple[str, ...]
    opening: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A page drafted anew; `left_out` are sections without marks, `torn` those of which one mark is left."""

    page: Document
    left_out: tuple[str, ...] = ()
    torn: tuple[str, ...] = ()


def digest(line: str) -> str:
    """Return the digest of a drafted line without the blanks around it."""
    return blake2b(line.strip().encode()).hexdigest()[:6]


def draft_lines(draft: DraftedSection, period: Period) -> tuple[str, ...]:
    """Return a section's claims as list items, each once, with the day and the file that they come from."""
    lines: dict[str, str] = {}
    for claim in draft.claims:
        # What a person typed may look like Markdown of another kind; an item's own escapes keep it one line of words.
        (line,) = item_lines(" ".join(f"{claim.text} {claim.cite(period)}".split()))
        lines.setdefault(line, "  " + line if claim.under else line)
    return tuple(lines.values())


def fill_page(page: Document, drafts: Iterable[DraftedSection], period: Period, settings: Settings) -> Refreshed:
    """Put a marked block at the end of each drafted section of a blank page."""
    left_out = []
    for draft in drafts:
        section = find_section(page, draft.section.name, settings)
        if section is None:
            left_out.append(draft.section.name)
        else:
            page = _with_block(page, section, draft, draft_lines(draft, period))
    return Refreshed(page, tuple(left_out))


def refresh_page(
    page: Document, drafts: Iterable[DraftedSection], period: Period, unread: Collection[str] = ()
) -> Refreshed:
    """Draft each marked block of a page anew; everything outside the blocks stays as it is.

    Lines drafted from documents that are `unread` now (their paths) stay too, until they can be read again.
    """
    blocks, torn = find_blocks(page)
    lines, left_out = list(page.lines), []
    spliced: list[tuple[GeneratedBlock, list[str]]] = []
    for draft in drafts:
        block = blocks.get(draft.section.key)
        if block is not None:
            drafted = (*draft_lines(draft, period), *_drafted_from(page, block, unread))
            spliced.append((block, _refreshed(page, block, drafted)))
        elif draft.section.key not in torn:
            left_out.append(draft.section.name)
    for block, new in sorted(spliced, key=lambda row: -row[0].opening):
        lines[block.opening : block.end] = new
    names = {draft.section.key: draft.section.name for draft in drafts}
    return Refreshed(parse_document("".join(lines)), tuple(left_out), tuple(names.get(key, key) for key in torn))


def find_blocks(page: Document) -> tuple[dict[str, GeneratedBlock], tuple[str, ...]]:
    """Return the first whole block of each key, and the keys of opening marks that nothing closes."""
    blocks: dict[str, GeneratedBlock] = {}
    torn: list[str] = []
    opening: GeneratedBlock | None = None
    for block in page.blocks:
        words = block.text.strip() if block.kind is BlockKind.COMMENT else ""
        opened = _OPENING.fullmatch(words)
        if opening and _CLOSING.fullmatch(words):
            blocks.setdefault(opening.key, replace(opening, end=block.start))
            opening = None
        elif opening and (opened or (block.kind is BlockKind.HEADING and block.level <= 2)):
            torn.append(opening.key)
            opening = None
        if opened:
            opening = GeneratedBlock(opened.group(1), tuple(opened.group(2).split()), block.start, block.end, block.end)
    torn += [opening.key] if opening else []
    return blocks, tuple(key for key in dict.fromkeys(torn) if key not in blocks)


def _drafted_from(page: Document, block: GeneratedBlock, paths: Collection[str]) -> Iterator[str]:
    """Yield the lines of a block that were drafted from some files."""
    for line in page.lines[block.start : block.end]:
        if digest(line) in block.digests and any(line.rstrip().endswith(f"{path})") for path in paths):
            yield line.rstrip("\r\n")


def _with_block(page: Document, section: Section, draft: DraftedSection, lines: Sequence[str]) -> Document:
    asked = any(block.kind is BlockKind.COMMENT for block in section.blocks)
    question = [] if lines or asked else [f"<!-- {draft.section.question} -->", ""]
    return add_block(page, section, [*question, _opening_line(draft.section.key, lines), *lines, _CLOSING_LINE])


def _opening_line(key: str, lines: Iterable[str]) -> str:
    return f"<!-- coachlog: {' '.join([key, *map(digest, lines)])} -->"


def _refreshed(page: Document, block: GeneratedBlock, drafted: Sequence[str]) -> list[str]:
    """Return the new lines of a block, from its opening mark on: a three-way merge by line.

    The base is the last draft, known by its digests; the sides are the lines of the page and the new draft.
    """
    new = {digest(line): line for line in drafted}
    places = _places(block.digests, tuple(new))
    standing: dict[str, str] = {}
    notes: dict[str, list[str]] = {}
    after = ""
    for line in page.lines[block.start : block.end]:
        key = digest(line)
        if key in places:
            after = places[key]
            standing.setdefault(key, line)
        else:
            notes.setdefault(after, []).append(line)
    taken_out = set(block.digests) - standing.keys()
    ending = line_ending(page.lines[block.opening : block.start])
    lines = list(_opening(page, block, drafted, ending))
    for key, line in {"": "", **new}.items():
        if key and key not in taken_out:
            lines.append(standing.get(key, line + ending))
        lines += notes.get(key, ())
    return lines


def _opening(page: Document, block: GeneratedBlock, drafted: Sequence[str], ending: str) -> Iterator[str]:
    if tuple(map(digest, drafted)) == block.digests:
        yield from page.lines[block.opening : block.start]
    else:
        yield _opening_line(block.key, drafted) + ending


def _places(base: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Map each drafted line to the new line that its notes follow: itself, its replacement, or the one before."""
    places: dict[str, str] = {}
    last = ""
    low = first = 0
    for i, j in [*equal_pairs(base, new), (len(base), len(new))]:
        for number, key in enumerate(base[low:i]):
            if first < j:
                last = new[min(first + number, j - 1)]
            places[key] = last
        last = new[j] if j < len(new) else last
        low, first = i + 1, j + 1
    return places | {key: key for key in new}
