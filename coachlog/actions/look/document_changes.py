"""Delete a document, and give one another title; its id never changes, so that links stay."""

from pathlib import PurePosixPath

from coachlog.actions.documents import set_title
from coachlog.actions.find_document import find_path, is_clearly
from coachlog.actions.own.documents import read_own
from coachlog.actions.own.pages import own_pages_writer
from coachlog.actions.workspace import open_workspace
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.frozen import frozen
from coachlog.model.fields import one_line
from coachlog.model.kinds import KINDS, Record, count_kinds, kind_of_path
from coachlog.model.log import UnknownDocument
from coachlog.model.log_files import is_document
from coachlog.storage.files import Folder
from coachlog.storage.load import STEPS


@frozen
class ChangedDocument:
    """A document that was deleted or renamed: its file, kind and title, and the paths of those that name its id."""

    path: str
    kind: str
    title: str
    before: str
    linked_from: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the document's id."""
        return PurePosixPath(self.path).stem


def delete_document(context: Context, word: str) -> ChangedDocument:
    """Delete a document of the log as one entry, which `undo` takes back."""
    context.require_me()
    try:
        path = _require_document(context, word)
    except UnknownDocument as error:
        if (own := _find_own(context, word)) is not None:
            return _delete_own(context, own)
        steps = context.read(("meeting",), bodies=(STEPS,)).steps
        if any(step.id == word.removeprefix("^") for step in steps):
            raise UnknownDocument(str(error), f"it is a next step: coachlog steps drop {word}") from None
        raise
    title = _title_of(context, path)
    if not is_clearly(context, word, path):
        _confirm(context, word, path, title)
    linked_from = tuple(_naming(context, path))
    with context.change("delete") as change:
        change.read(path)  # what a person has typed in it is kept first
        change.remove(path)
        change.message = f"delete: {count_kinds([path])}"
    return ChangedDocument(path, _kind(path), title, title, linked_from)


def _confirm(context: Context, word: str, path: str, title: str) -> None:
    """Ask whether a document is meant by a word in the middle of its title; raise UnknownDocument if it is not."""
    name = f"{title} ({path})"
    if context.interactive and context.confirm(f"Do you mean {name}?", default=False):
        return
    said = "" if context.interactive else f"`{word}` may mean {name}, and that is not sure enough to delete it"
    raise UnknownDocument(said or "nothing was deleted", f"to delete it: coachlog delete {PurePosixPath(path).stem}")


def _find_own(context: Context, word: str) -> Record | None:
    """Return the own document with this whole id; a draft of a visit is one."""
    kinds = ("visit", *(kind.name for kind in KINDS if not kind.shared))
    records = (record for records in read_own(context, *kinds).records.values() for record in records)
    return next((record for record in records if word.strip().removesuffix(".md") in (record.id, record.path)), None)


def _delete_own(context: Context, record: Record) -> ChangedDocument:
    with own_pages_writer(context).change("delete") as change:
        change.read(record.path)
        change.remove(record.path)
        change.message = f"delete: {count_kinds([record.path])}"
    return ChangedDocument(record.path, _kind(record.path), record.title, record.title)


def rename_document(context: Context, word: str, title: str) -> ChangedDocument:
    """Give a document of the log another title; on a terminal ask for it."""
    context.require_me()
    path = _require_document(context, word)
    before = _title_of(context, path)
    new = one_line(title) or (one_line(context.ask("What shall it be called?", " ")) if context.interactive else "")
    if not new:
        raise UsageError("a document needs a title", f'say it in quotes: coachlog rename {word} "Its title"')
    with open_workspace(context, "rename", ()) as workspace:
        document = workspace.open(path)
        if document.title != new:
            workspace.replace(path, set_title(document, new, workspace.settings.headings))
        workspace.message = f"rename: {count_kinds([path])}"
    return ChangedDocument(path, _kind(path), new, before)


def _require_document(context: Context, word: str) -> str:
    path = find_path(context, word)
    if not is_document(path):
        raise CoachlogError(f"{path} is no document of the log", "coachlog search WORDS finds one")
    return path


def _kind(path: str) -> str:
    kind = kind_of_path(path)
    return kind.name if kind else ""


def _title_of(context: Context, path: str) -> str:
    """Return a document's title, its id if it has none or cannot be read."""
    log = context.read()
    titles = {record.path: record.title for records in log.records.values() for record in records}
    return titles.get(path) or PurePosixPath(path).stem


def _naming(context: Context, path: str) -> list[str]:
    """Return the paths of the other documents in which a document's id stands; a meeting's is also a day."""
    folder, name = Folder(context.root), PurePosixPath(path).stem.encode()
    name = b"[[" + name if _kind(path) == "meeting" else name
    others = (record.path for records in context.read().records.values() for record in records if record.path != path)
    return sorted(other for other in others if name in (folder.read(other) or b""))
