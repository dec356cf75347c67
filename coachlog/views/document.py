"""One document to read."""

from collections.abc import Iterator
from typing import Final

from coachlog.actions.show_document import ReadableDocument
from coachlog.render.view import Answer, Aside, Line, Part, Prose, Source, Title
from coachlog.views.fields import Field, Fields, json_row

DOCUMENT_FIELDS: Final[Fields[ReadableDocument]] = (
    Field("id", lambda document: document.id),
    Field("kind", lambda document: document.kind, "null for a file that is no document"),
    Field("title", lambda document: document.title),
    Field("path", lambda document: document.path),
    Field("text", lambda document: document.text, "its Markdown, without the fields at the top and the prompts"),
)


def show_document(document: ReadableDocument) -> Answer:
    """Show a document under its title and its facts."""
    return Answer(json_row(DOCUMENT_FIELDS, document), list(_parts(document)), document.problems)


def _parts(document: ReadableDocument) -> Iterator[Part]:
    if not document.text.lstrip().startswith("# "):
        yield Title(document.title)
    yield Aside(document.path)
    for line in document.front.splitlines():
        if not line.rstrip().endswith(":"):
            yield Aside(line)
    yield Line()
    yield Prose(document.text) if document.path.endswith(".md") else Source(document.text)
