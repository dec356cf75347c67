"""The questions that a reflection's author answers: a file of `templates/questions/`."""

from typing import Final

from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.markdown.yaml_text import Listing, Scalar, YamlError, parse_yaml
from coachlog.model.fields import clean_text, normalize
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.field_reader import Reader
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.section_names import GROWTH, NOTES, SUCCESSES

QUESTIONS_FOLDER: Final = "templates/questions"
MAX_QUESTIONS: Final = 20
_MAX_LETTERS: Final = 500
_FIRST: Final = "What I've learned so far"
LINES: Final = (SUCCESSES, GROWTH, NOTES)  # of a question that names none


@frozen
class Question:
    """A question, the section of the page that its answer is in, and the sections of the material that bear on it.

    Lines whose stars have one of the `themes` come to it before all others. One for `much` is asked of a short log
    in another's place.
    """

    ask: str
    under: str = _FIRST
    lines: tuple[str, ...] = LINES
    themes: tuple[str, ...] = ()
    much: bool = False


@frozen
class Questions:
    """A set of questions, by the name of its file; `meant_for` are the roles that it is for, empty for everybody."""

    name: str
    title: str
    questions: tuple[Question, ...]
    meant_for: tuple[str, ...] = ()


def parse_questions(name: str, path: str, text: str) -> tuple[Questions, list[Problem]]:
    """Return the questions in a file's text, without those that are none, and the problems with their lines."""
    problems: list[Problem] = []
    try:
        front = parse_yaml(text.removeprefix("\ufeff"))
    except YamlError as trouble:
        return Questions(name, name, ()), [Problem(path, trouble.line + 1, trouble.code, trouble.message)]
    reader = Reader(path, front, 1, problems)
    entry = front.find("questions")
    if entry and isinstance(entry.value, Listing) and all(isinstance(item, Scalar) for item in entry.value.items):
        questions = [Question(words) for item in reader.words("questions") if (words := _one_line(item))]
    else:
        questions = [question for record in reader.records("questions") if (question := _question(record))]
    distinct = list({normalize(question.ask): question for question in questions}.values())
    if not distinct:
        reader.report("questions", "no-questions", "this file has no questions; write each as `- ask: …`")
    elif len(distinct) > MAX_QUESTIONS:
        reader.report("questions", "too-many", f"these are more than {MAX_QUESTIONS} questions; the first ones count")
    title = _one_line(reader.text("title")) or name
    roles = tuple(normalize(role) for role in reader.words("for"))
    return Questions(name, title, tuple(distinct[:MAX_QUESTIONS]), roles), problems


def _question(record: Reader) -> Question | None:
    words = _one_line(record.text("ask"))
    if not words:
        record.report("ask", "no-question", "a question needs its words")
        return None
    if len(words) > _MAX_LETTERS:
        record.report("ask", "too-long", f"a question has at most {_MAX_LETTERS} letters; the first ones count")
    under = section_name(record.text("under", _FIRST))
    if under not in kind_of("reflection").sections:
        names = ", ".join(kind_of("reflection").sections)
        record.report("under", "bad-value", f"`{under}` is no section of a reflection; the sections are: {names}")
        under = _FIRST
    lines = tuple(section_name(word) for word in record.words("lines"))
    themes = tuple(normalize(word) for word in record.words("themes"))
    return Question(words[:_MAX_LETTERS], under, lines or LINES, themes, record.yes("much"))


def _one_line(words: str) -> str:
    """Return words on one line that no comment can begin or end in."""
    return " ".join(clean_text(words).replace("<!--", "").replace("-->", "").replace("--", "–").split())
