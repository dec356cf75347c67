"""The names that a file of a log can have on every computer: the one table of them, for all who read or give names."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from coachlog.regex import regex

_LONGEST: Final = 200  # bytes of one part of a name; disks take 255
_LONGEST_PATH: Final = 210  # of Windows' letters in a whole path; with a folder before it Windows takes 259
_LONGEST_SUFFIX: Final = 20  # characters
_FOLDER: Final = "assets"  # takes a file whose own folder has too long a name
_ROOM: Final = 40  # bytes for the suffix and for what makes a second name
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICE: Final = regex(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?", re.IGNORECASE)
_FORBIDDEN: Final = regex(r'[\x00-\x1f<>:"|?*\\]')
_ENDS: Final = " ."
_UNSEEN: Final = regex(r"[\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_UNDECODED: Final = regex(r"[\ud800-\udfff]")
_HISTORY: Final = regex(r"\.git|git~\d+", re.IGNORECASE)  # the second is a short name that Windows gives
_HOME: Final = "~"
# What Windows runs when it is opened, or when its name is typed in its folder: `git.bat` instead of git.
_PROGRAM: Final = regex(
    r".*\.(exe|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|wsh|msc|lnk|scr|pif|cpl|hta|msi)", re.IGNORECASE | re.DOTALL
)
_TEXT: Final = ".txt"  # goes behind a program's name, so that nothing runs it
_LEADS_OUT: Final = regex(
    r"""
    ^ (?: [~/] | [A-Z]: )                          # the home folder, the disk's root, another disk
    | [\0\n]
    | (?: ^ | / )
      (?: \.{0,2}
        | (?: \.git | git~1 ) [ .]* (?: :[^/]* )?  # Windows takes `.git.`, `.git ` and `.git::$DATA` for `.git`
      )
      (?: / | \Z )
    """,
    re.IGNORECASE | re.VERBOSE,
)


class Fault(StrEnum):
    """Why some computer cannot have a name."""

    WINDOWS = "windows"
    UNSEEN = "unseen"
    HISTORY = "history"
    HOME = "home"
    LONG = "long"
    PROGRAM = "program"


class BadName(NamedTuple):
    """One part of a path that some computer cannot have, and why."""

    part: str
    fault: Fault


def find_bad_name(path: str) -> BadName | None:
    """Return the first part of a path that some computer cannot have, or the whole of a path that is too long."""
    parts = path.split("/")
    bad = next((BadName(part, fault) for part in parts if (fault := _fault(part))), None)
    if bad is None and not _fits(path):
        bad = BadName(path, Fault.LONG)
    return bad or (BadName(parts[-1], Fault.PROGRAM) if _PROGRAM.fullmatch(parts[-1]) else None)


def is_portable(path: str) -> bool:
    """Return whether every computer can have a file of that name."""
    return find_bad_name(path) is None


def is_in_log(path: str) -> bool:
    """Return whether a log's history can have a path: one that leads neither out of the log nor into git's folder."""
    return not _LEADS_OUT.search(path)


def is_inside(path: str) -> bool:
    """Return whether a path is inside its folder on every computer, and text.

    Windows takes a backslash for a slash, and no other computer has a name of bytes that are no text.
    """
    return "\\" not in path and is_in_log(path) and not _UNDECODED.search(path)


def portable(path: str) -> str:
    """Return a path that every computer can have: the same one where it is such already."""
    parts = [_portable_part(part) for part in path.split("/")]
    name = "/".join(parts if _fits("/".join(parts)) else _shortened(parts))
    return portable(f"{name}{_TEXT}") if _PROGRAM.fullmatch(name) else name


def second_name(path: str, content_id: str) -> str:
    """Return the name of a file's other version, the same on every computer."""
    parts = portable(path).split("/")
    name = PurePosixPath(parts[-1])
    second = f"{_cut(name.stem)}-2-{content_id[:7]}{name.suffix[:_LONGEST_SUFFIX]}"
    parts[-1] = second
    return "/".join(parts if _fits("/".join(parts)) else [*_shortened(parts)[:-1], second])


def folded(path: str) -> str:
    """Return a name as a disk sees it that knows no capitals."""
    return path.casefold() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


class NameAllocator:
    """The names in one folder."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = set(paths)
        self._files = Counter(folded(path) for path in self._paths)
        self._folders = {folded(folder) for path in self._paths for folder in _folders(path)}

    def name_for(self, path: str, content_id: str) -> str:
        """Return a name for a file beside all others: its own, if that is possible."""
        name = folded(path)
        if is_portable(path) and self._files[name] == 1 and name not in self._folders:
            return path
        second = second_name(path, content_id)
        while not self._is_free(second):
            second = second_name(second, content_id)
        self._files[name] -= 1
        self._files[folded(second)] += 1
        return second

    def files_with_a_folders_name(self) -> set[str]:
        """Return the files whose name a folder of others has: no disk can have both."""
        return {path for path in self._paths if folded(path) in self._folders}

    def _is_free(self, path: str) -> bool:
        return self._files[folded(path)] == 0 and folded(path) not in self._folders


def _folders(path: str) -> Iterable[str]:
    parts = path.split("/")[:-1]
    return accumulate(parts, lambda folder, part: f"{folder}/{part}")


def _fault(part: str) -> Fault | None:
    if _FORBIDDEN.search(part) or not part or part[-1] in _ENDS or _DEVICE.fullmatch(part):
        return Fault.WINDOWS
    if _UNSEEN.search(part):
        return Fault.UNSEEN
    if _HISTORY.fullmatch(part):
        return Fault.HISTORY
    if part.startswith(_HOME):
        return Fault.HOME
    return Fault.LONG if len(part.encode()) > _LONGEST else None


def _portable_part(part: str) -> str:
    name = _UNSEEN.sub("-", _FORBIDDEN.sub("-", part)).rstrip(_ENDS) or "_"
    if _fault(name) not in (None, Fault.LONG):
        name = f"_{name}"
    if _fault(name) is Fault.LONG:  # the end says what kind of file it is
        long = PurePosixPath(name)
        name = _cut(long.stem).rstrip(_ENDS) + long.suffix[:_LONGEST_SUFFIX]
    return name


def _fits(path: str) -> bool:
    """Tell whether a whole path is short enough for every computer."""
    return len(path) <= _LONGEST_PATH // 2 or len(path.encode("utf-16-le", "surrogatepass")) // 2 <= _LONGEST_PATH


def _shortened(parts: list[str]) -> list[str]:
    """Return a path of one folder, where many make it too long, and of a name that leaves room for a second one."""
    folder = parts[0] if len(parts[0]) < _ROOM // 2 else _FOLDER
    name = PurePosixPath(parts[-1])
    return [folder, _cut(name.stem).rstrip(_ENDS) + name.suffix[:_LONGEST_SUFFIX]]


def _cut(stem: str) -> str:
    return stem.encode()[: _LONGEST - _ROOM].decode("utf-8", "ignore")
