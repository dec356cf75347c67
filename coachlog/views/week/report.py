"""A drafted reflection: its place, its readers, its words, new lines, and gaps still to fill."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from coachlog.actions.page.reflection_picks import LinesIn, Offered
from coachlog.actions.page.report import Report
from coachlog.merge.draft_record import DraftPiece, digest
from coachlog.model.fields import format_count, format_day, format_list, normalize
from coachlog.render.view import Answer, Aside, Item, Line, Part, Title
from coachlog.summary.claims import Claim
from coachlog.summary.page.voice import GAP
from coachlog.views.fields import Field, Fields, json_row, json_rows
from coachlog.views.names import format_period
from coachlog.views.page_state import (
    UNFILLED_FIELDS,
    lines_naming,
    names_parts,
    next_step,
    page_state_parts,
    seen_by,
    shorten,
)
from coachlog.views.sharing_state import unsorted_parts

CLAIM_FIELDS: Final[Fields[Claim]] = (
    Field("text", lambda claim: claim.text),
    Field("date", lambda claim: claim.day),
    Field("path", lambda claim: claim.path),
    Field("line", lambda claim: claim.line),
)
_NEW_AT_MOST: Final = 10
_KEPT_OUT: Final = "you have written there yourself"
_NOT_YOURS: Final = f"{GAP} is for you to fill: what somebody else said stays theirs"
_NO_PLACE: Final = "no section of this page"


def _facts(report: Report) -> dict[str, list[dict[str, Any]]]:
    return {draft.section.name: json_rows(CLAIM_FIELDS, draft.claims) for draft in report.draft.drafts}


REPORT_FIELDS: Final[Fields[Report]] = (
    Field("path", lambda report: str(report.page.file), "the page's file on this computer"),
    Field("material", lambda report: str(report.page.material_file), "the file with every line of the term"),
    Field("term", lambda report: report.scope.period.name),
    Field("words", lambda report: report.state.words, "the words of the page, without headings and references"),
    Field("target", lambda report: report.state.target, "how few and how many it should have"),
    Field(
        "drop_first", lambda report: report.drop_first, "drafted lines to take out if it has too many", UNFILLED_FIELDS
    ),
    Field("gaps", lambda report: report.state.gaps, "lines that are still to fill", UNFILLED_FIELDS),
    Field("names", lambda report: lines_naming(report.named), "lines that name the partner", UNFILLED_FIELDS),
    Field(
        "new",
        lambda report: [piece.text for piece in report.draft.page.new],
        "sentences that came since the last draft",
    ),
    Field("new_lines", lambda report: list(report.draft.new_lines), "lines of the term that came since then"),
    Field("facts", _facts, "by section of the material, the lines of the term"),
    Field("unsorted", lambda report: report.unsorted, "paths of the term's notes in which words wait to be sorted"),
    Field("left_out", lambda report: list(report.draft.left_out), "sections for which the page has no heading"),
)


_SENTENCE_FIELDS: Final[Fields[DraftPiece]] = (
    Field("text", lambda piece: piece.text),
    Field("from", lambda piece: list(piece.sources), "files and lines"),
)
SOURCED_FIELDS: Final[Fields[Report]] = (
    Field("sources", lambda report: list(_sourced(report)), "the drafted sentences of the page", _SENTENCE_FIELDS),
)


def show_report(report: Report, command: str, edited: Sequence[str] = (), after: str = "") -> Answer:
    """Say where the page is, who can see it, how far it is, and the `edited` sentences of the editor.

    `command` drafts this page, `after` is the last option with which the person has worked on it.
    """
    parts = [*_parts(report, command, after), *map(Line, edited)]
    return Answer(json_row(REPORT_FIELDS, report), parts, report.problems)


def _parts(report: Report, command: str, after: str) -> Iterator[Part]:
    yield Title(f"Reflection of {format_period(report.scope.period)}")
    yield Line(f"{report.outcome} {report.page.file}")
    yield seen_by(report.page.host, shared=report.page.shared)
    if not after:
        yield Line(f"Every line of the term is beside it: {report.page.material_file}")
    if report.recalled:
        yield Line("That file was gone: it is back, with the lines that you had chosen.")
    if not any(draft.claims for draft in report.draft.drafts):
        yield Line("Nothing in this log is of that time, so the page holds questions only.")
    yield Line()
    yield from page_state_parts(report.state, report.drop_first, is_brief=bool(after))
    yield from names_parts(report.named, is_brief=bool(after))
    yield Line()
    yield from _new_in_brief(report) if after else _new(report)
    yield from unsorted_parts(report.unsorted, "; until then no page has them")
    if report.draft.left_out:
        yield Line(f"Left out, since the page has no place for them: {format_list(report.draft.left_out)}")
    if not after:
        for star in report.lost_stars:
            yield Line(f"A line with your star is in the log no more: “{shorten(star.words)}” (coachlog star)")
        yield Aside("Write in it wherever you like: your words stay when you run this again.")
    yield Aside(next_step(report.state, command, after, picks=True))


def _new(report: Report) -> Iterator[Part]:
    kept_out = report.draft.page.kept_out
    new = [Item(shorten(one.text), _KEPT_OUT if one in kept_out else "") for one in _sentences(report)]
    for items, where in ((new, ""), ([Item(shorten(line)) for line in report.draft.new_lines], " in the material")):
        if items:
            yield Line(f"New{where} since the last draft:")
            yield from items[:_NEW_AT_MOST]
            if len(items) > _NEW_AT_MOST:
                yield Line(f"and {len(items) - _NEW_AT_MOST} more")
            yield Line()


def _new_in_brief(report: Report) -> Iterator[Part]:
    """Say how much is new, for who has just read and chosen it."""
    if count := len(_sentences(report)):
        yield Line(f"{format_count(count, 'sentence')} came since the last draft.")
        yield Line()


def _sentences(report: Report) -> list[DraftPiece]:
    """Return the sentences of the page that came since the last draft."""
    return [piece for piece in report.draft.page.new if not piece.is_comment]


def show_new(report: Report) -> Answer:
    """Show what came since the last draft: sentences, whether or not the page has a place for them, and lines."""
    new, lines = [Item(one.text, ", ".join(one.sources)) for one in _sentences(report)], report.draft.new_lines
    parts: list[Part] = [Title(f"New in {format_period(report.scope.period)} since the last draft")]
    parts += [Line("For the page:"), *new] if new else []
    parts += [Line("In the log, for you to choose from:"), *map(Item, lines)] if lines else []
    parts += [] if new or lines else [Line("Nothing has come since.")]
    return Answer(json_row(REPORT_FIELDS, report), parts, report.problems)


def show_sources(report: Report) -> Answer:
    """Show where each drafted sentence of the page is from."""
    parts: list[Part] = [Title(f"Where the sentences of {report.page.path} are from")]
    for piece in _sourced(report):
        parts += [Line(piece.text), Line(", ".join(piece.sources), quiet=True, indent=2)]
    return Answer(json_row(REPORT_FIELDS, report) | json_row(SOURCED_FIELDS, report), parts, report.problems)


def pick_parts(shown: Offered | LinesIn) -> Iterator[Part]:
    """Show a line that may be chosen, with where it would stand; or those that are in."""
    yield Line()
    if isinstance(shown, LinesIn):
        yield Line("In the page:")
        for number, (candidate, place) in enumerate(shown.rows, 1):
            yield Line(f"{number:3}  {shorten(candidate.line.claim.text)} ({place or _NO_PLACE})")
        return
    claim, stands = shown.candidate.line.claim, shown.stands
    day = f"{format_day(claim.day)}, " if claim.day else ""
    yield Line(f"{shown.number} of {shown.count}: {day}{shown.candidate.line.section}", quiet=True)
    yield Line(claim.text, indent=2)
    where = "in the page, under" if shown.is_in else "would go to"
    yield Line(f"{where}: {stands.section or _NO_PLACE}", quiet=True, indent=2)
    if stands.sentence and not _says(stands.sentence, shown.candidate.line.words):
        yield Line(f"{'stands' if shown.is_in else 'would stand'} there as: {stands.sentence}", quiet=True, indent=2)
    if GAP in stands.sentence:
        yield Line(_NOT_YOURS, quiet=True, indent=2)
    if stands.already:
        yield Line(f"the page says of that day already: {shorten(stands.already)}", quiet=True, indent=2)
    for sentence in stands.along:
        yield Line(f"with it comes: {sentence}", quiet=True, indent=2)
    yield Line(shown.so_far, quiet=True, indent=2)


def _says(sentence: str, words: str) -> bool:
    """Tell whether a sentence has the words of a line as they are."""
    return normalize(words).rstrip(".") in normalize(sentence)


def _sourced(report: Report) -> Iterator[DraftPiece]:
    """Yield the drafted sentences that are in the page."""
    page = {digest(line) for line in report.page.text.splitlines()}
    for section in report.draft.sections:
        for piece in section.pieces:
            if piece.sources and digest(piece.text) in page:
                yield piece
