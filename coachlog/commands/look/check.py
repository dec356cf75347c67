"""`coachlog check`: everything in a log that is not as it ought to be, with file and line."""

import os
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from coachlog.actions.student_list import own_names
from coachlog.app.command import command, context_of
from coachlog.checks.check import LogFiles
from coachlog.checks.registry import CHECKS, find_problems
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Line, Table
from coachlog.storage.files import Folder
from coachlog.storage.index import MAX_BYTES
from coachlog.sync.conflicts import find_conflicts


def check(
    ctx: typer.Context,
    codes: Annotated[bool, typer.Option("--codes", help="List what is looked for")] = False,
) -> Answer:
    """Find problems, each with its file and line."""
    if codes:
        return _codes()
    context = context_of(ctx)
    problems = find_problems(ground_of(context))
    rows = [
        {"path": problem.path, "line": problem.line, "code": problem.code, "message": problem.message}
        for problem in problems
    ]
    if not problems:
        return Answer(rows, [Line("Everything is as it ought to be.")])
    parts = [*(Line(str(problem)) for problem in problems), Line(f"{format_count(len(problems), 'problem')}.")]
    # On the screen they are the result itself, not something beside it.
    return Answer(rows, parts, problems if context.form.for_programs else (), status=1)


app = command(check)


def ground_of(context: Context) -> LogFiles:
    """The whole log, as the checks look at it."""
    folder = Folder(context.root)
    paths, links = _walk(context.root)

    @cache
    def text(path: str) -> str:
        try:
            return (folder.read(path) or b"")[:MAX_BYTES].decode("utf-8", "replace")
        except CoachlogError:  # the reading has told of it
            return ""

    log, conflicts = context.read(bodies=("meeting",)), find_conflicts(context.root, lambda: context.repo, paths)
    return LogFiles(log, paths, links, text, conflicts, own_names(context))


def _walk(root: Path) -> tuple[tuple[str, ...], frozenset[str]]:
    """Every file below a folder, links among them, and which are links; git's own folder is left out."""
    paths, links = [], set()
    for place, folders, files in os.walk(root):
        folders[:] = sorted(folder for folder in folders if folder != ".git")
        for name in [*folders, *files]:
            where = Path(place) / name
            rel = where.relative_to(root).as_posix()
            if where.is_symlink():
                links.add(rel)
            if name != ".git" and (name in files or rel in links):
                paths.append(rel)
    return tuple(sorted(paths)), frozenset(links)


def _codes() -> Answer:
    rows = dict(row for check in CHECKS for row in check.codes)
    data = [{"code": code, "meaning": meaning} for code, meaning in rows.items()]
    return Answer(data, [Table(("code", "what it means"), list(rows.items()))])
