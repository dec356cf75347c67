"""The differences of two versions of a lesson by section, line and word."""

from collections.abc import Container, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.blocks import Block, BlockKind, comments, split_lines
from coachlog.markdown.document import Document
from coachlog.markdown.edit_yaml import Data, plain_data
from coachlog.markdown.tables import is_delimiter, parse_row
from coachlog.merge.align import align
from coachlog.merge.lcs import equal_pairs
from coachlog.merge.pieces import Piece, PieceKind
from coachlog.model.fields import format_count
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.check_in import sections_for_outputs
from coachlog.model.kinds.headings import section_name
from coachlog.model.links import without_hidden
from coachlog.model.settings import Settings
from coachlog.regex import regex

FACTS: Final = "Facts"
OPENING: Final = "Above the first heading"
# Keys about the file, not about the lesson.
_NOT_FACTS: Final = frozenset({"type", "previous", "kept_versions"})
_KINDS: Final = {BlockKind.ITEM: PieceKind.ITEM, BlockKind.CODE: PieceKind.CODE, BlockKind.COMMENT: PieceKind.COMMENT}
# A date, a code or a hyphened word changes whole.
_TOKEN: Final = regex(r"\s+|\w+(?:[-.:/'’]\w+)*|[^\w\s]")
_MAX_TOKENS: Final = 4_000
_USUAL: Final = {name: rank for rank, name in enumerate((OPENING, *kind_of("lesson").sections))}


class Became(StrEnum):
    """The change of a line."""

    NEW = "new"
    REWORDED = "reworded"
    GONE = "gone"


class WordMark(StrEnum):
    """The versions that have a run of words: both, only the old one, or only the new one."""

    SAME = " "
    OLD = "-"
    NEW = "+"


WordDiff = tuple[tuple[WordMark, str], ...]


@frozen
class LineChange:
    """A changed line; `line` (from 1) is its number, in the old version if it is gone."""

    became: Became
    old: str
    new: str
    line: int

    @property
    def words(self) -> WordDiff:
        """Return the line as a word diff."""
        return compare_words(self.old, self.new)


@frozen
class SectionChange:
    """The changed lines under one heading; `part` is the sub-heading, if any."""

    section: str
    part: str
    changes: tuple[LineChange, ...]

    @property
    def name(self) -> str:
        """Return the heading, and the sub-heading."""
        return " › ".join(name.rstrip(": ") for name in (self.section, self.part) if name)

    def count(self, became: Became) -> int:
        """Count the lines with a change."""
        return sum(change.became is became for change in self.changes)


def compare_documents(
    old: Document, new: Document, settings: Settings, prompts: frozenset[str]
) -> tuple[SectionChange, ...]:
    """Return the changes in the order of the new version; `prompts` are the blank pages' comments."""
    titles = {old.title, new.title} - {""}
    before, after = _lines(old, titles, settings, prompts), _lines(new, titles, settings, prompts)
    kept = {place: rank for rank, place in enumerate(after)}
    places = sorted(dict.fromkeys([*after, *before]), key=lambda place: _rank(place, kept))
    changes = (SectionChange(*place, tuple(_changes(before.get(place, []), after.get(place, [])))) for place in places)
    facts = SectionChange(FACTS, "", tuple(_fact_changes(old, new)))
    return tuple(section for section in (facts, *changes) if section.changes)


def compare_words(old: str, new: str) -> WordDiff:
    """Compare two versions of a line word by word; lines that are too long are wholly old and new."""
    first, second = _TOKEN.findall(old), _TOKEN.findall(new)
    pairs = equal_pairs(first, second) if len(first) + len(second) <= _MAX_TOKENS else []
    runs: list[tuple[WordMark, str]] = []
    a = b = 0
    for i, j in [*pairs, (len(first), len(second))]:
        _add(runs, WordMark.OLD, first[a:i])
        _add(runs, WordMark.NEW, second[b:j])
        _add(runs, WordMark.SAME, first[i : i + 1])
        a, b = i + 1, j + 1
    return tuple(_joined(runs))


def format_section(section: SectionChange) -> str:
    """Format a section's changes: `2 lines new, 1 reworded`."""
    counts = [(section.count(became), became) for became in Became]
    spoken = [(count, became) for count, became in counts if count]
    first = format_count(spoken[0][0], "line")
    return ", ".join([f"{first} {spoken[0][1]}", *(f"{count} {became}" for count, became in spoken[1:])])


_Place = tuple[str, str]
_Lines = dict[_Place, list[tuple[Piece, int]]]


def _lines(document: Document, titles: Container[str], settings: Settings, prompts: frozenset[str]) -> _Lines:
    """Return the lines under each heading and sub-heading; titles of either version are no headings."""
    lines: _Lines = {}
    for section in sections_for_outputs(document, settings.headings):
        heading = section.heading
        name = OPENING
        if heading is not None and not (heading.level == 1 and " ".join(heading.text.split()) in titles):
            name = section_name(heading.text, settings.headings)
        part = ""
        for block in section.blocks:
            if block.kind is BlockKind.HEADING:
                part = " ".join(block.text.split())
                continue
            lines.setdefault((name, part), []).extend(_within(block, prompts))
    return lines


def _within(block: Block, prompts: frozenset[str]) -> Iterator[tuple[Piece, int]]:
    match block.kind:
        case BlockKind.TABLE:
            for number, row in enumerate(line.rstrip("\r\n") for line in split_lines(block.text)):
                if not is_delimiter(row) and any(parse_row(row)):
                    yield Piece(PieceKind.ROW, row, " ".join(row.split())), block.start + number + 1
        case BlockKind.COMMENT if all(words in prompts for words in comments(block.text) if words):
            return
        case BlockKind.QUOTE:
            for child in block.children:
                yield from _within(child, prompts)
        case BlockKind.RULE:
            return
        case _:
            if block.text.strip():
                yield _line(block)
            for child in block.children:
                yield from _within(child, prompts)


def _line(block: Block) -> tuple[Piece, int]:
    words = " ".join(block.text.split())
    words = words if block.kind is BlockKind.COMMENT else without_hidden(words)
    return Piece(_KINDS.get(block.kind, PieceKind.PARAGRAPH), words, words), block.start + 1


def _changes(before: Sequence[tuple[Piece, int]], after: Sequence[tuple[Piece, int]]) -> Iterator[LineChange]:
    old, new = [piece for piece, _ in before], [piece for piece, _ in after]
    pairs = align(old, new)
    a = b = 0
    for i, j in [*sorted(pairs.items()), (len(old), len(new))]:
        yield from (LineChange(Became.GONE, old[at].key, "", before[at][1]) for at in range(a, i))
        yield from (LineChange(Became.NEW, "", new[at].key, after[at][1]) for at in range(b, j))
        if i < len(old) and old[i].key != new[j].key:
            yield LineChange(Became.REWORDED, old[i].key, new[j].key, after[j][1])
        a, b = i + 1, j + 1


def _fact_changes(old: Document, new: Document) -> Iterator[LineChange]:
    before, after = _facts(old), _facts(new)
    for key in dict.fromkeys([*after, *before]):
        (was, was_at), (now, now_at) = before.get(key, ("", 0)), after.get(key, ("", 0))
        if was != now:
            became = Became.NEW if not was else Became.REWORDED if now else Became.GONE
            yield LineChange(became, was, now, now_at if now else was_at)


def _facts(document: Document) -> Mapping[str, tuple[str, int]]:
    first = 2  # the line after the opening `---`
    title = {"title": (f"title: {document.title}", document.body_line + 1)} if document.title else {}
    return title | {
        entry.key: (f"{entry.key.replace('_', ' ')}: {told_value}", entry.line + first)
        for entry in (document.front.entries if document.front else ())
        if entry.key not in (*_NOT_FACTS, *title) and (told_value := _spoken(plain_data(entry.value)))
    }


def _spoken(data: Data) -> str:
    if isinstance(data, str):
        return data
    if isinstance(data, list):
        return ("; " if any(isinstance(item, dict) for item in data) else ", ").join(filter(None, map(_spoken, data)))
    return ", to ".join(filter(None, map(_spoken, data.values())))


def _rank(place: _Place, kept: Mapping[_Place, int]) -> tuple[float, int]:
    """Return the rank of a section: its place in the new version; if it is gone, by the usual order of a lesson."""
    if place in kept:
        return kept[place], 0
    same = [rank for (section, _), rank in kept.items() if section == place[0]]
    if same:
        return max(same), 1
    if place[0] not in _USUAL:
        return len(kept), 1
    before = [rank for (section, _), rank in kept.items() if _USUAL.get(section, len(_USUAL)) < _USUAL[place[0]]]
    return max(before, default=-1), 1


def _add(runs: list[tuple[WordMark, str]], mark: WordMark, tokens: Sequence[str]) -> None:
    text = "".join(tokens)
    if text and runs and runs[-1][0] is mark:
        runs[-1] = (mark, runs[-1][1] + text)
    elif text:
        runs.append((mark, text))


def _joined(runs: Sequence[tuple[WordMark, str]]) -> Iterator[tuple[WordMark, str]]:
    """Join runs so that a lone space between changed words is changed too: whole phrases, not confetti."""
    old = new = ""
    for number, (mark, text) in enumerate(runs):
        later = number + 1 < len(runs)
        if mark is WordMark.SAME and (text.strip() or not (old or new) or not later):
            yield from _flushed(old, new)
            old = new = ""
            yield mark, text
        else:
            old += text if mark is not WordMark.NEW else ""
            new += text if mark is not WordMark.OLD else ""
    yield from _flushed(old, new)


def _flushed(old: str, new: str) -> Iterator[tuple[WordMark, str]]:
    if old:
        yield WordMark.OLD, old
    if new:
        yield WordMark.NEW, new
