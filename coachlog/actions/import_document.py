"""Read a file that was written elsewhere, and begin a document of the log with it."""

from collections.abc import Collection
from pathlib import Path

from coachlog.actions.documents import add_title, set_fields
from coachlog.errors import CoachlogError
from coachlog.markdown.blocks import Block, BlockKind, line_ending
from coachlog.markdown.document import BOM, Document, Unreadable, parse_document, read_document
from coachlog.markdown.edit_yaml import plain_data
from coachlog.model.fields import normalize
from coachlog.storage.files import read_outside
from coachlog.storage.index import MAX_BYTES


def read_file(file: Path) -> Document:
    """Return a file from anywhere as a document; raise CoachlogError where it cannot be read as one."""
    try:
        return read_document(read_outside(file, MAX_BYTES))
    except Unreadable as trouble:
        raise CoachlogError(f"{file}:{trouble.line}: {trouble.message}", "mend that line, then try again") from None


def first_title(given: Document) -> Block | None:
    """Return the heading that is a document's title: the first one, if it is of level 1."""
    first = next((block for block in given.blocks if block.kind is BlockKind.HEADING), None)
    return first if first and first.level == 1 else None


def import_into(given: Document, blank: Document, title: str, keys: Collection[str]) -> Document:
    """Return a given document under a title; its front matter is a blank page's, with its own values of `keys`."""
    entries = given.front.entries if given.front else ()
    front = set_fields(blank, {entry.key: plain_data(entry.value) for entry in entries if entry.key in keys})
    head = front.text[: front.body_at].replace("\n", line_ending(given.lines))
    document = parse_document(head + given.text[given.body_at :].removeprefix(BOM))
    return document if normalize(given.title) == normalize(title) else add_title(document, title)
