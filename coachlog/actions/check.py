"""Check everything in a log, with file and line."""

import os
from functools import cache
from pathlib import Path

from coachlog.actions.student_list import own_names
from coachlog.checks.check import LogFiles
from coachlog.checks.registry import run_checks
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.storage.files import Folder
from coachlog.storage.index import MAX_BYTES
from coachlog.sync.conflicts import find_conflicts


def check_log(context: Context) -> tuple[Problem, ...]:
    """Return the problems of the whole log."""
    return tuple(run_checks(load_files(context)))


def load_files(context: Context) -> LogFiles:
    """Return the whole log as the checks need it."""
    folder = Folder(context.root)
    paths, links = _walk(context.root)

    @cache
    def text(path: str) -> str:
        try:
            return (folder.read(path) or b"")[:MAX_BYTES].decode("utf-8", "replace")
        except CoachlogError:  # loading the log reports it
            return ""

    log, conflicts = context.read(bodies=("meeting",)), find_conflicts(context.root, lambda: context.repo, paths)
    return LogFiles(log, paths, links, text, conflicts, own_names(context))


def _walk(root: Path) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return every file below a folder but git's own, and which of them are links."""
    paths, links = [], set()
    for place, folders, files in os.walk(root):
        folders[:] = sorted(folder for folder in folders if folder != ".git")
        for name in [*folders, *files]:
            where = Path(place) / name
            path = where.relative_to(root).as_posix()
            if where.is_symlink():
                links.add(path)
            if name in files or path in links:
                paths.append(path)
    return tuple(sorted(paths)), frozenset(links)
