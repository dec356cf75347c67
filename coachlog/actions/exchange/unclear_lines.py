"""Find the lines that a command has just brought into the log and that are not understood."""

from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.git.commits import REGULAR
from coachlog.model.fields import UNCLEAR_FIELD
from coachlog.model.kinds import kind_of_path
from coachlog.model.kinds.body import UNCLEAR
from coachlog.storage.reading import read_body, read_head

_Line = tuple[str, str]  # a problem's code, and the line's words


def new_unclear(context: Context) -> tuple[Problem, ...]:
    """Return the lines of documents that this command brought, and that are not understood."""
    versions: dict[str, tuple[bytes, bytes]] = {}
    repo = context.repo
    for commit in context.written:
        parents = repo.objects.parents(commit)
        if len(parents) != 1:  # what others wrote was told to them
            continue
        changes = repo.objects.changes(parents[0], commit).items()
        notes = {path: change for path, change in changes if kind_of_path(path)}
        texts = repo.objects.blobs(
            entry for change in notes.values() for entry in change if entry and entry.mode in REGULAR
        )
        for path, change in notes.items():
            old, new = (texts.get(entry.id, b"") if entry else b"" for entry in change)
            versions[path] = versions[path][0] if path in versions else old, new
    problems: list[Problem] = []
    for path, (before, after) in versions.items():
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
    return {
        (problem.code, lines[problem.line - 1].partition(" ^")[0].strip()): problem
        for problem in problems
        if problem.code in UNCLEAR | UNCLEAR_FIELD
    }
