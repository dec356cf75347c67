"""Where two people exchange a log: what names a shared place, and the places that git itself can reach."""

import re
import shlex
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from threading import Thread
from typing import Final, Protocol

from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.git.config import foreign_settings
from coachlog.git.errors import RemoteTimeout, visible
from coachlog.git.process import Answer, Git, Watch
from coachlog.git.progress import in_progress
from coachlog.git.refs import INCOMING
from coachlog.git.remote_errors import AGAIN, PushRejected, SyncFailed, in_words, is_missing, is_race, not_kept
from coachlog.git.repo import Repo
from coachlog.model.fields import format_duration

QUIET: float = 20  # seconds in which nothing is heard from a place
LONGEST: float = 900  # seconds for all of one exchange, however much there is to carry
_LOCK_IS_OLD: Final = 600  # seconds; a publication holds it for one
_INCOMING: Final = f"{INCOMING}/place"
_LOOPBACK: Final = r"http://(127\.0\.0\.1|localhost)(:\d+)?/\S*"
_HTTPS: Final = r"https://([^/@:\s]*@)?[A-Za-z0-9][A-Za-z0-9.-]*(:\d+)?/\S*"
_SSH: Final = r"ssh://([A-Za-z0-9_.+][\w.+-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*(:\d+)?/[^-\s]\S*"
_SCP: Final = r"([A-Za-z0-9_.+][\w.+-]*@)?[A-Za-z0-9][A-Za-z0-9.-]+:[^-\s:]\S*"
_BRANCH: Final = r"[A-Za-z0-9][\w./-]*"
_FORMS: Final = "a web address (https://…), a host (git@host:name.git), or a folder"


class Kind(Enum):
    """How a shared place is reached."""

    NET = "net"
    PATH = "path"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Where:
    """A shared place by its name: a web address, or a folder's absolute path."""

    kind: Kind
    text: str

    @property
    def path(self) -> Path:
        """The folder, where it is one."""
        return Path(self.text)


@dataclass(frozen=True, slots=True)
class Arrived:
    """The newest entries that lie in a shared place, all of them here now; and what there could not be read."""

    tips: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


class Place(Protocol):
    """A shared place."""

    where: Where

    def fetch(self) -> Arrived:
        """Take what lies there into this computer's own history, on no line of it yet."""

    def publish(self, commit: str) -> None:
        """Put an entry with all its past there; raise Quicker if another came first."""

    def holds(self, commit: str) -> bool:
        """Read back whether an entry lies there, as the newest."""


def parse_where(typed: str) -> Where:
    """Return the shared place that a text names; what could run something is refused before git sees it."""
    text = typed.strip()
    if not text or text.startswith("-") or "::" in text or any(not char.isprintable() for char in text):
        raise CoachlogError(f"{visible(typed)!r} is not a place that a log can be shared in", f"name {_FORMS}")
    if re.match(r"https://[^/@]*:[^/@]*@", text):
        raise CoachlogError("there is a password in that address", "leave it out: git asks for it once")
    if any(re.fullmatch(form, text) for form in (_HTTPS, _LOOPBACK, _SSH)):
        return Where(Kind.NET, text)
    text = text.removeprefix("file://")
    if "://" in text:
        raise CoachlogError(f"a log is not shared by {visible(text.partition('://')[0])}", f"name {_FORMS}")
    if re.fullmatch(_SCP, text) and not Path(text).exists():
        return Where(Kind.NET, text)
    return _folder(Path(text).expanduser().absolute())


def _folder(path: Path) -> Where:
    if (path / ".git").exists() or (path / "coachlog.yml").exists():
        raise CoachlogError(
            f"{visible(str(path))} is a log itself, and somebody writes in it",
            "share through a folder of its own: coachlog invite --folder DIR",
        )
    bare = is_bare(path) or (path.suffix == ".git" and not path.exists())
    return Where(Kind.PATH if bare else Kind.FOLDER, str(path))


def is_bare(path: Path) -> bool:
    """Tell whether a folder is git's own, without files to write in."""
    return (path / "HEAD").is_file() and (path / "objects").is_dir()


class GitPlace:
    """A place that git itself reaches: a host, or a bare repository on a drive."""

    def __init__(self, repo: Repo, where: Where, branch: str = "") -> None:
        self.where = where
        self.branch = branch
        self.until: float | None = None  # by the monotonic clock: when to give up
        self.watch: Watch = _unwatched
        self.ask: Callable[[str], bool] = _nobody_asked
        self._repo = repo
        self._git = repo.git
        self._checked = False
        self._early: _Early | None = None

    def make(self) -> None:
        """Make a place on a drive, where there is none yet."""
        path = self.where.path
        if self.where.kind is Kind.PATH and not path.exists():
            if not path.parent.is_dir():
                raise SyncFailed(f"there is no folder {visible(str(path.parent))}", "make it first, or name another")
            Git(path.parent).run("init", "--quiet", "--bare", "--initial-branch=main", "--template=", str(path))

    def sign_in(self) -> bool:
        """Let git ask on the terminal how to get in, and tell whether it had to; raise Unshared if it will again."""
        if self._call("ls-remote", "HEAD").status == 0:
            return False
        self._run("ls-remote", "HEAD", asking=True)
        if self._call("ls-remote", "HEAD").status != 0:
            raise not_kept(by_key=not self.where.text.startswith("http"))
        return True

    def begin(self) -> None:
        """Begin to take what lies there, while something else is done."""
        if self.branch:
            self._early = _Early(self._fetch)
            self._early.start()

    def give_up(self) -> None:
        """End what was begun and is not wanted any more."""
        if self._early:
            self._early.stopped = True

    def fetch(self) -> Arrived:
        """Take what lies there into this computer's own history, on no line of it yet."""
        if not self.branch and not self._look():
            return Arrived()
        early, self._early = self._early, None
        answer = early.result(self.watch) if early else self._fetch()
        if early and is_race(answer):  # another coachlog fetched at the same moment
            answer = self._fetch()
        if is_missing(answer):
            if not self._look():
                return Arrived()
            answer = self._fetch()
        if answer.status != 0:
            raise in_words(answer)
        return Arrived((self._repo.refs.get(_INCOMING) or "",))

    def publish(self, commit: str) -> None:
        """Put an entry with all its past there; raise Quicker if another came first."""
        answer = self._call("push", f"{commit}:refs/heads/{self.branch}")
        if is_race(answer):
            self._demand_no_old_lock()
            raise PushRejected
        if answer.status != 0:
            raise in_words(answer)

    def holds(self, commit: str) -> bool:
        """Read back whether an entry lies there, as the newest."""
        if self.where.kind is Kind.PATH:  # nearly always a file of one line, which saves a process
            name = self.where.path / "refs" / "heads" / self.branch
            with suppress(OSError):
                if name.resolve(strict=True) == name.absolute() and name.read_bytes() == f"{commit}\n".encode():
                    return self._lies_there(commit)
        told = self._run("ls-remote", f"refs/heads/{self.branch}").out.decode("utf-8", "replace")
        return told.split("\t")[0] == commit and self._lies_there(commit)

    def _lies_there(self, commit: str) -> bool:
        self._repo.refs.update({_INCOMING: commit})
        return True

    def _demand_no_old_lock(self) -> None:
        """Raise where whoever wrote in a place on a drive was stopped, left it locked, and it shall stay so."""
        if self.where.kind is not Kind.PATH:
            return
        for name in (f"refs/heads/{self.branch}.lock", "HEAD.lock"):
            lock = self.where.path / name
            left = _age(lock)
            if left <= _LOCK_IS_OLD:
                continue
            told = f"the shared place is still locked by a sharing that was broken off {format_duration(left)} ago"
            if not self.ask(f"{told[0].upper()}{told[1:]}. Remove the lock?"):
                raise SyncFailed(
                    told, f"if nobody is sharing just now, delete {visible(str(lock))}, then: coachlog sync"
                )
            with suppress(OSError):
                if _age(lock) > _LOCK_IS_OLD:  # and not somebody else's, who came meanwhile
                    lock.unlink()

    def _fetch(self, watch: Watch | None = None) -> Answer:
        return self._call("fetch", f"+refs/heads/{self.branch}:{_INCOMING}", watch=watch)

    def _look(self) -> bool:
        """Find out which line of history is the one that is shared there; tell whether there is one."""
        told = self._run("ls-remote", "HEAD", "refs/heads/*").out.decode("utf-8", "replace")
        heads = re.findall(r"(?m)^[0-9a-f]{40,64}\trefs/heads/(\S+)$", told)
        named = re.search(r"(?m)^ref: refs/heads/(\S+)\tHEAD$", told)
        likely = [named[1] if named else "", "main", "master", *(heads if len(heads) == 1 else [])]
        found = next((name for name in likely if name in heads), "")
        if heads and not found:
            raise SyncFailed(
                "it can't be told which of several versions in that place is the log",
                "ask whoever owns the place to name one of them `main`",
            )
        if not re.fullmatch(_BRANCH, found or "main"):
            raise SyncFailed(
                f"the log there has a name that is not used here: {visible(found)}", "name it `main` there"
            )
        self.branch = found or self._first()
        return bool(found)

    def _first(self) -> str:
        """The name under which an empty place will look for its log."""
        if self.where.kind is Kind.NET:
            return "main"
        told = (self.where.path / "HEAD").read_bytes()[:200].decode("utf-8", "replace").strip()
        named = re.fullmatch(rf"ref: refs/heads/({_BRANCH})", told)
        return named[1] if named else "main"

    def _run(self, act: str, *refs: str, asking: bool = False) -> Answer:
        answer = self._call(act, *refs, asking=asking)
        if answer.status != 0:
            raise in_words(answer)
        return answer

    def _call(self, act: str, *refs: str, asking: bool = False, watch: Watch | None = None) -> Answer:
        if self.where.kind is Kind.PATH and not self._checked:
            _check_drive(self.where.path)
            self._checked = True
        command = (
            *_allowed(self.where.kind),
            act,
            *_OPTIONS[act],
            *(["--unshallow"] if act == "fetch" and (self._repo.folder / "shallow").exists() else []),
            *(_sealed(act, self.where.path) if self.where.kind is Kind.PATH else []),
            self.where.text,
            *refs,
        )
        watch = watch or (_unwatched if asking else self.watch)

        def watching(said: str) -> None:
            watch(in_progress(act, said))

        try:
            longest = LONGEST if self.until is None else max(0.1, self.until - time.monotonic())
            quiet = longest if asking else min(QUIET, longest)
            return self._git.call(*command, timeout=longest, quiet=quiet, asking=asking, watch=watching)
        except RemoteTimeout as asleep:
            raise SyncFailed(asleep.sentence, asleep.hint) from None
        finally:
            watch("")


class _Early(Thread):
    """Something that git was asked for before it is needed."""

    def __init__(self, ask: Callable[[Watch], Answer]) -> None:
        super().__init__(daemon=True)
        self._ask = ask
        self._answer: Answer | CoachlogError | None = None
        self._said = ""
        self.stopped = False

    def run(self) -> None:
        """Ask, and keep whatever comes of it."""
        with suppress(_NotWanted):
            try:
                self._answer = self._ask(self._listen)
            except CoachlogError as error:
                self._answer = error

    def result(self, watch: Watch) -> Answer:
        """Wait for the answer, or raise what came in its place."""
        while self.is_alive():
            watch(self._said)
            self.join(0.2)
        watch("")
        if isinstance(self._answer, Answer):
            return self._answer
        raise self._answer or SyncFailed("the shared place could not be used", AGAIN)

    def _listen(self, said: str) -> None:
        self._said = said
        if self.stopped:
            raise _NotWanted


class _NotWanted(Exception):
    """The end of what was asked for too early."""


def _unwatched(_: str) -> None:
    """Nobody looks on."""


def _nobody_asked(_: str) -> bool:
    return False


def _age(path: Path) -> float:
    """How many seconds ago a file was written; none where there is no such file."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0


_OPTIONS: Final = {
    "ls-remote": ("--symref",),
    "fetch": ("--progress", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-maintenance"),
    "push": ("--progress", "--porcelain", "--no-verify", "--no-follow-tags", "--no-signed", "--recurse-submodules=no"),
}


def _allowed(kind: Kind) -> Sequence[str]:
    """No way but the one that was named, wherever a host or somebody's settings point."""
    ways = ("file",) if kind is Kind.PATH else ("https", "ssh", "http")
    return ("-c", "protocol.allow=never", *(part for way in ways for part in ("-c", f"protocol.{way}.allow=always")))


def _sealed(act: str, path: Path) -> Sequence[str]:
    """The other end on a drive is git on this computer, in somebody else's folder: nothing that lies there is run."""
    git = f"git -c safe.directory={shlex.quote(path.as_posix())} -c core.hooksPath=/dev/null -c core.fsmonitor=false"
    if act == "push":
        git += (
            " -c core.alternateRefsCommand='exit 0' -c receive.autogc=false -c gc.auto=0 -c core.fsync=all"
            " -c receive.denyCurrentBranch=refuse -c receive.denyNonFastForwards=true"
        )
        return (f"--receive-pack={git} receive-pack",)
    return (f"--upload-pack={git} upload-pack",)


def _check_drive(path: Path) -> None:
    if not path.is_dir():
        raise SyncFailed(
            f"the shared place {visible(str(path))} is not there",
            "plug the drive in, or if it has moved: coachlog invite --place PLACE",
        )
    # Git takes what lies in `.git` for the place itself, and follows links wherever they lead.
    strange = [name for name in (".git", "commondir") if (path / name).exists()]
    strange += [name for name in ("HEAD", "config", "objects", "refs", "refs/heads") if (path / name).is_symlink()]
    strange += [key for key in foreign_settings(path / "config") if _is_dangerous(key)]
    if strange or not is_bare(path):
        raise SurroundingsError(
            f"{visible(str(path))} is not a shared place that can be trusted"
            + (f": {visible(', '.join(strange))}" if strange else ""),
            "ask your partner; a new one is made by: coachlog invite --place PLACE",
        )


def _is_dangerous(key: str) -> bool:
    """Tell whether a setting of a place on a drive can't be overruled: it leads to other settings or places."""
    return key.casefold().startswith(("include", "extensions.", "core.worktree")) or key.casefold().endswith("promisor")
