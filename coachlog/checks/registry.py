"""The registry of all checks."""

from collections.abc import Iterator
from typing import Final

from coachlog.checks.alignment import ALIGNMENT
from coachlog.checks.check import Check, LogFiles
from coachlog.checks.conflicts import CONFLICTS
from coachlog.checks.days import DAYS
from coachlog.checks.documents import DOCUMENTS
from coachlog.checks.files import FILES
from coachlog.checks.links import LINKS
from coachlog.checks.people import PEOPLE
from coachlog.checks.questions import QUESTION_FILES
from coachlog.checks.read_errors import READABLE
from coachlog.checks.students import STUDENTS
from coachlog.errors import Problem

CHECKS: Final[tuple[Check, ...]] = (
    READABLE,
    LINKS,
    PEOPLE,
    DAYS,
    FILES,
    DOCUMENTS,
    QUESTION_FILES,
    ALIGNMENT,
    CONFLICTS,
    STUDENTS,
)


def run_checks(files: LogFiles) -> tuple[Problem, ...]:
    """Return the problems of all checks, sorted by path and line."""

    def all_of() -> Iterator[Problem]:
        for check in CHECKS:
            yield from check.find(files)

    return tuple(sorted(set(all_of())))
