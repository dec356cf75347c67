"""The files that were changed by hand, as they are on the disk."""

from coachlog.errors import Problem
from coachlog.storage.files import Folder, PathOutsideFolder, UnreadableFile


def read_files(folder: Folder, paths: tuple[str, ...]) -> tuple[dict[str, bytes | None], list[Problem]]:
    """Return the files on the disk, and a problem for each that can't be kept."""
    disk: dict[str, bytes | None] = {}
    problems = []
    for path in paths:
        try:
            disk[path] = folder.read_replaced(path)
        except PathOutsideFolder:
            message = "a log can't keep a file of this name; rename the file"
            problems.append(Problem(path, 1, "windows-name", message))
        except UnreadableFile:
            message = "it can't be read now, maybe because another program has it open; it is kept the next time"
            problems.append(Problem(path, 1, "cannot-read", message))
    return disk, problems
