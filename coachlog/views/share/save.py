"""The result of keeping hand edits."""

from typing import Final

from coachlog.actions.exchange.save import SaveResult
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_row

SAVED_FIELDS: Final[Fields[SaveResult]] = (
    Field("paths", lambda result: result.paths),
    Field("did", lambda result: result.sentences, "sentences about the documents"),
)


def show_saved(result: SaveResult) -> Answer:
    """List what was kept."""
    parts: list[Part] = [Line("Saved:"), *(Item(sentence, indent=2) for sentence in result.sentences)]
    if not result.paths:
        parts = [Line("Everything is kept already.")]
    return Answer(json_row(SAVED_FIELDS, result), parts, result.problems)
