"""The present text of a page of one's own."""

from pathlib import Path

from coachlog.actions.documents import mend_hint, open_document
from coachlog.actions.outgoing_words import words_for
from coachlog.context import Context
from coachlog.frozen import frozen
from coachlog.model.clean_markdown import clean_markdown
from coachlog.storage.files import Folder


@frozen
class PageText:
    """A page's file, and its Markdown without the fields at its top, without comments and marks."""

    file: Path
    text: str


def read_page_text(context: Context, folder: Folder, path: str) -> PageText:
    """Read a page as its author has it now."""
    document = open_document(path, folder.read(path) or b"", mend_hint(folder.root, path))
    return PageText(folder.root / path, clean_markdown(document.text[document.body_at :], words_for(context)))
