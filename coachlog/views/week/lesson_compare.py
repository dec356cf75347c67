"""A lesson beside another version of it."""

from collections.abc import Iterable, Iterator
from typing import Final

from coachlog.actions.term.lesson_versions import LessonComparison, LessonVersion, QuadrantChange
from coachlog.frozen import frozen
from coachlog.model.fields import format_date
from coachlog.model.kinds.feedback import Feedback
from coachlog.render.view import Answer, Item, Line, Part, Reworded, Title
from coachlog.summary.lesson_diff import Became, LineChange, SectionChange, format_section
from coachlog.views.fields import Field, Fields, json_row

CHANGE_FIELDS: Final[Fields[LineChange]] = (
    Field("change", lambda change: change.became, "new, reworded or gone"),
    Field("old", lambda change: change.old or None),
    Field("new", lambda change: change.new or None),
    Field("line", lambda change: change.line, "in the new version; for a line that is gone, in the old one"),
)
LED_TO_IT_FIELDS: Final[Fields[Feedback]] = (
    Field("id", lambda piece: piece.id),
    Field("title", lambda piece: piece.title),
    Field("date", lambda piece: piece.day),
    Field("from", lambda piece: piece.giver),
    Field("status", lambda piece: piece.status),
    Field("path", lambda piece: piece.path),
)


@frozen
class PlacedSection:
    """A section that changed, with the code of its quadrant."""

    quadrant: str
    change: SectionChange


def _count(sections: Iterable[SectionChange], became: Became) -> int:
    return sum(section.count(became) for section in sections)


QUADRANT_FIELDS: Final[Fields[QuadrantChange]] = (
    Field("quadrant", lambda quadrant: quadrant.code),
    Field("title", lambda quadrant: quadrant.title),
    Field("new", lambda quadrant: _count(quadrant.sections, Became.NEW), "lines"),
    Field("reworded", lambda quadrant: _count(quadrant.sections, Became.REWORDED), "lines"),
    Field("gone", lambda quadrant: _count(quadrant.sections, Became.GONE), "lines"),
)
SECTION_FIELDS: Final[Fields[PlacedSection]] = (
    Field("section", lambda placed: placed.change.section),
    Field("part", lambda placed: placed.change.part or None, "the sub-heading"),
    Field("quadrant", lambda placed: placed.quadrant),
    Field("new", lambda placed: placed.change.count(Became.NEW), "lines"),
    Field("reworded", lambda placed: placed.change.count(Became.REWORDED), "lines"),
    Field("gone", lambda placed: placed.change.count(Became.GONE), "lines"),
    Field("changes", lambda placed: placed.change.changes, "", CHANGE_FIELDS),
)
COMPARED_WITH_FIELDS: Final[Fields[LessonVersion]] = (
    Field("lesson", lambda version: version.lesson.id),
    Field("at", lambda version: version.at, "the day that was asked for"),
)
COMPARISON_FIELDS: Final[Fields[LessonComparison]] = (
    Field("lesson", lambda comparison: comparison.new.lesson.id),
    Field("with", lambda comparison: comparison.old, "", COMPARED_WITH_FIELDS, single=True),
    Field("quadrants", lambda comparison: comparison.quadrants, "", QUADRANT_FIELDS),
    Field("sections", lambda comparison: _placed(comparison.quadrants), "", SECTION_FIELDS),
    Field("feedback", lambda comparison: comparison.feedback, "discussed or applied", LED_TO_IT_FIELDS),
    Field("taken_in", lambda comparison: comparison.taken_in, "lines of the lesson itself"),
)


def show_comparison(comparison: LessonComparison) -> Answer:
    """Show what changed in a lesson, quadrant by quadrant, and the feedback that led to it."""
    parts: list[Part] = [Line(f"“{comparison.new.name}”, beside {comparison.old.name}")]
    for quadrant in comparison.quadrants:
        parts += [Line(), Title(quadrant.title), *_section_parts(quadrant.sections)]
    if not comparison.quadrants:
        parts.append(Line("Nothing in it is different."))
    if comparison.feedback or comparison.taken_in:
        parts += [Line(), Title("Feedback that led to it")]
        parts += [Item(_feedback_words(piece), piece.id) for piece in comparison.feedback]
        parts += [Item(f"Taken in: {words}") for words in comparison.taken_in]
    return Answer(json_row(COMPARISON_FIELDS, comparison), parts)


def _placed(quadrants: Iterable[QuadrantChange]) -> list[PlacedSection]:
    return [PlacedSection(quadrant.code, section) for quadrant in quadrants for section in quadrant.sections]


def _section_parts(sections: Iterable[SectionChange]) -> Iterator[Part]:
    for section in sections:
        yield Line(f"{section.name}: {format_section(section)}", indent=2)
        for change in section.changes:
            yield Reworded(change.words, indent=4)


def _feedback_words(piece: Feedback) -> str:
    giver = f", from {piece.giver}" if piece.giver else ""
    day = f", {format_date(piece.day)}" if piece.day else ""
    return f"{piece.title}{giver}{day}: {piece.status}"
