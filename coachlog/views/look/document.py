"""One document to read."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from coachlog.actions.look.document_changes import ChangedDocument
from coachlog.actions.look.show_document import ReadableDocument
from coachlog.model.fields import format_count
from coachlog.render.view import CHECK_IN_STAYS, Answer, Aside, Item, Line, Part, Prose, Source, Title
from coachlog.views.fields import Field, Fields, json_row


class EditedDocument(NamedTuple):
    """A document's path, and sentences about what was saved."""

    path: str
    sentences: Sequence[str]


EDITED_FIELDS: Final[Fields[EditedDocument]] = (
    Field("path", lambda document: document.path),
    Field("told", lambda document: document.sentences, "sentences"),
)


DOCUMENT_FIELDS: Final[Fields[ReadableDocument]] = (
    Field("id", lambda document: document.id),
    Field("kind", lambda document: document.kind, "null for a file that is no document"),
    Field("title", lambda document: document.title),
    Field("path", lambda document: document.path),
    Field("text", lambda document: document.text, "its Markdown, without the fields at the top and the prompts"),
)

CHANGED_DOCUMENT_FIELDS: Final[Fields[ChangedDocument]] = (
    Field("id", lambda changed: changed.id),
    Field("kind", lambda changed: changed.kind),
    Field("title", lambda changed: changed.title),
    Field("path", lambda changed: changed.path),
    Field("linked_from", lambda changed: changed.linked_from, "of a deleted one: the files that still name its id"),
)


def show_document(document: ReadableDocument) -> Answer:
    """Show a document under its title and its facts."""
    left_out = [CHECK_IN_STAYS] * document.without_check_in
    return Answer(json_row(DOCUMENT_FIELDS, document), list(_parts(document)), document.problems, left_out=left_out)


def _parts(document: ReadableDocument) -> Iterator[Part]:
    if not document.text.lstrip().startswith("# "):
        yield Title(document.title)
    yield Aside(document.path)
    for line in document.front.splitlines():
        if not line.rstrip().endswith(":"):
            yield Aside(line)
    yield Line()
    yield Prose(document.text) if document.path.endswith(".md") else Source(document.text)


def show_deleted(deleted: ChangedDocument) -> Answer:
    """Say what was deleted, how it comes back, and what still names it."""
    parts: list[Part] = [Line(f"Deleted the {_named(deleted, deleted.title)}: {deleted.path}")]
    if deleted.linked_from:
        names = "names" if len(deleted.linked_from) == 1 else "name"
        count = format_count(len(deleted.linked_from), "document")
        parts += [Line(f"{count} still {names} it:"), *map(Item, deleted.linked_from)]
    parts.append(Aside("To have it again: coachlog undo"))
    return Answer(json_row(CHANGED_DOCUMENT_FIELDS, deleted), parts)


def show_renamed(renamed: ChangedDocument) -> Answer:
    """Say what a document is called now."""
    was, now = _named(renamed, renamed.before), f"“{renamed.title}”"
    sentence = f"The {was} is called {now} now" if renamed.before != renamed.title else f"It is called {now} already"
    return Answer(json_row(CHANGED_DOCUMENT_FIELDS, renamed), [Line(f"{sentence}: {renamed.path}")])


def _named(document: ChangedDocument, title: str) -> str:
    return f"{document.kind} “{title}”"


def show_edited(document: EditedDocument) -> Answer:
    """Say what was saved."""
    return Answer(json_row(EDITED_FIELDS, document), list(map(Line, document.sentences)))
