"""Find words in the log's documents, whatever their case and accents."""

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from coachlog.context import Context
from coachlog.errors import Problem, UsageError
from coachlog.frozen import frozen
from coachlog.markdown.blocks import split_lines, without_comments
from coachlog.model.kinds import KINDS, Kind
from coachlog.model.links import read_marks, with_titles
from coachlog.storage.files import FileNotRead, Folder
from coachlog.storage.index import MAX_BYTES, too_large
from coachlog.storage.reading import prompts

Lines = list[tuple[int, str]]  # numbers from 1, and what the lines say


class Hit(NamedTuple):
    """A line with all words, and its document's title."""

    path: str
    line: int
    text: str
    title: str


@frozen
class SearchResult:
    """The hits in the order of the files, and the problems of files that were not searched.

    `without_check_in` tells that there are more in a Check-in, which goes into no file.
    """

    hits: tuple[Hit, ...]
    problems: tuple[Problem, ...]
    without_check_in: bool = False


def search_log(context: Context, words: Sequence[str], kind: str) -> SearchResult:
    """Find the lines that have all words, in all documents or in those of a kind."""
    wanted = [plain_text(" ".join(word.split())) for word in words if word.strip()]
    if not wanted:
        raise UsageError("there is nothing to look for", "say a word: coachlog search ratios")
    kinds = _choose_kinds(kind)
    lines_of, problems = _search_files(Folder(context.root), kinds, wanted)
    found = lines_of
    if context.options.to:
        lines_of = {path: _without_check_ins(context, path, lines) for path, lines in found.items()}
    # The index knows the titles; it is asked only for kinds with a hit.
    log = context.read([kind.name for kind in kinds if any(path.startswith(f"{kind.folder}/") for path in lines_of)])
    titles = {record.path: record.title for records in log.records.values() for record in records}
    hits = (
        Hit(path, line, with_titles(read_marks(text).words, lambda _: ""), titles.get(path, Path(path).stem))
        for path, lines in lines_of.items()
        for line, text in lines
    )
    return SearchResult(tuple(hits), tuple(problems), without_check_in=lines_of != found)


def _without_check_ins(context: Context, path: str, lines: Lines) -> Lines:
    from coachlog.actions.documents import lines_for_output

    may_leave = lines_for_output(context, path)
    return [(number, line) for number, line in lines if may_leave(number)]


def plain_text(text: str) -> str:
    """Return a text as it is searched: without case, accents or the form of quotes."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'")
    return text.casefold()


def _choose_kinds(word: str) -> list[Kind]:
    shared = [kind for kind in KINDS if kind.shared]
    chosen = [kind for kind in shared if not word or word.casefold() in (kind.name, kind.plural, kind.folder)]
    if not chosen:
        raise UsageError(
            f"`{word}` is no kind of document", f"the kinds are: {', '.join(kind.name for kind in shared)}"
        )
    return chosen


def _search_files(folder: Folder, kinds: list[Kind], wanted: list[str]) -> tuple[dict[str, Lines], list[Problem]]:
    """Return the numbered lines with all words by path, and a problem for each file that was not searched."""
    lines_of: dict[str, Lines] = {}
    problems = []
    unchanged = prompts(folder.root)
    for path in (f"{kind.folder}/{entry.name}" for kind in kinds for entry in folder.names(kind.folder, ".md")):
        try:
            content = folder.read(path) or b""
        except FileNotRead as error:
            problems.append(Problem(path, 1, "cannot-read", error.sentence))
            continue
        if len(content) > MAX_BYTES:
            problems.append(too_large(path))
        elif lines := list(_find_lines(content.decode("utf-8", "replace"), wanted, unchanged)):
            lines_of[path] = lines
    return lines_of, problems


def _find_lines(text: str, wanted: list[str], unchanged: frozenset[str]) -> Iterator[tuple[int, str]]:
    whole = plain_text(text)
    if all(word in whole for word in wanted):
        for number, line in enumerate(split_lines(without_comments(text, unchanged)), 1):
            plain = plain_text(line)
            if all(word in plain for word in wanted):
                yield number, line.strip()
