"""A lesson's design matrix: the questions that it holds of each quadrant, and which of them are answered; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.frameworks import CodedItem, Framework
from coachlog.markdown.blocks import Block, BlockKind
from coachlog.markdown.document import Document
from coachlog.markdown.edit import insert_at_end, item_lines, replace_lines
from coachlog.model.blank_pages import with_section
from coachlog.model.fields import normalize
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.section_names import DESIGN_MATRIX, RUBRIC
from coachlog.model.settings import Settings

MATRIX_FRAMEWORK: Final = "design-matrix"
# Which quadrant a lesson's section speaks for, as far as it is one of ours; the others stand outside the matrix.
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


@dataclass(frozen=True, slots=True)
class Coverage:
    """One quadrant in a lesson: questions of the matrix that stand there, those answered, and lines of one's own."""

    code: str
    title: str
    asked: int
    answered: int
    own: int


def quadrants(matrix: Framework) -> tuple[CodedItem, ...]:
    """The quadrants of a matrix."""
    return tuple(item for item in matrix.items if not item.parent)


def quadrant_of(heading: str, matrix: Framework) -> CodedItem | None:
    """The quadrant that a heading means: by its title, or by a word that begins like its code."""
    words = normalize(heading)
    return next(
        (q for q in quadrants(matrix) if words == normalize(q.title) or words.startswith(normalize(q.code))), None
    )


def build_coverage(document: Document, matrix: Framework, settings: Settings) -> tuple[Coverage, ...]:
    """Each quadrant, as a lesson's Design matrix section has it."""
    lines = list(_lines(document, matrix, settings))
    questions = {normalize(item.text): item for item in matrix.items if item.parent}
    found = []
    for quadrant in quadrants(matrix):
        asked = answered = own = 0
        for under, block in lines:
            item = next((item for text, item in questions.items() if normalize(block.text).startswith(text)), None)
            if item is not None and item.parent == quadrant.code:
                asked += 1
                answered += bool(normalize(block.text) != normalize(item.text) or block.children)
            elif item is None and under == quadrant.code:
                own += 1
        found.append(Coverage(quadrant.code, quadrant.title, asked, answered, own))
    return tuple(found)


def with_questions(
    document: Document, quadrant: CodedItem, matrix: Framework, settings: Settings
) -> tuple[Document, int]:
    """The document with the questions of a quadrant that it does not hold yet, and how many these are."""
    held = [normalize(block.text) for _, block in _lines(document, matrix, settings)]
    wanted = [item.text for item in matrix.items if item.parent == quadrant.code]
    missing = [text for text in wanted if not any(words.startswith(normalize(text)) for words in held)]
    if not missing:
        return document, 0
    if not _part(document, quadrant, matrix, settings):
        document = _with_heading(document, quadrant, settings)
    part = _part(document, quadrant, matrix, settings)
    section = next((s for s in document.sections if part and part[0] in s.blocks), None)
    if section is None:
        raise CoachlogError(
            f"nothing fits at the end of `{DESIGN_MATRIX}`: something there has no end",
            "end it in your editor (a code block ends with the same marks that began it), then try again",
        )
    lines = [line for text in missing for line in item_lines(text)]
    return insert_at_end(document, section, lines, after=part[-1].end), len(missing)


def _sections(document: Document, settings: Settings) -> Iterator[Sequence[Block]]:
    for section in document.sections:
        if section.heading and section_name(section.heading.text, settings.headings) == DESIGN_MATRIX:
            yield section.blocks


def _lines(document: Document, matrix: Framework, settings: Settings) -> Iterator[tuple[str, Block]]:
    """Each line of the section, with the code of the quadrant under whose sub-heading it stands."""
    for blocks in _sections(document, settings):
        under = ""
        for block in blocks:
            if block.kind is BlockKind.HEADING:
                found = quadrant_of(block.text, matrix)
                under = found.code if found else under if block.level > 3 else ""
            elif block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH):
                yield under, block


def _part(document: Document, quadrant: CodedItem, matrix: Framework, settings: Settings) -> Sequence[Block]:
    """The blocks under a quadrant's first sub-heading, that one first; none where there is no such."""
    for blocks in _sections(document, settings):
        for first, block in enumerate(blocks):
            if block.kind is BlockKind.HEADING and quadrant_of(block.text, matrix) == quadrant:
                rest = range(first + 1, len(blocks))
                end = (at for at in rest if blocks[at].kind is BlockKind.HEADING and blocks[at].level <= block.level)
                return blocks[first : next(end, len(blocks))]
    return ()


def _with_heading(document: Document, quadrant: CodedItem, settings: Settings) -> Document:
    """The document with a sub-heading for a quadrant, behind all that stands in the section."""
    document, section = with_section(document, "lesson", DESIGN_MATRIX, settings)
    last = section.blocks[-1] if section.blocks else section.heading
    at = last.end if last else section.end
    follows = at < len(document.lines) and document.lines[at].strip()
    return replace_lines(document, at, at, ["", f"### {quadrant.title}", *([""] if follows else [])])
