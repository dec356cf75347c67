"""Everything as data: one object for programs, and a table for each kind of document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from coachlog.actions.outgoing.export import EXPORT_VERSION, Export, ExportedDocument
from coachlog.frozen import frozen
from coachlog.model.audience import ONLY_SELF, WITHIN, Audience
from coachlog.model.fields import format_count
from coachlog.model.kinds import KINDS, Record
from coachlog.render.view import Answer, Aside, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_row, json_rows
from coachlog.views.week.steps import STEP_FIELDS

Rows = Sequence[Mapping[str, Any]]

EXPORTED_DOCUMENT_FIELDS: Final[Fields[ExportedDocument]] = (
    Field("kind", lambda document: document.kind, "null for a file that is no document"),
    Field("id", lambda document: document.id),
    Field("title", lambda document: document.title),
    Field("path", lambda document: document.path),
    Field("fields", lambda document: document.fields, "the fields at its top, each as it was typed"),
    Field("text", lambda document: document.text, "its Markdown below the fields"),
)
EXPORT_FIELDS: Final[Fields[Export]] = (
    Field("version", lambda _: EXPORT_VERSION, "of this form; another number where a field changed its meaning"),
    Field("log", lambda export: export.log_id, "its id"),
    Field("settings", lambda export: export.settings, "coachlog.yml, each value as it was typed"),
    Field("documents", lambda export: export.documents, "of the log", EXPORTED_DOCUMENT_FIELDS),
    Field("steps", lambda export: export.log.steps, "next steps, each once", STEP_FIELDS),
    Field("files", lambda export: export.files, "templates and frameworks of the pair's own", EXPORTED_DOCUMENT_FIELDS),
    Field("own", lambda export: export.own, "the own pages, for oneself alone", EXPORTED_DOCUMENT_FIELDS),
)


@frozen
class ExportFolder:
    """The folder of an export, and the names of its files."""

    folder: Path
    names: tuple[str, ...]


EXPORT_FOLDER_FIELDS: Final[Fields[ExportFolder]] = (
    Field("folder", lambda export: str(export.folder)),
    Field("files", lambda export: export.names, "names"),
)


def show_export(export: Export) -> Answer:
    """Show everything that there is."""
    parts: list[Part] = [Item(f"{name}: {len(rows)}") for name, rows in tables_of(export).items()]
    parts.append(Aside("To write it: coachlog export FOLDER"))
    rows = [{key: row[key] for key in ("kind", "id", "title", "path", "text")} for row in _rows(export)]
    return Answer(
        json_row(EXPORT_FIELDS, export),
        parts,
        export.problems,
        title="Everything",
        rows=rows,
        readers=ONLY_SELF if export.audience is Audience.SELF else WITHIN,
        calendar=export.calendar,
    )


def show_export_folder(written: ExportFolder, export: Export) -> Answer:
    """Show what was written into which folder."""
    alone = export.audience is Audience.SELF
    parts = [
        Line(f"Written {format_count(len(written.names), 'file')} into {written.folder}: {', '.join(written.names)}"),
        Line(
            "Check-ins and the pages of your own are in it, too: it is for you alone."
            if alone
            else "It is for the two of you: no Check-in and no page of your own is in it."
        ),
        Line("Pictures and papers stay in the log's folder assets, your list of students in your own pages."),
    ]
    return Answer(json_row(EXPORT_FOLDER_FIELDS, written), parts, export.problems)


def tables_of(export: Export) -> dict[str, Rows]:
    """Return a table for each kind of document that there is, and one of the next steps; by their names."""
    tables: dict[str, Rows] = {}
    for kind in KINDS:
        logs = [export.log, *([export.own_log] if export.own_log else [])]
        records = [record for log in logs for record in log.records.get(kind.name, ())]
        if records:
            tables[kind.folder] = [dict(_cells(record)) for record in records]
    return tables | {"steps": json_rows(STEP_FIELDS, export.log.steps)}


def _rows(export: Export) -> Rows:
    return json_rows(EXPORTED_DOCUMENT_FIELDS, [*export.documents, *export.own])


def _cells(record: Record) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a record as cells: words, numbers, and lists of words."""
    for field in fields(record):  # type: ignore[arg-type]  # every record is a dataclass
        value = getattr(record, field.name)
        yield field.name, [str(_cell(item)) for item in value] if isinstance(value, tuple) else _cell(value)


def _cell(value: Any) -> str | int | None:
    if value is None or isinstance(value, int):
        return value
    if hasattr(value, "__dataclass_fields__"):
        return "; ".join(str(getattr(value, name)) for name in value.__dataclass_fields__ if getattr(value, name))
    return ": ".join(map(str, value)) if isinstance(value, tuple) else str(value)
