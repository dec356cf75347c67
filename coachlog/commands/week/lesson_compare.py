"""`coachlog lessons compare`: how a lesson changed, quadrant by quadrant, and which feedback led to it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachlog.app.arguments import LessonName, complete_lessons
from coachlog.app.command import context_of
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.model.fields import format_date
from coachlog.model.kinds.feedback import Feedback, FeedbackStatus
from coachlog.model.kinds.lesson import Lesson
from coachlog.model.log import Log
from coachlog.render.view import Answer, Item, Line, Part, Reworded, Title

if TYPE_CHECKING:
    from coachlog.frameworks import Framework
    from coachlog.markdown.document import Document
    from coachlog.summary.lesson_diff import SectionChange

_TAKEN_IN = "Feedback taken in"
_OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a lesson: the document, what to call it, and from which day it is, where that was asked."""

    lesson: Lesson
    document: "Document"
    called: str
    at: date | None = None


def compare(
    ctx: typer.Context,
    lesson: LessonName,
    other: Annotated[
        str, typer.Argument(metavar="[OTHER]", help="The version before, unless told", autocompletion=complete_lessons)
    ] = "",
    at: Annotated[str, typer.Option("--at", metavar="DATE", help="With itself as it was on a day")] = "",
) -> Answer:
    """Tell what changed in a lesson, and what led to it."""
    from coachlog.storage.load import prompts
    from coachlog.summary.lesson_diff import Became, compare_documents
    from coachlog.views.lesson_view import design_matrix

    context = context_of(ctx)
    if other and at:
        raise UsageError("another lesson and a day at once cannot be compared", "say one of the two")
    log = context.read(("lesson", "feedback"), bodies=("lesson",))
    old, new = _versions(context, log, lesson, other, context.day(at) if at else None)
    sections = compare_documents(old.document, new.document, log.settings, prompts(context.root))
    matrix = design_matrix(context)
    grouped = list(_by_quadrant(sections, matrix))
    feedback = _led_to_it(log, {old.lesson.id, new.lesson.id}, old.at)
    taken_in = [entry.text for entry in log.body(new.lesson).entries(_TAKEN_IN)]
    data = {
        "lesson": new.lesson.id,
        "with": {"lesson": old.lesson.id, "at": old.at.isoformat() if old.at else None},
        "quadrants": [{"quadrant": code, "title": title} | _counts(found, Became) for code, title, found in grouped],
        "sections": [_section_data(section, code) for code, _, found in grouped for section in found],
        "feedback": [_feedback_data(piece) for piece in feedback],
        "taken_in": taken_in,
    }
    parts: list[Part] = [Line(f"“{new.called}”, beside {old.called}")]
    for _, title, found in grouped:
        parts += [Line(), Title(title), *_section_parts(found)]
    if not grouped:
        parts.append(Line("Nothing in it is different."))
    if feedback or taken_in:
        parts += [Line(), Title("Feedback that led to it")]
        parts += [Item(_feedback_words(piece), piece.id) for piece in feedback]
        parts += [Item(f"Taken in: {words}") for words in taken_in]
    return Answer(data, parts)


def _versions(context: Context, log: Log, word: str, other: str, day: date | None) -> tuple[Version, Version]:
    """The old and the new version; of two lessons the one that grew from the other is the new one."""
    new = log.find_lesson(word)
    if day is not None:
        return _version_at(context, new, day), _version(context, new)
    if not other and not new.previous:
        raise UsageError(
            f"“{new.title}” has no version before it",
            f"name another lesson, or a day: coachlog lessons compare {new.id} --at 2026-10-01",
        )
    old = log.find_lesson(other or new.previous)
    if old.previous == new.id:
        old, new = new, old
    return _version(context, old), _version(context, new)


def _version(context: Context, lesson: Lesson) -> Version:
    from coachlog.actions.open_document import open_page
    from coachlog.storage.files import Folder

    content = Folder(context.root).read(lesson.path) or b""
    return Version(lesson, open_page(context.root, lesson.path, content), lesson.title)


def _version_at(context: Context, lesson: Lesson, day: date) -> Version:
    """A lesson as the history had it at the end of a day; raises where it was not there yet, or not to be read."""
    from coachlog.markdown.document import Unreadable, read_document

    repo = context.repo
    entries = list(repo.commits.log(path=lesson.path))
    entry = next((entry for entry in entries if entry.when.date() <= day), None)
    content = repo.commits.contents([lesson.path], entry.id)[lesson.path] if entry else None
    if content is None:
        first = min((entry.when.date() for entry in entries), default=None)
        hint = f"its first version is of {format_date(first)}" if first else "to keep it: coachlog save"
        raise CoachlogError(f"“{lesson.title}” was not in the log yet on {format_date(day)}", hint)
    try:
        document = read_document(content)
    except Unreadable as trouble:
        raise CoachlogError(
            f"what the lesson was on {format_date(day)} cannot be read: {trouble.message}", "try another day"
        ) from None
    return Version(lesson, document, f"itself on {format_date(day)}", day)


def _by_quadrant(
    sections: Sequence["SectionChange"], matrix: "Framework"
) -> Iterator[tuple[str, str, list["SectionChange"]]]:
    """The changed sections by quadrant, then those outside the matrix; a quadrant without any is left out."""
    from coachlog.summary.matrix import QUADRANT_OF, SECTION, quadrant_of, quadrants

    found: dict[str, list[SectionChange]] = {}
    for section in sections:
        meant = quadrant_of(section.part, matrix) if section.section == SECTION and section.part else None
        found.setdefault(meant.code if meant else QUADRANT_OF.get(section.section, _OUTSIDE), []).append(section)
    titles = {quadrant.code: quadrant.title for quadrant in quadrants(matrix)}
    for code, title in titles.items():
        if code in found:
            yield code, title, found[code]
    outside = [section for code, rest in found.items() if code not in titles for section in rest]
    if outside:
        yield _OUTSIDE, "Outside the matrix", outside


def _section_parts(sections: Sequence["SectionChange"]) -> Iterator[Part]:
    from coachlog.summary.lesson_diff import told

    for section in sections:
        yield Line(f"{section.name}: {told(section)}", indent=2)
        for change in section.changes:
            yield Reworded(change.words, indent=4)


def _counts(sections: Sequence["SectionChange"], kinds: Any) -> dict[str, int]:
    return {kind.value: sum(section.count(kind) for section in sections) for kind in kinds}


def _section_data(section: "SectionChange", quadrant: str) -> dict[str, Any]:
    from coachlog.summary.lesson_diff import Became

    return {
        "section": section.section,
        "part": section.part or None,
        "quadrant": quadrant,
        **_counts([section], Became),
        "changes": [
            {"change": change.became, "old": change.old or None, "new": change.new or None, "line": change.line}
            for change in section.changes
        ],
    }


def _led_to_it(log: Log, lessons: Collection[str], since: date | None) -> list[Feedback]:
    """What peers said of some lessons that was talked over or taken up, after a day where one is given."""
    taken_up = (FeedbackStatus.APPLIED, FeedbackStatus.DISCUSSED)
    found = [piece for piece in log.feedback if piece.about in lessons and piece.status in taken_up]
    later = [piece for piece in found if since is None or piece.day is None or piece.day > since]
    return sorted(later, key=lambda piece: (piece.day or date.min, piece.id))


def _feedback_words(piece: Feedback) -> str:
    who = f", from {piece.giver}" if piece.giver else ""
    day = f", {format_date(piece.day)}" if piece.day else ""
    return f"{piece.title}{who}{day}: {piece.status}"


def _feedback_data(piece: Feedback) -> dict[str, Any]:
    return {
        "id": piece.id,
        "title": piece.title,
        "date": piece.day.isoformat() if piece.day else None,
        "from": piece.giver,
        "status": piece.status,
        "path": piece.path,
    }
