"""The result of the last import of a document: the base for merging the next one."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from coachlog.actions.exchange.history import entries_with
from coachlog.context import Context
from coachlog.git.refs import SET_ASIDE
from coachlog.markdown.task_line import without_id
from coachlog.model.kinds import kind_of_path
from coachlog.regex import regex
from coachlog.storage.files import replace
from coachlog.storage.local_state import LocalState

if TYPE_CHECKING:
    from coachlog.git.commits import Commit, Trailers

IMPORTED: Final = "Imported"
_COPY: Final = regex(r"(?:\s*\(\d+\)|\s+\d+|\s*- (?:copy|kopie)|\s*- google docs)+\Z")
_ROW: Final = regex(r"(\S*) ([0-9a-f]{24}) (.+)")  # anybody may have written others: a digest is a file's name here
_OF_COPY: Final = regex(r"\A(?:copy of|kopie von)\s+")


def source_key(name: str) -> str:
    """Return a few letters for a document, the same for each download of it: its name stays on this computer."""
    stem = " ".join(PurePosixPath(name).stem.casefold().replace("_", " ").split())
    plain = _OF_COPY.sub("", _COPY.sub("", stem))
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def trailers_of(key: str, texts: Mapping[str, str]) -> "Trailers":
    """Return the trailers of an import: its files, and a digest of the new text of each."""
    return tuple((IMPORTED, f"{key} {_digest(text)} {path}") for path, text in texts.items())


def remember(context: Context, texts: Mapping[str, str]) -> None:
    """Keep on this computer what an import brought, by its digest."""
    folder = LocalState(context.root).imports
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts.values():
        path = folder / _digest(text)
        if not path.exists():
            replace(path, text.encode())


class LastImport(NamedTuple):
    """The texts of the last import of a document by path, and the notes that it no longer has."""

    bases: Mapping[str, str]
    gone: tuple[str, ...]


def find_last_import(context: Context, key: str, texts: Mapping[str, str]) -> LastImport:
    """Return the known texts of earlier imports of a document, except those that were undone.

    The document is known by its name, else by most of its meetings being as they came before.
    """
    imports = list(_imports(context))
    keys = {key, *_like(imports, texts)}
    bases, paths = dict[str, str](), set[str]()
    for commit, rows in imports:
        for row_key, digest, path in rows:
            if row_key not in keys:
                continue
            paths.add(path)
            if path in texts and path not in bases:
                text = _text_of(context, commit, digest, path)
                if text is not None:
                    bases[path] = text
    return LastImport(bases, tuple(sorted(paths - set(texts))))


_Row = tuple[str, str, str]


def _imports(context: Context) -> "Iterator[tuple[Commit, Sequence[_Row]]]":
    """Yield the imports that were not undone, the newest first, with their rows.

    One that was left out of the shared history, for a name that it had, is known on this computer alone.
    """
    repo, head = context.repo, context.repo.refs.head()
    tips = repo.refs.below(SET_ASIDE).values()
    aside = [entry for tip in tips for entry in entries_with(repo, IMPORTED, tip, since=head)]
    aside.sort(key=lambda entry: entry[0].when, reverse=True)
    for commit, values in (*entries_with(repo, IMPORTED), *aside):
        rows = filter(None, map(_ROW.fullmatch, values))
        yield commit, [(row[1], row[2], row[3]) for row in rows if kind_of_path(row[3])]


def _like(imports: "Sequence[tuple[Commit, Sequence[_Row]]]", texts: Mapping[str, str]) -> set[str]:
    """Return the keys of documents that are this one under another name: most of it is as it came from them."""
    digests = {path: _digest(text) for path, text in texts.items()}
    counts: dict[str, set[str]] = {}
    for _, rows in imports:
        for key, digest, path in rows:
            if digests.get(path) == digest:
                counts.setdefault(key, set()).add(path)
    return {key for key, paths in counts.items() if len(paths) * 2 > len(texts)}


def _text_of(context: Context, commit: "Commit", digest: str, path: str) -> str | None:
    """Return the text that an import brought for a file, from this computer, else from the history."""
    kept = LocalState(context.root).imports / digest
    try:
        text = kept.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        content = context.repo.commits.contents([path], commit.id).get(path)
        text = without_id(content.decode("utf-8", "replace")) if content else ""
    return text if _digest(text) == digest else None


def _digest(text: str) -> str:
    return hashlib.sha256(without_id(text).encode()).hexdigest()[:24]
