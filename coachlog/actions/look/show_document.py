"""Load one document to read, without its prompts."""

from pathlib import Path
from typing import Final

from coachlog.actions.documents import mend_hint, readable_markdown, text_for_output
from coachlog.actions.find_document import find_file, find_path
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.frozen import frozen
from coachlog.markdown.document import Unreadable, read_document
from coachlog.model.log import UnknownDocument
from coachlog.storage.files import Folder
from coachlog.storage.index import MAX_BYTES, too_large

_FOR_OTHERS: Final = {
    "reflections": "to write the page for others: coachlog report --to FILE",
    "evidence": "to write the page for others: coachlog evidence INDICATOR --to FILE",
}


@frozen
class ReadableDocument:
    """A document's text, front matter and title; the kind is None for a file that is no document.

    `without_check_in` tells that words of a Check-in are left out, which goes into no file.
    """

    path: str
    kind: str | None
    title: str
    front: str
    text: str
    problems: tuple[Problem, ...] = ()
    without_check_in: bool = False

    @property
    def id(self) -> str:
        """Return the document's id."""
        return Path(self.path).stem


def load_readable(context: Context, word: str) -> ReadableDocument:
    """Return the document that a person named; one that cannot be parsed as it is, with the problem."""
    from coachlog.model.kinds import kind_of_path
    from coachlog.model.kinds.check_in import title_for_outputs
    from coachlog.storage.reading import prompts

    root, path = _find(context, word)
    content = Folder(root).read(path) or b""
    kind = kind_of_path(path)
    name = kind.name if kind else None
    if len(content) > MAX_BYTES:
        if context.options.to:
            raise CoachlogError(f"{path} is too large for a page", "put long material into assets/ and link it")
        text = content[:MAX_BYTES].decode("utf-8", "replace")
        return ReadableDocument(path, name, path, "", text, (too_large(path),))
    if kind is None:
        return ReadableDocument(path, None, path, "", text_for_output(context, content.decode("utf-8", "replace")))
    try:
        document = read_document(content)
        front = document.text[document.front_at : document.front_end].strip("\r\n")
        text = readable_markdown(document, prompts(context.root))
    except Unreadable as error:  # the person has to see what to mend
        if context.options.to:  # nobody knows where its Check-in is
            raise CoachlogError(f"{path}:{error.line}: {error.message}", mend_hint(root, path)) from None
        problem = Problem(path, error.line, error.code, error.message)
        return ReadableDocument(path, name, path, "", content.decode("utf-8", "replace"), (problem,))
    title = title_for_outputs(document, context.settings.headings) or Path(path).stem
    shown = text_for_output(context, text)
    gone = (line for line in set(text.splitlines()) - set(shown.splitlines()) if not line.startswith("#"))
    return ReadableDocument(path, name, title, front, shown, without_check_in=any(gone))


def _find(context: Context, word: str) -> tuple[Path, str]:
    """Return the folder and the path of the document that a word means; one of the own pages is named by its path."""
    try:
        return context.root, find_path(context, word)
    except UnknownDocument:
        own = find_file(context.home.own, word)
        if own is None:
            raise
    if context.options.to:
        hint = next((hint for folder, hint in _FOR_OTHERS.items() if own.startswith(folder)), "")
        raise CoachlogError(
            f"{own} is in your own pages, which `show` writes into no file",
            "; ".join(filter(None, (f"read it here: coachlog show {own}", hint))),
        )
    return context.home.own, own
