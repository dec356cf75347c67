"""Hand edits that deleted documents: found before they are kept, and taken back from the history."""

from collections.abc import Iterator, Mapping
from typing import Final

from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.frozen import frozen
from coachlog.model.fields import format_count, normalize
from coachlog.model.log_files import is_document
from coachlog.storage.files import Folder, PathOutsideFolder, UnreadableFile

RESTORE: Final = "coachlog undo --deleted"
_SHOWN: Final = 5

_Contents = Mapping[str, bytes | None]  # whole files by path; None is no file


@frozen
class Restored:
    """The paths of the documents that were brought back."""

    paths: tuple[str, ...]


def find_gone(context: Context, before: _Contents, disk: _Contents) -> tuple[str, ...]:
    """Return the documents that the history has and the disk has lost; a renamed one is not gone."""
    gone = [path for path, content in disk.items() if content is None and before.get(path) and is_document(path)]
    if not gone:
        return ()
    from coachlog.changes import find_renamed

    versions = {path: (before.get(path), content) for path, content in disk.items()}
    renamed = set(find_renamed(versions, context.settings).values())
    return tuple(path for path in gone if path not in renamed)


def find_emptied(before: _Contents, disk: _Contents) -> tuple[str, ...]:
    """Return the documents that had words in the history and have none on the disk."""
    blank = [path for path, content in disk.items() if content is not None and not content.strip()]
    return tuple(path for path in blank if is_document(path) and (before.get(path) or b"").strip())


def find_gone_by_hand(context: Context) -> tuple[str, ...]:
    """Return the documents that are gone or emptied since the last commit."""
    disk, _ = read_files(context.writer.folder, context.repo.worktree.changed_files())
    before = context.repo.commits.contents(disk)
    return (*find_gone(context, before, disk), *find_emptied(before, disk))


def format_gone(paths: tuple[str, ...]) -> str:
    """Say that documents are gone, with the command that brings them back."""
    names = ", ".join(paths[:_SHOWN]) + (", …" if len(paths) > _SHOWN else "")
    documents = "a document is" if len(paths) == 1 else f"{format_count(len(paths), 'document')} are"
    named = f" {paths[0]}" if len(paths) == 1 else ""
    return f"{documents} gone ({names}). To have {'it' if len(paths) == 1 else 'them'} again: {RESTORE}{named}"


def restore(context: Context, word: str) -> Restored:
    """Bring back the document that a word means, else those gone by hand, else the last that were deleted.

    A document whose file got another name by hand is not deleted: it gets back the name that the word means.
    """
    if word and (renamed := next(_renamed(context, word), None)):
        return _give_back_name(context, *renamed)
    by_hand = find_gone_by_hand(context)
    contents = _meant(word, context.repo.commits.contents(by_hand))
    if not contents:
        contents = dict(next(_deleted(context, word), {}))
    if not contents:
        name = f" `{word}`" if word else ""
        raise CoachlogError(f"no deleted document{name} is known", "`coachlog history` tells what was done")
    with context.change("undo") as change:
        for path, content in contents.items():
            if content is not None:
                change.write(path, content)
        change.message = f"undo: {format_count(len(contents), 'document')} brought back"
    return Restored(tuple(contents))


def is_gone(context: Context, word: str) -> bool:
    """Tell whether a word means a document that can be brought back."""
    return bool(next(_renamed(context, word), None) or next(_deleted(context, word), None))


def _renamed(context: Context, word: str) -> Iterator[tuple[str, str]]:
    """Yield the present and the old name of each file that a word means and that got another name, the newest first."""
    from coachlog.actions.exchange.history import versions_of
    from coachlog.changes import Versions, find_renamed

    folder, repo = context.writer.folder, context.repo

    def here(versions: Versions) -> Iterator[tuple[str, str]]:
        for new, old in find_renamed(versions, context.settings).items():
            means_it = is_document(old) and _means(word, old)
            if means_it and folder.read_replaced(old) is None and folder.read_replaced(new) is not None:
                yield new, old

    disk, _ = read_files(folder, repo.worktree.changed_files())
    before = repo.commits.contents(disk)
    yield from here({path: (before.get(path), content) for path, content in disk.items()})
    for commit in repo.commits.log():
        if len(commit.parents) == 1 and any(is_document(path) and _means(word, path) for path in commit.paths):
            yield from here(versions_of(repo, [commit]).get(commit.id, {}))


def _give_back_name(context: Context, now: str, old: str) -> Restored:
    with context.change("undo") as change:
        content = change.read(now)
        if content is not None:
            change.write(old, content)
            change.remove(now)
        change.message = "undo: 1 document has its name again"
    return Restored((old,))


def _deleted(context: Context, word: str) -> Iterator[_Contents]:
    """Yield the documents that each commit deleted, the newest first: those that a word means and are still gone."""
    folder = context.writer.folder
    for commit in context.repo.commits.log():
        paths = [path for path in commit.paths if is_document(path) and folder.read_replaced(path) is None]
        if paths and commit.parents:
            present = _meant(word, context.repo.commits.contents(paths, commit.parents[0]))
            if present:
                yield present


def _meant(word: str, contents: _Contents) -> dict[str, bytes | None]:
    """Return the documents that a word means, by their ids or by words of their titles; all without a word."""
    there = {path: content for path, content in contents.items() if content is not None}
    return {
        path: content for path, content in there.items() if not word or _means(word, path) or _titled(word, content)
    }


def _titled(word: str, content: bytes) -> bool:
    from coachlog.markdown.document import Unreadable, read_document

    try:
        return normalize(word) in normalize(read_document(content).title)
    except Unreadable:
        return False


def _means(word: str, path: str) -> bool:
    """Tell whether a word is a document's path, or the beginning of its id."""
    return word == path or path.rpartition("/")[2].casefold().startswith(word.casefold())


def read_files(folder: Folder, paths: tuple[str, ...]) -> tuple[dict[str, bytes | None], list[Problem]]:
    """Return the files on the disk, and a problem for each that can't be kept."""
    disk: dict[str, bytes | None] = {}
    problems = []
    for path in paths:
        try:
            disk[path] = folder.read_replaced(path)
        except PathOutsideFolder:
            message = "a log can't keep a file of this name; rename the file"
            problems.append(Problem(path, 1, "windows-name", message))
        except UnreadableFile:
            message = "it can't be read now, maybe because another program has it open; it is kept the next time"
            problems.append(Problem(path, 1, "cannot-read", message))
    return disk, problems
