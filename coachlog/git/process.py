"""Git itself: one class over GitPython's `git.cmd.Git`, with a sealed environment and a watchdog."""

import importlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

from coachlog.git.errors import Damaged, GitError, GitMissing, GitTimeout, RemoteTimeout, visible

if TYPE_CHECKING:
    import git.cmd

Watch = Callable[[str], None]  # what git said last of its progress
OLDEST = (2, 31)  # the first git that reads GIT_CONFIG_COUNT, on which the sealing below rests

_SETTINGS = {
    # Nothing that a log or a person's settings name is run.
    "core.hooksPath": "/dev/null",
    "core.fsmonitor": "false",
    "core.editor": "false",
    "commit.gpgSign": "false",
    "log.showSignature": "false",
    "protocol.ext.allow": "never",
    "submodule.recurse": "false",
    "safe.bareRepository": "explicit",
    # Bytes and names come and go unchanged.
    "core.autocrlf": "false",
    "core.quotePath": "false",
    "core.symlinks": "false",
    "core.fileMode": "false",
    # A changed file is found whatever the person told git to overlook.
    "core.ignoreStat": "false",
    "core.trustCtime": "true",
    "core.checkStat": "default",
    "core.sparseCheckout": "false",
    "core.splitIndex": "false",
    # What is saved is on the disk, in the plain form, and nothing runs on after us.
    "core.fsync": "all",
    "core.filesRefLockTimeout": "3000",
    "fastimport.unpackLimit": "100",
    # A folder's list is mostly ids, which do not shrink: a save in a log of 10,000 files takes 4 ms less.
    "core.compression": "1",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "transfer.fsckObjects": "true",
    "user.useConfigOnly": "true",
    # A shared place that does not answer is given up.
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "20",
}
_FIXED = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "GCM_INTERACTIVE": "never",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_DEFAULT_HASH": "sha1",
    "GIT_DEFAULT_REF_FORMAT": "files",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "",  # which some systems ask before LC_ALL
    "GIT_CONFIG_COUNT": str(len(_SETTINGS)),
    **{f"GIT_CONFIG_KEY_{number}": key for number, key in enumerate(_SETTINGS)},
    **{f"GIT_CONFIG_VALUE_{number}": value for number, value in enumerate(_SETTINGS.values())},
}
_ASKING = {
    "GIT_TERMINAL_PROMPT": "1",
    "GCM_INTERACTIVE": "auto",
    "GIT_SSH_COMMAND": "ssh -oConnectTimeout=15 -oServerAliveInterval=10 -oServerAliveCountMax=3",
}
_PERSONS_OWN = ("GIT_SSH", "GIT_SSH_COMMAND")
_SSH = "ssh -oBatchMode=yes -oConnectTimeout=15 -oServerAliveInterval=10 -oServerAliveCountMax=3"
_DAMAGED = re.compile(
    r"is corrupt|file corrupt|object file .* is empty|bad (tree )?object|bad (index )?(file )?signature"
    r"|unable to (read|parse|unpack|find) (tree|commit|sha1|object|[0-9a-f]{40})|could not (read|parse) [0-9a-f]{40}"
    r"|failed to traverse|failed to read object|inflate: data|missing (blob|tree|commit)"
    r"|packfile .* (cannot|does not|is far)|unexpected line in .*packed-refs",
    re.IGNORECASE,
)


class Answer(NamedTuple):
    """What one git process said."""

    status: int
    out: bytes
    err: str


class Git:
    """Git in one folder: argument lists in, bytes out, nobody else's settings in between."""

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
        """Return what git prints; a status that is not `ok` is a SurroundingsError."""
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
        """Return git's status, output and complaint, killing it after `timeout` seconds.

        `quiet` kills it also when it has said nothing for so long, and `watch` is then told every moment what it has
        said of its progress; `asking` lets it ask the person on the terminal.
        """
        running = self.start(*args, env=_ASKING | dict(env) if asking else env, asking=asking)
        if quiet is None:
            return _finish(running.proc, stdin, timeout)
        return _watch(running.proc, timeout, quiet, watch)

    def start(self, *args: str, env: Mapping[str, str] = MappingProxyType({}), asking: bool = False) -> Any:
        """Return git at work as `.proc`; it is ended where nobody holds it any more."""
        _drop_callers_settings()
        _check_version(shutil.which("git"))
        if not self.root.is_dir():  # GitPython would quietly run in the current folder instead
            raise GitError(f"there is no folder {visible(str(self.root))}")
        return self._client.execute(
            ["git", *args],
            istream=subprocess.PIPE,
            as_process=True,
            env=self._sealed(env),
            # Its own process group, so that the watchdog reaches git's helpers too; one that asks needs the terminal.
            start_new_session=not asking,
        )

    def load(self) -> None:
        """Load what it takes to start git."""
        _git_class()

    def user_email(self) -> str:
        """Return the e-mail that the person told git, or nothing."""
        return self.run("config", "--get", "user.email", ok=(0, 1)).decode("utf-8", "replace").strip()

    @cached_property
    def _client(self) -> "git.cmd.Git":
        return _git_class()(str(self.root))

    def _sealed(self, more: Mapping[str, str]) -> dict[str, str]:
        # A folder that is no log must not fall through to a repository that happens to lie around it.
        sealed = _FIXED | {"GIT_CEILING_DIRECTORIES": str(self.root.absolute().parent)}
        if not any(name in os.environ for name in _PERSONS_OWN):
            sealed["GIT_SSH_COMMAND"] = _SSH
        return sealed | dict(more)


def failure(answer: Answer) -> GitError:
    """Return the error that says what git complained of."""
    lines = [line for line in answer.err.splitlines() if line.strip()]
    told = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    if _DAMAGED.search(answer.err):
        return Damaged()
    reason = re.sub(r"^(fatal|error): ", "", told) or f"it stopped with status {answer.status}"
    return GitError(f"git could not do its part: {visible(reason)}", "`coachlog doctor` looks at the set-up")


def _finish(process: "subprocess.Popen[bytes]", stdin: bytes, timeout: float) -> Answer:
    late = threading.Event()

    def end() -> None:
        late.set()
        with suppress(ProcessLookupError):
            _stop(process)

    timer = threading.Timer(timeout, end)  # a time limit for `communicate` has it wait in little sleeps
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
    """Wait as long as something is heard."""
    heard = time.monotonic()
    told: dict[str, list[bytes]] = {"out": [], "err": []}

    def listen(name: str, pipe: Any) -> None:
        nonlocal heard
        with suppress(ValueError):  # closed while a helper of git's still held the other end: nobody waits any more
            while chunk := pipe.read1(65536):
                told[name].append(chunk)
                heard = time.monotonic()

    ears = [
        threading.Thread(target=listen, args=pair, daemon=True)
        for pair in (("out", process.stdout), ("err", process.stderr))
    ]
    cast("IO[bytes]", process.stdin).close()
    end = heard + timeout
    try:
        for ear in ears:
            ear.start()
        while listening := [ear for ear in ears if ear.is_alive()]:
            _demand_life(min(end, heard + quiet))
            if watch:
                watch(b"".join(told["err"][-1:]).decode("utf-8", "replace"))
            listening[0].join(0.2)
    except BaseException:
        _stop(process)
        process.wait()
        raise
    return Answer(process.wait(), b"".join(told["out"]), b"".join(told["err"]).decode("utf-8", "replace"))


def _demand_life(end: float) -> None:
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


def _drop_callers_settings() -> None:
    # GitPython hands the whole environment on, and git's own hooks export GIT_DIR, which points elsewhere.
    for name in [name for name in os.environ if name.startswith("GIT_") and name not in _PERSONS_OWN]:
        del os.environ[name]


@cache
def _git_class() -> "type[git.cmd.Git]":
    """Return GitPython's `Git`, loaded without the packages around it.

    `import git` builds GitPython's whole object model, and that of its object database, and starts `git version`: 60 ms
    here, as much as a whole start of ours, for a class that needs none of it. Whoever imports GitPython after us gets
    it whole, as if we had not been there.
    """
    if "git" in sys.modules:
        module = importlib.import_module("git.cmd")
    else:
        bare = [name for name in ("git", "gitdb") if name not in sys.modules]
        for name in bare:
            found = importlib.util.find_spec(name)
            package = ModuleType(name)
            package.__path__ = list(found.submodule_search_locations or ()) if found else []
            sys.modules[name] = package
        try:
            module = importlib.import_module("git.cmd")
        finally:
            for name in [name for name in list(sys.modules) if name.partition(".")[0] in bare]:
                del sys.modules[name]
    client: type[git.cmd.Git] = module.Git
    return client


@cache
def _check_version(binary: str | None) -> None:
    if binary is None:
        raise GitMissing("git is not installed, or not where programs are looked for")
    told = subprocess.run([binary, "version"], capture_output=True, check=False).stdout.decode("utf-8", "replace")
    found = re.search(r"(\d+)\.(\d+)", told)
    if found is None or (int(found[1]), int(found[2])) < OLDEST:
        known = found[0] if found else "unknown"
        raise GitMissing(f"git is version {known}, coachlog needs {OLDEST[0]}.{OLDEST[1]} or newer")
