"""The entries of a section: its items and paragraphs, whose each is, and what it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from coachlog.markdown.blocks import Block, BlockKind, comments, split_lines
from coachlog.markdown.tables import is_delimiter, parse_row
from coachlog.markdown.typed_items import read_item, without_sign
from coachlog.model.doubtful_names import doubtful_entry, is_name
from coachlog.model.kinds.body import SectionEntry
from coachlog.model.kinds.headings import means_check_in
from coachlog.model.kinds.section_names import GROWTH, NEXT_STEPS, NOTES, SUCCESSES
from coachlog.model.kinds.step_lines import CALLOUT, groups, is_fence, is_label, says_nothing
from coachlog.model.links import read_marks
from coachlog.model.owners import find_owner, heading_owner, name_behind, name_in_front
from coachlog.model.settings import BOTH, NOBODY, PersonId, Settings
from coachlog.regex import regex

_CELL: Final = regex(r"\t+|\s\|\s")  # between the cells of a table that is no Markdown
_NUMBER: Final = regex(r"\A\W*\d{0,3}[.)]?\t")
_SPOKEN: Final = (SUCCESSES, GROWTH)  # the sections whose lines are somebody's


def read_entries(
    blocks: Iterable[Block], section: str, settings: Settings, prompts: frozenset[str], above: PersonId
) -> Iterator[SectionEntry]:
    """Yield the entries of a section's blocks, each with the person whose line it is where that is said."""
    spoken = section in _SPOKEN
    return _spoken(blocks, settings, prompts, above) if spoken else _below_names(blocks, section, settings, prompts)


def _below_names(
    blocks: Iterable[Block], section: str, settings: Settings, prompts: frozenset[str]
) -> Iterator[SectionEntry]:
    """Yield entries with whose they are by the heading, or the line like one, that is above them.

    In notes a line that begins with a speaker is an entry, below Next steps one that says who does it, too.
    """
    by = NOBODY
    doers = section == NEXT_STEPS
    speakers = settings if doers or section == NOTES else None
    for typed in blocks:
        block, named_above = _without_callout(typed, settings)
        if block.kind is BlockKind.HEADING:
            by = heading_owner(block.text, settings)
        if section == NOTES and (rows := rows_of(block)):
            yield from _of_rows(rows, block.start + 1, settings)
            continue
        if section == NOTES and block.kind is BlockKind.CODE:
            yield from _of_code(block)
        within = named_above or by  # a name in an item or in a quotation stands over what is in it
        for entry in _entries([block], speakers, prompts, doers=doers):
            if is_label(entry.text) or is_name(entry.text, settings):
                within = heading_owner(entry.text, settings)
                by = within if block.kind is BlockKind.PARAGRAPH else by
            is_theirs = within and not doubtful_entry(entry.text, settings)
            yield replace(entry, by=within) if is_theirs else entry


def _spoken(
    blocks: Iterable[Block], settings: Settings, prompts: frozenset[str], by: PersonId
) -> Iterator[SectionEntry]:
    """Yield entries with whose they are: by a name in or at the end of the line, else by the one above it."""
    for typed in blocks:
        block, named_above = _without_callout(typed, settings)
        if block.kind is BlockKind.HEADING:
            by = heading_owner(block.text, settings)
        elif rows := rows_of(block):
            yield from (replace(entry, by=entry.by or by) for entry in _of_rows(rows, block.start + 1, settings))
        elif block.kind is BlockKind.ITEM and block.children and (name := heading_owner(block.text, settings)):
            yield from _spoken(block.children, settings, prompts, name)
        else:
            for entry in _entries([block], settings, prompts):
                if says_nothing(entry.text) and any(map(str.isalpha, entry.text)):  # a lone mark may be meant
                    continue
                if (block.kind is BlockKind.ITEM and is_name(entry.text, settings)) or (
                    block.kind is BlockKind.PARAGRAPH and (is_label(entry.text) or find_owner(entry.text, settings))
                ):
                    by = heading_owner(entry.text, settings)
                    if by:
                        continue
                words = read_item(entry.text, bulleted=False).words
                named = name_in_front(words, settings).owner or name_behind(words, settings).owner
                above = NOBODY if doubtful_entry(words, settings) else named_above or by
                whose = named or above
                yield replace(entry, by=whose) if whose else entry


def _entries(
    blocks: Iterable[Block], settings: Settings | None, prompts: frozenset[str], *, doers: bool = False
) -> Iterator[SectionEntry]:
    for block in blocks:
        yield from _of_words([block], settings, doers=doers)
        for comment in _comments_in(block):
            for words in comments(comment.text):
                if words and words not in prompts and not words.startswith(("coachlog:", "/coachlog")):
                    yield _marked(words, comment.start + 1)


def _comments_in(block: Block) -> Iterator[Block]:
    """Yield the comments of an item, each an entry of its own: people outside may read the item, and no comment."""
    if block.kind is BlockKind.COMMENT:
        yield block
    for child in block.children if block.kind is BlockKind.ITEM else ():
        yield from _comments_in(child)


def _of_words(blocks: Iterable[Block], settings: Settings | None, *, doers: bool = False) -> Iterator[SectionEntry]:
    for block in blocks:
        if block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH, BlockKind.QUOTE):
            yield from (entry for entry in _of_block(block, settings, doers=doers) if entry.text)


def _of_block(block: Block, settings: Settings | None, *, doers: bool) -> Iterator[SectionEntry]:
    """Yield the entries of a block's lines; the words of an item go on through its paragraphs and its nested items."""
    is_item = block.kind is BlockKind.ITEM
    *first, (at, lines) = groups(block.text.split("\n"), settings, bulleted=is_item, doers=doers)
    for before, words in first:
        yield _marked(" ".join(without_sign(" ".join(words)).split()), block.start + before + 1)
    entry = _marked(" ".join(without_sign(" ".join(lines)).split()), block.start + at + 1)
    parts, entries = ["", entry.text], [entry]
    for child in block.children if is_item else ():
        for inner in _of_words([child], settings):
            goes_on = child.kind is BlockKind.PARAGRAPH and not _speaks(inner.text, settings)
            says = goes_on and settings and is_name(parts[-1], settings)
            parts += [": " if says else " " if goes_on else "; ", inner.text]
            entries.append(inner)
    yield SectionEntry(
        "".join(parts[1:] if parts[1] else parts[3:]),
        entry.line,
        tuple(dict.fromkeys(link for each in entries for link in each.links)),
        tuple(dict.fromkeys(theme for each in entries for theme in each.starred)),
    )


def _without_callout(block: Block, settings: Settings) -> tuple[Block, PersonId]:
    """Return a callout without its sign, and whom its title names, which is then cut off as well."""
    callout = CALLOUT.match(block.text) if block.kind is BlockKind.QUOTE else None
    if callout is None:
        return block, NOBODY
    title, _, rest = block.text[callout.end() :].lstrip(" ").partition("\n")
    name = heading_owner(title, settings) if rest else NOBODY
    if name or not title:
        return replace(block, start=block.start + 1, text=rest), name
    return replace(block, text=f"{title}\n{rest}".rstrip("\n")), NOBODY


def rows_of(block: Block) -> list[tuple[str, ...]]:
    """Return the rows of a table, or of lines with tabs or bars, as programs copy one; its dashes are an empty row."""
    lines = [line.rstrip("\r\n") for line in split_lines(block.text)]
    if block.kind is BlockKind.TABLE:
        return [() if is_delimiter(line) else parse_row(line) for line in lines]
    typed = [read_item(line, bulleted=False).words for line in lines] if block.kind is BlockKind.PARAGRAPH else []
    rows: list[tuple[str, ...]] = []
    for words in typed:
        plain = _NUMBER.sub("", words)
        cells = parse_row(plain) if plain[:1] == "|" else tuple(map(str.strip, _CELL.split(plain)))
        if not rows and len(cells) == 1:
            return []
        if len(cells) > 1:
            rows.append(cells)
        else:  # it goes on with the line above
            *before, last = rows[-1]
            rows[-1] = (*before, f"{last} {words}".strip())
    return rows


def _of_rows(rows: list[tuple[str, ...]], line: int, settings: Settings) -> Iterator[SectionEntry]:
    """Yield an entry for each row of a table, as `Sam: words`; below people's names as heads one for each cell.

    The head is an entry if it begins with a name; else it only says what the columns are.
    """
    people = [find_owner(cell, settings) for cell in rows[0]]
    has_head = () in rows or any(find_owner(cells[0], settings) for cells in rows[1:] if cells)
    if len(people) > 1 and all(people):
        for at, cells in enumerate(rows[1:], line + 1):
            yield from (_said(cell, at, by) for cell, by in zip(cells, people, strict=False) if cell)
        return
    columns = people if len(people) == 1 or not people[0] else []
    hidden = False  # a row that means Check-in, and those that go on with it
    for at, cells in enumerate(rows, line):
        first = cells[0] if cells else ""
        hidden = means_check_in(first, settings.headings) if first else hidden
        if hidden or (at == line and has_head and not people[0]):
            continue
        named = [cell for cell in cells if len(cells) > 1 and find_owner(cell, settings)]
        name = named[0] if len(named) == 1 else ""
        words = " – ".join(cell for cell in cells if cell not in ("", name))
        if words and not says_nothing(words):
            by = find_owner(name, settings) or _of_columns(columns, cells)
            yield _said(f"{name}: {words}" if name else words, at, by)


def _of_columns(people: list[PersonId], cells: tuple[str, ...]) -> PersonId:
    """Return whose a row is by the names over its columns; where two have words in it, it is both's."""
    owners = {by for by, cell in zip(people, cells, strict=False) if by and cell}
    return owners.pop() if len(owners) == 1 else BOTH if owners else NOBODY


def _of_code(block: Block) -> Iterator[SectionEntry]:
    """Yield an entry for what stands between fences, or for each line that is code by its indent alone.

    Words from Word often come with a tab before them.
    """
    lines = [(at, " ".join(line.split())) for at, line in enumerate(split_lines(block.text), block.start + 1)]
    if is_fence(block):
        lines = [(block.start + 1, " ".join(words for _, words in lines if words))]
    yield from (_said(read_item(words, bulleted=False).words, line, NOBODY) for line, words in lines if words)


def _said(words: str, line: int, by: PersonId) -> SectionEntry:
    entry = _marked(words, line)
    return replace(entry, by=by) if by else entry


def _speaks(text: str, settings: Settings | None) -> bool:
    """Tell whether a paragraph inside an item is somebody's, or a name over somebody's words."""
    if settings is None:
        return False
    is_title = is_name(text, settings) or (is_label(text) and heading_owner(text, settings))
    return bool(is_title or name_in_front(text, settings).owner)


def _marked(text: str, line: int) -> SectionEntry:
    marked = read_marks(text)
    return SectionEntry(marked.words, line, marked.links, marked.starred)
