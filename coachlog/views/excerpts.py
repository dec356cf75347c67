"""Documents for people outside the pair: one field a column, or one document."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from coachlog.actions.outgoing.excerpts import ExcerptList, QuotedLine, QuotedLines
from coachlog.model.audience import WITHIN
from coachlog.model.fields import format_count, format_date, format_list
from coachlog.model.kinds import kind_of
from coachlog.model.period import Period
from coachlog.render.view import Answer, Item, Line, Part, Prose, Table
from coachlog.summary.excerpt import Excerpt, ExcerptSection, field_names, label_of
from coachlog.views.fields import Field, Fields, json_row, json_rows

_COLUMNS: Final = 7  # as many as a page is wide; a spreadsheet has all
EXCERPT_SECTION_FIELDS: Final[Fields[ExcerptSection]] = (
    Field("name", lambda section: section.name),
    Field("text", lambda section: section.text, "its Markdown"),
)
EXCERPT_FIELDS: Final[Fields[Excerpt]] = (
    Field("kind", lambda excerpt: excerpt.kind),
    Field("title", lambda excerpt: excerpt.title),
    Field("facts", lambda excerpt: {fact.name: fact.value for fact in excerpt.facts}, "fields by name"),
)
EXCERPT_TEXT_FIELDS: Final[Fields[Excerpt]] = (
    *EXCERPT_FIELDS,
    Field("sections", lambda excerpt: excerpt.sections, "", EXCERPT_SECTION_FIELDS),
)
QUOTED_LINE_FIELDS: Final[Fields[QuotedLine]] = (
    Field("date", lambda line: line.day),
    Field("text", lambda line: line.words),
    Field("by", lambda line: line.speaker or None, "an alias or a role"),
)


def show_excerpts(listing: ExcerptList, kind: str) -> Answer:
    """Show documents, one a row."""
    excerpts, plural = listing.excerpts, kind_of(kind).plural
    present = {fact.name for excerpt in excerpts for fact in excerpt.facts}
    columns = [name for name in map(label_of, field_names(kind)) if name in present]
    rows = [{"title": excerpt.title, **dict.fromkeys(columns, ""), **_by_name(excerpt)} for excerpt in excerpts]
    head = [kind.capitalize(), *map(_headed, columns)][:_COLUMNS]
    part: Part = Table(head, [list(row.values())[:_COLUMNS] for row in rows]) if rows else Line(f"No {plural}.")
    names = f": {format_list(['title', *columns])}" if rows else ""
    return Answer(
        json_rows(EXCERPT_FIELDS, excerpts),
        [part],
        title=plural.capitalize(),
        rows=rows,
        status=int(not listing.complete),
        readers=WITHIN | {listing.audience},
        leaves=f"{format_count(len(excerpts), kind, plural)}{names}",
        left_out=listing.left_out,
    )


def show_excerpt(listing: ExcerptList) -> Answer:
    """Show one document."""
    (excerpt,) = listing.excerpts
    names = [fact.name for fact in excerpt.facts] + [f"“{section.name}”" for section in excerpt.sections]
    return Answer(
        json_row(EXCERPT_TEXT_FIELDS, excerpt),
        [*_parts(excerpt)],
        title=excerpt.title,
        readers=WITHIN | {listing.audience},
        leaves=f"its title, {format_list(names)}" if names else "its title",
        left_out=listing.left_out,
    )


def show_quoted(quoted: QuotedLines) -> Answer:
    """Show lines that may be quoted."""
    lines = quoted.lines
    parts = [Item(line.words, ", ".join(filter(None, (line.speaker, _day(line.day))))) for line in lines]
    return Answer(
        json_rows(QUOTED_LINE_FIELDS, lines),
        parts,
        title=f"Successes, {_days(quoted.period)}",
        status=int(not quoted.complete),
        readers=WITHIN | {quoted.audience},
        leaves=format_count(len(lines), "line"),
        left_out=quoted.left_out,
    )


def _parts(excerpt: Excerpt) -> Iterator[Part]:
    yield from (Line(f"{_headed(fact.name)}: {fact.value}", quiet=True) for fact in excerpt.facts)
    for section in excerpt.sections:
        yield Prose(f"## {section.name}\n\n{section.text}")


def _headed(name: str) -> str:
    return name[:1].upper() + name[1:]


def _by_name(excerpt: Excerpt) -> Mapping[str, Any]:
    return {fact.name: fact.value for fact in excerpt.facts}


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def _days(period: Period) -> str:
    return f"{format_date(period.start)} to {format_date(period.end)}"
