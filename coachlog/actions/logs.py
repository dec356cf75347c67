"""List the logs on this computer, and choose the default one."""

from dataclasses import dataclass
from pathlib import Path

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.storage.load import is_log, load_log


@dataclass(frozen=True, slots=True)
class ListedLog:
    """A log on this computer; its title is empty where it has none or its settings cannot be read."""

    root: Path
    title: str
    default: bool


def list_logs(context: Context) -> tuple[ListedLog, ...]:
    """Return the logs on this computer, the default one first."""
    return tuple(ListedLog(root, _load_title(root), number == 0) for number, root in enumerate(context.home.logs()))


def choose_default(context: Context, word: str) -> None:
    """Make a log the default one; raise CoachlogError where there is none of that name."""
    path = Path(word).expanduser().resolve()
    root = context.home.find_log(word) or (path if is_log(path) else None)
    if root is None:
        raise CoachlogError(f"there is no log `{word}`", "`coachlog logs` lists the logs on this computer")
    context.home.add(root, default=True)


def _load_title(root: Path) -> str:
    try:
        return load_log(root, ()).settings.title
    except CoachlogError:  # its settings cannot be read: it is a log all the same
        return ""
