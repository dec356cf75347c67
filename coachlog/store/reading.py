"""A log from its folder: the settings, and the documents that a command asks for."""

from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import Final

from coachlog.errors import CoachlogError, Problem
from coachlog.kinds import KINDS, Kind, Record
from coachlog.kinds.body import Body, decode_body
from coachlog.kinds.meeting import Meeting
from coachlog.kinds.settings import FILE, Settings, decode_settings
from coachlog.log import Log
from coachlog.shipped import shipped
from coachlog.store.files import Folder
from coachlog.store.index import Found, Memory, Shelf, fingerprint
from coachlog.store.records import pack, unpack

SHARED: Final = tuple(kind.name for kind in KINDS if kind.shared)


def find_log(start: Path) -> Path | None:
    """The folder of the log around a place, or None."""
    return next((place for place in (start, *start.parents) if (place / FILE).is_file()), None)


def load_log(
    root: Path,
    kinds: Iterable[str] = SHARED,
    bodies: Iterable[str] = (),
    choose: Callable[[str], bool] = lambda _: True,
) -> Log:
    """The documents of some kinds, and the sections of some of these; `choose` takes bodies by path.

    A document that cannot be read is among the problems; raises CoachlogError where the settings cannot be read.
    """
    folder = Folder(root)
    content = folder.read(FILE) or b""
    known = fingerprint([content, *_own_templates(folder)])
    settings, problems = _settings(folder, content, known)
    records: dict[str, tuple[Record, ...]] = {}
    sections: dict[str, Body] = {}
    kinds, bodies = tuple(kinds), tuple(bodies)
    for kind in (kind for kind in KINDS if kind.name in kinds):
        heads = Shelf(folder, kind.folder, "heads", kind.record, partial(read_head, kind), known).load()
        records[kind.name] = tuple(record for record, _ in heads.values() if record is not None)
        problems += [problem for _, found in heads.values() for problem in found]
        if kind.name in bodies:
            decode = partial(read_body, root, kind, settings)
            found = Shelf(folder, kind.folder, "bodies", Body, decode, known).load(choose)
            sections |= {path: body for path, (body, _) in found.items() if body is not None}
            problems += [problem for _, told in found.values() for problem in told]
    return Log(root.name, settings, records, sections, tuple(sorted(set(problems))))


def _settings(folder: Folder, content: bytes, known: str) -> tuple[Settings, list[Problem]]:
    rows = Memory(folder.root, "settings", known).load()
    if rows:
        return unpack(Settings, rows["settings"]), [Problem(*row) for row in rows["problems"]]
    from coachlog.markdown.document import Unreadable

    try:
        settings, problems = decode_settings(content)
    except Unreadable as trouble:
        raise CoachlogError(
            f"{FILE}:{trouble.line}: {trouble.message}", f"mend that line: {folder.root / FILE}"
        ) from None
    Memory(folder.root, "settings", known).save(
        {"settings": pack(settings), "problems": [pack(problem) for problem in problems]}
    )
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
    from coachlog.markdown.document import read_document

    record, _ = read_head(kind, path, content)
    if record is None:  # its front matter has told of it
        return None, []
    day = record.day if isinstance(record, Meeting) else None
    return decode_body(path, read_document(content), settings=settings, prompts=prompts(root), day=day)


def _own_templates(folder: Folder) -> list[bytes]:
    return [folder.read(f"templates/{entry.name}") or b"" for entry in folder.names("templates", ".md")]


@cache
def prompts(root: Path) -> frozenset[str]:
    """The comments of the blank pages, shipped and the pair's own: nobody's words until somebody changes them."""
    from coachlog.markdown.blocks import comments

    texts = [path.read_text(encoding="utf-8") for path in shipped("templates").glob("*.md")]
    texts += [content.decode("utf-8", "replace") for content in _own_templates(Folder(root))]
    return frozenset(words for text in texts for words in comments(text) if words)
