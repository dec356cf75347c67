"""Ask the questions of a reflection one by one, then its sentences with gaps; the answers are the author's words."""

from collections.abc import Callable, Iterator
from typing import Final

from coachlog.actions.documents import mend_hint, open_document
from coachlog.actions.page.report import Report
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.frozen import frozen
from coachlog.markdown.document import Document
from coachlog.markdown.edit import replace_lines
from coachlog.markdown.literal import begins_with_mark, escape_line
from coachlog.merge.draft_record import DraftPiece, cut_page, digest
from coachlog.model.fields import clean_text
from coachlog.model.questions import Question
from coachlog.regex import regex
from coachlog.summary.page.answers import ask_in_page, question_slot
from coachlog.summary.page.voice import GAP

STOP: Final = ("q", "quit", "stop")
EDIT: Final = ("e", "edit")
_HOW: Final = "Type your answer, or press Enter to leave it for later; e opens the page in your editor, q stops."
_COMMENT: Final = regex(r"<!--|-->")


@frozen
class Asked:
    """A question, the lines beside it, and the line of the page that waits for its answer."""

    question: Question
    piece: DraftPiece
    beside: tuple[str, ...]


def require_terminal(context: Context, option: str) -> None:
    """Raise if there is nobody to ask."""
    if not context.interactive:
        advice = "; or ".join(
            filter(None, (f"fill each {GAP} in an editor, then: coachlog report", context.terminal_advice))
        )
        raise UsageError(f"{option} asks at the prompt, and there is nobody to ask here", advice)


def ask_questions(context: Context, report: Report, edit: Callable[[], None]) -> int:
    """Ask what is unanswered and write each answer at once; return the number of answers.

    `edit` opens the page in the editor, for who wants to answer there.
    """
    answered = 0
    questions = tuple(unanswered(report))
    for number, asked in enumerate(questions, 1):
        if asked not in unanswered(report):  # it was answered in the editor
            continue
        context.tell(
            "", f"{number} of {len(questions)}: {asked.question.ask}", *(f"  {line}" for line in asked.beside), _HOW
        )
        answer = clean_text(context.ask(">", " ", own=STOP + EDIT)).strip()
        if answer.casefold() in STOP:
            return answered
        if answer.casefold() in EDIT:
            edit()
        elif answer:
            lines = [f"<!-- {asked.question.ask} -->", *_paragraphs(answer)]
            answered += _replace(report, asked.piece, lines)
    for before, piece in _frames(report):
        words = _fill(context, before, piece)
        if words is None:
            return answered
        answered += bool(words) and _replace(report, piece, [words])
    return answered


def unanswered(report: Report) -> Iterator[Asked]:
    """Yield the questions that wait in the page, with the lines of the log that bear on each."""
    page = _page(report)
    waiting = {chunk.digest for chunk in cut_page(page.lines, page.body_line)}
    pieces = {piece.slot: piece for section in report.draft.sections for piece in section.pieces}
    for question in report.draft.questions:
        piece = pieces.get(question_slot(question))
        if piece and digest(ask_in_page(question)) in waiting:
            yield Asked(question, piece, tuple(_beside(pieces, question)))


def _beside(pieces: dict[str, DraftPiece], question: Question) -> Iterator[str]:
    for slot, piece in pieces.items():
        if slot.startswith(f"{question.ask} "):
            yield piece.text
    offer = pieces.get(f"offer {question.ask}")
    yield from offer.text.split("\n")[1:-1] if offer else ()


def _frames(report: Report) -> Iterator[tuple[list[str], DraftPiece]]:
    """Yield the sentences with gaps that wait in the page, each with those before it in its paragraph."""
    questions = {question_slot(question) for question in report.draft.questions}
    page = _page(report)
    waiting = {chunk.digest for chunk in cut_page(page.lines, page.body_line)}
    before: list[str] = []
    for piece in (piece for section in report.draft.sections for piece in section.pieces):
        before = before if piece.joined else []
        if GAP in piece.text and piece.slot not in questions and digest(piece.text) in waiting:
            yield before, piece
        before = [*before, piece.text]


def _fill(context: Context, before: list[str], piece: DraftPiece) -> str | None:
    """Ask for the words of each gap of a sentence; return nothing if it stays, None if the author stops."""
    words, *after = piece.text.split(GAP)
    context.tell("", *(f"  {line}" for line in before), piece.text, _HOW)
    for number, part in enumerate(after, 1):
        which = f"gap {number} of {len(after)}" if len(after) > 1 else "the gap"
        answer = " ".join(clean_text(context.ask(f"{which}:", " ", own=STOP)).split())
        if answer.casefold() in STOP:
            return None
        if not answer:
            return ""
        words += answer.removesuffix(".") + part if part.startswith((".", ";", ",")) else answer + part
    return _COMMENT.sub("", words)


def _paragraphs(answer: str) -> list[str]:
    lines = (_COMMENT.sub("", line).strip() for line in answer.split("\n"))
    return [escape_line(line) if begins_with_mark(line) and line[:1] in "#>|<" else line for line in lines if line]


def _page(report: Report) -> Document:
    path, folder = report.page.path, report.page.writer.folder
    return open_document(path, folder.read(path) or b"", mend_hint(folder.root, path))


def _replace(report: Report, piece: DraftPiece, lines: list[str]) -> bool:
    """Put the author's words in the place of a drafted line; tell whether the line was still there."""
    path, writer = report.page.path, report.page.writer
    with writer.change("report") as change:
        page = open_document(path, change.read(path) or b"", mend_hint(writer.folder.root, path))
        wanted = digest(piece.text)
        for chunk in cut_page(page.lines, page.body_line):
            if chunk.digest == wanted:
                change.write(path, replace_lines(page, chunk.start, chunk.end, lines).text.encode())
                change.message = "report: 1 answer"
                return True
    return False
