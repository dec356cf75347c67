"""Write and list the private notes, which are in the own pages and in no log."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from coachlog.actions.own.pages import own_pages_writer
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.model.fields import format_date
from coachlog.storage.load import load_log


@frozen
class PrivateNote:
    """One entry of the private notes; `date` is the name of its file."""

    date: str
    text: str
    file: Path
    line: int


@frozen
class PrivateNotes:
    """All private notes, and the folder that they are in."""

    folder: Path
    notes: tuple[PrivateNote, ...]
    problems: tuple[Problem, ...]


@frozen
class WrittenNote:
    """A line that was added to a private note."""

    file: Path
    text: str


def write_private_note(context: Context, text: str, day: date) -> WrittenNote:
    """Add a line to the private note of a day."""
    from coachlog.actions.documents import mend_hint, open_document
    from coachlog.markdown.document import parse_document
    from coachlog.markdown.edit import insert_at_end, item_lines
    from coachlog.markdown.typed_items import pasted_items

    path, number = f"notes/{day}.md", 1
    with own_pages_writer(context).change("private") as change:
        while _is_other_kind(content := change.read(path)):  # a meeting's note that was moved there
            number += 1
            path = f"notes/{day}-{number}.md"
        if content is None:
            page = parse_document(context.fill("note", {"date": day.isoformat(), "title": format_date(day)}))
        else:
            page = open_document(path, content, mend_hint(context.home.own, path))
        for words in pasted_items(text):
            page = insert_at_end(page, page.sections[-1], item_lines(words))
        change.write(path, page.text.encode())
        change.message = "private: 1 note"
    return WrittenNote(context.home.own / path, text)


def _is_other_kind(content: bytes | None) -> bool:
    """Tell whether a file says that it is no private note."""
    from coachlog.actions.documents import field_text
    from coachlog.markdown.document import Unreadable, read_document

    with suppress(Unreadable):
        said = field_text(read_document(content or b""), "type")
        return said not in ("", "note")
    return False


def list_private_notes(context: Context) -> PrivateNotes:
    """Return all private notes, entry by entry."""
    folder = context.home.own
    log = load_log(folder, ("note",), bodies=("note",))
    notes = tuple(
        PrivateNote(record.id, entry.text, folder / record.path, entry.line)
        for record in log.records["note"]
        for section in log.body(record).sections
        for entry in section.entries
    )
    return PrivateNotes(folder / "notes", notes, log.problems)
