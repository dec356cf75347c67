"""Find parts that a note's sections do not read: tables, code, and headings that nearly mean a part of a note."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from coachlog.errors import Problem
from coachlog.markdown.blocks import Block, BlockKind, Section
from coachlog.markdown.typed_items import has_own_mark, read_item
from coachlog.model.fields import format_list
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.body import UNCLEAR_HEADING, UNCLEAR_LINE
from coachlog.model.kinds.doubtful_entries import columns_of_others
from coachlog.model.kinds.entries import rows_of
from coachlog.model.kinds.headings import (
    bare_section,
    heading_meanings,
    nearest_section,
    nearly_section,
    section_in,
    section_name,
)
from coachlog.model.kinds.lines_below import begins_with_name, is_whole
from coachlog.model.kinds.section_names import AGENDA, GROWTH, NEXT_STEPS, NOTES, SUCCESSES
from coachlog.model.kinds.section_words import perhaps_section
from coachlog.model.kinds.step_lines import groups, lines_in_no_list
from coachlog.model.kinds.titles import BOLD_LINE, TOO_SMALL, begins_list
from coachlog.model.owners import heading_owner
from coachlog.model.settings import Settings
from coachlog.regex import regex

_CAPITALS: Final = regex(r"(?=.{3,40}\Z)[^\W\d_a-z]+(?: [^\W\d_a-z]+){0,3}")
_LABEL: Final = regex(r"(?!Note\b)([^\W\d_a-z][\w'’ -]{2,40}?)\s*(?:[:：]|\s[–—-]|[–—])\s*(?=\S)")
_ANY_LABEL: Final = regex(r"([^\W\d_][\w'’ -]{2,40}?)\s*[:：]\s*(?=\S)")
_OVER_OTHERS: Final = regex(r"[^\n.!?]{4,40}[:：]")  # a line that stands over others by its colon
# `my own: x`, and Word's second bullet, an `o`.
_SMALL_LABEL: Final = regex(
    r"(?!(?:and|as|but|for|from|in|like|of|on|or|so|such|than|that|the|to|which|with)\b)"
    r"[^\W\d_][\w'’ ]{1,20}[:：]\s+(?=\S)|o\s+(?=\w)"
)
_AROUND: Final = " \t*_:："
_LISTS: Final = {SUCCESSES: SUCCESSES, GROWTH: GROWTH, AGENDA: "points for the agenda"}
_READ_AS_NONE: Final = "nothing below this line is read as {0}: write `## {0}` if that is meant"
_NAMES: Final = frozenset(kind_of("meeting").sections)


def unread_parts(path: str, section: Section, name: str, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each line of a meeting's section that no listing has, or that is read as one with others."""
    problems = list(_unread(path, section, name, settings))
    yield from problems
    named = {problem.line for problem in problems}
    for line, count in _read_as_one(section.blocks, name, settings) if name in (SUCCESSES, GROWTH, NOTES) else ():
        if not named & {*range(line + 1, line + count + 1)}:
            message = f"these {count} lines are read as one: put `- ` in front of each if they are not"
            yield Problem(path, line + 1, UNCLEAR_LINE, message)


def _unread(path: str, section: Section, name: str, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each line of a section that no listing has, and for headings in doubt."""
    for block in section.blocks if name in _LISTS else ():
        lines = lines_in_no_list(block) if name == AGENDA and block.kind is BlockKind.TABLE else _in_no_list(block)
        for line in lines:
            yield Problem(
                path, line + 1, UNCLEAR_LINE, f"{_LISTS[name]} are read from a list: write this as `- ` and its words"
            )
    for line, others in columns_of_others(section, name, settings) if name not in (AGENDA, NEXT_STEPS) else ():
        message = f"a table is read row by row, its column of {others}, too: give that a heading of its own"
        yield Problem(path, line + 1, UNCLEAR_LINE, message)
    starts = {block.start for block in section.blocks}
    for line, words in _swallowed(section.blocks) if name != AGENDA else ():
        if near := bare_section(words, settings.headings):
            yield Problem(path, line + 1, UNCLEAR_HEADING, _READ_AS_NONE.format(near))
        elif name in (SUCCESSES, GROWTH, NEXT_STEPS) and BOLD_LINE.fullmatch(words) and line not in starts:
            message = "this line goes on with the one above it: if it is a heading, put an empty line above it"
            yield Problem(path, line + 1, UNCLEAR_LINE, message)
    for line, words in _title_like(section.blocks, name, settings) if name in (SUCCESSES, GROWTH) else ():
        message = f"this line is read as words of {name}: if “{words}” is a heading, write `## {words}` on its own line"
        yield Problem(path, line + 1, UNCLEAR_HEADING, message)
    for line, message in _headings_in_doubt(section, name, settings):
        yield Problem(path, line + 1, UNCLEAR_HEADING, message)


def _read_as_one(blocks: Iterable[Block], name: str, settings: Settings) -> Iterator[tuple[int, int]]:
    """Yield where lines are read as one that may be meant as several, and how many."""
    for block in blocks:
        is_item = block.kind is BlockKind.ITEM
        typed = block.text.split("\n") if is_item or (block.kind is BlockKind.PARAGRAPH and not rows_of(block)) else []
        for at, lines in groups(typed, settings, bulleted=is_item) if typed else ():
            alone = sum(_may_stand_alone(lines, number, name) for number in range(len(lines)))
            if alone > 1 or any(map(has_own_mark, lines[1:])) or _has_own_label(lines, settings):
                yield block.start + at, len(lines)
        yield from _read_as_one(block.children if is_item else (), name, settings)


def _may_stand_alone(lines: Sequence[str], at: int, name: str) -> bool:
    """Tell whether a line begins like one of its own; a note of prose may have each of its sentences on a line."""
    before = lines[at - 1].strip() if at else ""
    ends_sentence = name == NOTES and before.endswith((".", "!", "?"))
    begins = read_item(lines[at].strip(), bulleted=False).words[:1].isupper()
    return begins and (not before or (is_whole(before) and not ends_sentence))


def _has_own_label(lines: Sequence[str], settings: Settings) -> bool:
    """Tell whether a line in small letters, below one that ends, says first what or who it is about: `my own: x`."""
    pairs = ((before, line.strip()) for before, line in pairwise(lines) if is_whole(before))
    return any(_SMALL_LABEL.match(line) or begins_with_name(line, settings) for _, line in pairs)


def _in_no_list(block: Block) -> Iterable[int]:
    """Return the lines (from 0) of a block that are no entries; a table's rows are."""
    lines = list(lines_in_no_list(block))
    if block.kind is BlockKind.TABLE:
        return lines if lines == [block.start] else ()
    return lines or ([block.start] if block.kind is BlockKind.CODE and block.text.strip() else ())


def _swallowed(blocks: Iterable[Block], depth: int = 0) -> Iterator[tuple[int, str]]:
    """Yield the lines (from 0) that may be meant as titles and are more words of the block that they stand in."""
    for block in blocks:
        lines = list(enumerate(block.text.split("\n"), block.start)) if not block.text.startswith("[!") else []
        match block.kind:
            case BlockKind.ITEM:
                yield from lines if not block.children else lines[1:]
            case BlockKind.PARAGRAPH if depth:
                yield from lines
            case BlockKind.PARAGRAPH:  # its first line is prose over prose: else it would be a title
                yield from lines[:1] if lines[1:] else ()
                yield from (line for line, (_, below) in pairwise([*lines[1:], (0, "")]) if _is_over(line[1], below))
            case BlockKind.HEADING if depth:
                yield from lines
        yield from _swallowed(block.children, depth + 1)


def _is_over(line: str, below: str) -> bool:
    """Tell whether a line right below others may stand over what is below it: prose goes on in small letters."""
    return line[:1].isupper() or begins_list(below)


def _misspelled(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Yield the lines that stand over others and are nearly a section's name, and that section."""
    for number, block in enumerate(blocks, 1):
        lines = block.text.split("\n") if block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH) else []
        for at, (line, after) in enumerate(pairwise([*lines, ""])):
            is_title = bool(after or blocks[number:]) if at == 0 else _is_over(line, after)
            if is_title and (at or block.kind is BlockKind.PARAGRAPH) and (near := nearly_section(line)):
                yield block.start + at, near


def _labelled(blocks: Iterable[Block], settings: Settings) -> Iterator[tuple[int, str]]:
    """Yield where a line that no listing has says for which of them it is: `Growth: pacing`."""
    for block in blocks:
        lines = block.text.split("\n") if block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH) else []
        for at, line in enumerate(lines, block.start):
            words = read_item(line.strip(), bulleted=False).words
            label = _LABEL.match(words) or _ANY_LABEL.match(words)
            meant = section_name(label[1], settings.headings) if label else ""
            if label and meant in (SUCCESSES, GROWTH, NEXT_STEPS) and label[1].casefold() not in TOO_SMALL:
                yield at, meant
        yield from _labelled(block.children if block.kind is BlockKind.ITEM else (), settings)


def _title_like(blocks: Iterable[Block], within: str, settings: Settings) -> Iterator[tuple[int, str]]:
    """Yield where a paragraph begins like another part of a note: `Notes – we talked`, `GOALS` over other lines."""
    for block in blocks:
        first, _, rest = block.text.partition("\n")
        yield from _of_the_other(block, within, settings)
        label = _LABEL.match(first) if block.kind is BlockKind.PARAGRAPH else None
        if label and section_name(label[1], settings.headings) in _NAMES - {within}:
            yield block.start, label[1]
        elif label is None and rest and block.kind is BlockKind.PARAGRAPH and _CAPITALS.fullmatch(first.strip()):
            yield block.start, first.strip()


def _of_the_other(block: Block, within: str, settings: Settings) -> Iterator[tuple[int, str]]:
    """Yield where a success among others is called an area of growth, or the other way round, or a next step."""
    others = {SUCCESSES: (GROWTH, NEXT_STEPS), GROWTH: (SUCCESSES, NEXT_STEPS)}.get(within, ())
    lines = list(enumerate(block.text.split("\n"), block.start))
    for at, line in lines if block.kind is BlockKind.ITEM else lines[1:] if block.kind is BlockKind.PARAGRAPH else ():
        label = _LABEL.match(line)
        if label and section_name(label[1], settings.headings) in others:
            yield at, label[1]


def _headings_in_doubt(section: Section, name: str, settings: Settings) -> Iterator[tuple[int, str]]:
    """Yield the lines (from 0) of headings, and of lines that stand over others, that are in doubt, and why."""
    for line, near in _misspelled(section.blocks) if name != AGENDA else ():
        if near != name:
            yield line, _READ_AS_NONE.format(near)
    for line, meant in _labelled(section.blocks, settings) if name not in (*_LISTS, NEXT_STEPS) else ():
        yield line, f"this line is not read as {meant}: if it is meant, write it below a line `## {meant}`"
    for block, below in pairwise(section.blocks):
        if block.kind is BlockKind.PARAGRAPH and below.kind is BlockKind.ITEM and name in (SUCCESSES, GROWTH, NOTES):
            near = perhaps_section(block.text, whole=True)
            if near not in ("", name):
                yield block.start, _READ_AS_NONE.format(near)
    headings = [section.heading] if section.heading and section.heading.level > 1 else []
    for block in (*headings, *section.blocks):
        words = block.text.strip()
        is_heading = block.kind is BlockKind.HEADING or bool(BOLD_LINE.fullmatch(words))
        is_title = block.kind is BlockKind.HEADING or (
            block.kind is BlockKind.PARAGRAPH and (is_heading or _OVER_OTHERS.fullmatch(words))
        )
        if is_title and (message := _doubt(words.strip(_AROUND), name, settings, perhaps=is_heading)):
            yield block.start, message


def _doubt(heading: str, within: str, settings: Settings, *, perhaps: bool = True) -> str:
    """Return what is in doubt about a heading; one that nearly means the section that it stands in is no doubt.

    A word of forms may mean a section where it is a heading or in bold type: `perhaps`.
    """
    if section_name(heading, settings.headings) in _NAMES:
        return ""
    near = section_in(heading, settings.headings)
    if not near and heading_owner(heading, settings):
        return ""
    meanings = heading_meanings(heading)
    if len(meanings) > 1:
        return f"this heading means {format_list(meanings)}: give each a heading of its own"
    near = near or nearest_section(heading) or (perhaps_section(heading) if perhaps else "")
    return (
        f"nothing below this heading is read as {near}: write `## {near}` if that is meant"
        if near not in ("", within)
        else ""
    )
