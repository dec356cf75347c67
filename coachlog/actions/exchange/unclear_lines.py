"""Find the lines that a command has just brought into the log and that are not understood."""

from collections import Counter

from coachlog.actions.written_documents import WrittenDocuments
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.model.fields import UNCLEAR_FIELD
from coachlog.model.kinds import kind_of_path
from coachlog.model.kinds.body import UNCLEAR
from coachlog.storage.reading import read_body, read_head

_Line = tuple[str, str, int]  # a problem's code, the line's words, and which of the equal ones it is


def new_unclear(context: Context, written: WrittenDocuments) -> tuple[Problem, ...]:
    """Return the lines of documents that this command brought, and that are not understood."""
    problems: list[Problem] = []
    for path, (before, after) in written.versions.items():
        now = _unclear(context, path, after)
        old_lines = set(_unclear(context, path, before)) if now else set()
        problems += [problem for line, problem in now.items() if line not in old_lines]
    return tuple(problems)


def _unclear(context: Context, path: str, content: bytes) -> dict[_Line, Problem]:
    """Return the problems of a document's lines by the words of the line."""
    kind = kind_of_path(path)
    if kind is None:
        return {}
    head = read_head(kind, path, content, context.settings).problems
    problems = [*head, *read_body(context.root, kind, context.settings, path, content).problems]
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    unclear: dict[_Line, Problem] = {}
    equal = Counter[tuple[str, str]]()
    for problem in (problem for problem in problems if problem.code in UNCLEAR | UNCLEAR_FIELD):
        line = problem.code, lines[problem.line - 1].partition(" ^")[0].strip()
        equal[line] += 1
        unclear[*line, equal[line]] = problem
    return unclear
