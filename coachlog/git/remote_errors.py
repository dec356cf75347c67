"""Turns git's words about a failing remote into a sentence and a hint.

git ends with one exit status for all of these, and no plumbing command tells them apart, so its sentences are read
here. They are English, for git/process.py sets LC_ALL. Only `failure` there and git/progress.py read git's words too.
"""

import errno
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from coachlog.errors import SurroundingsError
from coachlog.git.errors import Damaged, visible
from coachlog.git.process import GitOutput
from coachlog.git.refusals import find_refusal, find_unopened
from coachlog.regex import regex
from coachlog.storage.refusals import read_refusal


class PushRejected(Exception):
    """The remote has commits that the pushed one lacks: somebody else was quicker."""


class SyncFailed(SurroundingsError):
    """The remote could not be used. Every commit is safe on this computer."""


AGAIN: Final = "try again in a while: coachlog sync"
_FULL: Final = r"no space left|disk full|quota|insufficient storage|error: 507|too large|file size limit"
_REFUSED: Final = (
    r"authentication failed|could not read (username|password)|terminal prompts disabled|access denied"
    r"|permission denied \(|error: 40[13]|invalid (username|credentials)|host key verification failed"
    r"|no anonymous write access"
)
_READ_ONLY: Final = (
    r"hook declined|protected branch|read-only|insufficient permission|permission denied|denied to"
    r"|unable to create temporary|remote unpack failed|not permitted"
)
_OFFLINE: Final = (
    r"could not resolve host|network is unreachable|could not connect|couldn't connect|failed to connect"
    r"|connection refused|no route to host|name or service not known|temporary failure in name"
)
_ASLEEP: Final = r"timed out|too slow|timeout|less than \d+ bytes"
_MOVED: Final = (
    r"repository not found|not found|does not appear to be a git repository|no such file|error: 404|error: 410"
    r"|not a git repository"
)
_BROKEN_OFF: Final = (
    r"early eof|hung up|rpc failed|connection (was )?(reset|closed)|unexpected disconnect|broken pipe|error: 5\d\d"
    r"|empty reply|bad (line|pack)|invalid index-pack|index-pack died|protocol error|unable to rewind"
)
_HINDERED: Final = regex(rf"permission denied|not permitted|read-only|{_FULL}", re.IGNORECASE)  # git locks, or can't
_KEEPERS: Final = {"win32": "manager", "darwin": "osxkeychain"}  # the safe stores of passwords that git knows
_UNPROVEN: Final = r"certificate|ssl|tls"
_WORDS: Final = (
    (_FULL, "the shared place is full, or takes no file of that size", "make room there, then: coachlog sync"),
    (
        _REFUSED,
        "the shared place does not let this computer in",
        "sign in once, on a terminal: coachlog invite",
    ),
    (
        _READ_ONLY,
        "the shared place lets this computer read, but not write",
        "ask whoever owns it to let you write, then: coachlog sync",
    ),
    (
        _OFFLINE,
        "the shared place can't be reached from here just now",
        "when this computer is online again: coachlog sync",
    ),
    (_ASLEEP, "the shared place does not answer", AGAIN),
    (
        r"mismatched algorithms|hash algorithm",
        "the shared place was made for another kind of history (SHA-256), which a log can't be shared in",
        "make a new one: coachlog invite --place PLACE",
    ),
    (
        _MOVED,
        "there is no shared log in that place",
        "ask your partner whether it has moved; to go along: coachlog sync --moved-to PLACE",
    ),
    (_BROKEN_OFF, "the connection to the shared place broke off", AGAIN),
    (
        _UNPROVEN,
        "the shared place could not prove that it is what it says",
        "check this computer's date; where a school looks into connections, `coachlog doctor` says what to type",
    ),
)
_HOSTILE: Final = regex(r"fsck|hasdot|fullpathname|nulsha|zeropadded|treenotsorted|symlink", re.IGNORECASE)
_DAMAGED_HERE: Final = regex(
    r"(?m)^(error|fatal): .*[ (]\.git/objects/|did not send all necessary objects|^fatal: unable to read [0-9a-f]{40}"
)
_RACE: Final = regex(
    r"fetch first|non-fast-forward|stale info|cannot lock ref|failed to update ref|incorrect old value", re.IGNORECASE
)


@contextmanager
def place_errors(path: Path) -> Iterator[None]:
    """Turn an error of the system about a shared place into a sentence."""
    try:
        yield
    except OSError as error:
        forbidden = error.errno in (errno.EACCES, errno.EPERM)
        reason = "may not be read on this computer" if forbidden else f"can't be read: {read_refusal(error).why}"
        raise SyncFailed(
            f"the shared place {visible(str(path))} {reason}",
            "ask whoever owns it to let you in, or choose another place: coachlog invite",
        ) from None


def require_readable(place: Path) -> None:
    """Raise if the system forbids what git reads first of a place: git itself then says that no log is there."""
    with place_errors(place):
        for name in ("HEAD", "config"):
            with suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):
                (place / name).open("rb").close()
        for name in ("objects", "refs", "refs/heads"):
            with suppress(FileNotFoundError, NotADirectoryError):
                any((place / name).iterdir())


def is_race(answer: GitOutput) -> bool:
    """Tell whether a push or a fetch failed because another one came first, and not for want of leave or room."""
    output = answer.err + answer.out.decode("utf-8", "replace")
    return answer.status != 0 and bool(_RACE.search(output)) and not _HINDERED.search(output)


def is_hostile(answer: GitOutput) -> bool:
    """Tell whether git refused what the remote sent."""
    return answer.status != 0 and bool(_HOSTILE.search(answer.err))


def is_missing(answer: GitOutput) -> bool:
    """Tell whether the remote lacks the fetched branch."""
    return answer.status != 0 and "couldn't find remote ref" in answer.err


def nobody_answered() -> SyncFailed:
    """Return the error of a sign-in that git asked for in vain."""
    return SyncFailed(
        "the sign-in was not answered in time", "look for a window that asks for it, then again: coachlog invite"
    )


def sign_in_not_kept(*, by_key: bool) -> SyncFailed:
    """Return the error of a sign-in that git would ask for again, because sync can't answer."""
    advice = (
        "give it a key: ssh-keygen, ssh-copy-id"
        if by_key
        else f"have git keep it: git config --global credential.helper {_KEEPERS.get(sys.platform, 'store')}"
    )
    return SyncFailed(
        "this computer does not keep the sign-in, and sync never asks", f"{advice}, then: coachlog invite"
    )


def remote_failure(answer: GitOutput, *, fetching: bool = False) -> SurroundingsError:
    """Return the error for a failed command: the remote's, or this repository's damage.

    A fetch writes on this computer alone, so a full disk is this one's.
    """
    output = answer.err + answer.out.decode("utf-8", "replace")
    if refusal := (find_refusal if fetching else find_unopened)(answer.err):
        return SyncFailed(refusal.sentence, refusal.hint)
    if _DAMAGED_HERE.search(answer.err):
        return Damaged()
    if _HOSTILE.search(output):
        return SyncFailed(
            "the data in the shared place is damaged or harmful, and nothing of it was taken",
            "ask your partner to look; their computer has the whole log",
        )
    for form, sentence, hint in _WORDS:
        if re.search(form, output, re.IGNORECASE):
            return SyncFailed(sentence, hint)
    lines = [line.strip() for line in answer.err.splitlines() if line.strip()]
    reason = next((line for line in lines if line.startswith(("fatal:", "error:", "remote:"))), "no reason was given")
    return SyncFailed(f"the shared place could not be used: {visible(reason)}", "`coachlog doctor` looks at the set-up")
