"""Check for documents in the log that are one person's own."""

from collections.abc import Iterator

from coachlog.checks.check import Check, LogFiles
from coachlog.errors import Problem
from coachlog.model.own_documents import OWN_PAGE, is_markdown, is_own, tell_own


def _find(ground: LogFiles) -> Iterator[Problem]:
    for path in ground.paths:
        if is_own(path, ground.text(path) if is_markdown(path) else ""):
            yield Problem(path, 1, OWN_PAGE, tell_own(path))


OWN_DOCUMENTS = Check(((OWN_PAGE, "a document is one person's own and belongs in the own pages"),), _find)
