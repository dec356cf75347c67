"""A drafted reflection as parts and as JSON fields."""

from collections.abc import Iterator
from typing import Any

from coachlog.actions.report import Report
from coachlog.model.fields import format_count, format_list
from coachlog.render.view import Line, Part, Table, Title
from coachlog.summary.reflection import DraftedSection
from coachlog.views.names import format_period


def report_data(report: Report) -> dict[str, Any]:
    """Return the page's file, and the claims of each section."""
    facts = {
        draft.section.name: [
            {"text": claim.text, "date": claim.day and claim.day.isoformat(), "path": claim.path, "line": claim.line}
            for claim in draft.claims
        ]
        for draft in report.drafts
    }
    left_out = [*report.refreshed.left_out, *report.refreshed.torn]
    return {"path": str(report.page.file), "term": report.period.name, "facts": facts, "left_out": left_out}


def report_parts(report: Report) -> Iterator[Part]:
    """Say where the page is, who can see it, and what it was drafted from."""
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
    yield Line("Write in it wherever you like: your words stay when you run this again.", quiet=True)


def _format_draft(draft: DraftedSection) -> str:
    return format_count(len(draft.claims), "line") if draft.claims else draft.section.question
