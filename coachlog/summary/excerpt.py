"""The part of a document that an audience may read, as a value with nothing else in it."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any, Final

from coachlog.frozen import frozen
from coachlog.markdown.document import Document
from coachlog.model.audience import Audience
from coachlog.model.fields import format_date, format_list
from coachlog.model.kinds import Record, kind_of
from coachlog.model.kinds.check_in import check_in_lines, sections_for_outputs
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.lesson import Tool
from coachlog.model.readers import may_read, may_read_section
from coachlog.model.settings import Person, Settings

_TITLE: Final = "title"
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

    `choose` is asked for the text of each section that holds the words of several people.
    """
    cut = cut_record(kind, record, audience)
    sections, left_out = [], []
    hidden = check_in_lines(document, settings.headings)
    for section in sections_for_outputs(document, settings.headings):
        heading = section.heading.text if section.heading else ""
        name = section_name(heading, settings.headings) if heading else ""
        numbers = [n for block in section.blocks for n in range(block.start, block.end) if n not in hidden]
        if not numbers or heading == document.title:
            left_out += ["the lines above the first heading"] if numbers else []
            continue
        if name in kind_of(kind).sections and may_read_section(kind, name, audience):
            text = _text(document, numbers)
            sections.append(ExcerptSection(name, choose(name, text)))
        else:
            left_out.append(f"“{heading}”")
    return Cut(
        Excerpt(kind, cut.title, cut.facts, tuple(section for section in sections if section.text)),
        tuple(left_out),
    )


ChooseLines = Callable[[str, str], str]


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
