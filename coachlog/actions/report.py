"""Draft or refresh the end-of-quarter reflection from the term's documents."""

import re
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coachlog.actions.documents import field_text, mend_hint, open_document
from coachlog.actions.generated_blocks import Refreshed, fill_page, refresh_page
from coachlog.actions.own_pages import own_pages_writer
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.markdown.document import Document, parse_document
from coachlog.markdown.edit import set_key
from coachlog.model.period import Period
from coachlog.model.settings import BOTH
from coachlog.storage.files import Folder
from coachlog.summary.reflection import DraftedSection, build_reflection

if TYPE_CHECKING:
    from coachlog.sync.commit import Change, LogWriter

_SOURCES: Final = ("meeting", "goal", "lesson", "plan", "feedback")


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page of a reflection: its writer, its path, its author, and whether the pair shares it."""

    writer: "LogWriter"
    path: str
    author: str
    shared: bool

    @property
    def file(self) -> Path:
        """Return the file on this computer."""
        return self.writer.folder.root / self.path


@dataclass(frozen=True, slots=True)
class Report:
    """A drafted page; `outcome` says in a word or two whether it is new, refreshed or the same."""

    page: ReportPage
    period: Period
    outcome: str
    refreshed: Refreshed
    drafts: tuple[DraftedSection, ...]
    problems: tuple[Problem, ...]


def draft_report(context: Context, period: Period, *, together: bool) -> Report:
    """Draft my page of a period, or with `together` the joint one; a page that is there is refreshed."""
    page = _joint_page(context, period) if together else _own_page(context, period)
    with page.writer.change("report") as change:
        log = context.read(_SOURCES, bodies=_SOURCES)
        drafts = build_reflection(log, period, context.today)
        content = change.read(page.path)
        if content is None:
            refreshed = fill_page(_blank_page(context, page, period), drafts, period, log.settings)
        else:
            document = open_document(page.path, content, mend_hint(page.writer.folder.root, page.path))
            refreshed = refresh_page(document, drafts, period, log.unread)
        outcome = _write(change, page.path, content, refreshed)
    return Report(page, period, outcome, refreshed, drafts, tuple(log.problems))


def _own_page(context: Context, period: Period) -> ReportPage:
    person = context.require_me()
    writer = own_pages_writer(context)
    return ReportPage(writer, _find_own_page(context, writer.folder, period), person.id, shared=False)


def _find_own_page(context: Context, own: Folder, period: Period) -> str:
    """Return the path of the page of this log and period, or a free one: two logs' folders may have one name."""
    logs: dict[str, str] = {}
    for entry in own.names("reflections", ".md"):
        path = f"reflections/{entry.name}"
        page = _read_page(own, path)
        logs[path] = field_text(page, "log") if page else ""
        if page and logs[path] == context.log_id and field_text(page, "term") == period.name:
            return path
    log = context.root.name
    names = chain([log], (f"{log}-{number}" for number in count(2)))
    paths = (f"reflections/{_file_name(f'{name}-{period.name}')}.md" for name in names)
    return next(path for path in paths if not logs.get(path))  # a page of an older coachlog names no log


def _read_page(own: Folder, path: str) -> Document | None:
    try:
        return open_document(path, own.read(path) or b"", "")
    except CoachlogError:
        return None


def _joint_page(context: Context, period: Period) -> ReportPage:
    return ReportPage(context.writer, f"reflections/{_file_name(period.name)}.md", BOTH, shared=True)


def _file_name(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip("-.") or "term"


def _blank_page(context: Context, page: ReportPage, period: Period) -> Document:
    title = f"Reflection, {period.name}: {context.settings.title or context.root.name}"
    slots = {"term": period.name, "author": page.author, "status": "draft", "title": title}
    blank = parse_document(context.fill("reflection", slots))
    return blank if page.shared else set_key(blank, ("log",), context.log_id)


def _write(change: "Change", path: str, content: bytes | None, refreshed: Refreshed) -> str:
    """Write the page where it is new, and return the outcome."""
    written = refreshed.page.text.encode()
    if written == content:
        return "Nothing new in"
    outcome = "Refreshed" if content else "Drafted"
    change.write(path, written)
    change.message = f"report: 1 reflection {outcome.lower()}"
    return outcome
