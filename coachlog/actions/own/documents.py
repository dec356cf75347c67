"""Add documents to the own pages, and list those that are there."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from coachlog.actions.documents import ensure_title, extend_list, mend_hint, open_document, set_fields
from coachlog.actions.own.pages import host_of, own_pages_writer
from coachlog.context import Context
from coachlog.frozen import frozen
from coachlog.markdown.document import Document
from coachlog.markdown.edit import insert_at_end, item_lines
from coachlog.markdown.typed_items import pasted_items
from coachlog.model.blank_pages import add_entry, fill_template
from coachlog.model.fields import slugify
from coachlog.model.kinds import kind_of
from coachlog.model.log import Log
from coachlog.model.parse_settings import parse_settings
from coachlog.shipped import shipped_template
from coachlog.storage.load import load_log

_SLOTS: Final = ("date", "what", "link", "author", "year", "visitor", "whose")
OWN_SETTINGS, _ = parse_settings(b"")  # the pair's headings are for the log alone


@frozen
class OwnFields:
    """The typed fields of an own document: single values, lists, and lines by section (empty: below all)."""

    single: Mapping[str, str]
    lists: Mapping[str, Iterable[str]]
    lines: Mapping[str, Iterable[str]]


def read_own(context: Context, *kinds: str) -> Log:
    """Return the own pages: documents of some kinds, with their sections."""
    return load_log(context.home.own, kinds, bodies=kinds)


def read_author_own(context: Context, *kinds: str) -> Log:
    """Return the own pages for a page of the author; if they are another person's, none of them."""
    return read_own(context, *(() if host_of(context) else kinds))


def own_file(context: Context, path: str) -> Path:
    """Return the file of an own document on this computer."""
    return context.home.own / path


def add_own(context: Context, command: str, kind: str, title: str, fields: OwnFields, path: str = "") -> str:
    """Add a document of a kind to the own pages; return its path."""
    folder = kind_of(kind).folder
    path = path or f"{folder}/{context.new_id(slugify(title))}.md"
    blank = fill_template(shipped_template(kind), {**dict.fromkeys(_SLOTS, ""), **fields.single, "title": title})
    document = with_own_fields(ensure_title(blank, title), kind, fields)
    with own_pages_writer(context).change(command) as change:
        change.write(path, document.text.encode())
        change.message = f"{command}: 1 {kind}"
    return path


def change_own(context: Context, command: str, path: str, edit: Callable[[Document], Document]) -> None:
    """Change a document of the own pages."""
    with own_pages_writer(context).change(command) as change:
        document = open_document(path, change.read(path) or b"", mend_hint(context.home.own, path))
        change.write(path, edit(document).text.encode())
        change.message = f"{command}: 1 {kind_of(path.partition('/')[0]).name}"


def with_own_fields(document: Document, kind: str, fields: OwnFields) -> Document:
    """Return an own document with the fields and lines that were typed."""
    document = set_fields(document, fields.single)
    for key, words in fields.lists.items():
        document = extend_list(document, key, words)
    for section, texts in fields.lines.items():
        for text in texts:
            document = (
                add_entry(document, kind, section, text, OWN_SETTINGS) if section else _with_lines(document, text)
            )
    return document


def _with_lines(document: Document, text: str) -> Document:
    for words in pasted_items(text):
        document = insert_at_end(document, document.sections[-1], item_lines(words))
    return document
