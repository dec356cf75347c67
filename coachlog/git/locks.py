"""Lock files of git that were left behind by a killed git: they would stop every save and every sync."""

import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from coachlog.storage import disk
from coachlog.storage.files import move_aside
from coachlog.storage.local_state import LocalState

_STALE_AFTER: Final = 10  # seconds; git holds these locks for milliseconds
_LONGEST_MESSAGE: Final = 3600  # seconds to write a commit message, while git holds the index


def remove_stale_locks(folder: Path, *, index: bool = False) -> None:
    """Move stale locks in a git folder aside; `index` says that the index's lock is surely stale."""
    local = LocalState(folder.parent)
    index = index or _is_index_lock_stale(folder)
    names = ("HEAD.lock", "packed-refs.lock", "config.lock", *(["index.lock"] if index else []))
    for lock in (*(folder / name for name in names), *(folder / "refs").rglob("*.lock")):
        end = time.monotonic() + _STALE_AFTER
        with suppress(OSError):  # of a lock that cannot be moved git itself tells
            while time.time() - lock.lstat().st_mtime < _STALE_AFTER and time.monotonic() < end:
                time.sleep(0.05)
            local.folder.mkdir(exist_ok=True)
            stale = local.stale_lock(lock.name)
            if os.path.lexists(stale) and not (lock.is_file() and stale.is_file()):
                move_aside(stale)
            disk.replace(lock, stale)


def _is_index_lock_stale(folder: Path) -> bool:
    """Tell whether the index's lock may be a dead git's: one that waits for a message has filled its lock."""
    try:
        lock = (folder / "index.lock").lstat()
    except OSError:
        return False
    return not stat.S_ISREG(lock.st_mode) or lock.st_size == 0 or time.time() - lock.st_mtime > _LONGEST_MESSAGE
