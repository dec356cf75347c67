"""One document read: its front matter as a record, its body in sections, and the problems of each."""

import json
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from coachlog.errors import Problem
from coachlog.model.kinds import MATERIAL, Kind
from coachlog.model.settings import Settings
from coachlog.shipped import shipped
from coachlog.storage.files import FileNotRead, Folder
from coachlog.storage.index import MAX_BYTES, Reading
from coachlog.storage.records import pack


def read_head(kind: Kind, path: str, content: bytes, settings: Settings) -> Reading:
    """Return a document's front matter and its problems."""
    from coachlog.markdown.document import Unreadable, read_document
    from coachlog.model.dates import DateReader
    from coachlog.model.kinds.check_in import title_for_outputs
    from coachlog.model.kinds.field_reader import Reader
    from coachlog.model.kinds.plan import Plan
    from coachlog.model.owners import find_owner
    from coachlog.summary.plan_agreement import lapsed

    try:
        document = read_document(content)
    except Unreadable as trouble:
        return Reading(None, [Problem(path, trouble.line, trouble.code, trouble.message)])
    problems: list[Problem] = []
    dates = DateReader(order=settings.dates)
    reader = Reader(
        path,
        document.front,
        2,
        problems,
        dates=dates,
        id_of=lambda word: find_owner(word, settings) or settings.id_of(word),
    )
    named = reader.word("type", kind.name)
    if named == MATERIAL:
        return Reading(None, [])
    if named != kind.name:
        reader.report("type", "wrong-type", f"`{named}` does not belong in {kind.folder}/, which holds `{kind.name}`")
        return Reading(None, problems)
    document_id = path.rpartition("/")[2].removesuffix(".md")
    title = title_for_outputs(document, settings.headings)
    record = kind.record().parse(reader, document_id, title or document_id)
    if isinstance(record, Plan) and record.agreed:
        record = replace(record, lapsed=lapsed(document))
    reader.report_unread()
    return Reading(record, problems)


def head_row(kind: Kind, settings: Settings, path: str, content: bytes) -> Reading:
    """Return a document's front matter as a row of the index, and its problems."""
    record, problems = read_head(kind, path, content, settings)
    return Reading(record and pack(record)[2:], problems)  # without the path and the id


def read_body(root: Path, kind: Kind, settings: Settings, path: str, content: bytes) -> Reading:
    """Return a document's body and its problems; None if its front matter cannot be read."""
    from coachlog.markdown.document import read_document
    from coachlog.model.kinds.parse_body import parse_body

    record, _ = read_head(kind, path, content, settings)
    if record is None:  # its front matter has the problem
        return Reading(None, [])
    day = getattr(record, "day", None) if kind.name == "meeting" else None
    document, names = read_document(content), kind.sections if day is None else ()
    return Reading(*parse_body(path, document, settings=settings, prompts=prompts(root), day=day, names=names))


def sections_row(root: Path, kind: Kind, settings: Settings, path: str, content: bytes) -> Reading:
    """Return a document's sections as a row of the index, and its problems."""
    body, problems = read_body(root, kind, settings, path, content)
    # As text within the text: what nobody asks for is then never taken apart.
    return Reading(body and json.dumps(pack(body.sections)), problems)


def step_rows(root: Path, kind: Kind, settings: Settings, path: str, content: bytes) -> Reading:
    """Return a document's next steps as rows of the index, and its problems."""
    body, problems = read_body(root, kind, settings, path, content)
    return Reading(body and [pack(step)[1:] for step in body.steps], problems)  # without the path


def own_templates(folder: Folder) -> list[bytes]:
    """Return the pair's own blank pages."""
    contents = []
    for entry in folder.names("templates", ".md"):
        with suppress(FileNotRead):  # the command that makes a page of it says what is wrong
            contents.append(folder.read(f"templates/{entry.name}", MAX_BYTES) or b"")
    return contents


def prompts(root: Path) -> frozenset[str]:
    """Return the comments of the blank pages, shipped and the pair's own: until they are changed, nobody wrote them."""
    return _comments_of(tuple(own_templates(Folder(root))))


@cache
def _comments_of(templates: tuple[bytes, ...]) -> frozenset[str]:
    from coachlog.markdown.blocks import comments

    texts = [path.read_text(encoding="utf-8") for path in shipped("templates").glob("*.md")]
    texts += [content.decode("utf-8", "replace") for content in templates]
    return frozenset(words for text in texts for words in comments(text) if words)


def read_lines(folder: Folder, path: str) -> tuple[str, ...]:
    """Return the lines of a file, numbered as those of its document are; none if it can't be read."""
    with suppress(FileNotRead):
        return lines_of(folder.read(path))
    return ()


def lines_of(content: bytes | None) -> tuple[str, ...]:
    """Return the lines of a file's bytes, as `read_lines` does."""
    from coachlog.markdown.blocks import split_lines

    return split_lines((content or b"").decode("utf-8", "replace"))
