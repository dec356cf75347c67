"""Look a lesson plan up, update it, and note that it was taught."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from coachlog.actions.typed_days import require_past
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.frozen import frozen
from coachlog.model.fields import normalize
from coachlog.model.kinds.feedback import Feedback
from coachlog.model.kinds.lesson import Lesson, LessonStatus
from coachlog.model.kinds.section_names import AFTER_TEACHING
from coachlog.model.log import Log
from coachlog.model.settings import Settings
from coachlog.regex import regex
from coachlog.storage.files import Folder, PathOutsideFolder

if TYPE_CHECKING:  # a list of lessons needs no Markdown
    from coachlog.markdown.document import Document
    from coachlog.summary.claims import Claim
    from coachlog.summary.matrix import Coverage

CHOICE: Final = "Voice and choice"
# A link, a picture or a reference to something in assets/: `](../assets/a.png "title")`, `](<../assets/a b.png>)`.
_ASSET: Final = regex(r"(?:\]\(|^\s*\[[^\]]+\]:\s*)\s*(?:<(?:\.\./)?(assets/[^>\n]+)>|(?:\.\./)?(assets/[^\s)]+))")


@frozen
class Asset:
    """A picture or paper in assets/ that a lesson links."""

    path: str
    there: bool


@frozen
class LessonDetails:
    """A lesson plan with its text and everything that the log has about it."""

    lesson: Lesson
    log: Log
    grown_into: tuple[Lesson, ...]
    coverage: "tuple[Coverage, ...]"
    choices: tuple[str, ...]
    assets: tuple[Asset, ...]
    feedback: tuple[Feedback, ...]
    lines: "tuple[Claim, ...]"
    text: str


@frozen
class UpdatedLesson:
    """A lesson after a change, with the problems of its file, and the section that a line was written into."""

    lesson: Lesson
    settings: Settings
    problems: tuple[Problem, ...]
    section: str = ""


def lesson_details(context: Context, word: str) -> LessonDetails:
    """Return the lesson that is meant by an id or by words, with everything that the log has about it."""
    from coachlog.actions.documents import load_document, readable_text
    from coachlog.actions.term.framework_codes import design_matrix
    from coachlog.summary.linked_lines import lines_about
    from coachlog.summary.matrix import build_coverage

    log = context.read(("lesson", "goal", "feedback", "meeting"), bodies=("meeting",))
    lesson = log.find_lesson(word)
    document = load_document(context.root, lesson.path)
    folder = Folder(context.root)
    about = (piece for piece in log.feedback if piece.about == lesson.id)
    return LessonDetails(
        lesson=lesson,
        log=log,
        grown_into=tuple(other for other in log.lessons if other.previous == lesson.id),
        coverage=build_coverage(document, design_matrix(context), log.settings),
        choices=_choices(document, log.settings),
        assets=tuple(Asset(path, _is_there(folder, path)) for path in linked_assets(document)),
        feedback=tuple(sorted(about, key=lambda piece: (piece.day or date.min, piece.id))),
        lines=lines_about(log, lesson),
        text=readable_text(context, lesson.path),
    )


def update_lesson(
    context: Context, word: str, fields: Mapping[str, Any], line: tuple[str, str] = ("", "")
) -> UpdatedLesson:
    """Set fields of a lesson, extend its lists, and add a `line` to a section: the section's name, and the words."""
    from coachlog.actions.workspace import open_workspace
    from coachlog.model.blank_pages import add_entry, known_section

    section, words = line

    with open_workspace(context, "lessons update", ("lesson", "goal")) as workspace:
        lesson = workspace.log.find_lesson(word)
        document = set_lesson_fields(workspace.open(lesson.path), fields, workspace.log)
        if words:
            section = known_section("lesson", section, workspace.settings)
            document = add_entry(document, "lesson", section, words, workspace.settings)
        workspace.replace(lesson.path, document)
        workspace.message = "lessons update: 1 lesson"
    log = context.read(("lesson",))
    updated = log.find_lesson(lesson.id)
    return UpdatedLesson(updated, log.settings, tuple(p for p in log.problems if p.path == updated.path), section)


def note_taught(context: Context, word: str, day: date, seen: str) -> Lesson:
    """Note that a lesson was taught on a day, and add a line of what was seen."""
    from coachlog.actions.documents import extend_list, set_fields
    from coachlog.actions.workspace import open_workspace
    from coachlog.model.blank_pages import add_entry, with_section

    require_past(context, day, "note it once the lesson was taught")
    with open_workspace(context, "lessons taught", ("lesson",)) as workspace:
        lesson = workspace.log.find_lesson(word)
        document = workspace.open(lesson.path)
        if day not in lesson.taught:
            document = extend_list(document, "taught", [day.isoformat()])
        document = set_fields(document, {"status": LessonStatus.TAUGHT})
        document, _ = with_section(document, "lesson", AFTER_TEACHING, workspace.settings)
        if seen:
            document = add_entry(document, "lesson", AFTER_TEACHING, seen, workspace.settings, lead=f"{day}: ")
        workspace.replace(lesson.path, document)
        workspace.message = "lessons taught: 1 lesson"
    return context.read(("lesson",)).find_lesson(lesson.id)


def set_lesson_fields(document: "Document", fields: Mapping[str, Any], log: Log) -> "Document":
    """Set single fields and extend lists; raise CoachlogError if there is no such goal, or a tool is there."""
    from coachlog.actions.documents import extend_list, set_fields

    document = set_fields(document, {key: value for key, value in fields.items() if not isinstance(value, list)})
    for key in ("standards", "grouping", "sel", "udl"):
        document = extend_list(document, key, fields[key])
    document = extend_list(document, "goals", [log.find_goal(word).id for word in fields["goals"]])
    return _add_tools(document, fields["tools"])


def linked_assets(document: "Document") -> tuple[str, ...]:
    """Return the paths in assets/ that a document links, each once, in its order."""
    from coachlog.markdown.blocks import BlockKind

    code = {at for block in document.blocks if block.kind is BlockKind.CODE for at in range(block.start, block.end)}
    lines = (line for at, line in enumerate(document.lines) if at >= document.body_line and at not in code)
    paths = (quoted or plain for line in lines for quoted, plain in _ASSET.findall(line))
    return tuple(dict.fromkeys(unquote(path) for path in paths))


def _is_there(folder: Folder, path: str) -> bool:
    try:
        return folder.path(path).is_file()
    except PathOutsideFolder:  # it leads out of the log
        return False


def _choices(document: "Document", settings: Settings) -> tuple[str, ...]:
    """Return the lines about voice and choice."""
    from coachlog.markdown.blocks import BlockKind
    from coachlog.model.blank_pages import find_section
    from coachlog.model.links import read_marks

    section = find_section(document, CHOICE, settings, shown=True)
    kinds = (BlockKind.ITEM, BlockKind.PARAGRAPH, BlockKind.QUOTE)
    words = (block.text for block in (section.blocks if section else ()) if block.kind in kinds)
    lines = (read_marks(" ".join(text.split())).words for text in words)
    return tuple(filter(None, lines))


def _add_tools(document: "Document", tools: Iterable[str]) -> "Document":
    """Add tools, each typed as `NAME=PURPOSE`; raise CoachlogError if a tool is there already."""
    from coachlog.markdown.edit import add_to_list
    from coachlog.markdown.edit_yaml import plain_data

    for typed in tools:
        name, _, purpose = (part.strip() for part in typed.partition("="))
        entry = document.front.find("tools") if document.front else None
        listed = plain_data(entry.value) if entry else []
        named = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
        if any(normalize(str(item.get("name", ""))) == normalize(name) for item in named):
            raise CoachlogError(
                f"`{name}` is among its tools already", "to change its purpose, open the lesson: coachlog edit"
            )
        document = add_to_list(document, ("tools",), {"name": name, "purpose": purpose} if purpose else {"name": name})
    return document
