"""Much work done by several processes at once."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_MANY: Final = 1000  # for fewer, beginning another process takes longer than it saves
_MOST: Final = 4
Item = TypeVar("Item")
Done = TypeVar("Done")


def map_in_processes(items: Sequence[Item], act: Callable[[Sequence[Item]], Done]) -> list[Done]:
    """Act on all items, a share in each process, and return what came of each share; it must go through a pipe."""
    hands = min(os.cpu_count() or 1, _MOST) if len(items) >= _MANY and sys.platform == "linux" else 1
    own, *others = [items[number::hands] for number in range(hands)]
    helpers = [(share, _begin(act, share)) for share in others]
    return [act(own), *(_done(act, share, helper) for share, helper in helpers)]


def _begin(act: Callable[[Sequence[Item]], Done], share: Sequence[Item]) -> "Connection":
    from multiprocessing import get_context

    fork = get_context("fork")  # what is to be done need not go through a pipe then
    here, there = fork.Pipe(duplex=False)
    fork.Process(target=lambda: there.send(act(share)), daemon=True).start()
    there.close()
    return here


def _done(act: Callable[[Sequence[Item]], Done], share: Sequence[Item], helper: "Connection") -> Done:
    with suppress(EOFError, OSError):
        done: Done = helper.recv()
        return done
    return act(share)  # the helper was ended by somebody
