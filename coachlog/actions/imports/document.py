"""Read a file that was written elsewhere, and begin a document of the log with it."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from coachlog.actions.documents import add_title, field_text, set_fields
from coachlog.actions.imports.outside_page import is_text, read_outside_text
from coachlog.errors import CoachlogError
from coachlog.incoming.page_frame import text_without_frame
from coachlog.markdown.blocks import Block, BlockKind, line_ending
from coachlog.markdown.document import BOM, Document, Unreadable, decode_text, parse_document
from coachlog.markdown.edit import set_key
from coachlog.markdown.edit_yaml import Data, plain_data
from coachlog.model.fields import normalize, one_line
from coachlog.regex import regex
from coachlog.storage.files import read_beginning, read_outside
from coachlog.storage.index import MAX_BYTES

_NO_ASSETS: Final[Mapping[str, bytes]] = MappingProxyType({})
_TITLE: Final = "title"
_RULE: Final = regex(r"---[ \t]*[\r\n]+")
_KEY: Final = regex(r"(?m)^[{\"' \t]*[\w -]+[\"']?:(?=\s|\Z)")


class GivenFile(NamedTuple):
    """A file from anywhere as a document, and its pictures by their path in a log."""

    document: Document
    assets: Mapping[str, bytes] = _NO_ASSETS


def read_file(file: Path) -> GivenFile:
    """Return a file from anywhere as a document; raise CoachlogError if it cannot be read as one."""
    if not is_text(file, read_beginning(file)):
        outside = read_outside_text(file)
        return GivenFile(Document(outside.text, None, 0, 0, 0), outside.assets)
    try:
        text = text_without_frame(decode_text(read_outside(file, MAX_BYTES)))
        return GivenFile(parse_document(text) if _has_fields(text) else Document(text, None, 0, 0, 0))
    except Unreadable as trouble:
        raise CoachlogError(f"{file}:{trouble.line}: {trouble.message}", "mend that line, then try again") from None


def _has_fields(text: str) -> bool:
    """Tell whether a text begins with front matter, or with keys; a rule with words below it is no front matter."""
    begin = _RULE.match(text.removeprefix(BOM))
    if begin is None:
        return True
    between, closing, _ = text.removeprefix(BOM)[begin.end() :].partition("\n---")
    return bool(_KEY.search(between)) if closing or between.strip() else True


def first_title(given: Document) -> Block | None:
    """Return the heading that is a document's title: the first one, if it is of level 1."""
    first = next((block for block in given.blocks if block.kind is BlockKind.HEADING), None)
    return first if first and first.level == 1 else None


def given_title(given: Document) -> str:
    """Return the title of a document from elsewhere: its field `title`, else its first heading."""
    heading = first_title(given)
    return one_line(field_text(given, _TITLE)) or one_line(heading.text if heading else "")


def import_into(given: Document, blank: Document, title: str, keys: Collection[str]) -> Document:
    """Return a given document under a title; its front matter is a blank page's, with its own values of `keys`.

    Fields that the blank page does not have come along as they are written.
    """
    entries = given.front.entries if given.front else ()
    front = set_fields(blank, {entry.key: plain_data(entry.value) for entry in entries if entry.key in keys})
    ours = {*_data(front), *keys}
    if normalize(field_text(given, _TITLE)) == normalize(title):
        ours.add(_TITLE)
    front = _with_more_fields(front, given, ours)
    head = front.text[: front.body_at].replace("\n", line_ending(given.lines))
    document = parse_document(head + given.text[given.body_at :].removeprefix(BOM))
    return document if normalize(given.title) == normalize(title) else add_title(document, title)


def _with_more_fields(front: Document, given: Document, ours: Collection[str]) -> Document:
    """Return a document with another one's fields but `ours`: as they are written there, else by their values."""
    entries = given.front.entries if given.front else ()
    more = {entry.key: plain_data(entry.value) for entry in entries if entry.key not in ours}
    if not more:
        return front
    yaml = given.text[given.front_at : given.front_end]
    ends = [*(entry.start for entry in entries[1:]), len(yaml)]
    chunks = [yaml[entry.start : end] for entry, end in zip(entries, ends, strict=True) if entry.key in more]
    written = "".join(f"{line}\n" for chunk in (yaml[: entries[0].start], *chunks) for line in chunk.splitlines())
    with suppress(Unreadable):
        document = parse_document(front.text[: front.front_end] + written + front.text[front.front_end :])
        if _data(document) == {**_data(front), **more}:
            return document
    for key, value in more.items():
        front = set_key(front, (key,), value)
    return front


def _data(document: Document) -> dict[str, Data]:
    return {entry.key: plain_data(entry.value) for entry in document.front.entries} if document.front else {}
