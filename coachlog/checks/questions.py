"""Check the pair's own questions for a reflection."""

from collections.abc import Iterator

from coachlog.checks.check import Check, LogFiles, line_of
from coachlog.errors import Problem
from coachlog.model.questions import QUESTIONS_FOLDER, parse_questions
from coachlog.model.settings import FILE
from coachlog.shipped import shipped_questions

_MISSING = "no-questions"


def no_such_questions(settings_text: str, name: str) -> Problem:
    """Return the problem of settings that name a set of questions which is not there."""
    path = f"{QUESTIONS_FOLDER}/{name}.yml"
    message = f"questions: there is no file {path}, so the usual questions are asked"
    return Problem(FILE, line_of(settings_text, "questions", front=False), _MISSING, message)


def _find(files: LogFiles) -> Iterator[Problem]:
    paths = [path for path in files.paths if path.startswith(f"{QUESTIONS_FOLDER}/") and path.endswith(".yml")]
    for path in paths:
        before, damaged, _ = files.text(path).partition("\ufffd")
        if damaged:
            message = "this file has letters that cannot be read; save it again as plain text"
            yield Problem(path, before.count("\n") + 1, "not-utf-8", message)
            continue
        _, problems = parse_questions(path, path, before)
        yield from problems
    name = files.log.settings.questions
    if name and f"{QUESTIONS_FOLDER}/{name}.yml" not in paths and name not in shipped_questions():
        yield no_such_questions(files.text(FILE), name)


QUESTION_FILES = Check(
    (
        (_MISSING, "a file of questions is missing, or has none"),
        ("no-question", "a question has no words"),
        ("too-many", "a file has more questions than a page can hold"),
        ("too-long", "a question is longer than any that is asked"),
    ),
    _find,
)
