"""Documents as commands change and show them: facts, words in lists, the title, the text as it is read."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from coachlog.actions.open_document import open_page
from coachlog.markdown.blocks import BlockKind, comments
from coachlog.markdown.document import Document
from coachlog.markdown.edit import add_to_list, replace_lines, set_key
from coachlog.markdown.edit_yaml import Data
from coachlog.markdown.yaml_text import Listing, Scalar
from coachlog.storage.files import Folder
from coachlog.storage.load import prompts


def set_facts(document: Document, facts: Mapping[str, Data]) -> Document:
    """The document with front-matter values changed; those of which nothing was said stay."""
    for key, value in facts.items():
        if value:
            document = set_key(document, (key,), value)
    return document


def add_words(document: Document, key: str, words: Iterable[str]) -> Document:
    """The document with more words in a front-matter list, each once, however the list is written."""
    for word in words:
        entry = document.front.find(key) if document.front else None
        if entry is not None and isinstance(entry.value, Listing):
            if word not in [item.text for item in entry.value.items if isinstance(item, Scalar)]:
                document = add_to_list(document, (key,), word)
        else:
            text = entry.value.text if entry and isinstance(entry.value, Scalar) and not entry.value.empty else ""
            known = [part.strip() for part in text.split(",") if part.strip()]
            if word not in known:
                document = set_key(document, (key,), [*known, word])
    return document


def with_title(document: Document, title: str) -> Document:
    """A filled blank page that bears its title, though the pair's own page may have no place for it."""
    return document if title in document.title else set_title(document, title)


def set_title(document: Document, title: str) -> Document:
    """The document under another title: in place of its first heading, where that stands over the whole."""
    first = next((block for block in document.blocks if block.kind is BlockKind.HEADING), None)
    if first is None or first.level > 1:
        return add_title(document, title)
    return replace_lines(document, first.start, first.end, [f"# {title}"])


def add_title(document: Document, title: str) -> Document:
    """The document with a title above all that it has."""
    at = document.body_line
    blank = at < len(document.lines) and not document.lines[at].strip()
    return replace_lines(document, at, at, ["", f"# {title}", *([] if blank else [""])])


def readable_text(root: Path, path: str) -> str:
    """A document's Markdown without front matter and without the prompts that nobody has changed."""
    document = open_page(root, path, Folder(root).read(path) or b"")
    known = prompts(root)
    hidden: set[int] = set()
    for block in document.blocks:
        if block.kind is BlockKind.COMMENT and all(words in known for words in comments(block.text) if words):
            after = block.end < len(document.lines) and not document.lines[block.end].strip()
            hidden |= set(range(block.start, block.end + after))
    lines = enumerate(document.lines)
    return "".join(line for at, line in lines if at >= document.body_line and at not in hidden).strip("\r\n") + "\n"
