"""Check for lines that open a Check-in and may be meant otherwise: what is under them is in no output."""

from collections.abc import Iterator

from coachlog.checks.check import Check, LogFiles
from coachlog.errors import Problem
from coachlog.model.kinds.check_in import doubtful_check_ins

_DOUBT = "check-in-doubt"
_MESSAGE = (
    "this is taken for a Check-in, so what is under it is in no output; if it is about something else, word it without "
    "`check in`"
)


def _find(ground: LogFiles) -> Iterator[Problem]:
    for record in ground.records():
        for line in doubtful_check_ins(ground.text(record.path), ground.log.settings.headings):
            yield Problem(record.path, line, _DOUBT, _MESSAGE)


CHECK_INS = Check(((_DOUBT, "a line that opens a Check-in may be about something else"),), _find)
