"""Clone a shared log: into a folder beside its remote, which is moved into place when it is complete."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, count
from pathlib import Path

from coachlog.errors import SurroundingsError
from coachlog.git.config import install_driver
from coachlog.git.errors import visible
from coachlog.git.refs import SHARED
from coachlog.git.remote import GitRemote
from coachlog.git.remote_errors import SyncFailed
from coachlog.git.repo import Repo
from coachlog.model.settings import FILE
from coachlog.storage import disk
from coachlog.storage.files import Folder, plain_errors
from coachlog.storage.local_state import LocalState
from coachlog.sync.checkout import checkout
from coachlog.sync.merge_commits import merge_all, require_format, with_portable_names
from coachlog.sync.remote_config import Shared, place_of, remember


class NothingThere(SyncFailed):
    """Nobody has shared anything in a place yet."""


Require = Callable[[bytes | None, str], None]  # takes the settings that are there, if any, and the place's name


def require_log(settings: bytes | None, where: str) -> None:
    """Raise if a place has no log, or one of a newer format."""
    if settings is None:
        raise SurroundingsError(
            f"{where} holds something that is not a log",
            "ask your partner for the line that begins with coachlog join",
        )
    require_format(settings)


def clone_log(near: Path, shared: Shared, attend: Callable[[GitRemote], None], require: Require = require_log) -> Path:
    """Clone into a new folder beside `near` and return it; delete it again if that fails.

    `require` looks at what is in the place before any of it is written.
    """
    with plain_errors(near.name, "made"):
        near.parent.mkdir(parents=True, exist_ok=True)
        making = _free_folder(near)
        making.mkdir()
    try:
        _fill(making, shared, attend, require)
    except BaseException:
        disk.discard(making)
        raise
    return making


def move_into_place(making: Path, root: Path) -> None:
    """Move a complete folder into its remote."""
    with plain_errors(root.name, "made"):
        if root.exists():
            disk.remove_folder(root)  # fails unless it is empty
        disk.rename(making, root)


def _free_folder(near: Path) -> Path:
    """Return a name for the folder in the making, and delete what a killed clone left, if it can be deleted."""
    making = near.parent / f".{near.name}-joining"
    disk.discard(making)
    others = (making.with_name(f"{making.name}-{number}") for number in count(2))
    return next(path for path in chain([making], others) if not path.exists())


def _fill(root: Path, shared: Shared, attend: Callable[[GitRemote], None], require: Require) -> None:
    repo = Repo.create(root)
    try:
        _clone_into(repo, shared, attend, require)
    finally:
        repo.objects.close()  # Windows neither moves nor deletes the folder of a running process


def _clone_into(repo: Repo, shared: Shared, attend: Callable[[GitRemote], None], require: Require) -> None:
    root = repo.root
    remote = place_of(repo, shared, "")
    if isinstance(remote, GitRemote):
        attend(remote)
    fetched = remote.fetch()
    if not fetched.tips:
        raise NothingThere(
            f"there is no log in {visible(shared.where.text)} yet",
            "ask your partner to type `coachlog sync`, then join again"
            + (f" (incomplete: {', '.join(fetched.skipped)})" if fetched.skipped else ""),
        )
    newest = merge_all(repo, fetched.tips)
    require(repo.commits.contents([FILE], newest)[FILE], visible(shared.where.text))
    LocalState(root).folder.mkdir(exist_ok=True)
    checkout(Folder(root), repo, None, with_portable_names(repo, newest))
    repo.index.read_head()
    install_driver(root)
    if len(fetched.tips) == 1:
        repo.refs.update({SHARED: fetched.tips[0]})
    there = remote.branch if isinstance(remote, GitRemote) else ""
    remember(root, replace(shared, branch=repo.refs.branch, there=there, since=repo.ancestry.first_commit() or ""))
