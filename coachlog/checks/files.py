"""Files that not every computer can hold, that lead out of the log, or that would be taken for one another."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from coachlog.checks.check import Check, LogFiles
from coachlog.errors import Problem

_LINK = "link"
_WINDOWS = "windows-name"
_ALIKE = "same-name"
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED: Final = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_FORBIDDEN: Final = frozenset('<>:"|?*\\')


def _find(ground: LogFiles) -> Iterator[Problem]:
    told = {problem.path for problem in ground.log.problems}
    for path in sorted(ground.links - told):
        yield Problem(path, 1, _LINK, "this is a link, which coachlog does not follow; put the file itself here")
    for path in ground.paths:
        bad = next((part for part in path.split("/") if _is_impossible(part)), None)
        if bad:
            yield Problem(path, 1, _WINDOWS, f"a computer with Windows cannot have the name `{bad}`; call it otherwise")
    seen: dict[str, str] = {}
    for path in ground.paths:
        first = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if first != path:
            message = f"on many computers this is the same name as {first}; call one of them otherwise"
            yield Problem(path, 1, _ALIKE, message)


FILES = Check(
    (
        (_LINK, "a file is a link: it is neither read nor written"),
        (_WINDOWS, "a file has a name that Windows cannot have"),
        (_ALIKE, "two files differ in capital letters only, as two goals with one id do"),
    ),
    _find,
)


def _is_impossible(part: str) -> bool:
    stem = part.partition(".")[0].rstrip(" ").casefold()
    return stem in _RESERVED or part[-1:] in (" ", ".") or any(c in _FORBIDDEN or ord(c) < 32 for c in part)
