"""How the tests end a process at each moment that matters."""

import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from coachlog.git.process import Git

KILLED = 9


def in_child(*acts: Callable[[], Any]) -> int:
    """Do something in a process of its own that may die, and return how it ended."""
    child = os.fork()
    if child == 0:
        status = 1
        with suppress(BaseException):
            for act in acts:
                done = act()
            status = getattr(done, "status", 0)
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def die_at(step: int, *calls: str, after: bool = True) -> None:
    """End this process at the n-th of all moments before (and after) some calls of `os`, or a call of git."""
    left = step

    def passing() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os._exit(KILLED)

    def deadly(act: Callable[..., Any]) -> Callable[..., Any]:
        def acting(*args: Any, **more: Any) -> Any:
            passing()
            done = act(*args, **more)
            if after:
                passing()
            return done

        return acting

    for name in calls or ("replace", "unlink"):
        setattr(os, name, deadly(getattr(os, name)))
    setattr(Git, "call", deadly(Git.call))  # noqa: B010 - mypy takes a plain assignment for a mistake
