"""Conflicts: what two people changed at the same time, with both versions kept since."""

from collections.abc import Iterator
from typing import Final

from coachlog.checks.check import Check, LogFiles
from coachlog.errors import Problem

_CODE: Final = "kept-twice"


def _find(files: LogFiles) -> Iterator[Problem]:
    for conflict in files.conflicts:
        where = f" ({conflict.where})" if conflict.where else ""
        message = f"this is kept in two versions{where}; choose: coachlog settle"
        yield Problem(conflict.path, conflict.line, _CODE, message)


CONFLICTS = Check(((_CODE, "two people changed one thing at the same time, and both versions are kept"),), _find)
