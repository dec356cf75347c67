"""Taking part in a log that somebody else shares: its whole folder, made beside its place and put there at the end."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from pathlib import Path

from coachlog.errors import SurroundingsError
from coachlog.git.config import install_driver
from coachlog.git.errors import visible
from coachlog.git.refs import SHARED
from coachlog.git.remote import GitRemote
from coachlog.git.remote_errors import SyncFailed
from coachlog.git.repo import Repo
from coachlog.model.settings import FILE
from coachlog.storage.files import Folder, plain_errors
from coachlog.storage.local_state import LocalState
from coachlog.sync.checkout import advance
from coachlog.sync.merge_commits import demand_format, join, with_portable_names
from coachlog.sync.remote_config import Shared, place_of, remember


def clone_log(near: Path, shared: Shared, attend: Callable[[GitRemote], None]) -> Path:
    """Return a new folder beside `near` with all of the log; nothing is left of it where that fails."""
    making = near.parent / f".{near.name}-joining"
    with plain_errors(near.name, "made"):
        near.parent.mkdir(parents=True, exist_ok=True)
        if making.exists():  # of a join that was stopped
            shutil.rmtree(making)
        making.mkdir()
    try:
        _fill(making, shared, attend)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return making


def move_into_place(making: Path, root: Path) -> None:
    """Put a folder that is complete into its place."""
    with plain_errors(root.name, "made"):
        if root.exists():
            root.rmdir()  # an empty one
        making.rename(root)


def _fill(root: Path, shared: Shared, attend: Callable[[GitRemote], None]) -> None:
    repo = Repo.create(root)
    place = place_of(repo, shared, "")
    if isinstance(place, GitRemote):
        attend(place)
    arrived = place.fetch()
    if not arrived.tips:
        raise SyncFailed(
            f"there is no log in {visible(shared.where.text)} yet",
            "ask your partner to type `coachlog sync`, then join again"
            + (f" (not whole yet: {', '.join(arrived.skipped)})" if arrived.skipped else ""),
        )
    newest = reduce(
        lambda one, other: join(repo, one, other, []), [tip.id for tip in repo.ancestry.by_time(arrived.tips)]
    )
    settings = repo.commits.contents([FILE], newest)[FILE]
    if settings is None:
        raise SurroundingsError(
            f"what lies in {visible(shared.where.text)} is no log",
            "ask your partner for the line that begins with coachlog join",
        )
    demand_format(settings)
    LocalState(root).folder.mkdir(exist_ok=True)
    advance(Folder(root), repo, None, with_portable_names(repo, newest))
    repo.index.read_head()
    install_driver(root)
    if len(arrived.tips) == 1:
        repo.refs.update({SHARED: arrived.tips[0]})
    there = place.branch if isinstance(place, GitRemote) else ""
    remember(root, replace(shared, branch=repo.refs.branch, there=there))
