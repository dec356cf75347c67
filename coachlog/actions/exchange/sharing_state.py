"""Read the state of sharing: news from the partner, changes only on this computer, unfinished work."""

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from coachlog.context import Context
from coachlog.errors import SurroundingsError
from coachlog.frozen import frozen
from coachlog.model.fields import format_count, format_list
from coachlog.model.settings import Person, Settings, UnknownPerson
from coachlog.storage.local_state import LocalState
from coachlog.sync.conflicts import find_conflicts, is_shared

if TYPE_CHECKING:
    from coachlog.mail.letter import SentLetter


class Unfinished(Enum):
    """Why a log's folder is not ready: git shows an old commit, or something begun with git is not finished."""

    OLD_COMMIT = auto()
    MERGE = auto()
    OTHER = auto()


@frozen
class SharingState:
    """Counts of news, unshared changes and conflicts; `unshared` is None if the log has no shared place.

    `letter` was sent and is not answered yet.
    """

    news: int
    unshared: int | None
    conflicts: int
    unfinished: Unfinished | None
    letter: "SentLetter | None" = None


def read_sharing_state(context: Context) -> SharingState:
    """Count what is new, only here, or in conflict; git is asked only of a log that is shared."""
    conflicts, unfinished = len(find_conflicts(context.root, lambda: context.repo)), find_unfinished(context.root)
    letter = find_waiting_letter(context.root)
    if not is_shared(context.root):
        return SharingState(0, None, conflicts, unfinished, letter)
    from coachlog.actions.exchange.news import find_news

    try:
        news = sum(len(one.sentences) for one in find_news(context))
        return SharingState(news, unshared_count(context.root), conflicts, unfinished, letter)
    except (SurroundingsError, UnknownPerson):  # without git a log is still read
        return SharingState(0, None, conflicts, unfinished, letter)


def find_waiting_letter(root: Path) -> "SentLetter | None":
    """Return the letter that is not answered yet; if none was ever sent, nothing of letters is imported."""
    if not LocalState(root).letters.exists():
        return None
    from coachlog.storage.sent_letters import waiting_letter

    return waiting_letter(root)


def find_unfinished(root: Path) -> Unfinished | None:
    """Return why a log's folder is not ready; None if it is."""
    from coachlog.git.repo_state import RepoState, State

    git_folder = root / ".git"
    repo_state = RepoState(git_folder)
    state = repo_state.current() if git_folder.is_dir() else State.READY
    if state is State.READY:
        return None
    if state is State.DETACHED:
        return Unfinished.OLD_COMMIT
    return Unfinished.MERGE if repo_state.merge_head() else Unfinished.OTHER


def unshared_count(root: Path) -> int | None:
    """Return how many changes are on this computer only; None if the log has no shared place."""
    from coachlog.git.refs import SHARED
    from coachlog.git.repo import Repo
    from coachlog.sync.remote_config import recall

    shared = recall(root)
    if shared is None:
        return None
    repo = Repo(root)
    # Plain git may have fetched or pushed what coachlog has not seen yet.
    there = [repo.refs.get(name) for name in (SHARED, f"refs/remotes/origin/{shared.there or shared.branch}")]
    newest = repo.refs.head()
    return repo.ancestry.count([newest], list(filter(None, there))) if newest and newest not in there else 0


def partner_names(settings: Settings, me: Person | None) -> str:
    """Return the names of the people whom a change goes to."""
    names = [person.name or person.id for person in settings.people if me is None or person.id != me.id]
    return format_list(names) or "your partner"


def format_unshared(count: int) -> str:
    """Say how much is only on this computer."""
    if not count:
        return "Nothing is waiting."
    return f"{format_count(count, 'change')} {'is' if count == 1 else 'are'} only on this computer: coachlog sync"
