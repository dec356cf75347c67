"""Runs git: argument lists in, bytes out, in a sealed environment and with a watchdog.

One small class over `subprocess`, because every save and sync pays for its start. `git/gitpython.py` starts git by
GitPython instead, where the time does not matter.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, Final, NamedTuple, cast

from coachlog.git.environment import ASKING, sealed_environment
from coachlog.git.errors import Damaged, GitError, GitMissing, GitTimeout, RemoteTimeout, visible

Watch = Callable[[str], None]  # is given git's newest words about its progress
OLDEST: Final = (2, 31)  # the first git that reads GIT_CONFIG_COUNT, on which the sealed environment rests
_DAMAGED: Final = re.compile(
    r"is corrupt|file corrupt|index file smaller than"
    r"|object file .* is empty|bad (tree )?object|bad (index )?(file )?signature"
    r"|unable to (read|parse|unpack|find) (tree|commit|sha1|object|[0-9a-f]{40})|could not (read|parse) [0-9a-f]{40}"
    r"|failed to traverse|failed to read object|inflate: data|missing (blob|tree|commit)"
    r"|packfile .* (cannot|does not|is far)|unexpected line in .*packed-refs",
    re.IGNORECASE,
)


class Answer(NamedTuple):
    """The result of one git process."""

    status: int
    out: bytes
    err: str


class Git:
    """Runs git in one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(
        self,
        *args: str,
        stdin: bytes = b"",
        ok: tuple[int, ...] = (0,),
        env: Mapping[str, str] = MappingProxyType({}),
        timeout: float = 10,
    ) -> bytes:
        """Return git's output; raise if its status is not `ok`."""
        answer = self.call(*args, stdin=stdin, env=env, timeout=timeout)
        if answer.status not in ok:
            raise failure(answer)
        return answer.out

    def call(
        self,
        *args: str,
        stdin: bytes = b"",
        env: Mapping[str, str] = MappingProxyType({}),
        timeout: float = 10,
        quiet: float | None = None,
        asking: bool = False,
        watch: Watch | None = None,
    ) -> Answer:
        """Return git's status, output and errors; kill it after `timeout` seconds.

        With `quiet`, git is also killed when it was silent for so many seconds, and `watch` is called all the time
        with its newest words. With `asking`, git may ask the person on the terminal.
        """
        process = self.start(*args, env=ASKING | dict(env) if asking else env, asking=asking)
        if quiet is None:
            return _finish(process, stdin, timeout)
        return _watch(process, timeout, quiet, watch)

    def start(
        self, *args: str, env: Mapping[str, str] = MappingProxyType({}), asking: bool = False
    ) -> "subprocess.Popen[bytes]":
        """Start git, and return the running process."""
        binary = find_git()
        if not self.root.is_dir():
            raise GitError(f"there is no folder {visible(str(self.root))}")
        # In a process group of its own the watchdog reaches git's helpers too. A git that asks needs the terminal's.
        return self._spawn([binary, *args], env, new_session=not asking)

    def _spawn(self, command: Sequence[str], env: Mapping[str, str], *, new_session: bool) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            command,
            cwd=self.root,
            env=sealed_environment(self.root, env),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=new_session,
        )

    def user_email(self) -> str:
        """Return the e-mail in the person's git settings, or an empty text."""
        return self.run("config", "--get", "user.email", ok=(0, 1)).decode("utf-8", "replace").strip()


def find_git() -> str:
    """Return the path of git's program; raise if there is none, or an old one."""
    binary = shutil.which("git")
    # A relative path means the current folder, which may be somebody's log with a program of that name.
    if binary is None or not Path(binary).is_absolute():
        raise GitMissing("git is not installed, or its folder is not in PATH")
    _check_version(binary)
    return binary


def failure(answer: Answer) -> GitError:
    """Return the error for a status that was not expected."""
    lines = [line for line in answer.err.splitlines() if line.strip()]
    complaint = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    if _DAMAGED.search(answer.err):
        return Damaged()
    reason = re.sub(r"^(fatal|error): ", "", complaint) or f"it stopped with status {answer.status}"
    return GitError(f"git failed: {visible(reason)}", "`coachlog doctor` looks at the set-up")


def _finish(process: "subprocess.Popen[bytes]", stdin: bytes, timeout: float) -> Answer:
    late = threading.Event()

    def end() -> None:
        late.set()
        with suppress(ProcessLookupError):
            _stop(process)

    # With a timeout, `communicate` would poll.
    timer = threading.Timer(timeout, end)
    timer.daemon = True
    timer.start()
    try:
        out, err = process.communicate(stdin)
    except BaseException:
        _kill(process)
        raise
    finally:
        timer.cancel()
    if late.is_set():
        raise GitTimeout(timeout)
    return Answer(process.returncode, out, err.decode("utf-8", "replace"))


def _watch(process: "subprocess.Popen[bytes]", timeout: float, quiet: float, watch: Watch | None) -> Answer:
    """Wait for the process, until it has been silent for `quiet` seconds."""
    last_output = time.monotonic()
    chunks: dict[str, list[bytes]] = {"out": [], "err": []}

    def listen(name: str, pipe: Any) -> None:
        nonlocal last_output
        with suppress(ValueError):  # the pipe was closed, though a helper of git's held its other end
            while chunk := pipe.read1(65536):
                chunks[name].append(chunk)
                last_output = time.monotonic()

    threads = [
        threading.Thread(target=listen, args=pair, daemon=True)
        for pair in (("out", process.stdout), ("err", process.stderr))
    ]
    cast("IO[bytes]", process.stdin).close()
    end = last_output + timeout
    try:
        for thread in threads:
            thread.start()
        while running := [thread for thread in threads if thread.is_alive()]:
            _check_time(min(end, last_output + quiet))
            if watch:
                watch(b"".join(chunks["err"][-1:]).decode("utf-8", "replace"))
            running[0].join(0.2)
    except BaseException:
        _stop(process)
        process.wait()
        raise
    return Answer(process.wait(), b"".join(chunks["out"]), b"".join(chunks["err"]).decode("utf-8", "replace"))


def _check_time(end: float) -> None:
    if time.monotonic() > end:
        raise RemoteTimeout


def _kill(process: "subprocess.Popen[bytes]") -> None:
    _stop(process)
    process.communicate()


def _stop(process: "subprocess.Popen[bytes]") -> None:
    # Not measured: Windows has no process groups, and a git that asks the person shares ours.
    if sys.platform == "win32" or os.getpgid(process.pid) == os.getpgrp():  # pragma: no cover
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


@cache
def _check_version(binary: str) -> None:
    output = subprocess.run([binary, "version"], capture_output=True, check=False).stdout.decode("utf-8", "replace")
    match = re.search(r"(\d+)\.(\d+)", output)
    if match is None or (int(match[1]), int(match[2])) < OLDEST:
        version = match[0] if match else "unknown"
        raise GitMissing(f"git is version {version}, coachlog needs {OLDEST[0]}.{OLDEST[1]} or newer")
