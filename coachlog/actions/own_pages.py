"""The person's own pages, outside every log: their writer, and their history."""

from pathlib import Path
from typing import TYPE_CHECKING

from coachlog.context import Context
from coachlog.errors import SurroundingsError
from coachlog.model.settings import UnknownPerson
from coachlog.storage import disk
from coachlog.storage.files import plain_errors

if TYPE_CHECKING:
    from coachlog.git.commits import Author
    from coachlog.sync.commit import LogWriter


def own_pages_writer(context: Context) -> "LogWriter":
    """Return the writer of the own pages, which are made where there are none."""
    from coachlog.git.repo import Repo
    from coachlog.sync.commit import LogWriter

    folder = context.home.own
    if not _has_history(folder):
        folder.mkdir(parents=True, exist_ok=True)
        Repo.create(folder)
    return LogWriter(Repo(folder), lambda: _author(context), context.now, context.tell, context.own_written)


def _has_history(folder: Path) -> bool:
    """Tell whether the own pages have a whole repository; what a killed command began, with no entry yet, goes.

    Of one with entries an empty HEAD goes, because git makes a missing one anew.
    """
    inside = folder / ".git"
    if not inside.is_dir():
        return False
    head, objects = inside / "HEAD", inside / "objects"
    parts = (objects, inside / "refs", inside / "info" / "attributes")
    if head.is_file() and head.read_bytes().strip() and all(part.exists() for part in parts):
        return True
    with plain_errors(folder.name, "made"):
        if not any(path.is_file() for path in objects.rglob("*")):
            disk.remove_tree(inside)
        elif head.is_file() and not head.read_bytes().strip():
            disk.unlink(head)
    return False


def _author(context: Context) -> "Author":
    """Return the person of the log at hand, else nobody by name, for the own pages need no log."""
    from coachlog.git.commits import Author

    try:
        return context.author()
    except (SurroundingsError, UnknownPerson):
        return Author("Me", "me@coachlog.invalid")
