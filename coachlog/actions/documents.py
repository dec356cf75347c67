"""Open and edit single documents: front-matter fields, lists and the title."""

from collections.abc import Callable, Container, Iterable, Mapping
from pathlib import Path
from typing import Final

from coachlog.context import Context
from coachlog.markdown.blocks import BlockKind, comments
from coachlog.markdown.document import Document, Unreadable, read_document
from coachlog.markdown.edit import add_to_list, replace_lines, set_key
from coachlog.markdown.edit_yaml import Data, plain_data
from coachlog.markdown.literal import escape_heading
from coachlog.markdown.yaml_text import Listing, Scalar
from coachlog.model.kinds.headings import Aliases, means_check_in
from coachlog.model.kinds.section_names import CHECK_IN
from coachlog.regex import regex
from coachlog.storage.files import FileNotRead, Folder
from coachlog.storage.reading import prompts

_COMMENT: Final = regex(r"<!--.*?-->")


def open_document(path: str, content: bytes, hint: str) -> Document:
    """Return a file's document; raise FileNotRead with the broken line and the hint if it cannot be read."""
    try:
        return read_document(content)
    except Unreadable as trouble:
        raise FileNotRead(f"{path}:{trouble.line}: {trouble.message}", hint) from None


def load_document(root: Path, path: str) -> Document:
    """Read a document of a folder; raise FileNotRead if it cannot be read."""
    return open_document(path, Folder(root).read(path) or b"", mend_hint(root, path))


def mend_hint(root: Path, path: str) -> str:
    """Say which file to mend by hand."""
    return f"mend that line in your editor first: {root / path}"


def field_text(document: Document, key: str) -> str:
    """Return a front-matter field as text; a list or a mapping has none."""
    entry = document.front.find(key) if document.front else None
    value = plain_data(entry.value) if entry else ""
    return value.strip() if isinstance(value, str) else ""


def front_list(document: Document, key: str) -> list[Data]:
    """Return a front-matter list as plain data, empty if there is none."""
    entry = document.front.find(key) if document.front else None
    value = plain_data(entry.value) if entry else []
    return value if isinstance(value, list) else []


def set_fields(document: Document, fields: Mapping[str, Data]) -> Document:
    """Set front-matter fields; a field without a value stays as it is."""
    for key, value in fields.items():
        if value:
            document = set_key(document, (key,), value)
    return document


def extend_list(document: Document, key: str, words: Iterable[str]) -> Document:
    """Add words to a front-matter list, each once, in whatever form the list is written."""
    for word in words:
        entry = document.front.find(key) if document.front else None
        if entry is not None and isinstance(entry.value, Listing):
            if word not in [item.text for item in entry.value.items if isinstance(item, Scalar)]:
                document = add_to_list(document, (key,), word)
        else:
            text = entry.value.text if entry and isinstance(entry.value, Scalar) and not entry.value.empty else ""
            listed = [part.strip() for part in text.split(",") if part.strip()]
            if word not in listed:
                document = set_key(document, (key,), [*listed, word])
    return document


def ensure_title(document: Document, title: str) -> Document:
    """Give a filled blank page its title, if the pair's own page has no place for one."""
    return document if title in document.title else set_title(document, title)


def set_title(document: Document, title: str, own: Aliases = ()) -> Document:
    """Replace the document's title. A first heading below level 1 is no title: the new one goes above it.

    So does that of a note's Check-in; what stands right below a title that names one stays a Check-in. `own` are the
    pair's words for sections.
    """
    from coachlog.model.kinds.check_in import may_be_meeting

    first = next((block for block in document.blocks if block.kind is BlockKind.HEADING), None)
    if first is None or first.level > 1:
        return add_title(document, title)
    if may_be_meeting(document) and means_check_in(first.text, own, exactly=True):
        return add_title(document, title)
    below = next((block for block in document.blocks if block.start > first.start), None)
    is_private = means_check_in(first.text, own) and below is not None and below.kind is not BlockKind.HEADING
    heading = ["", f"## {CHECK_IN}"] if is_private else []
    named = " ".join([f"# {escape_heading(title)}", *_COMMENT.findall(first.text)])  # what somebody wrote there stays
    return replace_lines(document, first.start, first.end, [named, *heading])


def add_title(document: Document, title: str) -> Document:
    """Put a title above the document's text."""
    at = document.body_line
    blank = at < len(document.lines) and not document.lines[at].strip()
    return replace_lines(document, at, at, ["", f"# {escape_heading(title)}", *([] if blank else [""])])


def readable_text(context: Context, path: str) -> str:
    """Return a document's Markdown without its front matter and without the prompts that nobody has changed."""
    return text_for_output(context, readable_markdown(load_document(context.root, path), prompts(context.root)))


def readable_markdown(document: Document, unchanged: Container[str]) -> str:
    """Return a document's Markdown without its front matter and without the prompts that are `unchanged`."""
    hidden: set[int] = set()
    for block in document.blocks:
        if block.kind is BlockKind.COMMENT and all(words in unchanged for words in comments(block.text) if words):
            after = block.end < len(document.lines) and not document.lines[block.end].strip()
            hidden |= set(range(block.start, block.end + after))
    lines = enumerate(document.lines)
    return "".join(line for at, line in lines if at >= document.body_line and at not in hidden).strip("\r\n") + "\n"


def text_for_output(context: Context, text: str) -> str:
    """Return a document's Markdown; where it goes into a file, without its Check-in."""
    if not context.options.to:
        return text
    from coachlog.model.clean_markdown import without_check_in

    return without_check_in(text, context.settings.headings)


def lines_for_output(context: Context, path: str) -> Callable[[int], bool]:
    """Return the test for the lines (from 1) of a document that no Check-in has; none, if nobody can tell."""
    from coachlog.model.kinds.check_in import check_in_lines

    try:
        document = read_document(Folder(context.root).read(path) or b"")
    except Unreadable:
        return lambda _: False
    hidden = check_in_lines(document, context.settings.headings)
    return lambda number: number - 1 not in hidden
