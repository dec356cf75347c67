"""Add a lesson plan: blank, out of an earlier lesson, or out of any Markdown file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from coachlog.actions.documents import ensure_title, load_document, set_fields, set_title
from coachlog.actions.imports.document import given_title, import_into, read_file
from coachlog.actions.term.lessons import set_lesson_fields
from coachlog.actions.term.same_title import tell_same_title
from coachlog.actions.workspace import Workspace, open_workspace
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.frozen import frozen
from coachlog.markdown.document import Document, parse_document
from coachlog.markdown.edit import add_block, set_key
from coachlog.model.blank_pages import find_section, with_section
from coachlog.model.fields import format_count, normalize, one_line, slugify
from coachlog.model.kinds.lesson import LearnedBy, Lesson, LessonStatus
from coachlog.model.log import UnknownDocument

# Fields that a lesson takes from a file that was written elsewhere.
_IMPORTED: Final = (
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
_ASKED_OF_LAST_YEAR: Final = ("What worked before", "What to adapt or change")
# Fields that a new lesson does not inherit.
_LEFT_BEHIND: Final = ("teach_on", "taught", "kept_versions")


@frozen
class AddedLesson:
    """A new lesson; the lesson that keeps an outside file as it came, if it grew from one; problems of both."""

    lesson: Lesson
    kept: Lesson | None
    problems: tuple[Problem, ...]


def add_lesson(context: Context, title: str, source: str, fields: Mapping[str, Any]) -> AddedLesson:
    """Add a lesson plan: blank, out of an earlier lesson, or out of a Markdown file."""
    with open_workspace(context, "lessons add", ("goal", "lesson")) as workspace:
        pages = _begin(workspace, context, title, source)
        if not source:
            tell_same_title(context, "A lesson", title, workspace.log.lessons)
        lesson_id = next(iter(pages))
        page = set_fields(pages[lesson_id], {"type": "lesson"})
        pages[lesson_id] = set_lesson_fields(page, fields, workspace.log)
        for page_id, document in pages.items():
            workspace.replace(f"lessons/{page_id}.md", document)
        workspace.message = f"lessons add: {format_count(len(pages), 'lesson')}"
    log = context.read(("lesson",))
    lesson, *kept = (log.find_lesson(page_id) for page_id in pages)
    paths = [lesson.path, *(other.path for other in kept)]
    problems = tuple(problem for problem in log.problems if problem.path in paths)
    return AddedLesson(lesson, next(iter(kept), None), problems)


def _begin(workspace: Workspace, context: Context, title: str, source: str) -> dict[str, Document]:
    """Return the pages of a new lesson by id: the lesson, then the page that keeps an outside file as it came.

    Without a title an outside file is the lesson itself.
    """
    if not source:
        return {context.new_id(slugify(title)): _blank(context, title)}
    file = outside_file(context, source)
    if file is None:
        earlier = _named(context, source)
        grown = set_title(load_document(context.root, earlier.path), title)
        return {context.new_id(slugify(title)): _grown(grown, earlier.id)}
    given, assets = read_file(file)
    for path, content in assets.items():
        workspace.add_file(path, content)
    name = given_title(given) or one_line(file.stem)
    if title and normalize(name) in {normalize(title), *_titles(workspace)}:
        name = one_line(file.name)  # of two whose titles begin alike no word would mean one
    kept = _existing(context, given, name)
    kept_id = context.new_id(slugify(name))
    if not title:
        return {kept_id: _to_fill(context, kept)}
    grown = _to_fill(context, import_into(given, _blank(context, title), title, _IMPORTED))
    return {context.new_id(slugify(title)): _grown(grown, kept_id), kept_id: kept}


def _titles(workspace: Workspace) -> set[str]:
    return {normalize(lesson.title) for lesson in workspace.log.lessons}


def _to_fill(context: Context, document: Document) -> Document:
    """Return a lesson with the two questions about last year's, as the blank page asks them, if it lacks them."""
    blank = _blank(context, document.title)
    for name in _ASKED_OF_LAST_YEAR:
        if find_section(document, name, context.settings) is None:
            document, section = with_section(document, "lesson", name, context.settings)
            asked = find_section(blank, name, context.settings)
            blocks = asked.blocks if asked else ()
            prompts = [line.rstrip("\r\n") for block in blocks for line in blank.lines[block.start : block.end]]
            document = add_block(document, section, prompts) if prompts else document
    return document


def outside_file(context: Context, source: str) -> Path | None:
    """Return the file that a lesson is to begin with; None if a lesson of the log is meant."""
    file = Path(source).expanduser()
    if not source or not file.is_file() or file.resolve().parent == (context.root / "lessons").resolve():
        return None
    return file


def _named(context: Context, source: str) -> Lesson:
    """Return the lesson that is meant by an id, words of a title or its file; raise CoachlogError."""
    file = Path(source).expanduser()
    try:
        return context.read(("lesson",)).find_lesson(file.stem if file.is_file() else source)
    except UnknownDocument as trouble:
        if "/" not in source and not source.endswith(".md"):
            raise
        raise CoachlogError(f"there is no file `{source}`", trouble.hint) from None


def _blank(context: Context, title: str) -> Document:
    slots = {"title": title, "audience": LearnedBy.STUDENTS, "status": LessonStatus.DRAFTING}
    return ensure_title(parse_document(context.fill("lesson", slots)), title)


def _existing(context: Context, given: Document, title: str) -> Document:
    blank = set_fields(_blank(context, title), {"type": "lesson", "status": LessonStatus.EXISTING})
    return import_into(given, blank, title, _IMPORTED)


def _grown(document: Document, earlier: str) -> Document:
    for key in _LEFT_BEHIND:
        document = set_key(document, (key,), None)
    return set_fields(document, {"status": LessonStatus.DRAFTING, "previous": earlier})
