"""The pages of somebody's own, and the joint ones, as commands open them."""

from pathlib import Path

from coachlog.errors import CoachlogError
from coachlog.markdown.document import Document, Unreadable, read_document


def open_page(root: Path, path: str, content: bytes) -> Document:
    """A page that is there already; raises where it cannot be read."""
    try:
        return read_document(content)
    except Unreadable as trouble:
        raise CoachlogError(
            f"{path}:{trouble.line}: {trouble.message}", f"mend that line in your editor first: {root / path}"
        ) from None
