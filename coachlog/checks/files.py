"""Check for files that not every computer can have, that lead out of the log, or whose names collide."""

from collections.abc import Iterator
from typing import Final

from coachlog.checks.check import Check, LogFiles
from coachlog.errors import Problem
from coachlog.model.portable_names import Fault, find_bad_name, folded

_LINK = "link"
_WINDOWS = "windows-name"
_ALIKE = "same-name"
_ODD = "odd-name"
_WHY: Final = {
    Fault.WINDOWS: "a computer with Windows cannot have the name `{}`",
    Fault.UNSEEN: "the name `{}` has a letter that nobody can see",
    Fault.HISTORY: "the name `{}` is kept for the log's own history",
    Fault.HOME: "the name `{}` begins with the sign of the home folder",
    Fault.LONG: "the name `{}` is too long for some computers",
}


def _find(ground: LogFiles) -> Iterator[Problem]:
    reported = {problem.path for problem in ground.log.problems}
    for path in sorted(ground.links - reported):
        yield Problem(path, 1, _LINK, "this is a link, which coachlog does not follow; put the file itself here")
    for path in ground.paths:
        if bad := find_bad_name(path):
            code = _WINDOWS if bad.fault is Fault.WINDOWS else _ODD
            yield Problem(path, 1, code, f"{_WHY[bad.fault].format(bad.part)}; call it otherwise")
    seen: dict[str, str] = {}
    for path in ground.paths:
        first = seen.setdefault(folded(path), path)
        if first != path:
            message = f"on many computers this is the same name as {first}; call one of them otherwise"
            yield Problem(path, 1, _ALIKE, message)


FILES = Check(
    (
        (_LINK, "a file is a link: it is neither read nor written"),
        (_WINDOWS, "a file has a name that Windows cannot have"),
        (_ODD, "a file has a name that some computer or program takes for something else, or cannot have"),
        (_ALIKE, "two files differ in capital letters only, as two goals with one id do"),
    ),
    _find,
)
