"""A lock for one coachlog at a time, which the system frees when its holder dies."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Final

from coachlog.errors import SurroundingsError
from coachlog.storage import disk
from coachlog.storage.files import plain_errors
from coachlog.storage.refusals import read_refusal

_POLL: Final = 0.02
_TAKEN: Final = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}  # by another process; Windows has its own number, 36
_TAKEN_ON_WINDOWS: Final = 36


@contextmanager
def locked(path: Path, wait: float = 10.0) -> Iterator[None]:
    """Hold the lock file at `path`, waiting up to `wait` seconds for it."""
    with plain_errors("this log", "opened for writing"):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _wait_for(handle, time.monotonic() + wait)
        yield
    finally:
        _free(handle)
        os.close(handle)


def _wait_for(handle: int, end: float) -> None:
    while True:
        try:
            return _take(handle)
        except OSError as error:
            if error.errno not in _TAKEN | {_TAKEN_ON_WINDOWS}:
                raise SurroundingsError(
                    f"this disk can't keep two programs apart: {read_refusal(error).why}",
                    "move the log to a folder on this computer's own disk",
                ) from error
            if time.monotonic() >= end:
                raise SurroundingsError(
                    "another coachlog is busy with this log", "wait until it is done, then run the command again"
                ) from None
        time.sleep(_POLL)


def _take(handle: int) -> None:
    if disk.WINDOWS:
        msvcrt = import_module("msvcrt")
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl = import_module("fcntl")
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _free(handle: int) -> None:
    """Free a lock of Windows, which may else outlive its handle for a moment; another system frees it at once."""
    if disk.WINDOWS:
        msvcrt = import_module("msvcrt")
        with suppress(OSError):  # it was never taken
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
