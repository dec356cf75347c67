"""Draft or refresh a reflection: its page, and the material beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coachlog.actions.documents import field_text, mend_hint, open_document
from coachlog.actions.own_pages import own_pages_writer
from coachlog.actions.report_sources import Sources, read_sources
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.markdown.document import Document, parse_document
from coachlog.markdown.edit import set_key
from coachlog.merge.draft_record import DraftPiece, PageSection, cut_page, tick_of
from coachlog.merge.refresh import RefreshedPage, draft_page, refresh_page
from coachlog.model.kinds import MATERIAL
from coachlog.model.period import Period
from coachlog.model.settings import BOTH
from coachlog.storage.files import Folder
from coachlog.summary.page.arrange import Arranged, arrange_page, head_of, material_sections, places_by_digest
from coachlog.summary.page.choice import Ticks, build_choices
from coachlog.summary.page.draft import build_page
from coachlog.summary.page.material import DraftedSection, build_material
from coachlog.summary.page.measure import PageState, measure_page
from coachlog.summary.page.old_form import is_old_form, renew_page
from coachlog.summary.page.sessions import build_sessions

if TYPE_CHECKING:
    from coachlog.sync.commit import Change, LogWriter

_FOLDER: Final = "reflections"
_PAGE: Final = "reflection"


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page of a reflection and its material: their writer, their paths, their author, and who shares them."""

    writer: "LogWriter"
    path: str
    material_path: str
    author: str
    shared: bool

    @property
    def file(self) -> Path:
        """Return the page's file on this computer."""
        return self.writer.folder.root / self.path

    @property
    def material_file(self) -> Path:
        """Return the material's file on this computer."""
        return self.writer.folder.root / self.material_path


@dataclass(frozen=True, slots=True)
class Report:
    """A drafted page.

    `outcome` says in a word or two whether it is new, refreshed or the same; `new` are the sentences that came in,
    `kept_out` those for which the author has left no place; `left_out` are sections for which there is no heading.
    """

    page: ReportPage
    period: Period
    outcome: str
    state: PageState
    drafts: tuple[DraftedSection, ...]
    sections: tuple[PageSection, ...]
    thin: bool
    new: tuple[DraftPiece, ...] = ()
    kept_out: tuple[DraftPiece, ...] = ()
    left_out: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def draft_report(context: Context, period: Period, *, together: bool) -> Report:
    """Draft my page of a period, or with `together` the joint one; a page that is there is refreshed."""
    page = find_page(context, period, together=together)
    with page.writer.change("report") as change:
        sources = read_sources(context, period, page.author)
        return _Drafting(context, page, period, sources).draft(change)


def page_text(report: Report) -> str:
    """Return the page as it is now, in Markdown with its fields and comments."""
    return (report.page.writer.folder.read(report.page.path) or b"").decode("utf-8", "replace")


def find_page(context: Context, period: Period, *, together: bool) -> ReportPage:
    """Return where a reflection is, or is to be."""
    if together:
        writer, log_id, author = context.writer, "", BOTH
        free = f"{_FOLDER}/{_file_name(period.name)}.md"
    else:
        writer, log_id, author = own_pages_writer(context), context.log_id, context.require_me().id
        free = _free_path(writer.folder, context.root.name, period)
    folder = writer.folder
    path = _find(folder, period, (log_id, author), _PAGE) or free
    material = _find(folder, period, (log_id, author), MATERIAL) or f"{path.removesuffix('.md')}.{MATERIAL}.md"
    return ReportPage(writer, path, material, author, together)


def _find(folder: Folder, period: Period, log_and_author: tuple[str, str], kind: str) -> str:
    """Return the path of a page or a material by its fields, wherever its author has moved it; else nothing."""
    log_id, author = log_and_author
    for path, page in _pages(folder):
        of_term = field_text(page, "log") == log_id and field_text(page, "term") == period.name
        if of_term and field_text(page, "author") in ("", author) and (field_text(page, "type") or _PAGE) == kind:
            return path
    return ""


def _pages(folder: Folder) -> "list[tuple[str, Document]]":
    paths = [f"{_FOLDER}/{entry.name}" for entry in folder.names(_FOLDER, ".md")]
    pages = ((path, _read_page(folder, path)) for path in paths)
    return [(path, page) for path, page in pages if page]


def _free_path(folder: Folder, log: str, period: Period) -> str:
    """Return a path for a new page: two logs' folders may have one name."""
    taken = {path: field_text(page, "log") for path, page in _pages(folder)}
    names = chain([log], (f"{log}-{number}" for number in count(2)))
    paths = (f"{_FOLDER}/{_file_name(f'{name}-{period.name}')}.md" for name in names)
    return next(path for path in paths if not taken.get(path))  # a page of an older coachlog names no log


def _read_page(folder: Folder, path: str) -> Document | None:
    try:
        return open_document(path, folder.read(path) or b"", "")
    except CoachlogError:
        return None


def _file_name(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip("-.") or "term"


@dataclass(frozen=True)
class _Drafting:
    """One draft: from what was read to the two files."""

    context: Context
    page: ReportPage
    period: Period
    sources: Sources

    def draft(self, change: "Change") -> Report:
        term = self.sources.term
        drafts = build_material(term)
        ticks = self._write_material(change, drafts)
        choices = build_choices(term, drafts, ticks)
        sections = build_page([choices], self.sources.questions)
        arranged = arrange_page(self._blank(), sections, term.log.settings)
        content = change.read(self.page.path)
        refreshed = self._refresh_page(content, arranged)
        written = refreshed.text.encode()
        outcome = "Nothing new in"
        if written != content:
            outcome = "Refreshed" if content else "Drafted"
            change.write(self.page.path, written)
            change.message = f"report: 1 reflection {outcome.lower()}"
        return Report(
            self.page,
            self.period,
            outcome,
            measure_page(parse_document(refreshed.text)),
            drafts,
            arranged.sections,
            any(piece.slot == "thin" for piece in sections[0].pieces),
            refreshed.new if content else (),
            refreshed.kept_out,
            arranged.left_out,
            self.sources.problems,
        )

    def _blank(self) -> Document:
        slots = {"term": self.period.name, "author": self.page.author, "status": "draft"}
        slots["title"] = f"Reflection, {self.period.name}"
        blank = parse_document(self.context.fill(_PAGE, slots))
        return blank if self.page.shared else set_key(blank, ("log",), self.context.log_id)

    def _refresh_page(self, content: bytes | None, arranged: Arranged) -> RefreshedPage:
        if content is None:
            return RefreshedPage(draft_page(head_of(self._blank()), arranged.sections))
        document = open_document(self.page.path, content, mend_hint(self.page.writer.folder.root, self.page.path))
        if is_old_form(document):
            return RefreshedPage(renew_page(document, arranged.sections, self.sources.term.log.settings))
        unread = bool(self.sources.term.log.unread)
        refreshed = refresh_page(document.text, arranged.sections, document.body_line, lambda _: unread)
        return refreshed or RefreshedPage(document.text, kept_out=_pieces(arranged.sections))

    def _write_material(self, change: "Change", drafts: Sequence[DraftedSection]) -> Ticks:
        """Draft the material, or refresh it, and return the ticks in it by the place of each line."""
        path, term = self.page.material_path, self.sources.term
        sections = material_sections(drafts, build_sessions(term), self.period)
        content = change.read(path)
        if content is None:
            text = draft_page(self._material_head(), sections)
        else:
            document = open_document(path, content, mend_hint(self.page.writer.folder.root, path))
            unread = term.log.unread
            refreshed = refresh_page(
                document.text, sections, document.body_line, lambda line: any(f"{file})" in line for file in unread)
            )
            text = refreshed.text if refreshed else document.text
        if text.encode() != content:
            change.write(path, text.encode())
            change.message = "report: 1 material"
        places = dict(places_by_digest(drafts, self.period))
        chunks = cut_page(parse_document(text).lines, 0)
        return {places[chunk.digest]: tick_of(chunk.box) for chunk in chunks if chunk.digest in places and chunk.box}

    def _material_head(self) -> str:
        fields = {"type": MATERIAL, "log": "" if self.page.shared else self.context.log_id, "term": self.period.name}
        fields["author"] = self.page.author
        head = parse_document(f"\n# Material for the reflection, {self.period.name}\n\n{_MATERIAL_LEAD}\n")
        for key, value in fields.items():
            head = set_key(head, (key,), value) if value else head
        return head.text


def _pieces(sections: Sequence[PageSection]) -> tuple[DraftPiece, ...]:
    return tuple(piece for section in sections for piece in section.pieces)


_MATERIAL_LEAD: Final = (
    "Every line of the term that the page could say. Tick what belongs in the page: `[x]` is in, `[-]` is out."
)
