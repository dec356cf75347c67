"""A log from its folder: the settings, and the documents that a command asks for."""

from collections.abc import Container, Iterable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from coachlog.errors import CoachlogError, Problem
from coachlog.kinds import KINDS, Kind, Record
from coachlog.kinds.body import Body
from coachlog.kinds.settings import FILE, Settings, decode_settings
from coachlog.log import Log
from coachlog.period import Period
from coachlog.shipped import shipped
from coachlog.store.files import Folder
from coachlog.store.index import Found, Memory, Shelf, fingerprint
from coachlog.store.records import Row, pack, unpack

SHARED: Final = tuple(kind.name for kind in KINDS if kind.shared)


def find_log(start: Path) -> Path | None:
    """The folder of the log around a place, or None."""
    return next((place for place in (start, *start.parents) if (place / FILE).is_file()), None)


def load_log(
    root: Path,
    kinds: Iterable[str] = SHARED,
    bodies: Iterable[str] = (),
    within: Period | None = None,
) -> Log:
    """The documents of some kinds, and the bodies of some of these; of meetings outside `within` only the next steps.

    A document that cannot be read is among the problems; raises CoachlogError where the settings cannot be read.
    """
    folder = Folder(root)
    content = folder.read(FILE) or b""
    known = fingerprint([content, *_own_templates(folder)])
    settings, problems = _settings(folder, content, known)
    records: dict[str, tuple[Record, ...]] = {}
    found: dict[str, Body] = {}
    kinds, bodies = tuple(kinds), tuple(bodies)
    for kind in (kind for kind in KINDS if kind.name in kinds):
        unpack_head = partial(_unpack_head, kind.record)
        heads, told = Shelf(folder, kind.folder, "heads", partial(read_head, kind), unpack_head, known).load()
        records[kind.name] = tuple(heads.values())
        problems += told
        if kind.name in bodies:
            by_day = within if kind.name == "meeting" else None
            left_out = {path for path, head in heads.items() if by_day and head.day not in by_day}
            decode, unpack_body = partial(read_body, root, kind, settings), partial(_unpack_body, left_out)
            sections, told = Shelf(folder, kind.folder, "bodies", decode, unpack_body, known).load()
            found |= sections
            problems += told
    return Log(root.name, settings, records, found, tuple(sorted(set(problems))))


def _unpack_head(record: type[Any], _path: str, row: Row) -> Any:
    return unpack(record, row)


def _unpack_body(left_out: Container[str], path: str, row: Row) -> Body:
    """A body; of one that is left out only its next steps, which are never asked for by note."""
    body: Body = unpack(Body, [(), row[1]] if path in left_out else row)
    return body


def _settings(folder: Folder, content: bytes, known: str) -> tuple[Settings, list[Problem]]:
    memory = Memory(folder.root, "settings", known)
    with suppress(TypeError, ValueError, KeyError):
        rows, _ = memory.load()
        return unpack(Settings, rows["settings"]), [Problem(*row) for row in rows["problems"]]
    from coachlog.markdown.document import Unreadable

    try:
        settings, problems = decode_settings(content)
    except Unreadable as trouble:
        raise CoachlogError(
            f"{FILE}:{trouble.line}: {trouble.message}", f"mend that line: {folder.root / FILE}"
        ) from None
    memory.save({"settings": pack(settings), "problems": [pack(problem) for problem in problems]})
    return settings, problems


def read_head(kind: Kind, path: str, content: bytes) -> Found:
    """A document's front matter and its problems; None where it cannot be read."""
    from coachlog.kinds.reader import Reader
    from coachlog.markdown.document import Unreadable, read_document

    try:
        document = read_document(content)
    except Unreadable as trouble:
        return None, [Problem(path, trouble.line, trouble.code, trouble.message)]
    problems: list[Problem] = []
    reader = Reader(path, document.front, 2, problems)
    named = reader.text("type", kind.name)
    if named != kind.name:
        reader.report("type", "wrong-type", f"`{named}` does not belong in {kind.folder}/, which holds `{kind.name}`")
        return None, problems
    document_id = Path(path).stem
    return kind.decode(reader, document_id, document.title or document_id), problems


def read_body(root: Path, kind: Kind, settings: Settings, path: str, content: bytes) -> Found:
    """A document's sections and their problems; None where its front matter cannot be read."""
    from coachlog.kinds.sections import decode_body
    from coachlog.markdown.document import read_document

    record, _ = read_head(kind, path, content)
    if record is None:  # its front matter has told of it
        return None, []
    day = getattr(record, "day", None) if kind.name == "meeting" else None
    return decode_body(path, read_document(content), settings=settings, prompts=prompts(root), day=day)


def _own_templates(folder: Folder) -> list[bytes]:
    return [folder.read(f"templates/{entry.name}") or b"" for entry in folder.names("templates", ".md")]


def prompts(root: Path) -> frozenset[str]:
    """The comments of the blank pages, shipped and the pair's own: nobody's words until somebody changes them."""
    return _comments_of(tuple(_own_templates(Folder(root))))


@cache
def _comments_of(own: tuple[bytes, ...]) -> frozenset[str]:
    from coachlog.markdown.blocks import comments

    texts = [path.read_text(encoding="utf-8") for path in shipped("templates").glob("*.md")]
    texts += [content.decode("utf-8", "replace") for content in own]
    return frozenset(words for text in texts for words in comments(text) if words)
