"""Much work shared among several processes."""

import os
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

_MANY: Final = 1000  # for fewer, beginning another process takes longer than it saves
_MOST: Final = 4  # processes
Input = TypeVar("Input")
Result = TypeVar("Result")


def map_shares(act: Callable[[Sequence[Input]], Result], items: Sequence[Input]) -> list[Result]:
    """Act on all items, a share of them in each process, and return one result for each share.

    What is acted on, and the results, must be picklable.
    """
    count = min(os.cpu_count() or 1, _MOST)
    if len(items) < _MANY or count == 1 or not _can_fork():
        return [act(items)]
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    try:
        with ProcessPoolExecutor(count, get_context("fork")) as pool:
            return list(pool.map(act, [items[number::count] for number in range(count)]))
    except BrokenProcessPool:  # somebody has ended one of them
        return [act(items)]


def _can_fork() -> bool:
    """Return whether a fork is safe and fast: a thread may hold a lock that the copy of it would never free."""
    return sys.platform == "linux" and threading.active_count() == 1
