"""Files of coachlog's own that something else has taken the place of: a folder, a link, a pipe."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from coachlog.storage.files import move_aside
from coachlog.storage.local_state import LocalState


def repair_local_state(root: Path) -> None:
    """Move aside whatever has the place of a file or a folder of the local state: the next command makes it anew."""
    local = LocalState(root)
    if not local.folder.parent.is_dir():
        return
    folders = (local.folder, local.index, local.damaged, local.mending)
    files = (
        *(local.me, local.place, local.lock, local.sync_lock, local.journal, local.pending, local.opened),
        *(local.conflicts, local.last_look, local.git_index, local.index_is_at),
    )
    with suppress(OSError):  # in a log that is only read
        for path in folders:
            _require(path, stat.S_ISDIR)
        for path in files:
            _require(path, stat.S_ISREG)


def require_file(path: Path) -> None:
    """Move aside what is no file at a path."""
    _require(path, stat.S_ISREG)


def _require(path: Path, is_right: Callable[[int], bool]) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        if not is_right(os.lstat(path).st_mode):
            move_aside(path)
