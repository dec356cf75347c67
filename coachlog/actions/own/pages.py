"""The person's own pages, outside every log: their writer, and their history."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coachlog.context import Context
from coachlog.errors import SurroundingsError
from coachlog.model.settings import Person, UnknownPerson
from coachlog.storage import disk
from coachlog.storage.files import plain_errors

if TYPE_CHECKING:
    from coachlog.git.commits import Author, Trailers
    from coachlog.sync.commit import LogWriter


WITH: Final = "With"  # names the log's entry that the same command made just before
ONE_CHOICE: Final = "report: 1 choice"  # says an entry with a choice of a line for a page
AFTER: Final = "After"  # names the log's newest entry at the time


def own_pages_writer(context: Context) -> "LogWriter":
    """Return the writer of the own pages, which are made if there are none."""
    from coachlog.git.repo import Repo
    from coachlog.sync.commit import LogWriter

    folder = context.home.own
    if not _has_history(folder):
        folder.mkdir(parents=True, exist_ok=True)
        Repo.create(folder)
    writer = LogWriter(Repo(folder), lambda: own_author(context), context.now, context.tell, context.own_written)
    writer.trailers = lambda: _place_in_time(context)
    return writer


def host_of(context: Context) -> Person | None:
    """Return whose own pages these are, if that is somebody else than whom `--me` names; else None."""
    owner = context.person_at_this_computer if context.options.me else None
    return owner if owner and owner != context.me else None


def has_own_history(context: Context) -> bool:
    """Tell whether anything was ever written in the own pages."""
    return (context.home.own / ".git" / "HEAD").is_file()


def _place_in_time(context: Context) -> "Trailers":
    """Return which entry of the log at hand an entry comes after: clocks of one second do not tell."""
    if context.written:
        return ((WITH, context.written[-1]),)
    with suppress(SurroundingsError):  # outside of every log
        head = context.repo.refs.head()
        return ((AFTER, head),) if head else ()
    return ()


def _has_history(folder: Path) -> bool:
    """Tell whether the own pages have a whole repository; delete one that a killed command began, with no entry yet.

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


def own_author(context: Context) -> "Author":
    """Return the person of the log at hand, else nobody by name, for the own pages need no log."""
    from coachlog.git.commits import Author

    try:
        return context.author()
    except (SurroundingsError, UnknownPerson):
        return Author("Me", "me@coachlog.invalid")
