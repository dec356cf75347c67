"""Runs git: argument lists in, bytes out, in a sealed environment and with a watchdog.

One small class over `subprocess`, because every save and sync pays for its start. `git/gitpython.py` starts git by
GitPython instead, where the time does not matter.
"""

import re
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
from coachlog.programs import end_process, find_program, installed_folders, output_of, quietly
from coachlog.regex import regex

Watch = Callable[[str], None]  # is given git's newest words about its progress
OLDEST: Final = (2, 31)  # the first git that reads GIT_CONFIG_COUNT, on which the sealed environment rests
_STUB: Final = "/usr/bin/git"
_XCODE_SELECT: Final = "/usr/bin/xcode-select"
_SLICE: Final = 0.2  # seconds
_WITHOUT_REASON: Final = "--local can only be used inside a git repository"
_LAST_WORDS: Final = 1.0  # seconds for the pipes of a process that was ended
_DAMAGED: Final = regex(
    r"is corrupt|file corrupt|index file smaller than"
    r"|object file .* is empty|bad (tree )?object|bad (index )?(file )?signature"
    r"|unable to (read|parse|unpack|find) (tree|commit|sha1|object|[0-9a-f]{40})|could not (read|parse) [0-9a-f]{40}"
    r"|failed to traverse|failed to read object|inflate: data|missing (blob|tree|commit)"
    r"|packfile .* (cannot|does not|is far)|unexpected line in .*packed-refs",
    re.IGNORECASE,
)


class GitOutput(NamedTuple):
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
            if _WITHOUT_REASON in answer.err:  # another command says why the repository is not opened
                answer = self.call("rev-parse", "--git-dir")
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
    ) -> GitOutput:
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
        try:
            return self._spawn([binary, *args], env, asking=asking)
        except OSError as error:
            raise could_not_start(error) from error

    def _spawn(self, command: Sequence[str], env: Mapping[str, str], *, asking: bool) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            command,
            cwd=self.root,
            env=sealed_environment(self.root, env),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **quietly(asking=asking),
        )

    def user_email(self) -> str:
        """Return the e-mail in the person's git settings, or an empty text."""
        return self.run("config", "--get", "user.email", ok=(0, 1)).decode("utf-8", "replace").strip()


def find_git() -> str:
    """Return the path of git's program; raise if there is none, or an old one."""
    # A batch file of that name would read a path's signs as orders.
    binary = find_program("git", git_folders(), endings=(".exe",))
    if binary is None:
        raise GitMissing("git is not installed, or its folder is not in PATH")
    _check_git(binary)
    return binary


def could_not_start(error: OSError) -> GitError:
    """Return the error for a git that the system does not start."""
    return GitError(
        f"git could not be started: {visible(error.strerror or str(error))}",
        "a school may block it: ask whoever looks after this computer to allow git",
    )


def failure(answer: GitOutput) -> GitError:
    """Return the error for a status that was not expected."""
    from coachlog.git.refusals import find_refusal

    lines = [line for line in answer.err.splitlines() if line.strip()]
    complaint = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    if refusal := find_refusal(answer.err):
        return refusal
    if _DAMAGED.search(answer.err):
        return Damaged()
    reason = re.sub(r"^(fatal|error): ", "", complaint) or f"it stopped with status {answer.status}"
    return GitError(f"git failed: {visible(reason)}", "`coachlog doctor` looks at the set-up")


class _Talk(threading.Thread):
    """The input and output of a process, in a thread, so that a caller can stop waiting."""

    def __init__(self, process: "subprocess.Popen[bytes]", stdin: bytes) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._stdin = stdin
        self.output: tuple[bytes, bytes] | None = None

    def run(self) -> None:
        """Write and read to the end of both."""
        with suppress(OSError, ValueError):  # the pipes were closed, because nobody waits any more
            self.output = self._process.communicate(self._stdin)

    def ends_in(self, seconds: float) -> bool:
        """Wait, and tell whether it has ended; in slices, because Windows hears no Ctrl-C in a wait."""
        until = time.monotonic() + seconds
        while self.is_alive() and (left := until - time.monotonic()) > 0:
            self.join(min(left, _SLICE))
        return not self.is_alive()


def _finish(process: "subprocess.Popen[bytes]", stdin: bytes, timeout: float) -> GitOutput:
    # With a timeout, `communicate` would poll.
    talk = _Talk(process, stdin)
    talk.start()
    try:
        in_time = talk.ends_in(timeout)
    except BaseException:
        end_process(process)
        raise
    if not in_time:
        end_process(process)
        talk.ends_in(_LAST_WORDS)  # a helper that got away may hold the pipes
        raise GitTimeout(timeout)
    if talk.output is None:
        raise GitError("git ended without an answer", "run the command again")
    out, err = talk.output
    return GitOutput(process.returncode, out, err.decode("utf-8", "replace"))


def _watch(process: "subprocess.Popen[bytes]", timeout: float, quiet: float, watch: Watch | None) -> GitOutput:
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
            running[0].join(_SLICE)
        status = process.wait(quiet)
    except BaseException as error:
        end_process(process)
        if isinstance(error, subprocess.TimeoutExpired):
            raise RemoteTimeout from None
        raise
    return GitOutput(status, b"".join(chunks["out"]), b"".join(chunks["err"]).decode("utf-8", "replace"))


def _check_time(end: float) -> None:
    if time.monotonic() > end:
        raise RemoteTimeout


def git_folders() -> tuple[str, ...]:
    """Return where git's installer puts it: a window that was open before does not know of it."""
    if sys.platform != "win32":
        return ()
    return installed_folders("Git\\cmd")


@cache
def _check_git(binary: str) -> None:
    # What macOS has at this path only offers to install git, in a window, each time that it is run.
    if sys.platform == "darwin" and binary == _STUB and output_of(_XCODE_SELECT, "-p")[0] != 0:
        raise GitMissing(
            "git is not installed yet: it comes with the developer tools of macOS",
            "xcode-select --install, agree in the window that opens, wait until it is done, then run the command again",
        )
    status, content = output_of(binary, "version")
    if status and not content:  # the command that follows says why: the person's settings, for example
        return
    output = content.decode("utf-8", "replace")
    match = re.search(r"(\d+)\.(\d+)", output)
    if match is None or (int(match[1]), int(match[2])) < OLDEST:
        version = match[0] if match else "unknown"
        raise GitMissing(f"git is version {version}, coachlog needs {OLDEST[0]}.{OLDEST[1]} or newer")
