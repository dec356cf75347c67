"""The two kinds of trouble: data that is wrong, and work that cannot go on."""

from operator import attrgetter

from coachlog.frozen import frozen

_ORDER = attrgetter("path", "line", "code", "message")


@frozen
class Problem:
    """Something wrong in a file: collected and shown, never raised.

    `path` is relative to the log, with forward slashes; `line` counts from 1; `code` is stable and documented.
    """

    path: str
    line: int
    code: str
    message: str

    def __lt__(self, other: "Problem") -> bool:
        return bool(_ORDER(self) < _ORDER(other))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} [{self.code}]"


class CoachlogError(Exception):
    """Work that cannot go on: one sentence in plain words, then what to type next."""

    exit_status = 1

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class UsageError(CoachlogError):
    """The typed words do not say what to do."""

    exit_status = 2


class SurroundingsError(CoachlogError):
    """The log, git, the disk or the shared place is not as it must be."""

    exit_status = 3
