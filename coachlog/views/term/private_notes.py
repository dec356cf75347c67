"""Private notes as they are listed and written."""

from typing import Final

from coachlog.actions.own.move_to_own import MovedDocument
from coachlog.actions.own.private_notes import PrivateNote, PrivateNotes, WrittenNote
from coachlog.model.audience import ONLY_SELF
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Aside, Item, Line, Part, Title
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
MOVED_FIELDS: Final[Fields[MovedDocument]] = (Field("path", lambda moved: str(moved.file)),)


def show_list(notes: PrivateNotes) -> Answer:
    """Show all private notes."""
    parts: list[Part] = [Title(f"{format_count(len(notes.notes), 'private note')} in {notes.folder}")]
    parts += [Item(note.text, note.date) for note in notes.notes]
    parts.append(Aside("Only you can see them."))
    data = json_rows(PRIVATE_NOTE_FIELDS, notes.notes)
    return Answer(data, parts, notes.problems, listing=True, title="Private notes", readers=ONLY_SELF)


def show_written(note: WrittenNote) -> Answer:
    """Show where a private note was written."""
    parts = [Line(f"Written down: {note.file}"), Line("Only you can see it.")]
    return Answer(json_row(WRITTEN_NOTE_FIELDS, note), parts)


def show_moved(moved: MovedDocument) -> Answer:
    """Show where a document of the log was moved to."""
    parts = [Line(f"Moved to your own pages: {moved.file}"), Line("Only you can see it there.")]
    if moved.was_kept:
        parts.append(Line("The log's history still has what it said before."))
    return Answer(json_row(MOVED_FIELDS, moved), parts)
