"""A drafted reflection."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from coachlog.actions.report import Report
from coachlog.model.fields import format_count, format_list
from coachlog.render.view import Answer, Aside, Line, Part, Table, Title
from coachlog.summary.claims import Claim
from coachlog.summary.reflection import DraftedSection
from coachlog.views.fields import Field, Fields, json_row, json_rows
from coachlog.views.names import format_period

CLAIM_FIELDS: Final[Fields[Claim]] = (
    Field("text", lambda claim: claim.text),
    Field("date", lambda claim: claim.day),
    Field("path", lambda claim: claim.path),
    Field("line", lambda claim: claim.line),
)


def _facts(report: Report) -> dict[str, list[dict[str, Any]]]:
    return {draft.section.name: json_rows(CLAIM_FIELDS, draft.claims) for draft in report.drafts}


REPORT_FIELDS: Final[Fields[Report]] = (
    Field("path", lambda report: str(report.page.file), "the page's file on this computer"),
    Field("term", lambda report: report.period.name),
    Field("facts", _facts, "by section, the lines it was drafted from"),
    Field("left_out", lambda report: [*report.refreshed.left_out, *report.refreshed.torn], "sections left as they are"),
)


def show_report(report: Report, edited: Sequence[str] = ()) -> Answer:
    """Say where the page is, who can see it, what it was drafted from, and the `edited` sentences of the editor."""
    return Answer(json_row(REPORT_FIELDS, report), [*_parts(report), *map(Line, edited)], report.problems)


def _parts(report: Report) -> Iterator[Part]:
    drafts, refreshed = report.drafts, report.refreshed
    yield Title(f"Reflection of {format_period(report.period)}")
    yield Line(f"{report.outcome} {report.page.file}")
    yield Line("Both of you can see this page." if report.page.shared else "Only you can see this page.")
    yield Line()
    if not any(draft.claims for draft in drafts):
        yield Line("Nothing in this log is of that time, so the page holds questions only.")
    else:
        rows = [[draft.section.name, _format_draft(draft)] for draft in drafts]
        yield Table(("Section", "Drafted from the log"), rows)
    if refreshed.left_out:
        yield Line(f"Left out, since the page has no place for them: {format_list(refreshed.left_out)}")
    if refreshed.torn:
        yield Line(f"Left as they are, since one of their two marks is gone: {format_list(refreshed.torn)}")
    yield Aside("Write in it wherever you like: your words stay when you run this again.")


def _format_draft(draft: DraftedSection) -> str:
    return format_count(len(draft.claims), "line") if draft.claims else draft.section.question
