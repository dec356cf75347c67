"""Draft or refresh a reflection: its page, and the material beside it."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from coachlog.actions.page.reflection_draft import ReflectionDraft, draft_reflection
from coachlog.actions.page.reflection_pages import ReportPage, find_page, span_of
from coachlog.actions.page.reflection_sources import Sources, read_all_sources, read_sources
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.frozen import frozen
from coachlog.markdown.document import parse_document
from coachlog.markdown.edit import set_key
from coachlog.model.fields import format_date, parse_date
from coachlog.model.period import Period
from coachlog.model.school_year import say_term
from coachlog.model.stars import Star
from coachlog.storage.files import FileNotRead
from coachlog.summary.page.measure import PageLine, PageState, measure_page
from coachlog.summary.page.names_in_page import NamedInPage, names_in_page
from coachlog.summary.page.too_long import lines_to_drop


@frozen
class Scope:
    """The reflection that is meant: mine on one log, with `together` the joint one, with `all_logs` mine on all."""

    period: Period
    together: bool = False
    all_logs: bool = False


@frozen
class Report:
    """A drafted page; `outcome` says in a word or two whether it is new, refreshed or the same.

    `unsorted` are the paths of the term's notes in which words wait to be sorted. `recalled` tells that the material
    was gone from the disk and is back, with its choices.
    """

    scope: Scope
    page: ReportPage
    outcome: str
    state: PageState
    draft: ReflectionDraft
    problems: tuple[Problem, ...]
    unsorted: tuple[str, ...]
    recalled: bool = False

    @cached_property
    def drop_first(self) -> tuple[PageLine, ...]:
        """Return the drafted lines that may go first, if the page is too long."""
        return lines_to_drop(parse_document(self.draft.page.text), self.state.over, self.draft.sections)

    @property
    def lost_stars(self) -> tuple[Star, ...]:
        """Return my stars of the period whose lines are gone, which the page had or might have had."""
        terms = [choice.term for choice in self.draft.choices]
        return tuple(star for term in terms for star in term.stars.lost_within(term.period))

    @cached_property
    def named(self) -> tuple[NamedInPage, ...]:
        """Return whom the page names and need not; both know who is meant in a joint one."""
        people = [] if self.page.shared else [one for choice in self.draft.choices for one in choice.term.partners]
        return tuple(names_in_page(parse_document(self.draft.page.text), people))


def draft_report(context: Context, scope: Scope) -> Report:
    """Draft a reflection; a page that is there is refreshed."""
    page = _page_of(context, scope)
    with page.writer.change("report") as change:
        sources = _read(context, scope)
        recalled = _material_before(page, change.read)

        def read(path: str) -> bytes | None:
            return recalled if recalled and path == page.material_path else change.read(path)

        draft = draft_reflection(page, sources, _blank(context, page), read)
        written = {page.path: draft.page.text.encode(), page.material_path: draft.material.encode()}
        changed = [path for path, content in written.items() if change.read(path) != content]
        for path in written if changed else ():  # with the page the ticks are kept that it was made of
            change.write(path, written[path])
        outcome = "Nothing new in" if page.path not in changed else "Refreshed" if draft.old else "Drafted"
        change.message = f"report: 1 reflection {outcome.lower()}" if page.path in changed else "report: 1 material"
    return Report(scope, page, outcome, _measured(draft), draft, sources.problems, sources.unsorted, bool(recalled))


def draft_anew(context: Context, report: Report) -> Report:
    """Draft a page that its author has edited since; what was new in it is still told."""
    old = report.draft
    try:
        fresh = draft_report(context, report.scope)
    except FileNotRead:  # the editor's sentences say so
        return report
    page = replace(fresh.draft.page, new=old.page.new, kept_out=old.page.kept_out)
    draft = replace(fresh.draft, page=page, new_lines=old.new_lines)
    return replace(fresh, outcome=report.outcome, draft=draft, recalled=report.recalled)


def _material_before(page: ReportPage, read: Callable[[str], bytes | None]) -> bytes | None:
    """Return the material as it was last kept, if its file is gone from beside the page: the choices are in it."""
    if read(page.material_path) is not None or read(page.path) is None:
        return None
    return page.writer.repo.commits.contents([page.material_path])[page.material_path]


def preview_report(context: Context, scope: Scope) -> Report:
    """Return the reflection as it would be drafted anew, without a change of any file."""
    page = _page_of(context, scope)
    sources = _read(context, scope)
    draft = draft_reflection(page, sources, _blank(context, page), page.writer.folder.read)
    if draft.old is None:
        raise CoachlogError(f"there is no reflection of {scope.period.name} yet", "draft it first: coachlog report")
    return Report(scope, page, "", _measured(draft), draft, sources.problems, sources.unsorted)


def _page_of(context: Context, scope: Scope) -> ReportPage:
    return find_page(context, scope.period, together=scope.together, all_logs=scope.all_logs)


def _read(context: Context, scope: Scope) -> Sources:
    if scope.all_logs:
        roots = dict.fromkeys([*context.home.logs(), context.root])
        return read_all_sources([context.at(root) for root in roots], scope.period, span_of(context, scope.period))
    return read_sources(context, scope.period, together=scope.together)


def _measured(draft: ReflectionDraft) -> PageState:
    return measure_page(parse_document(draft.page.text))


def _blank(context: Context, page: ReportPage) -> str:
    days = (f"{key} {format_date(parse_date(day))}" for key, day in page.span.items())
    title = ", ".join([f"Reflection, {say_term(page.term)}", *days])
    slots = {"term": page.term, "author": page.author, "status": "draft", "title": title}
    blank = parse_document(context.fill("reflection", slots))
    for key, value in ({"log": page.log_id} | dict(page.span)).items():
        blank = set_key(blank, (key,), value) if value else blank
    return blank.text
