"""What was kept by hand, as parts and as JSON fields."""

from typing import Any

from coachlog.actions.save import SaveResult
from coachlog.render.view import Item, Line, Part


def save_data(result: SaveResult) -> dict[str, Any]:
    """Return the kept paths and the sentences about them."""
    return {"paths": list(result.paths), "did": list(result.sentences)}


def save_parts(result: SaveResult) -> list[Part]:
    """List what was kept."""
    if not result.paths:
        return [Line("Everything is kept already.")]
    return [Line("Saved:"), *(Item(sentence, indent=2) for sentence in result.sentences)]
