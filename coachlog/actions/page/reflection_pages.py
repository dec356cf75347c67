"""Where reflections are: the page of a term, and its material, wherever their author has moved them."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coachlog.actions.documents import field_text, open_document
from coachlog.actions.own.pages import host_of, own_pages_writer
from coachlog.context import Context
from coachlog.frozen import frozen
from coachlog.markdown.document import Document
from coachlog.model.kinds import MATERIAL
from coachlog.model.kinds.page import ALL_LOGS
from coachlog.model.period import Period, find_period
from coachlog.model.settings import BOTH, Person, PersonId
from coachlog.storage.files import FileNotRead, Folder

if TYPE_CHECKING:
    from coachlog.sync.commit import LogWriter

SINCE: Final = "since"
UNTIL: Final = "until"
REFLECTIONS_FOLDER: Final = "reflections"
_PAGE: Final = "reflection"


@frozen
class ReportPage:
    """The page of a reflection and its material: their writer, their paths, their author, and who shares them.

    `log_id` is the log that the page names as its own; a joint page, which is in the log, names none. `span` are the
    fields of a page that begins or ends on another day than its term: such a page lies beside that of the term. `host`
    is in whose own pages it lies, if not in the author's.
    """

    writer: "LogWriter"
    path: str
    material_path: str
    term: str
    author: PersonId
    log_id: str
    shared: bool
    span: Mapping[str, str]
    host: Person | None = None

    @property
    def file(self) -> Path:
        """Return the page's file on this computer."""
        return self.writer.folder.root / self.path

    @property
    def material_file(self) -> Path:
        """Return the material's file on this computer."""
        return self.writer.folder.root / self.material_path

    @property
    def text(self) -> str:
        """Return the page as it is now, in Markdown with its fields and comments."""
        return (self.writer.folder.read(self.path) or b"").decode("utf-8", "replace")


def find_page(context: Context, period: Period, *, together: bool, all_logs: bool) -> ReportPage:
    """Return where a reflection is, or is to be."""
    span, host = span_of(context, period), None if together else host_of(context)
    if together:
        writer, log_id, author = context.writer, "", BOTH
        free = f"{REFLECTIONS_FOLDER}/{_file_name(_named(period.name, span))}.md"
    else:
        writer, author = own_pages_writer(context), context.require_me().id
        log_id = ALL_LOGS if all_logs else context.log_id
        names = ("all-logs" if all_logs else context.root.name, _named(period.name, span))
        free = _free_path(writer.folder, *names, log_id, author)
    path = _find(writer.folder, period, span, log_id, author, _PAGE) or free
    material = _find(writer.folder, period, span, log_id, author, MATERIAL)
    material = material or f"{path.removesuffix('.md')}.{MATERIAL}.md"
    return ReportPage(writer, path, material, period.name, author, log_id, together, span, host)


def span_of(context: Context, period: Period) -> Mapping[str, str]:
    """Return the days on which a period begins or ends where its term does on others."""
    with suppress(ValueError):
        whole = find_period(period.name, context.settings.terms)
        days = {SINCE: (period.start, whole.start), UNTIL: (period.end, whole.end)}
        return {key: day.isoformat() for key, (day, usual) in days.items() if day != usual}
    return {}


def _named(term: str, span: Mapping[str, str]) -> str:
    return "-".join([term, *(f"{key}-{day}" for key, day in span.items())])


def has_span(page: Document, span: Mapping[str, str]) -> bool:
    """Tell whether a page begins and ends on the days that its fields should say."""
    return all(field_text(page, key) == span.get(key, "") for key in (SINCE, UNTIL))


def _find(folder: Folder, period: Period, span: Mapping[str, str], log_id: str, author: PersonId, kind: str) -> str:
    """Return the path of a page or a material by its fields; else nothing."""
    for path, page in _pages(folder):
        of_term = field_text(page, "log") == log_id and field_text(page, "term") == period.name
        if of_term and has_span(page, span) and field_text(page, "author") in ("", author) and _kind(page) == kind:
            return path
    return ""


def reflections_on(folder: Folder, log_id: str) -> tuple[str, ...]:
    """Return the texts of my reflections on a log, those on all logs among them."""
    pages = (page for _, page in _pages(folder) if _kind(page) == _PAGE)
    return tuple(page.text for page in pages if field_text(page, "log") in ("", log_id, ALL_LOGS))


def _kind(page: Document) -> str:
    return field_text(page, "type") or _PAGE


def _pages(folder: Folder) -> Iterator[tuple[str, Document]]:
    for entry in folder.names(REFLECTIONS_FOLDER, ".md"):
        path = f"{REFLECTIONS_FOLDER}/{entry.name}"
        try:
            yield path, open_document(path, folder.read(path) or b"", "")
        except FileNotRead:
            continue


def _free_path(folder: Folder, log: str, period: str, log_id: str, author: PersonId) -> str:
    """Return a path for a new page: two logs' folders may have one name, and two people may write here of one log."""
    taken = {path: field_text(page, "log") for path, page in _pages(folder)}

    def path_of(name: str) -> str:
        return f"{REFLECTIONS_FOLDER}/{_file_name(f'{name}-{period}')}.md"

    names = chain([log], [f"{log}-{author}"] if taken.get(path_of(log)) == log_id else [], _numbered(log))
    return next(path for path in map(path_of, names) if not taken.get(path))  # an older coachlog's page names no log


def _numbered(log: str) -> Iterator[str]:
    return (f"{log}-{number}" for number in count(2))


def _file_name(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip("-.") or "term"
