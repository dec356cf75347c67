"""Everything in a folder of files: one for programs, a table for each kind, a calendar."""

from pathlib import Path

from coachlog.actions.outgoing.export import Export
from coachlog.actions.outgoing.file import require_outside_logs, require_place, write_files
from coachlog.context import Context
from coachlog.render.calendar import calendar_bytes
from coachlog.render.csv import rows_bytes
from coachlog.render.json import render_envelope
from coachlog.render.view import Answer
from coachlog.views.share.export import ExportFolder, show_export, show_export_folder, tables_of


def write_export(context: Context, folder: Path, export: Export) -> Answer:
    """Write everything into a folder, all of it or nothing."""
    contents = {
        "coachlog.json": render_envelope("export", show_export(export)).encode() + b"\n",
        "calendar.ics": calendar_bytes(export.calendar),
        **{f"{name}.csv": rows_bytes(rows) for name, rows in tables_of(export).items()},
    }
    require_outside_logs(folder)
    for name in contents:
        require_place(context, folder / name, replacing=context.options.replace)
    write_files(folder, contents)
    return show_export_folder(ExportFolder(folder, tuple(contents)), export)
