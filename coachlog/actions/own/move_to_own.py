"""Move a document from the log to the own pages, if nobody else sees it."""

from pathlib import Path

from coachlog.actions.own.pages import own_pages_writer
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.model.own_documents import OWN_FOLDERS
from coachlog.storage.disk import unlink
from coachlog.storage.files import Folder


@frozen
class MovedDocument:
    """A document that was moved to the own pages; `was_kept` tells if the log's history has it."""

    path: str
    file: Path
    was_kept: bool


def move_to_own(context: Context, typed: str) -> MovedDocument:
    """Move a document of the log, named by its path, to the own pages."""
    context.require_me()
    path = _path_in_log(context, typed)
    content = Folder(context.root).read(path)
    if content is None:
        raise CoachlogError(f"there is no file {path} in this log", "name it as the message or `coachlog check` does")
    folder, _, name = path.rpartition("/")
    folder = folder if folder.partition("/")[0] in (*OWN_FOLDERS, "visits", "reflections") else "notes"
    with own_pages_writer(context).change("private") as change:
        stem, dot, ending = name.rpartition(".")
        target, number = f"{folder}/{name}", 1
        while change.read(target) not in (None, content):
            number += 1
            target = f"{folder}/{stem or ending}-{number}{dot}{ending if stem else ''}"
        change.write(target, content)
        change.message = "private: 1 document moved here"
    was_kept = bool(context.repo.commits.contents([path]).get(path))
    unlink(context.root / path)
    if was_kept:
        context.writer.commit_edits([path], "private: 1 document moved to the own pages")
    return MovedDocument(path, context.home.own / target, was_kept)


def _path_in_log(context: Context, typed: str) -> str:
    """Return a path in the log, typed from the log's folder or from the one at hand."""
    root = context.root.resolve()
    for file in (root / typed, Path(typed).absolute()):
        if file.is_file() and file.resolve().is_relative_to(root):
            return file.relative_to(root).as_posix() if file.is_relative_to(root) else typed
    return typed
