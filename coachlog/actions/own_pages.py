"""The person's own pages, outside every log: their writer, and their history."""

from typing import TYPE_CHECKING

from coachlog.context import Context
from coachlog.errors import SurroundingsError
from coachlog.model.settings import UnknownPerson

if TYPE_CHECKING:
    from coachlog.git.commits import Author
    from coachlog.sync.commit import LogWriter


def own_pages_writer(context: Context) -> "LogWriter":
    """Return the writer of the own pages, which are made where there are none."""
    from coachlog.git.repo import Repo
    from coachlog.sync.commit import LogWriter

    folder = context.home.own
    if not (folder / ".git").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        Repo.create(folder)
    return LogWriter(Repo(folder), lambda: _author(context), context.now, context.tell, context.own_written)


def _author(context: Context) -> "Author":
    """Return the person of the log at hand, else nobody by name, for the own pages need no log."""
    from coachlog.git.commits import Author

    try:
        return context.author()
    except (SurroundingsError, UnknownPerson):
        return Author("Me", "me@coachlog.invalid")
