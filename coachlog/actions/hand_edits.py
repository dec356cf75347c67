"""The files that were changed by hand, as they are on the disk."""

from coachlog.errors import Problem
from coachlog.storage.files import Folder, PathOutsideFolder


def read_files(folder: Folder, paths: tuple[str, ...]) -> tuple[dict[str, bytes | None], list[Problem]]:
    """Return the files on the disk, and a problem for each name that a log cannot have."""
    disk: dict[str, bytes | None] = {}
    problems = []
    for path in paths:
        try:
            disk[path] = folder.read_replaced(path)
        except PathOutsideFolder:
            message = "a log can't keep a file of this name; rename the file"
            problems.append(Problem(path, 1, "windows-name", message))
    return disk, problems
