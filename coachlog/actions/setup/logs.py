"""List the logs on this computer, and choose the default one."""

from collections.abc import Mapping
from pathlib import Path

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.model.fields import did_you_mean
from coachlog.storage.disk import whole_path
from coachlog.storage.files import FileNotRead
from coachlog.storage.load import is_log, load_log


@frozen
class ListedLog:
    """A log on this computer; its title is empty if it has none or its settings cannot be read.

    One that is `closed` is at rest: in no listing over all logs, and never the default.
    """

    root: Path
    title: str
    default: bool
    closed: bool


@frozen
class LogList:
    """The logs that were asked for, the number of those at rest that were not, and a sentence on each that is away."""

    logs: tuple[ListedLog, ...]
    at_rest: int
    away: Mapping[Path, str]


def list_logs(context: Context, *, everything: bool) -> LogList:
    """Return the logs on this computer, the default one first, those at rest last or not at all."""
    live = context.home.open_logs()
    closed = [log for log in context.home.logs() if log not in live]
    logs = [ListedLog(root, _load_title(root), default=number == 0, closed=False) for number, root in enumerate(live)]
    if everything:
        logs += [ListedLog(root, _load_title(root), default=False, closed=True) for root in closed]
    return LogList(tuple(logs), 0 if everything else len(closed), context.home.away())


def set_closed(context: Context, word: str, *, closed: bool) -> ListedLog:
    """Put a log at rest, or take it back into the listings; raise CoachlogError if there is none of that name."""
    root = context.home.find_away(word) or _find(context, word)
    context.home.set_closed(root, closed=closed)
    return ListedLog(root, _load_title(root), root == next(iter(context.home.open_logs()), None), closed)


def choose_default(context: Context, word: str) -> None:
    """Make a log the default one; raise CoachlogError if there is none of that name."""
    context.home.add(_find(context, word), default=True)


def _find(context: Context, word: str) -> Path:
    path = whole_path(Path(word))
    root = context.home.find_log(word) or (path if is_log(path) else None)
    if root is None:
        hint = did_you_mean(word, (log.name for log in context.home.logs()), "coachlog logs --all lists them")
        raise CoachlogError(f"there is no log `{word}`", hint)
    return root


def _load_title(root: Path) -> str:
    try:
        return load_log(root, ()).settings.title
    except FileNotRead:  # its settings cannot be read: it is a log all the same
        return ""
