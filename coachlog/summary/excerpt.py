"""The part of a document that an audience may read, as a value with nothing else in it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any, Final

from coachlog.frozen import frozen
from coachlog.markdown.blocks import Block, BlockKind, Section
from coachlog.markdown.document import Document
from coachlog.model.audience import Audience
from coachlog.model.fields import format_date, format_list
from coachlog.model.kinds import Record, kind_of
from coachlog.model.kinds.check_in import check_in_lines, sections_for_outputs
from coachlog.model.kinds.headings import Aliases, section_among, section_name
from coachlog.model.kinds.lesson import Tool
from coachlog.model.kinds.step_lines import is_label
from coachlog.model.readers import may_read, may_read_section
from coachlog.model.settings import Person, Settings
from coachlog.regex import regex

_TITLE: Final = "title"
_BOLD: Final = 7  # the level of a bold line: any heading ends what it opens
_AROUND: Final = " \t*_:："
_ALONE: Final = (BlockKind.ITEM, BlockKind.QUOTE, BlockKind.TABLE)
# What stands before the words of a title, and what ends it.
_LEAD: Final = regex(r"[\s>*+#|.)\d-]*(?:\[.\]\s+|\[![\w-]+\][+-]?)?(?:<[a-z][^<>]{0,80}>)*")
_BEHIND: Final = regex(r"[:：–—|<]|\s-\s|(?<=\w)[*_]{1,3}(?!\w)")
_LABELS: Final = {"sel": "SEL", "udl": "UDL", "matrix_focus": "design matrix", "audience": "for"}


@frozen
class Fact:
    """A field's name as people say it, and its value in words."""

    name: str
    value: str


@frozen
class ExcerptSection:
    """A section's name, and its Markdown."""

    name: str
    text: str


@frozen
class Excerpt:
    """The part of a document that an audience may read."""

    kind: str
    title: str
    facts: tuple[Fact, ...]
    sections: tuple[ExcerptSection, ...] = ()


@frozen
class Cut:
    """An excerpt, and the headings of what was left out of it, for its author alone."""

    excerpt: Excerpt
    left_out: tuple[str, ...]


def name_for_others(person: Person | None) -> str:
    """Return the name of a person for people outside: the alias, else the role."""
    if person is None:
        return "one of the two"
    return person.alias or person.role or "one of the two"


def cut_record(kind: str, record: Record, audience: Audience) -> Excerpt:
    """Return the fields of a record that an audience may read."""
    readable = [name for name in field_names(kind) if may_read(kind, name, audience)]
    title = record.title if _TITLE in readable else _named(kind, record)
    values = ((name, _in_words(getattr(record, name))) for name in readable if name != _TITLE)
    facts = (Fact(label_of(name), value) for name, value in values if value)
    return Excerpt(kind, title, tuple(fact for fact in facts if not title.endswith(fact.value)))


def field_names(kind: str) -> tuple[str, ...]:
    """Return the names of a kind's fields in their order."""
    return tuple(field.name for field in fields(kind_of(kind).record()))  # type: ignore[arg-type]  # all are dataclasses


def label_of(name: str) -> str:
    """Return a field's name as people say it."""
    return _LABELS.get(name, name.replace("_", " "))


def cut_document(
    kind: str, record: Record, document: Document, audience: Audience, settings: Settings, choose: "ChooseLines"
) -> Cut:
    """Return the fields and the sections of a document that an audience may read.

    `choose` is asked for the text of each section, whose lines it is told: it may hold the words of several people.
    """
    cut = cut_record(kind, record, audience)
    texts, left_out = dict[str, list[str]](), list[str]()  # of two headings that mean one section the text is one
    hidden = check_in_lines(document, settings.headings)
    unread = tuple(name for name in kind_of(kind).sections if not may_read_section(kind, name, audience))
    for section in sections_for_outputs(document, settings.headings):
        heading = section.heading.text if section.heading else ""
        name = section_name(heading, settings.headings) if heading else ""
        if not _numbers(section.blocks, hidden) or heading == document.title:
            left_out += ["the lines above the first heading"] if _numbers(section.blocks, hidden) else []
            continue
        if name not in kind_of(kind).sections or not may_read_section(kind, name, audience):
            left_out.append(f"“{heading}”")
            continue
        readable = list[Block]()
        for title, blocks in _parts_within(section, kind_of(kind).sections, unread, document, settings.headings):
            if not title or may_read_section(kind, title, audience):
                readable += blocks
            else:
                left_out.append(f"“{title}”")
        if (numbers := _numbers(readable, hidden)) and (text := choose(name, _text(document, numbers), numbers)):
            texts.setdefault(name, []).append(text)
    return Cut(
        Excerpt(
            kind, cut.title, cut.facts, tuple(ExcerptSection(name, "\n".join(text)) for name, text in texts.items())
        ),
        tuple(left_out),
    )


def _parts_within(
    section: Section, names: Collection[str], unread: tuple[str, ...], document: Document, own: Aliases
) -> Iterator[tuple[str, list[Block]]]:
    """Yield a section's blocks in parts, with the other known section whose title stands over each, if any.

    `### Evidence` inside `## Goal` is read by those who may read evidence. What is perhaps the title of an `unread`
    section opens it, too: in an item, a quotation or a table this alone, else all up to the next title.
    """
    title, level, blocks = "", 0, list[Block]()
    for block in section.blocks:
        is_heading = block.kind is BlockKind.HEADING
        inner = _known_title(block, names, own)
        perhaps = "" if inner else _perhaps_title(block, unread, document)
        if perhaps and block.kind in _ALONE:
            yield title, blocks
            yield perhaps, [block]
            blocks = []
            continue
        if inner or perhaps or (is_heading and block.level <= level):
            yield title, blocks
            title, level, blocks = inner or perhaps, block.level if is_heading else _BOLD, []
        blocks.append(block)
    yield title, blocks


def _perhaps_title(block: Block, names: tuple[str, ...], document: Document) -> str:
    """Return the section that a line of a block is perhaps the title of: `**Evidence:** words`, `- Evidence`."""
    if block.kind is BlockKind.CODE:
        return ""
    lines = (_LEAD.sub("", line, count=1) for line in document.lines[block.start : block.end])
    heads = (head for line in lines for head in (line, _BEHIND.split(line, maxsplit=1)[0]))
    nearly = block.kind is BlockKind.HEADING
    return next((name for head in heads if (name := section_among(head, names, nearly=nearly))), "")


def _known_title(block: Block, names: Collection[str], own: Aliases) -> str:
    """Return the section whose title a block is: a heading, a bold line, or one that ends in a colon."""
    if block.kind is not BlockKind.HEADING and not (block.kind is BlockKind.PARAGRAPH and is_label(block.text)):
        return ""
    name = section_name(block.text.strip(_AROUND), own)
    return name if name in names else ""


def _numbers(blocks: Iterable[Block], hidden: Collection[int]) -> list[int]:
    return [n for block in blocks for n in range(block.start, block.end) if n not in hidden]


ChooseLines = Callable[[str, str, Collection[int]], str]  # a section's name, its text, its lines from 0


def _text(document: Document, numbers: list[int]) -> str:
    """Return some lines of a document, with a blank one where others are left out."""
    lines = []
    for before, number in zip([numbers[0] - 1, *numbers], numbers, strict=False):
        lines += ["\n"] if number > before + 1 else []
        lines.append(document.lines[number].rstrip("\r\n") + "\n")
    return "".join(lines)


def _named(kind: str, record: Record) -> str:
    day = getattr(record, "day", None)
    name = kind_of(kind).name.capitalize()
    return f"{name} of {format_date(day)}" if isinstance(day, date) else name


def _in_words(value: Any) -> str:
    match value:
        case date():
            return format_date(value)
        case Tool():
            return f"{value.name} ({value.purpose})" if value.purpose else value.name
        case tuple():
            return format_list([words for words in map(_in_words, value) if words])
        case bool() | None:
            return ""
        case _:
            return str(value).replace("-", " ") if hasattr(value, "value") else str(value)
