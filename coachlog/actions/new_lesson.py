"""How a lesson plan begins: blank, out of an earlier lesson, or out of any Markdown file."""

from pathlib import Path
from typing import Final

from coachlog.actions.documents import set_facts, set_title, with_title
from coachlog.actions.import_document import own_title, read_given, take_over
from coachlog.actions.open_document import open_page
from coachlog.app.arguments import one_line
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.markdown.document import Document, parse_document
from coachlog.markdown.edit import set_key
from coachlog.model.fields import slugify
from coachlog.model.kinds.lesson import LearnedBy, Lesson, LessonStatus
from coachlog.storage.files import Folder

# What a lesson's front matter may bring along from a file that was written elsewhere.
_TAKEN_OVER: Final = (
    "subject",
    "grade",
    "unit",
    "audience",
    "status",
    "teach_on",
    "taught",
    "minutes",
    "mode",
    "standards",
    "goals",
    "matrix_focus",
    "sel",
    "udl",
    "tools",
    "grouping",
)
# What belongs to the hour that was taught, not to the one that grows from it.
_LEFT_BEHIND: Final = ("teach_on", "taught", "kept_versions")


def begin_lesson(context: Context, title: str, source: str) -> dict[str, Document]:
    """The pages of a new lesson by id: the new one, then, where it grows from an outside file, what that file has.

    Without a title an outside file comes in as it is.
    """
    if not source:
        return {context.new_id(slugify(title)): _blank(context, title)}
    file = outside_file(context, source)
    if file is None:
        earlier = _named(context, source)
        content = Folder(context.root).read(earlier.path) or b""
        grown = set_title(open_page(context.root, earlier.path, content), title)
        return {context.new_id(slugify(title)): _grown(grown, earlier.id)}
    given = read_given(file)
    over_all = own_title(given)
    called = one_line(over_all.text if over_all else "") or one_line(file.stem)
    kept = _existing(context, given, called)
    kept_id = context.new_id(slugify(called))
    if not title:
        return {kept_id: kept}
    grown = take_over(given, _blank(context, title), title, _TAKEN_OVER)
    return {context.new_id(slugify(title)): _grown(grown, kept_id), kept_id: kept}


def outside_file(context: Context, source: str) -> Path | None:
    """The file meant by what a lesson is to begin with; None where one of the log's own lessons is meant."""
    file = Path(source).expanduser()
    if not source or not file.is_file() or file.resolve().parent == (context.root / "lessons").resolve():
        return None
    return file


def _named(context: Context, source: str) -> Lesson:
    """The lesson meant by an id, words of a title or its own file; raises where there is neither lesson nor file."""
    file = Path(source).expanduser()
    try:
        return context.read(("lesson",)).find_lesson(file.stem if file.is_file() else source)
    except CoachlogError as trouble:
        if "/" not in source and not source.endswith(".md"):
            raise
        raise CoachlogError(f"there is no file `{source}`", trouble.hint) from None


def _blank(context: Context, title: str) -> Document:
    slots = {"title": title, "audience": LearnedBy.STUDENTS, "status": LessonStatus.DRAFTING}
    return with_title(parse_document(context.fill("lesson", slots)), title)


def _existing(context: Context, given: Document, title: str) -> Document:
    blank = set_facts(_blank(context, title), {"type": "lesson", "status": LessonStatus.EXISTING})
    return take_over(given, blank, title, _TAKEN_OVER)


def _grown(document: Document, earlier: str) -> Document:
    for key in _LEFT_BEHIND:
        document = set_key(document, (key,), None)
    return set_facts(document, {"status": LessonStatus.DRAFTING, "previous": earlier})
