"""The sets of questions for a reflection: the pair's own in the log, else those that come with the program."""

from pathlib import Path

from coachlog.checks.questions import no_such_questions
from coachlog.errors import Problem
from coachlog.model.fields import normalize
from coachlog.model.questions import QUESTIONS_FOLDER, Questions, parse_questions
from coachlog.model.settings import FILE, Settings
from coachlog.shipped import shipped_questions
from coachlog.storage.files import FileNotRead, Folder
from coachlog.storage.index import MAX_BYTES


def load_questions(root: Path, settings: Settings, role: str) -> tuple[Questions, tuple[Problem, ...]]:
    """Return the questions for a role (`mentor`, `mentee`, `together`), and the problems of the files that were read.

    They are those of the set that the settings name, if it is for the role; else the pair's own for the role, else
    those that come with the program.
    """
    problems: list[Problem] = []
    folder = Folder(root)
    for name in dict.fromkeys(filter(None, (settings.questions, role))):
        path = f"{QUESTIONS_FOLDER}/{name}.yml"
        text = _read(folder, path, problems)
        if text is None and name not in shipped_questions() and not problems:
            problems.append(no_such_questions((folder.read(FILE, MAX_BYTES) or b"").decode("utf-8", "replace"), name))
        if text is None:
            continue
        questions, more = parse_questions(name, path, text)
        problems += more
        if questions.questions and (not questions.meant_for or normalize(role) in questions.meant_for):
            return questions, tuple(problems)
    questions, _ = parse_questions(role, role, shipped_questions()[role])
    return questions, tuple(problems)


def _read(folder: Folder, path: str, problems: list[Problem]) -> str | None:
    """Return the text of a file of questions; None, with a problem, if there is none that can be read."""
    try:
        content = folder.read(path, MAX_BYTES)
        return content.decode() if content is not None else None
    except UnicodeDecodeError:
        message = "this file has letters that cannot be read; save it again as plain text"
        problems.append(Problem(path, 1, "not-utf-8", message))
    except FileNotRead as trouble:
        problems.append(Problem(path, 1, "cannot-read", trouble.sentence))
    return None
