"""A lesson plan as it is shown: what it covers, and what belongs to it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from urllib.parse import unquote

from coachlog.app.arguments import titles_of
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.frameworks import Framework
from coachlog.markdown.blocks import Block, BlockKind
from coachlog.markdown.document import Document
from coachlog.model.blank_pages import find_section
from coachlog.model.fields import format_count
from coachlog.model.kinds.feedback import Feedback
from coachlog.model.kinds.lesson import Lesson
from coachlog.model.log import Log
from coachlog.model.settings import Settings
from coachlog.storage.files import Folder
from coachlog.summary.matrix import Coverage

# A link, a picture or a reference to something in assets/: `](../assets/a.png "title")`, `](<../assets/a b.png>)`.
_LINKED: Final = re.compile(
    r"(?:\]\(|^\s*\[[^\]]+\]:\s*)\s*(?:<(?:\.\./)?(assets/[^>\n]+)>|(?:\.\./)?(assets/[^\s)]+))"
)
_CHOICE: Final = "Voice and choice"


def design_matrix(context: Context) -> Framework:
    """The design matrix: the pair's own where there is one, else the shipped one."""
    found = context.frameworks().in_use("design", context.settings.frameworks)
    return max(found, key=lambda framework: bool(framework.path))


def linked_assets(document: Document) -> tuple[str, ...]:
    """The pictures and papers in assets/ that a document links, each once, in its order."""
    code = {at for block in document.blocks if block.kind is BlockKind.CODE for at in range(block.start, block.end)}
    lines = (line for at, line in enumerate(document.lines) if at >= document.body_line and at not in code)
    found = (quoted or plain for line in lines for quoted, plain in _LINKED.findall(line))
    return tuple(dict.fromkeys(unquote(path) for path in found))


def choices(document: Document, settings: Settings) -> tuple[str, ...]:
    """What is said of voice and choice, line by line."""
    section = find_section(document, _CHOICE, settings)
    blocks: tuple[Block, ...] = section.blocks if section else ()
    words = (block.text for block in blocks if block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH, BlockKind.QUOTE))
    return tuple(" ".join(text.split()) for text in words if text.strip())


def covered(lesson: Lesson, log: Log, coverage: tuple[Coverage, ...], document: Document) -> Iterator[str]:
    """What a lesson covers, one line a kind of thing; nothing is said of what it does not name."""
    said = [
        f"{piece.title} ({', '.join(filter(None, [piece.giver, piece.status]))})" for piece in feedback_on(lesson, log)
    ]
    spoken = format_count(len(choices(document, log.settings)), "line")
    for told, found in (
        ("Grown from", titles_of(log, filter(None, [lesson.previous]), "lesson")),
        ("Taken further in", [other.title for other in grown_from(lesson, log)]),
        ("Design matrix", lesson.matrix_focus),
        ("In its questions", [words for quadrant in coverage if (words := _quadrant_words(quadrant))]),
        ("Standards", lesson.standards),
        ("UDL", lesson.udl),
        ("SEL", lesson.sel),
        ("Tools", [f"{tool.name}, to {tool.purpose}" if tool.purpose else tool.name for tool in lesson.tools]),
        (_CHOICE, [spoken] if not spoken.startswith("0") else []),
        ("Grouping", lesson.grouping),
        ("Goals", titles_of(log, lesson.goals, "goal")),
        ("Feedback", said),
    ):
        if found:
            yield f"{told}: {'; '.join(found)}"


def coverage_data(coverage: tuple[Coverage, ...]) -> list[dict[str, Any]]:
    """The quadrants as `--json` tells them."""
    return [
        {"quadrant": q.code, "title": q.title, "asked": q.asked, "answered": q.answered, "own_lines": q.own}
        for q in coverage
    ]


def asset_data(context: Context, document: Document) -> list[dict[str, Any]]:
    """The linked pictures and papers, and whether each is there."""
    folder = Folder(context.root)

    def is_there(path: str) -> bool:
        try:
            return folder.path(path).is_file()
        except CoachlogError:  # it leads out of the log, so it is none of the log's papers
            return False

    return [{"path": path, "there": is_there(path)} for path in linked_assets(document)]


def grown_from(lesson: Lesson, log: Log) -> list[Lesson]:
    """The lessons that were made from a lesson."""
    return [other for other in log.lessons if other.previous == lesson.id]


def feedback_on(lesson: Lesson, log: Log) -> list[Feedback]:
    """What peers said of a lesson, in order of its dates."""
    return sorted((f for f in log.feedback if f.about == lesson.id), key=lambda f: (f.day or date.min, f.id))


def _quadrant_words(quadrant: Coverage) -> str:
    asked = f"{quadrant.answered} of {quadrant.asked} answered" if quadrant.asked else ""
    own = f"{format_count(quadrant.own, 'line')} of your own" if quadrant.own else ""
    told = ", ".join(filter(None, [asked, own]))
    return f"{quadrant.title}, {told}" if told else ""
