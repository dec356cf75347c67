"""How the tests end a process at each moment that matters."""

import os
import pickle
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from coachlog.git.process import Git, GitOutput

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
    act_at(step, lambda: os._exit(KILLED), *calls, after=after)


def act_at(step: int, act: Callable[[], Any], *calls: str, after: bool = True) -> Callable[[], bool]:
    """Do something at the n-th of all moments before (and after) some calls of `os`, or a call of git.

    Return what tells whether it came to that.
    """
    left = step

    def passing() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            act()

    def passed(call: Callable[..., Any]) -> Callable[..., Any]:
        def calling(*args: Any, **more: Any) -> Any:
            passing()
            done = call(*args, **more)
            if after:
                passing()
            return done

        return calling

    for name in calls or ("replace", "unlink"):
        setattr(os, name, passed(getattr(os, name)))
    setattr(Git, "call", passed(Git.call))  # noqa: B010 - mypy takes a plain assignment for a mistake
    return lambda: left <= 0


def die_before_git(step: int, kept: Path) -> None:
    """End this process at the n-th call of git that changes the history, and keep the call."""
    left, call = step, Git.call

    def calling(self: Git, *args: str, **more: Any) -> GitOutput:
        nonlocal left
        left -= args[0] in ("fast-import", "update-ref")
        if left == 0:
            kept.write_bytes(pickle.dumps((args, {**more, "env": dict(more.get("env", {}))})))
            os._exit(KILLED)
        return call(self, *args, **more)

    setattr(Git, "call", calling)  # noqa: B010 - as above


def call_kept(kept: Path, root: Path) -> Callable[[], GitOutput]:
    """Return what makes the call of git that was kept: that git has outlived the program that had started it."""
    call = Git.call
    args, more = pickle.loads(kept.read_bytes())  # noqa: S301 - this test has written it
    return lambda: call(Git(root), *args, **more)


def fail_at(step: int, number: int) -> Callable[[], bool]:
    """Let the n-th call of some of `os`, or of git, fail as a disk does; return what tells whether it came to that."""
    left = step

    def failing(act: Callable[..., Any], fail: Callable[[], Any]) -> Callable[..., Any]:
        def acting(*args: Any, **more: Any) -> Any:
            nonlocal left
            left -= 1
            return fail() if left == 0 else act(*args, **more)

        return acting

    def refused() -> None:
        raise OSError(number, os.strerror(number))

    for name in ("replace", "unlink", "fsync"):
        setattr(os, name, failing(getattr(os, name), refused))
    broken = GitOutput(128, b"", f"fatal: unable to write file: {os.strerror(number)}\n")
    setattr(Git, "call", failing(Git.call, lambda: broken))  # noqa: B010 - as above
    return lambda: left <= 0


def kill_within(seconds: float, act: Callable[[], Any], *, helpers: bool) -> int:
    """Do something in a process that is killed after so long, maybe with all that it has started; tell how it ended."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            act()
            os._exit(0)
        os._exit(1)
    time.sleep(seconds)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGSTOP)  # so that it starts nothing more while we look
        for process in [*(_started_by(child) if helpers else ()), child]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _started_by(process: int) -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = path.read_text().rpartition(")")[2].split()[1]
            if int(parent) == process:
                yield from _started_by(int(path.parent.name))
                yield int(path.parent.name)
