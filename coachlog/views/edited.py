"""A document after the person's editor."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from coachlog.render.view import Answer, Line
from coachlog.views.fields import Field, Fields, json_row


class EditedDocument(NamedTuple):
    """A document's path, and sentences about what was saved."""

    path: str
    sentences: Sequence[str]


EDITED_FIELDS: Final[Fields[EditedDocument]] = (
    Field("path", lambda document: document.path),
    Field("told", lambda document: document.sentences, "sentences"),
)


def show_edited(document: EditedDocument) -> Answer:
    """Say what was saved."""
    return Answer(json_row(EDITED_FIELDS, document), list(map(Line, document.sentences)))
