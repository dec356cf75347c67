"""Bring the questions of the design matrix into a lesson, and check or begin its rubric."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from coachlog.actions.documents import extend_list, load_document
from coachlog.actions.term.framework_codes import design_matrix
from coachlog.actions.workspace import open_workspace
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem, UsageError
from coachlog.frameworks import CodedItem, Framework
from coachlog.frozen import frozen
from coachlog.markdown.blocks import Block, BlockKind
from coachlog.markdown.document import Document
from coachlog.markdown.edit import add_block, insert_at_end, item_lines
from coachlog.model.blank_pages import with_section
from coachlog.model.fields import did_you_mean, format_count, normalize
from coachlog.model.kinds.lesson import Lesson
from coachlog.model.kinds.section_names import DESIGN_MATRIX, RUBRIC
from coachlog.model.rubric import Rubric, check_rubrics, find_rubrics, fresh_rubric
from coachlog.model.settings import Settings
from coachlog.summary.matrix import Coverage, build_coverage, matrix_lines, matrix_sections, quadrant_of, quadrants

_TARGETS: Final = "Learning targets"


@frozen
class QuadrantQuestions:
    """How many questions of a quadrant were brought into a lesson."""

    quadrant: CodedItem
    count: int


@frozen
class LessonReview:
    """A lesson with the questions brought in, the quadrants that it names, and how it covers the matrix."""

    lesson: Lesson
    matrix_focus: tuple[str, ...]
    brought: tuple[QuadrantQuestions, ...]
    coverage: tuple[Coverage, ...]


@frozen
class RubricCheck:
    """A lesson's rubrics and their problems; `new` says that the rubric was begun just now."""

    lesson: Lesson
    rubrics: tuple[Rubric, ...]
    problems: tuple[Problem, ...]
    new: bool


def review_lesson(context: Context, word: str, focus: Sequence[str]) -> LessonReview:
    """Bring the questions of some quadrants into a lesson."""
    matrix = design_matrix(context)
    chosen = _choose(context, context.read(("lesson",)).find_lesson(word), matrix, focus)
    brought: list[QuadrantQuestions] = []
    with open_workspace(context, "lessons review", ("lesson",)) as workspace:
        lesson = workspace.log.find_lesson(word)
        document = workspace.open(lesson.path)
        for quadrant in chosen:
            document, count = with_questions(document, quadrant, matrix, workspace.settings)
            brought.append(QuadrantQuestions(quadrant, count))
        document = extend_list(document, "matrix_focus", [quadrant.code for quadrant in chosen])
        workspace.replace(lesson.path, document)
        questions = sum(one.count for one in brought)
        workspace.message = f"lessons review: {format_count(questions, 'question')}"
    coverage = build_coverage(document, matrix, workspace.settings)
    return LessonReview(lesson, lesson.matrix_focus, tuple(brought), coverage)


def after_editing(context: Context, review: LessonReview) -> LessonReview:
    """Return a review with the quadrants that the lesson names now."""
    lesson = context.read(("lesson",)).find_lesson(review.lesson.id)
    return replace(review, matrix_focus=lesson.matrix_focus)


def check_rubric(context: Context, word: str) -> RubricCheck:
    """Check a lesson's rubrics; begin one where there is none."""
    log = context.read(("lesson",))
    lesson = log.find_lesson(word)
    document = load_document(context.root, lesson.path)
    problems = tuple(check_rubrics(lesson.path, document, log.settings))
    new = not problems and not find_rubrics(document, log.settings)
    if new:
        document = _begin_rubric(context, lesson)
    return RubricCheck(lesson, find_rubrics(document, log.settings), problems, new)


def _choose(context: Context, lesson: Lesson, matrix: Framework, focus: Sequence[str]) -> list[CodedItem]:
    """Return the quadrants that were typed, else those that the lesson names; ask on a terminal; raise UsageError."""
    in_matrix = quadrants(matrix)
    codes = ", ".join(quadrant.code for quadrant in in_matrix)
    words = [*focus] or [code for code in lesson.matrix_focus if matrix.find(code) in in_matrix]
    if not words and context.interactive:
        words = context.ask(f"Which quadrant, {codes}?").replace(",", " ").split()
    if not words:
        raise UsageError("no quadrant was named", f"say it with --focus: {codes}")
    chosen = []
    for word in words:
        matches = [quadrant for quadrant in in_matrix if _begins_with(quadrant, normalize(word))]
        if len(matches) != 1:
            hint = did_you_mean(word, (quadrant.code for quadrant in in_matrix), f"the quadrants are: {codes}")
            raise UsageError(f"there is no quadrant `{word}`", hint)
        chosen += matches
    return list(dict.fromkeys(chosen))


def _begins_with(quadrant: CodedItem, word: str) -> bool:
    return bool(word) and (normalize(quadrant.code).startswith(word) or normalize(quadrant.title).startswith(word))


def _begin_rubric(context: Context, lesson: Lesson) -> Document:
    """Put a first rubric into a lesson, with a criterion for each of its learning targets."""
    with open_workspace(context, "lessons rubric", ("lesson",), ("lesson",)) as workspace:
        targets = [entry.text for entry in workspace.log.body(lesson).entries(_TARGETS)]
        document, section = with_section(workspace.open(lesson.path), "lesson", RUBRIC, workspace.settings)
        document = add_block(document, section, fresh_rubric(targets))
        workspace.replace(lesson.path, document)
        workspace.message = "lessons rubric: 1 rubric"
    return document


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
    """Return a quadrant's first sub-heading and the blocks under it; nothing if there is no such heading."""
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
