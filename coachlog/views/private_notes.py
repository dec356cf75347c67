"""Private notes as they are listed and written."""

from typing import Final

from coachlog.actions.private_notes import PrivateNote, PrivateNotes, WrittenNote
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Item, Line, Part, Title
from coachlog.views.fields import Field, Fields, json_row, json_rows

PRIVATE_NOTE_FIELDS: Final[Fields[PrivateNote]] = (
    Field("date", lambda note: note.date),
    Field("text", lambda note: note.text),
    Field("path", lambda note: str(note.file)),
    Field("line", lambda note: note.line),
)
WRITTEN_NOTE_FIELDS: Final[Fields[WrittenNote]] = (
    Field("path", lambda note: str(note.file)),
    Field("text", lambda note: note.text),
)


def show_list(notes: PrivateNotes) -> Answer:
    """Show all private notes."""
    parts: list[Part] = [Title(f"{format_count(len(notes.notes), 'private note')} in {notes.folder}")]
    parts += [Item(note.text, note.date) for note in notes.notes]
    parts.append(Line("Only you can see them.", quiet=True))
    return Answer(json_rows(PRIVATE_NOTE_FIELDS, notes.notes), parts, notes.problems, listing=True)


def show_written(note: WrittenNote) -> Answer:
    """Show where a private note was written."""
    parts = [Line(f"Written down: {note.file}"), Line("Only you can see it.")]
    return Answer(json_row(WRITTEN_NOTE_FIELDS, note), parts)
