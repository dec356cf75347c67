"""The coverage of a framework, and a drafted evidence page."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from coachlog.actions.page.evidence import CoverageRow, EvidenceCoverage
from coachlog.model.audience import ONLY_SELF
from coachlog.render.view import Answer, Aside, Item, Line, Part, Table, Title
from coachlog.summary.evidence import EVIDENCE_KINDS, EvidenceItem, missing_codes
from coachlog.views.fields import Field, Fields, json_row, json_rows
from coachlog.views.names import format_period
from coachlog.views.page_state import UNFILLED_FIELDS, names_parts, next_step, page_state_parts, seen_by, shorten

if TYPE_CHECKING:  # what there is needs no draft of a page
    from coachlog.actions.page.evidence_draft import EvidencePage

ITEM_FIELDS: Final[Fields[EvidenceItem]] = (
    Field("kind", lambda item: item.kind),
    Field("date", lambda item: item.day),
    Field("title", lambda item: item.title),
    Field("path", lambda item: item.path),
    Field("log", lambda item: item.log or None, "the log's name; null for what is in the own pages"),
)
EVIDENCE_FIELDS: Final[Fields[CoverageRow]] = (
    Field("framework", lambda row: row.coverage.framework.id),
    Field("code", lambda row: row.coverage.item.code),
    Field("title", lambda row: row.coverage.item.title),
    Field("meetings", lambda row: row.coverage.count("meetings")),
    Field("goals", lambda row: row.coverage.count("goals")),
    Field("visits", lambda row: row.coverage.count("visits")),
    Field("work", lambda row: row.coverage.count("work")),
    Field("readings", lambda row: row.coverage.count("readings")),
    Field("feedback", lambda row: row.coverage.count("feedback"), "on goals with the indicator"),
    Field("missing", lambda row: row.coverage.missing, "true if there is nothing yet"),
    Field("evidence", lambda row: row.coverage.items, "what there is", ITEM_FIELDS),
    Field("page", lambda row: str(row.page) if row.page else None, "the file of my page about it"),
)
EVIDENCE_PAGE_FIELDS: Final["Fields[EvidencePage]"] = (
    Field("path", lambda page: str(page.file), "the page's file on this computer"),
    Field("indicators", lambda page: [indicator.item.code for indicator in page.codes], "codes"),
    Field("words", lambda page: page.state.words, "the words of the page, without headings and references"),
    Field("target", lambda page: page.state.target, "how few and how many it should have"),
    Field("gaps", lambda page: page.state.gaps, "lines that are still to fill", UNFILLED_FIELDS),
    Field("new", lambda page: [piece.text for piece in page.page.new], "sentences that came since the last draft"),
)
_BAR: Final = 10
_NEW_AT_MOST: Final = 10


def show_coverage(coverage: EvidenceCoverage) -> Answer:
    """Show what there is for each indicator, with a bar, and what is missing."""
    parts: list[Part] = []
    for framework, group in groupby(coverage.rows, key=lambda row: row.coverage.framework):
        parts += _framework_parts(framework.title, [*group], coverage)
    parts += [Aside("A page for one of them: coachlog evidence CODE"), Line(_GROWTH, quiet=True)]
    data = json_rows(EVIDENCE_FIELDS, coverage.rows)
    return Answer(data, parts, coverage.problems, listing=True, title="Evidence", readers=ONLY_SELF)


_TO_TAG: Final = (
    "What a meeting was about is said by its code: coachlog meet --date DATE --no-edit --indicator {code}; likewise in "
    "goals update, work add, readings add, visits update."
)
_GROWTH: Final = "For growth, not for evaluation: it says what is written down, not how good anybody is."


def _framework_parts(title: str, rows: Sequence[CoverageRow], coverage: EvidenceCoverage) -> Iterator[Part]:
    period = f", {format_period(coverage.period)}" if coverage.period else ""
    yield Title(f"{title}{period}")
    most = max(len(row.coverage.items) for row in rows)
    columns = ("Code", "", *(kind.capitalize() for kind in EVIDENCE_KINDS), "Indicator")
    yield Table(columns, [_row(row, most) for row in rows])
    missing = missing_codes(row.coverage for row in rows)
    yield Line(f"Nothing yet for {', '.join(missing)}" if missing else "There is something for each of them.")
    if missing:
        yield Aside(_TO_TAG.format(code=missing[0]))


def _row(row: CoverageRow, most: int) -> tuple[str, ...]:
    total = len(row.coverage.items)
    filled = -(-total * _BAR // most) if most else 0
    counts = (str(row.coverage.count(kind) or "") for kind in EVIDENCE_KINDS)
    page = " (page begun)" if row.page else ""
    bar = "■" * filled + "·" * (_BAR - filled)
    return row.coverage.item.code, bar, *counts, f"{row.coverage.item.title}{page}"


def show_page(page: "EvidencePage", command: str, edited: Sequence[str] = (), after: str = "") -> Answer:
    """Say where the page is, who can see it, how far it is, and the `edited` sentences of the editor.

    `command` drafts this page, `after` is the option with which the person has worked on it.
    """
    parts = [*_page_parts(page, command, after), *map(Line, edited)]
    return Answer(json_row(EVIDENCE_PAGE_FIELDS, page), parts, page.problems)


def _page_parts(page: "EvidencePage", command: str, after: str) -> Iterator[Part]:
    from coachlog.markdown.document import parse_document
    from coachlog.summary.page.evidence_page import title_of_page
    from coachlog.summary.page.too_long import lines_to_drop

    yield Title(title_of_page(page.codes))
    yield Line(f"{page.outcome} {page.file}")
    yield seen_by(page.host)
    yield Line()
    drop_first = lines_to_drop(parse_document(page.page.text), page.state.over, page.sections)
    yield from page_state_parts(page.state, drop_first)
    yield from names_parts(page.named)
    new = [piece for piece in page.page.new if not piece.is_comment]
    if new:
        yield Line()
        yield Line("New since the last draft:")
        yield from (Item(shorten(piece.text)) for piece in new[:_NEW_AT_MOST])
    yield Aside("Write in it wherever you like: your words stay when you run this again.")
    yield Aside(next_step(page.state, command, after))
