"""Move a document from the log to the own pages, if nobody else sees it."""

from contextlib import suppress
from pathlib import Path

from coachlog.actions.own.pages import own_pages_writer
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.markdown.document import Unreadable, read_document
from coachlog.markdown.edit import set_key
from coachlog.markdown.edit_yaml import CannotEdit
from coachlog.model.fields import format_list
from coachlog.model.log_files import is_document, is_meeting
from coachlog.model.own_documents import OWN_FOLDERS, is_own
from coachlog.model.settings import Person
from coachlog.storage.disk import unlink
from coachlog.storage.files import Folder
from coachlog.storage.load import SHARED_KINDS


@frozen
class MovedDocument:
    """A document that was moved to the own pages; `was_kept` tells if the log's history has it."""

    path: str
    file: Path
    was_kept: bool


def move_to_own(context: Context, typed: str, *, yes: bool = False) -> MovedDocument:
    """Move a document of the log, named by its path, to the own pages; ask first if it is not one person's alone."""
    me = context.require_me()
    path = _path_in_log(context, typed)
    content = Folder(context.root).read(path)
    if content is None:
        raise CoachlogError(f"there is no file {path} in this log", "name it as the message or `coachlog check` does")
    others = _others_in(context, me, path, content)
    if others and not yes:
        _ask_about_others(context, path, others)
    folder, _, name = path.rpartition("/")
    folder = folder if folder.partition("/")[0] in (*OWN_FOLDERS, "visits", "reflections") else "notes"
    if folder == "notes" and is_meeting(path):  # the note of that day is a private note's
        name, content = f"meeting-{name}", _as_note(content)
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


def _others_in(context: Context, me: Person, path: str, content: bytes) -> tuple[str, ...]:
    """Return the names of the others who wrote in a document of the pair, by the log's history and by its lines."""
    if is_own(path, content.decode("utf-8", "replace")) or not is_document(path):
        return ()
    settings = context.settings
    entries = [commit for commit in context.repo.commits.log(path=path) if len(commit.parents) < 2]
    writers = {(commit.author.name, commit.author.email) for commit in entries}
    names = [name for name, email in writers if not settings.is_writer(me, name, email)]
    bodies = context.read(bodies=SHARED_KINDS).bodies
    sections = bodies[path].sections if path in bodies else ()
    by = {entry.by for section in sections for entry in section.entries if not entry.unsigned}
    names += [settings.named(person.id) for person in settings.people if person.id != me.id and person.id in by]
    return tuple(sorted({*names}))


def _ask_about_others(context: Context, path: str, others: tuple[str, ...]) -> None:
    """Ask whether the others' words are to leave the log, too; raise CoachlogError if they are not."""
    told = f"{path} has words of {format_list(others)}, and leaves the log for everybody"
    if context.interactive and context.confirm(f"{told}. Move it to your own pages?", default=False):
        return
    raise CoachlogError(
        "nothing was moved" if context.interactive else told,
        f"if that is meant: coachlog private --move {path} --yes",
    )


def _as_note(content: bytes) -> bytes:
    """Return a meeting's note as a private one; one that cannot be read stays as it is."""
    with suppress(Unreadable, CannotEdit):
        return set_key(read_document(content), ("type",), "note").text.encode()
    return content


def _path_in_log(context: Context, typed: str) -> str:
    """Return a path in the log, typed from the log's folder or from the one at hand."""
    root = context.root.resolve()
    for file in (root / typed, Path(typed).absolute()):
        if file.is_file() and file.resolve().is_relative_to(root):
            return file.relative_to(root).as_posix() if file.is_relative_to(root) else typed
    return typed
