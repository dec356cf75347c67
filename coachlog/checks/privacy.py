"""Check for what is one person's own, or the pair's alone: private documents in the log, and doubtful Check-ins."""

from collections.abc import Iterator

from coachlog.checks.check import Check, LogFiles
from coachlog.errors import Problem
from coachlog.model.kinds.check_in import doubtful_check_ins
from coachlog.model.own_documents import OWN_PAGE, is_markdown, is_own, tell_own

_DOUBT = "check-in-doubt"
_MESSAGE = (
    "this is taken for a Check-in, so what is under it is in no output; if it is about something else, word it without "
    "`check in`"
)


def _find(ground: LogFiles) -> Iterator[Problem]:
    for path in ground.paths:
        if is_own(path, ground.text(path) if is_markdown(path) else ""):
            yield Problem(path, 1, OWN_PAGE, tell_own(path))
    for record in ground.records():
        for line in doubtful_check_ins(ground.text(record.path), ground.log.settings.headings):
            yield Problem(record.path, line, _DOUBT, _MESSAGE)


PRIVACY = Check(
    (
        (OWN_PAGE, "a document is one person's own and belongs in the own pages"),
        (_DOUBT, "a line that opens a Check-in may be about something else"),
    ),
    _find,
)
