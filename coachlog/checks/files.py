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
    Fault.WINDOWS: "Windows can't use the name `{}`",
    Fault.UNSEEN: "the name `{}` has an invisible letter",
    Fault.HISTORY: "the name `{}` is reserved for the log's own history",
    Fault.HOME: "the name `{}` begins with the sign for the home folder",
    Fault.LONG: "the name `{}` is too long for some computers",
    Fault.PROGRAM: "`{}` could be run as a program on the other computer",
}


def _find(files: LogFiles) -> Iterator[Problem]:
    reported = {problem.path for problem in files.log.problems}
    for path in sorted(files.links - reported):
        yield Problem(path, 1, _LINK, "this is a link, which coachlog does not follow; put the file itself here")
    for path in files.paths:
        if bad := find_bad_name(path):
            code = _WINDOWS if bad.fault is Fault.WINDOWS else _ODD
            what = "file" if path.rpartition("/")[2] == bad.part else "folder"
            yield Problem(path, 1, code, f"{_WHY[bad.fault].format(bad.part)}; rename the {what}")
    seen: dict[str, str] = {}
    for path in files.paths:
        first = seen.setdefault(folded(path), path)
        if first != path:
            message = f"on many computers this is the same name as {first}; rename one of them"
            yield Problem(path, 1, _ALIKE, message)


FILES = Check(
    (
        (_LINK, "a file is a link: it is neither read nor written"),
        (_WINDOWS, "a file has a name that Windows can't use"),
        (_ODD, "a file has a name that some computer or program misreads or can't use"),
        (_ALIKE, "two files differ only in capital letters, as do two goals with one id"),
    ),
    _find,
)
