"""The lists of coded items: those that come with the program, and the pair's own in the log."""

from pathlib import Path

from coachlog.errors import Problem
from coachlog.frameworks import FOLDER, Frameworks, build_frameworks
from coachlog.storage.files import FileNotRead, Folder
from coachlog.storage.index import MAX_BYTES, too_large


def load_frameworks(root: Path) -> Frameworks:
    """Return the shipped frameworks and the pair's own, and the problems of the pair's own."""
    folder = Folder(root)
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for entry in folder.names(FOLDER, ".yml"):
        path = f"{FOLDER}/{entry.name}"
        if entry.stat(follow_symlinks=False).st_size > MAX_BYTES:
            problems.append(too_large(path))
            continue
        try:
            texts[path] = (folder.read(path) or b"").decode("utf-8")
        except FileNotRead as trouble:
            problems.append(Problem(path, 1, "cannot-read", trouble.sentence))
        except UnicodeDecodeError:
            problems.append(
                Problem(
                    path,
                    1,
                    "not-utf-8",
                    "this file has letters that cannot be read; save it again as plain text",
                )
            )
    frameworks = build_frameworks(texts)
    return Frameworks(frameworks.known, tuple(sorted({*problems, *frameworks.problems})))
