"""Names of files that every computer can hold: pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Final

_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_UNPORTABLE: Final = re.compile(
    r'[\x00-\x1f\x7f-\x9f<>:"|?*\\\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]'
)
_GITS_OWN: Final = re.compile(r"\.git|git~\d+", re.IGNORECASE)
_LONGEST: Final = 200  # bytes of one part of a name; disks take 255


def second_name(path: str, content_id: str) -> str:
    """Return the name of a file's other version: the same on every computer, and one that each can hold."""
    name = PurePosixPath(_portable(path))
    stem = name.stem.encode()[: _LONGEST - 40].decode("utf-8", "ignore")
    return str(name.with_name(f"{stem}-2-{content_id[:7]}{name.suffix[:20]}"))


def is_portable(path: str) -> bool:
    """Tell whether every computer can hold a file of that name."""
    return path == _portable(path)


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
        """Return the name under which a file can lie beside all others: its own, where that is possible."""
        mark = folded(path)
        if is_portable(path) and self._files[mark] == 1 and mark not in self._folders:
            return path
        name = second_name(path, content_id)
        while folded(name) in self._files or folded(name) in self._folders:
            name = second_name(name, content_id)
        self._files[mark] -= 1
        self._files[folded(name)] += 1
        return name


def _folders(path: str) -> Iterable[str]:
    parts = path.split("/")[:-1]
    return accumulate(parts, lambda folder, part: f"{folder}/{part}")


def _portable(path: str) -> str:
    return "/".join(_part(part) for part in path.split("/"))


def _part(part: str) -> str:
    plain = _UNPORTABLE.sub("-", part).rstrip(" .") or "_"
    if _RESERVED.fullmatch(plain) or _GITS_OWN.fullmatch(plain) or plain.startswith("~"):
        plain = f"_{plain}"
    if len(plain.encode()) > _LONGEST:  # what kind of file it is stands at the end
        name = PurePosixPath(plain)
        plain = name.stem.encode()[: _LONGEST - 40].decode("utf-8", "ignore").rstrip(" .") + name.suffix[:20]
    return plain
