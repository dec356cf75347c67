"""`coachlog search`: words in the log's documents, whatever their case and accents."""

import unicodedata
from collections.abc import Iterator
from typing import Annotated

import typer

from coachlog.commands.frame import context_of, single
from coachlog.errors import UsageError
from coachlog.fields import spoken_count
from coachlog.kinds import KINDS
from coachlog.log import Log
from coachlog.markdown.blocks import split_lines
from coachlog.render.view import Answer, Line, Part
from coachlog.store.files import Folder
from coachlog.store.index import MAX_BYTES
from coachlog.store.reading import SHARED

# What a search cannot look into; any other document is searched as text, whatever else is wrong with it.
_MISSED = ("cannot-read", "too-large")


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
    log = context.read(kinds)
    folder = Folder(context.root)
    missed = [problem for problem in log.problems if problem.code in _MISSED]
    skipped = {problem.path for problem in missed}
    found = [
        {"path": path, "line": line, "text": text, "title": title}
        for path, title in _documents(folder, log, kinds)
        if path not in skipped
        for line, text in _lines(folder.read(path) or b"", wanted)
    ]
    parts: list[Part] = [Line(f"{hit['path']}:{hit['line']}: {hit['text']}") for hit in found]
    if not parts:
        parts.append(Line(f"Nothing found for {' '.join(words)}."))
    elif len(found) > 1:
        parts.append(Line(spoken_count(len(found), "line"), quiet=True))
    return Answer(found, parts, missed, listing=True)


app = single(search)


def bare(text: str) -> str:
    """Text as it is searched: without case, accents or the form of quotes."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
    return text.casefold()


def _kinds(word: str) -> tuple[str, ...]:
    if not word:
        return SHARED
    named = [kind.name for kind in KINDS if kind.shared and word.casefold() in (kind.name, kind.plural, kind.folder)]
    if not named:
        raise UsageError(f"`{word}` is no kind of document", f"the kinds are: {', '.join(SHARED)}")
    return tuple(named)


def _documents(folder: Folder, log: Log, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    titles = {record.path: record.title for records in log.records.values() for record in records}
    for kind in (kind for kind in KINDS if kind.name in kinds):
        for entry in folder.names(kind.folder, ".md"):
            path = f"{kind.folder}/{entry.name}"
            yield path, titles.get(path, entry.name.removesuffix(".md"))


def _lines(content: bytes, wanted: list[str]) -> Iterator[tuple[int, str]]:
    text = content[:MAX_BYTES].decode("utf-8", "replace")
    whole = bare(text)
    if all(word in whole for word in wanted):
        for number, line in enumerate(split_lines(text), 1):
            plain = bare(line)
            if all(word in plain for word in wanted):
                yield number, line.strip()
