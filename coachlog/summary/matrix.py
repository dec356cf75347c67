"""A lesson's design matrix: the questions it has of each quadrant, and those answered."""

from collections.abc import Iterator, Sequence
from typing import Final

from coachlog.frameworks import CodedItem, Framework
from coachlog.frozen import frozen
from coachlog.markdown.blocks import Block, BlockKind
from coachlog.markdown.document import Document
from coachlog.model.fields import normalize
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.section_names import DESIGN_MATRIX, RUBRIC
from coachlog.model.settings import Settings

# The quadrant of each section of a lesson; other sections are outside the matrix.
QUADRANT_OF: Final = {
    "Learning targets": "standards",
    "Standards": "standards",
    "Prior knowledge": "standards",
    RUBRIC: "standards",
    "Engagement": "engaging",
    "Voice and choice": "engaging",
    "Interests and backgrounds": "engaging",
    "Task": "problem",
    "Technology": "technology",
    "Virtual and hybrid plan": "technology",
}


@frozen
class Coverage:
    """One quadrant in a lesson: the numbers of its questions, of those answered, and of further lines."""

    code: str
    title: str
    asked: int
    answered: int
    own: int


def quadrants(matrix: Framework) -> tuple[CodedItem, ...]:
    """Return the quadrants of a matrix."""
    return tuple(item for item in matrix.items if not item.parent)


def quadrant_of(heading: str, matrix: Framework) -> CodedItem | None:
    """Return the quadrant that a heading means, by its title or by its code."""
    words = normalize(heading)
    return next(
        (q for q in quadrants(matrix) if words == normalize(q.title) or words.startswith(normalize(q.code))), None
    )


def build_coverage(document: Document, matrix: Framework, settings: Settings) -> tuple[Coverage, ...]:
    """Return the coverage of each quadrant in a lesson's Design matrix section."""
    lines = list(matrix_lines(document, matrix, settings))
    questions = {normalize(item.text): item for item in matrix.items if item.parent}
    coverage = []
    for quadrant in quadrants(matrix):
        asked = answered = others = 0
        for under, block in lines:
            item = next((item for text, item in questions.items() if normalize(block.text).startswith(text)), None)
            if item is not None and item.parent == quadrant.code:
                asked += 1
                answered += bool(normalize(block.text) != normalize(item.text) or block.children)
            elif item is None and under == quadrant.code:
                others += 1
        coverage.append(Coverage(quadrant.code, quadrant.title, asked, answered, others))
    return tuple(coverage)


def matrix_sections(document: Document, settings: Settings) -> Iterator[Sequence[Block]]:
    """Yield the blocks of each section Design matrix."""
    for section in document.sections:
        if section.heading and section_name(section.heading.text, settings.headings) == DESIGN_MATRIX:
            yield section.blocks


def matrix_lines(document: Document, matrix: Framework, settings: Settings) -> Iterator[tuple[str, Block]]:
    """Yield each line of the section with the code of the quadrant of its sub-heading."""
    for blocks in matrix_sections(document, settings):
        under = ""
        for block in blocks:
            if block.kind is BlockKind.HEADING:
                quadrant = quadrant_of(block.text, matrix)
                under = quadrant.code if quadrant else under if block.level > 3 else ""
            elif block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH):
                yield under, block
