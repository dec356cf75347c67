"""The two kinds of trouble: data that is wrong, and work that cannot go on."""

from collections.abc import Iterable, Iterator
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


def tell_problems(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield a sentence for each problem; what is the same in several lines of a file is said once, with the lines."""
    lines: dict[tuple[str, str, str], list[int]] = {}
    for problem in problems:
        lines.setdefault((problem.path, problem.code, problem.message), []).append(problem.line)
    for (path, code, message), (first, *others) in lines.items():
        numbers = ", ".join(str(line) for line in dict.fromkeys(others) if line != first)
        also = f" (and line{'s' if ',' in numbers else ''} {numbers})" if numbers else ""
        yield str(Problem(path, first, code, f"{message}{also}"))


class CoachlogError(Exception):
    """Work that cannot go on: one sentence in plain words, then what to type next.

    Of a mistyped word `typed` is that word, and `meant` the one that is near.
    """

    exit_status = 1

    def __init__(self, sentence: str, hint: str = "", *, typed: str = "", meant: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.typed = typed
        self.meant = meant


class Interrupted(KeyboardInterrupt):
    """A person stopped with Ctrl-C; `typed` is what stood at the prompt."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed


class Stopped(CoachlogError):
    """A person stopped a command that had written something already."""

    exit_status = 130


class LeftOff(Stopped):
    """A person stopped a command that keeps each answer at once: no error."""


class UsageError(CoachlogError):
    """The typed words do not say what to do."""

    exit_status = 2


class SurroundingsError(CoachlogError):
    """The log, git, the disk or the shared place is not as it must be."""

    exit_status = 3
