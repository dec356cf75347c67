"""Gather everything that a log and its person's own pages hold."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from coachlog.actions.outgoing.calendar import gather_calendar
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.markdown.document import Unreadable, decode_text, read_document
from coachlog.markdown.edit_yaml import plain_data
from coachlog.markdown.yaml_text import YamlError, parse_yaml
from coachlog.model.audience import Audience
from coachlog.model.clean_markdown import without_check_in
from coachlog.model.kinds import KINDS, kind_of_path
from coachlog.model.kinds.check_in import title_for_outputs
from coachlog.model.kinds.headings import Aliases
from coachlog.model.log import Log
from coachlog.model.settings import FILE
from coachlog.storage.files import FileNotRead, Folder
from coachlog.storage.index import MAX_BYTES
from coachlog.storage.load import load_log
from coachlog.summary.calendar_events import Calendar

EXPORT_VERSION: Final = 1
_OWN_FOLDERS: Final = ("stars",)  # of the own pages, beside those of the kinds
_LOG_FILES: Final = (("", ".md"), ("templates", ".md"), ("frameworks", ".yml"))


@frozen
class ExportedDocument:
    """A document: its fields as they were typed, and its Markdown. One that cannot be read is all text."""

    path: str
    kind: str | None
    title: str
    fields: Mapping[str, Any]
    text: str

    @property
    def id(self) -> str:
        """Return the document's id."""
        return self.path.rpartition("/")[2].removesuffix(".md")


@frozen
class Export:
    """All of a log, and for its person alone all of the own pages; `own_log` has the records of these."""

    audience: Audience
    log_id: str
    log: Log
    settings: Mapping[str, Any]
    documents: tuple[ExportedDocument, ...]
    files: tuple[ExportedDocument, ...]
    own: tuple[ExportedDocument, ...]
    own_log: Log | None
    calendar: Calendar

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of the log; unreadable documents are among the documents as they are."""
        return self.log.problems


def gather_export(context: Context) -> Export:
    """Read everything, unless told for the person alone: nobody else gets the own pages and the Check-ins."""
    audience = context.options.audience if context.options.reader else Audience.SELF
    log, folder = context.read(bodies=("meeting",)), Folder(context.root)
    calendar = gather_calendar(context, log)
    alone = audience is Audience.SELF
    headings = None if alone else log.settings.headings
    own = Folder(context.home.own)
    return Export(
        audience,
        context.log_id,
        log,
        _settings(folder),
        tuple(_documents(folder, [kind.folder for kind in KINDS if kind.shared], headings)),
        tuple(_files(folder, headings)),
        tuple(_documents(own, [*(kind.folder for kind in KINDS), *_OWN_FOLDERS], None)) if alone else (),
        load_log(own.root, [kind.name for kind in KINDS]) if alone else None,
        calendar,
    )


def _settings(folder: Folder) -> Mapping[str, Any]:
    try:
        data = plain_data(parse_yaml(decode_text(folder.read(FILE, MAX_BYTES) or b"").removeprefix("\ufeff")))
    except (YamlError, Unreadable, FileNotRead):
        return {}
    return data if isinstance(data, dict) else {}


def _documents(folder: Folder, folders: list[str], headings: Aliases | None) -> Iterator[ExportedDocument]:
    """Yield the documents of some folders; with `headings` without their Check-ins."""
    for name in folders:
        for entry in folder.names(name, ".md"):
            if (text := _read(folder, f"{name}/{entry.name}")) is not None:
                yield _document(f"{name}/{entry.name}", text, headings)


def _document(path: str, text: str, headings: Aliases | None) -> ExportedDocument:
    kind = kind_of_path(path)
    try:
        document = read_document(text.encode("utf-8", "replace"))
    except Unreadable:  # nobody knows where its Check-in is
        return ExportedDocument(path, kind.name if kind else None, "", {}, text if headings is None else "")
    fields = plain_data(document.front) if document.front else {}
    body = document.text[document.body_at :]
    return ExportedDocument(
        path,
        kind.name if kind else None,
        document.title if headings is None else title_for_outputs(document, headings),
        fields if isinstance(fields, dict) else {},
        body if headings is None else without_check_in(body, headings),
    )


def _files(folder: Folder, headings: Aliases | None) -> Iterator[ExportedDocument]:
    for name, suffix in _LOG_FILES:
        for entry in folder.names(name, suffix):
            path = f"{name}/{entry.name}".removeprefix("/")
            if (text := _read(folder, path)) is not None:
                shown = text if headings is None or suffix != ".md" else without_check_in(text, headings)
                yield ExportedDocument(path, None, "", {}, shown)


def _read(folder: Folder, path: str) -> str | None:
    try:
        return (folder.read(path, MAX_BYTES) or b"").decode("utf-8", "replace")
    except FileNotRead:  # a link, or larger than anybody types: `check` names it
        return None
