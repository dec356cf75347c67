"""A drafted reflection: where it is, who can see it, its words, what is new, and what is still to fill."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from coachlog.actions.report import Report
from coachlog.model.fields import format_count, format_list
from coachlog.render.view import Answer, Aside, Item, Line, Part, Title
from coachlog.summary.claims import Claim
from coachlog.summary.page.measure import TARGET, THIN_TARGET, PageGap
from coachlog.views.fields import Field, Fields, json_row, json_rows
from coachlog.views.names import format_period

CLAIM_FIELDS: Final[Fields[Claim]] = (
    Field("text", lambda claim: claim.text),
    Field("date", lambda claim: claim.day),
    Field("path", lambda claim: claim.path),
    Field("line", lambda claim: claim.line),
)
UNFILLED_FIELDS: Final[Fields[PageGap]] = (
    Field("line", lambda gap: gap.line),
    Field("text", lambda gap: gap.text),
)
_SHOWN: Final = 60
_NEW_AT_MOST: Final = 10


def _facts(report: Report) -> dict[str, list[dict[str, Any]]]:
    return {draft.section.name: json_rows(CLAIM_FIELDS, draft.claims) for draft in report.drafts}


REPORT_FIELDS: Final[Fields[Report]] = (
    Field("path", lambda report: str(report.page.file), "the page's file on this computer"),
    Field("material", lambda report: str(report.page.material_file), "the file with every line of the term"),
    Field("term", lambda report: report.period.name),
    Field("words", lambda report: report.state.words, "the words of the page"),
    Field("gaps", lambda report: report.state.gaps, "lines that are still to fill", UNFILLED_FIELDS),
    Field("new", lambda report: [piece.text for piece in report.new], "sentences that came since the last draft"),
    Field("facts", _facts, "by section of the material, the lines of the term"),
    Field("left_out", lambda report: list(report.left_out), "sections for which the page has no heading"),
)


def show_report(report: Report, edited: Sequence[str] = ()) -> Answer:
    """Say where the page is, who can see it, how far it is, and the `edited` sentences of the editor."""
    return Answer(json_row(REPORT_FIELDS, report), [*_parts(report), *map(Line, edited)], report.problems)


def _parts(report: Report) -> Iterator[Part]:
    yield Title(f"Reflection of {format_period(report.period)}")
    yield Line(f"{report.outcome} {report.page.file}")
    yield Line("Both of you can see this page." if report.page.shared else "Only you can see this page.")
    yield Line(f"Every line of the term is beside it: {report.page.material_file}")
    if not any(draft.claims for draft in report.drafts):
        yield Line("Nothing in this log is of that time, so the page holds questions only.")
    yield from _measure(report)
    yield from _new(report)
    if report.left_out:
        yield Line(f"Left out, since the page has no place for them: {format_list(report.left_out)}")
    yield Aside("Write in it wherever you like: your words stay when you run this again.")


def _measure(report: Report) -> Iterator[Part]:
    low, high = THIN_TARGET if report.thin else TARGET
    gaps = report.state.gaps
    yield Line()
    yield Line(f"{format_count(report.state.words, 'word')} so far; a page has {low} to {high}.")
    if gaps:
        yield Line(f"{format_count(len(gaps), 'line')} still to fill:")
        for gap in gaps:
            yield Item(_short(gap.text), f"line {gap.line}")
    else:
        yield Line("Nothing is left to fill.")
    yield Line()


def _new(report: Report) -> Iterator[Part]:
    new = [piece for piece in report.new if not piece.text.startswith("<!--")]
    if new:
        yield Line("New since the last draft:")
        for piece in new[:_NEW_AT_MOST]:
            place = "you have written there yourself" if piece in report.kept_out else ""
            yield Item(_short(piece.text), place)
        if len(new) > _NEW_AT_MOST:
            yield Line(f"and {len(new) - _NEW_AT_MOST} more: coachlog report --new")
        yield Line()


def _short(text: str) -> str:
    plain = text.replace("**", "")
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rsplit(' ', 1)[0]} …"
