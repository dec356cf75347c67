"""The files in which this computer remembers what is shared with nobody, below a log's `.git/coachlog`."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from coachlog.frozen import frozen

# What reading a JSON file raises that anybody may have damaged by hand, in any way.
DAMAGED: Final = (OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


@lru_cache(16)  # a command asks for its files a hundred times
def _folder(root: Path) -> Path:
    return root / ".git/coachlog"


@frozen
class LocalState:
    """The paths of one log's local files: every name under `.git/coachlog` is spelled here alone.

    The names stay: a log made by an older coachlog has them already.
    """

    root: Path

    @property
    def folder(self) -> Path:
        """Return the folder of them all, in which new versions of the log's files are prepared too."""
        return _folder(self.root)

    @property
    def me(self) -> Path:
        """Return the file with the id of the person at this computer."""
        return self.folder / "me"

    @property
    def example(self) -> Path:
        """Return the empty file that an example has, whose own pages are beside it."""
        return self.folder / "example"

    @property
    def place(self) -> Path:
        """Return the JSON file with the shared place, its kind and its branches."""
        return self.folder / "place"

    @property
    def lock(self) -> Path:
        """Return the empty file that a writer of the log locks."""
        return self.folder / "lock"

    @property
    def sync_lock(self) -> Path:
        """Return the empty file that an exchange with the shared place locks."""
        return self.folder / "sync"

    @property
    def journal(self) -> Path:
        """Return the file of a checkout that is in progress: the entry it comes from, then the one it goes to."""
        return self.folder / "joining"

    @property
    def pending(self) -> Path:
        """Return the file of a write that is in progress: the newest entry's id, then the paths being written."""
        return self.folder / "pending"

    @property
    def opened(self) -> Path:
        """Return the list of the documents that an editor window has opened and may save at any time."""
        return self.folder / "open"

    @property
    def conflicts(self) -> Path:
        """Return the JSON file with the conflicts in the history up to an entry."""
        return self.folder / "twice"

    @property
    def left_aside(self) -> Path:
        """Return the list of the log's files whose names this disk cannot hold."""
        return self.folder / "left-aside"

    @property
    def last_look(self) -> Path:
        """Return the file with the id of the newest entry when this person last looked at the news."""
        return self.folder / "looked"

    @property
    def shown_lines(self) -> Path:
        """Return the JSON file with the period and a mark of the lines that `coachlog star` has shown last."""
        return self.folder / "shown-lines"

    @property
    def imports(self) -> Path:
        """Return the folder of what documents from outside brought, each by its digest."""
        return self.folder / "imports"

    @property
    def letters(self) -> Path:
        """Return the JSON file with the letters that were sent from here, and when they were answered."""
        return self.folder / "letters"

    @property
    def refused(self) -> Path:
        """Return the list of marks of the lines that this person would not share."""
        return self.folder / "refused"

    @property
    def term_asked(self) -> Path:
        """Return the file with the name of the ended term after which the next one was asked for."""
        return self.folder / "term-asked"

    @property
    def pages(self) -> Path:
        """Return the folder of the pages that `coachlog view` opens."""
        return self.folder / "pages"

    @property
    def damaged(self) -> Path:
        """Return the folder of the pieces of a history that could not be read."""
        return self.folder / "damaged"

    @property
    def mending(self) -> Path:
        """Return the folder of a repair that is in progress: a second history, fetched from the shared place."""
        return self.folder / "mending"

    @property
    def git_index(self) -> Path:
        """Return coachlog's own index in git's format, so that the person's own is left alone."""
        return self.folder / "git-index"

    @property
    def git_index_prefix(self) -> str:
        """Return how the folder of a git index in the making begins its name."""
        return "index-"

    def old_git_indexes(self) -> Iterator[Path]:
        """Return the folders of git indexes in the making, those of killed programs among them."""
        return self.folder.glob(f"{self.git_index_prefix}*")

    @property
    def index_is_at(self) -> Path:
        """Return the file with the entry at which the person's own git index was left behind."""
        return self.folder / "index-is-at"

    @property
    def index(self) -> Path:
        """Return the folder of what was read of the documents: a cache."""
        return self.folder / "index"

    def index_of(self, name: str) -> Path:
        """Return the JSON lines of what was read of one folder of documents, or of the settings."""
        return self.folder / f"index/{name}.json"

    def stale_lock(self, name: str) -> Path:
        """Return where a lock goes that a dead git has left."""
        return self.folder / f"stale-{name}"
