"""`coachlog report`: the end-of-quarter reflection, drafted out of the term's documents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from coachlog.actions.documents import mend_hint, open_document
from coachlog.actions.generated_blocks import Refreshed, fill_page, refresh_page
from coachlog.app.arguments import complete_terms
from coachlog.app.command import command, context_of
from coachlog.app.period_argument import chosen_period
from coachlog.context import Context
from coachlog.errors import Problem, UsageError
from coachlog.markdown.document import Document, parse_document
from coachlog.model.fields import format_count, format_list
from coachlog.model.period import Period, current_term
from coachlog.model.settings import BOTH
from coachlog.render.view import Answer, Line, Part, Table, Title
from coachlog.summary.reflection import Draft, build_reflection
from coachlog.views.names import format_period

if TYPE_CHECKING:
    from coachlog.sync.commit import Change, LogWriter

_SOURCES: Final = ("meeting", "goal", "lesson", "plan", "feedback")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reflection lies, whose it is, and who can see it."""

    keeper: "LogWriter"
    path: str
    author: str
    seen_by: str

    @property
    def file(self) -> Path:
        """The file on this computer."""
        return self.keeper.folder.root / self.path


@dataclass(frozen=True, slots=True)
class Reported:
    """What became of the page: `outcome` says it in a word."""

    outcome: str
    refreshed: Refreshed
    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]


def report(
    ctx: typer.Context,
    term: Annotated[
        str, typer.Argument(metavar="[TERM]", help="The term, if not the current one", autocompletion=complete_terms)
    ] = "",
    since: Annotated[str, typer.Option(metavar="DATE", help="Draft from this day on")] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help="Draft up to this day")] = "",
    together: Annotated[bool, typer.Option("--together", help="Draft the joint page, in the log")] = False,
    no_edit: Annotated[bool, typer.Option("--no-edit", help="Do not open the editor")] = False,
) -> Answer:
    """Draft or refresh the end-of-quarter reflection."""
    context = context_of(ctx)
    context.require_me()
    period = _period(context, term, since, until)
    place = _joint_place(context, period) if together else _own_place(context, period)
    reported = _write(context, place, period)
    told: Sequence[str] = ()
    if context.interactive and not no_edit:
        from coachlog.app.editor import edit_and_keep

        told = edit_and_keep(context, place.path, "report: 1 reflection", place.keeper)
    parts = [*_parts(place, period, reported), *(Line(text) for text in told)]
    return Answer(_data(place, period, reported), parts, reported.problems)


app = command(report)


def _period(context: Context, term: str, since: str, until: str) -> Period:
    first = context.day(since) if since else None
    last = context.day(until) if until else None
    period = chosen_period(context, term)
    if not term and (first or last):
        period = current_term(context.settings.terms, last or first or context.today)
    period = replace(period, start=first or period.start, end=last or period.end)
    if period.end < period.start:
        raise UsageError(
            f"{period.start} to {period.end} is no span of time", "the day of --since comes before that of --until"
        )
    return period


def _own_place(context: Context, period: Period) -> Place:
    name = _file_name(f"{context.root.name}-{period.name}")
    person = context.require_me()
    return Place(context.own_keeper, f"reflections/{name}.md", person.id, "Only you can see this page.")


def _joint_place(context: Context, period: Period) -> Place:
    return Place(context.keeper, f"reflections/{_file_name(period.name)}.md", BOTH, "Both of you can see this page.")


def _file_name(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip("-.") or "term"


def _write(context: Context, place: Place, period: Period) -> Reported:
    with place.keeper.change("report") as change:
        log = context.read(_SOURCES, bodies=_SOURCES)
        drafts = build_reflection(log, period, context.today)
        content = change.read(place.path)
        if content is None:
            refreshed = fill_page(_blank_page(context, place, period), drafts, period, log.settings)
        else:
            page = open_document(place.path, content, mend_hint(place.keeper.folder.root, place.path))
            refreshed = refresh_page(page, drafts, period, log.unread)
        outcome = _put(change, place.path, content, refreshed)
    return Reported(outcome, refreshed, drafts, log.problems)


def _put(change: "Change", path: str, content: bytes | None, refreshed: Refreshed) -> str:
    """Write the page where it is new; returns what was done in a word."""
    written = refreshed.page.text.encode()
    if written == content:
        return "Nothing new in"
    outcome = "Refreshed" if content else "Drafted"
    change.write(path, written)
    change.message = f"report: 1 reflection {outcome.lower()}"
    return outcome


def _blank_page(context: Context, place: Place, period: Period) -> Document:
    title = f"Reflection, {period.name}: {context.settings.title or context.root.name}"
    slots = {"term": period.name, "author": place.author, "status": "draft", "title": title}
    return parse_document(context.fill("reflection", slots))


def _data(place: Place, period: Period, reported: Reported) -> dict[str, Any]:
    facts = {
        draft.section.name: [
            {"text": claim.text, "date": claim.day and claim.day.isoformat(), "path": claim.path, "line": claim.line}
            for claim in draft.claims
        ]
        for draft in reported.drafts
    }
    left_out = [*reported.refreshed.left_out, *reported.refreshed.torn]
    return {"path": str(place.file), "term": period.name, "facts": facts, "left_out": left_out}


def _parts(place: Place, period: Period, reported: Reported) -> Iterator[Part]:
    drafts, refreshed = reported.drafts, reported.refreshed
    yield Title(f"Reflection of {format_period(period)}")
    yield Line(f"{reported.outcome} {place.file}")
    yield Line(place.seen_by)
    yield Line()
    if not any(draft.claims for draft in drafts):
        yield Line("Nothing in this log is of that time, so the page holds questions only.")
    else:
        rows = [[draft.section.name, _told(draft)] for draft in drafts]
        yield Table(("Section", "Drafted from the log"), rows)
    if refreshed.left_out:
        yield Line(f"Left out, since the page has no place for them: {format_list(refreshed.left_out)}")
    if refreshed.torn:
        yield Line(f"Left as they are, since one of their two marks is gone: {format_list(refreshed.torn)}")
    yield Line("Write in it wherever you like: your words stay when you run this again.", quiet=True)


def _told(draft: Draft) -> str:
    return format_count(len(draft.claims), "line") if draft.claims else draft.section.question
