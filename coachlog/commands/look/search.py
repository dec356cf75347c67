"""`coachlog search`: words in the log's documents, whatever their case and accents."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from coachlog.app.command import command, context_of
from coachlog.errors import CoachlogError, Problem, UsageError
from coachlog.markdown.blocks import split_lines
from coachlog.model.fields import format_count
from coachlog.model.kinds import KINDS, Kind
from coachlog.render.view import Answer, Line, Part
from coachlog.storage.files import Folder
from coachlog.storage.index import MAX_BYTES, too_large

_Hits = dict[str, list[tuple[int, str]]]  # by path: line numbers and lines


def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words that stand on one line")],
    kind: Annotated[str, typer.Option(metavar="KIND", help="Only meetings, goals, lessons, …")] = "",
) -> Answer:
    """Find words in the log, with file and line."""
    context = context_of(ctx)
    wanted = [bare(word) for word in words if word.strip()]
    if not wanted:
        raise UsageError("there is nothing to look for", "say a word: coachlog search ratios")
    kinds = _kinds(kind)
    hits, missed = _look(Folder(context.root), kinds, wanted)
    # The index knows the titles; it is asked only for kinds in which something was found.
    log = context.read([kind.name for kind in kinds if any(hit.startswith(f"{kind.folder}/") for hit in hits)])
    titles = {record.path: record.title for records in log.records.values() for record in records}
    found = [
        {"path": path, "line": line, "text": text, "title": titles.get(path, Path(path).stem)}
        for path, lines in hits.items()
        for line, text in lines
    ]
    parts: list[Part] = [Line(f"{hit['path']}:{hit['line']}: {hit['text']}") for hit in found]
    if not parts:
        parts.append(Line(f"Nothing found for {' '.join(words)}."))
    elif len(found) > 1:
        parts.append(Line(format_count(len(found), "line"), quiet=True))
    return Answer(found, parts, missed, listing=True)


app = command(search)


def bare(text: str) -> str:
    """Text as it is searched: without case, accents or the form of quotes."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
    return text.casefold()


def _kinds(word: str) -> list[Kind]:
    shared = [kind for kind in KINDS if kind.shared]
    named = [kind for kind in shared if not word or word.casefold() in (kind.name, kind.plural, kind.folder)]
    if not named:
        raise UsageError(
            f"`{word}` is no kind of document", f"the kinds are: {', '.join(kind.name for kind in shared)}"
        )
    return named


def _look(folder: Folder, kinds: list[Kind], wanted: list[str]) -> tuple[_Hits, list[Problem]]:
    """The lines that have the words, by path, and the files that could not be looked into."""
    hits: _Hits = {}
    missed = []
    for path in (f"{kind.folder}/{entry.name}" for kind in kinds for entry in folder.names(kind.folder, ".md")):
        try:
            content = folder.read(path) or b""
        except CoachlogError as error:
            missed.append(Problem(path, 1, "cannot-read", error.sentence))
            continue
        if len(content) > MAX_BYTES:
            missed.append(too_large(path))
        elif lines := list(_lines(content.decode("utf-8", "replace"), wanted)):
            hits[path] = lines
    return hits, missed


def _lines(text: str, wanted: list[str]) -> Iterator[tuple[int, str]]:
    whole = bare(text)
    if all(word in whole for word in wanted):
        for number, line in enumerate(split_lines(text), 1):
            plain = bare(line)
            if all(word in plain for word in wanted):
                yield number, line.strip()
