"""What two people wrote at the same time, and what stands in both versions since."""

from collections.abc import Iterator
from typing import Final

from coachlog.checks.check import Check, LogFiles
from coachlog.errors import Problem

_TWICE: Final = "kept-twice"


def _find(ground: LogFiles) -> Iterator[Problem]:
    for place in ground.twice:
        where = f" ({place.where})" if place.where else ""
        yield Problem(place.path, place.line, _TWICE, f"this stands in two versions{where}; choose: coachlog settle")


KEPT = Check(((_TWICE, "two people changed one thing at the same time, and both versions stand"),), _find)
