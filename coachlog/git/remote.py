"""The remotes that git itself reaches: a host, or a bare repository on a drive."""

import os
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from coachlog.frozen import frozen
from coachlog.git.commits import CommitId
from coachlog.git.early_fetch import EarlyFetch
from coachlog.git.environment import has_ssh_variables
from coachlog.git.errors import RemoteTimeout, visible
from coachlog.git.process import Git, GitOutput, Watch
from coachlog.git.progress import format_progress
from coachlog.git.refs import IN_PLACE, INCOMING
from coachlog.git.remote_address import RemoteAddress, RemoteKind
from coachlog.git.remote_errors import (
    PushRejected,
    SyncFailed,
    is_hostile,
    is_missing,
    is_race,
    nobody_answered,
    place_errors,
    remote_failure,
    require_readable,
    sign_in_not_kept,
)
from coachlog.git.remote_options import OPTIONS, protocol_options, require_trusted, server_options
from coachlog.git.repo import Repo
from coachlog.model.fields import format_duration
from coachlog.storage import disk

QUIET: float = 20  # seconds of silence after which a remote is given up
SIGN_IN: float = 300  # seconds for a person to answer the questions of git
LONGEST: float = 900  # seconds for one fetch or push, however much there is to transfer
_LOCK_IS_OLD: Final = 600  # seconds; a push holds the lock for one
_INCOMING: Final = f"{INCOMING}/place"
_BRANCH: Final = r"[A-Za-z0-9][\w./-]*"


@frozen
class Fetched:
    """The newest commits of a remote, all fetched now, and the names of the files there that can't be read."""

    tips: tuple[CommitId, ...] = ()
    skipped: tuple[str, ...] = ()


class Remote(Protocol):
    """A remote of the log."""

    where: RemoteAddress

    def fetch(self) -> Fetched:
        """Fetch what the remote has; no branch moves."""

    def publish(self, commit: CommitId) -> None:
        """Push a commit; raise PushRejected if the remote has commits that it lacks."""

    def holds(self, commit: CommitId) -> bool:
        """Read back whether a commit is the remote's newest."""


class GitRemote:
    """A remote that git itself reaches."""

    def __init__(self, repo: Repo, where: RemoteAddress, branch: str = "") -> None:
        self.where = where
        self.branch = branch
        self.until: float | None = None  # of the monotonic clock
        self.watch: Watch = _unwatched
        self.ask: Callable[[str], bool] = _nobody_asked
        self.asking: Callable[[], None] = _nobody_told
        self._repo = repo
        self._git = repo.git
        self._checked = False
        self._early: EarlyFetch | None = None

    def make(self) -> None:
        """Create the bare repository on a drive, if there is none."""
        path = self.where.path
        if self.where.kind is RemoteKind.PATH and not os.path.exists(path):  # noqa: PTH110 - False if it may not be read
            if not path.parent.is_dir():
                raise SyncFailed(f"there is no folder {visible(str(path.parent))}", "make it first, or name another")
            Git(path.parent).run("init", "--quiet", "--bare", "--initial-branch=main", "--template=", str(path))

    def sign_in(self) -> bool:
        """Let git ask for a password once, and tell whether it did; raise SyncFailed if it would ask again."""
        if self._call("ls-remote", "HEAD").status == 0:
            return False
        self.asking()
        self._run("ls-remote", "HEAD", asking=True)
        if self._call("ls-remote", "HEAD").status != 0:
            raise sign_in_not_kept(by_key=not self.where.text.startswith("http"))
        return True

    def begin(self) -> None:
        """Begin to fetch in a thread of its own."""
        if self.branch:
            self._early = EarlyFetch(self._fetch)
            self._early.start()

    def give_up(self) -> None:
        """Cancel what `begin` began."""
        if self._early:
            self._early.cancelled = True

    def fetch(self) -> Fetched:
        """Fetch what the remote has; no branch moves."""
        if not self.branch and not self._find_branch():
            return Fetched()
        early, self._early = self._early, None
        answer = early.result(self.watch) if early else self._fetch()
        if is_race(answer) or is_hostile(answer):  # two fetch at once, or another branch there can't be had
            answer = self._fetch(alone=True)
        if is_missing(answer):
            if not self._find_branch():
                return Fetched()
            answer = self._fetch()
        if answer.status != 0:
            raise remote_failure(answer, fetching=True)
        fetched = self._repo.refs.get(_INCOMING)
        return Fetched((fetched,) if fetched else ())

    def publish(self, commit: CommitId) -> None:
        """Push a commit; raise PushRejected if the remote has commits that it lacks."""
        answer = self._call("push", f"{commit}:refs/heads/{self.branch}")
        if is_race(answer):
            self._remove_old_lock()
            raise PushRejected
        if answer.status != 0:
            raise remote_failure(answer)

    def holds(self, commit: CommitId) -> bool:
        """Read back whether a commit is the remote's newest."""
        if self.where.kind is RemoteKind.PATH:  # a loose ref is a file of one line, and reading it saves a process
            name = self.where.path / "refs" / "heads" / self.branch
            with suppress(OSError):
                if name.resolve(strict=True) == name.absolute() and name.read_bytes() == f"{commit}\n".encode():
                    return self._mark_as_fetched(commit)
        output = self._run("ls-remote", f"refs/heads/{self.branch}").out.decode("utf-8", "replace")
        return output.split("\t")[0] == commit and self._mark_as_fetched(commit)

    def _mark_as_fetched(self, commit: CommitId) -> bool:
        self._repo.refs.update({_INCOMING: commit})
        return True

    def _remove_old_lock(self) -> None:
        """Offer to remove a lock that a killed push left on a drive; raise if it shall stay."""
        if self.where.kind is not RemoteKind.PATH:
            return
        for name in (f"refs/heads/{self.branch}.lock", "HEAD.lock"):
            lock = self.where.path / name
            left = _age(lock)
            if left <= _LOCK_IS_OLD:
                continue
            sentence = f"the shared place is still locked by an exchange that stopped {format_duration(left)} ago"
            if not self.ask(f"{sentence[0].upper()}{sentence[1:]}. Remove the lock?"):
                raise SyncFailed(
                    sentence, f"if nobody is sharing just now, delete {visible(str(lock))}, then: coachlog sync"
                )
            with suppress(OSError):
                if _age(lock) > _LOCK_IS_OLD:  # and no new one of somebody else's
                    disk.unlink(lock)

    def _fetch(self, watch: Watch | None = None, *, alone: bool = False) -> GitOutput:
        """Fetch the shared branch, and in the same journey the others: they may have words that the log has not."""
        others = () if alone else (f"+refs/heads/*:{IN_PLACE}/*",)
        return self._call("fetch", *others, f"+refs/heads/{self.branch}:{_INCOMING}", watch=watch)

    def _find_branch(self) -> bool:
        """Find the shared branch of the remote; tell whether it has one."""
        output = self._run("ls-remote", "HEAD", "refs/heads/*").out.decode("utf-8", "replace")
        heads = re.findall(r"(?m)^[0-9a-f]{40,64}\trefs/heads/(\S+)$", output)
        match = re.search(r"(?m)^ref: refs/heads/(\S+)\tHEAD$", output)
        likely = [match[1] if match else "", "main", "master", *(heads if len(heads) == 1 else [])]
        branch = next((name for name in likely if name in heads), "")
        if heads and not branch:
            raise SyncFailed(
                "that place has several versions, and none is marked as the log",
                "ask whoever owns the place to name one of them `main`",
            )
        if not re.fullmatch(_BRANCH, branch or "main"):
            raise SyncFailed(
                f"the log there has a name that is not used here: {visible(branch)}", "name it `main` there"
            )
        self.branch = branch or self._default_branch()
        return bool(branch)

    def _default_branch(self) -> str:
        """Return the branch that an empty remote expects."""
        if self.where.kind is RemoteKind.NET:
            return "main"
        with place_errors(self.where.path):
            text = (self.where.path / "HEAD").read_bytes()[:200].decode("utf-8", "replace").strip()
        match = re.fullmatch(rf"ref: refs/heads/({_BRANCH})", text)
        return match[1] if match else "main"

    def _ssh_variables(self) -> Mapping[str, str]:
        """Return the variables for a host that is reached by ssh: the person's own way, if they have set one."""
        by_ssh = self.where.kind is RemoteKind.NET and not self.where.text.startswith("http")
        command = _ssh_command() if by_ssh and not has_ssh_variables() else ""
        return {"GIT_SSH_COMMAND": command} if command else {}

    def _run(self, act: str, *refs: str, asking: bool = False) -> GitOutput:
        answer = self._call(act, *refs, asking=asking)
        if answer.status != 0:
            raise remote_failure(answer)
        return answer

    def _call(self, act: str, *refs: str, asking: bool = False, watch: Watch | None = None) -> GitOutput:
        if self.where.kind is RemoteKind.PATH and not self._checked:
            with place_errors(self.where.path):
                require_trusted(self.where.path)
            self._checked = True
        command = (
            *protocol_options(self.where.kind),
            act,
            *OPTIONS[act],
            *(["--unshallow"] if act == "fetch" and (self._repo.folder / "shallow").exists() else []),
            *(server_options(act, self.where.path) if self.where.kind is RemoteKind.PATH else []),
            self.where.text,
            *refs,
        )
        watch = watch or (_unwatched if asking else self.watch)

        def watching(output: str) -> None:
            watch(format_progress(act, output))

        try:
            longest = LONGEST if self.until is None else max(0.1, self.until - time.monotonic())
            quiet = min(SIGN_IN if asking else QUIET, longest)
            env = self._ssh_variables()
            answer = self._git.call(*command, env=env, timeout=longest, quiet=quiet, asking=asking, watch=watching)
        except RemoteTimeout as asleep:
            if asking:
                raise nobody_answered() from None
            raise SyncFailed(asleep.sentence, asleep.hint) from None
        finally:
            watch("")
        if answer.status != 0 and self.where.kind is RemoteKind.PATH:
            require_readable(self.where.path)
        return answer


@cache
def _ssh_command() -> str:
    """Return how the person's own settings reach a host: an agent of Windows or of a password store."""
    output = Git(Path.home()).run("config", "--get", "core.sshCommand", ok=(0, 1))
    return output.decode("utf-8", "replace").strip()


def _unwatched(_: str) -> None:
    """Show no progress."""


def _nobody_told() -> None:
    """Say nothing."""


def _nobody_asked(_: str) -> bool:
    return False


def _age(path: Path) -> float:
    """Return the seconds since a file was written, 0 if there is no such file."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0
