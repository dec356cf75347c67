"""A lock for one coachlog at a time, which the system frees when its holder dies."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coachlog.errors import SurroundingsError
from coachlog.storage.files import plain_errors

if sys.platform == "win32":  # pragma: no cover - measured where the other branch runs
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_POLL = 0.02


@contextmanager
def locked(path: Path, wait: float = 10.0) -> Iterator[None]:
    """Hold the lock file at `path`, waiting up to `wait` seconds for it."""
    with plain_errors(path.name):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _wait_for(handle, time.monotonic() + wait)
        yield
    finally:
        os.close(handle)  # which frees the lock


def _wait_for(handle: int, end: float) -> None:
    while True:
        try:
            return _take(handle)
        except OSError:
            if time.monotonic() >= end:
                raise SurroundingsError(
                    "another coachlog is busy with this log", "wait until it is done, then run the command again"
                ) from None
        time.sleep(_POLL)
