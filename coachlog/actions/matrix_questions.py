"""The questions of a design matrix, put into a lesson."""

from collections.abc import Sequence

from coachlog.errors import CoachlogError
from coachlog.frameworks import CodedItem, Framework
from coachlog.markdown.blocks import Block, BlockKind
from coachlog.markdown.document import Document
from coachlog.markdown.edit import add_block, insert_at_end, item_lines
from coachlog.model.blank_pages import with_section
from coachlog.model.fields import normalize
from coachlog.model.kinds.section_names import DESIGN_MATRIX
from coachlog.model.settings import Settings
from coachlog.summary.matrix import matrix_lines, matrix_sections, quadrant_of


def with_questions(
    document: Document, quadrant: CodedItem, matrix: Framework, settings: Settings
) -> tuple[Document, int]:
    """Add the questions of a quadrant that a document does not have yet; return the document and their number."""
    held = [normalize(block.text) for _, block in matrix_lines(document, matrix, settings)]
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
            f"nothing can be added at the end of `{DESIGN_MATRIX}`: a block there is not closed",
            "close it in your editor (a code block closes with the marks that open it), then try again",
        )
    lines = [line for text in missing for line in item_lines(text)]
    return insert_at_end(document, section, lines, after=part[-1].end), len(missing)


def _part(document: Document, quadrant: CodedItem, matrix: Framework, settings: Settings) -> Sequence[Block]:
    """Return a quadrant's first sub-heading and the blocks under it; nothing where there is no such heading."""
    for blocks in matrix_sections(document, settings):
        for first, block in enumerate(blocks):
            if block.kind is BlockKind.HEADING and quadrant_of(block.text, matrix) == quadrant:
                rest = range(first + 1, len(blocks))
                end = (at for at in rest if blocks[at].kind is BlockKind.HEADING and blocks[at].level <= block.level)
                return blocks[first : next(end, len(blocks))]
    return ()


def _with_heading(document: Document, quadrant: CodedItem, settings: Settings) -> Document:
    """Add a sub-heading for a quadrant at the end of the section."""
    document, section = with_section(document, "lesson", DESIGN_MATRIX, settings)
    return add_block(document, section, [f"### {quadrant.title}"])
