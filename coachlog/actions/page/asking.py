"""Go through what a page still asks, in the page's order; the answers are the author's words, and kept at once."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from coachlog.actions.documents import mend_hint, open_document
from coachlog.actions.page.reflection_pages import reflections_on
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.frozen import frozen
from coachlog.markdown.document import Document
from coachlog.markdown.edit import replace_lines
from coachlog.markdown.literal import begins_with_mark, escape_line
from coachlog.merge.draft_record import DraftPiece, PageChunk, PageSection, cut_page, digest
from coachlog.model.fields import clean_text
from coachlog.model.questions import Question
from coachlog.regex import regex
from coachlog.summary.page.answers import question_slot
from coachlog.summary.page.beside import beside_question, lines_meant
from coachlog.summary.page.choice import Choices
from coachlog.summary.page.measure import ANY_GAP
from coachlog.summary.page.taken_over import find_answers
from coachlog.summary.page.voice import GAP

if TYPE_CHECKING:
    from coachlog.sync.commit import LogWriter

STOP: Final = ("q", "quit", "stop")
EDIT: Final = ("e", "edit")
BACK: Final = ("back",)
_DROP: Final = ("d", "drop")
_EACH: Final = ("o", "one by one")
_KEEP_OR_DROP: Final = "Keep what stands below your answer? Enter keeps it, d drops it, o asks line by line:"
_HOW: Final = "Type your answer, or press Enter to leave it for later; e opens the page in your editor, q stops."
_FIRST: Final = (
    "Answer in whole sentences: the question will not be in the page. To go back to the one before, type back."
)
_COMMENT: Final = regex(r"<!--|-->")


class _Move(Enum):
    """What comes after a question."""

    NEXT = auto()
    BACK = auto()
    STOP = auto()


@frozen
class AskedPage:
    """A page whose gaps a command asks for: its place, its sections as they are drafted now, the lines of the logs."""

    command: str
    writer: "LogWriter"
    path: str
    sections: tuple[PageSection, ...]
    choices: tuple[Choices, ...]
    questions: tuple[Question, ...] = ()

    def read(self) -> Document:
        """Return the page as it is now."""
        return self._open(self.writer.folder.read(self.path))

    def _open(self, content: bytes | None) -> Document:
        return open_document(self.path, content or b"", mend_hint(self.writer.folder.root, self.path))

    def chunks(self) -> tuple[PageChunk, ...]:
        """Return the page's lines and comments as they are now."""
        page = self.read()
        return cut_page(page.lines, page.body_line)

    @property
    def pieces(self) -> tuple[DraftPiece, ...]:
        """Return the drafted sentences and comments of all sections."""
        return tuple(piece for section in self.sections for piece in section.pieces)

    def replace(self, old: Sequence[str], new: Sequence[str], skip: int = 0) -> bool:
        """Put lines in the place of others that stand one after the other; tell whether these were still there.

        Of several places with the same lines the first ones are left, as many as `skip`.
        """
        wanted = [digest(line) for line in old]
        with self.writer.change("answers") as change:
            page = open_document(
                self.path, change.read(self.path) or b"", mend_hint(self.writer.folder.root, self.path)
            )
            chunks = cut_page(page.lines, page.body_line)
            runs = (chunks[at : at + len(wanted)] for at in range(len(chunks)))
            places = [run for run in runs if [chunk.digest for chunk in run] == wanted]
            for run in places[skip : skip + 1] or places[-1:]:
                change.write(self.path, replace_lines(page, run[0].start, run[-1].end, new).text.encode())
                change.message = f"{self.command}: 1 answer"
        return bool(places)


@frozen
class _Asked:
    """A gap that waits: its piece, and the question that it is the answer of, or none for a sentence."""

    piece: DraftPiece
    question: Question | None


def require_terminal(context: Context, option: str) -> None:
    """Raise if there is nobody to ask."""
    if not context.interactive:
        advice = "; or ".join(
            filter(None, (f"fill each {GAP} in an editor, then: coachlog report", context.terminal_advice))
        )
        raise UsageError(f"{option} asks at the prompt, and there is nobody to ask here", advice)


def take_over(context: Context, page: AskedPage) -> None:
    """Put the answers into a page that my reflections have already, and name them."""
    for piece, answer in find_answers(page.sections, reflections_on(page.writer.folder, context.log_id)):
        if page.replace([piece.text], [answer]):
            context.tell(f"Taken over from your reflection: {answer}")


def ask_page(context: Context, page: AskedPage, edit: Callable[[], None]) -> int:
    """Ask what is unanswered and write each answer at once; return the number of answers.

    `edit` opens the page in the editor, for who wants to answer there.
    """
    asking = _Asking(context, page, edit, tuple(unanswered(page)))
    asking.go_through()
    return len(asking.written)


def unanswered(page: AskedPage) -> Iterator[_Asked]:
    """Yield the questions and the sentences with gaps that wait in the page, in the page's order.

    A sentence of which the author has filled some gaps waits for the others.
    """
    questions = {question_slot(question): question for question in page.questions}
    waiting: defaultdict[str, list[DraftPiece]] = defaultdict(list)
    for piece in page.pieces:
        if GAP in piece.text and not piece.text.startswith("<!--"):
            waiting[digest(piece.text)].append(piece)
    lines = page.read().lines
    for chunk in page.chunks():
        for piece in waiting[chunk.digest][:1]:
            waiting[chunk.digest].remove(piece)  # two goals may ask in the same words
            yield _Asked(piece, questions.get(piece.slot))
            break
        else:
            line = lines[chunk.start].strip()
            if ANY_GAP.search(line) and not line.startswith(("<!--", "#")):
                yield _Asked(DraftPiece(f"line {chunk.start} {line}", line), None)


@dataclass
class _Asking:
    """A round of questions.

    `written` are the lines that stand now in the place of a piece, `answers` what fills its gaps, both by its slot.
    """

    context: Context
    page: AskedPage
    edit: Callable[[], None]
    items: tuple[_Asked, ...]
    written: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, list[str]] = field(default_factory=dict)

    def go_through(self) -> None:
        """Ask one after the other, until the author stops."""
        items = self.items
        if items:
            self.context.tell(_FIRST)
        questions = [item for item in items if item.question]
        before: list[int] = []
        at = 0
        while at < len(items):
            item = items[at]
            if item.piece.slot not in self.written and not self._waits(item.piece):
                at += 1  # it was answered in the editor
                continue
            number = f"{questions.index(item) + 1} of {len(questions)}: " if item.question else ""
            move = self._ask(item, number)
            if move is _Move.STOP:
                return
            if move is _Move.NEXT:
                before.append(at)
            elif not before:
                self.context.tell("This is the first one.")
            at = at + 1 if move is _Move.NEXT else before.pop() if before else at

    def _waits(self, piece: DraftPiece) -> bool:
        return digest(piece.text) in {chunk.digest for chunk in self.page.chunks()}

    def _ask(self, item: _Asked, number: str) -> _Move:
        written = self.written.get(item.piece.slot)
        if item.question:
            shown = [
                f"{number}{item.question.ask}",
                *beside_question(self.page.pieces, item.question, self.page.choices),
            ]
        else:
            shown = [*self._above(item.piece), item.piece.text, *lines_meant(item.piece, self.page.choices)]
        answered = [f"You wrote: {line}" for line in written or () if not line.startswith("<!--")]
        self.context.tell("", *shown, *answered, _HOW)
        return self._question(item.piece, item.question) if item.question else self._sentence(item.piece)

    def _above(self, piece: DraftPiece) -> list[str]:
        """Return the sentences that stand now above one in its paragraph."""
        page = self.page.read()
        current = digest(self._now(piece)[-1])
        places = [chunk.start for chunk in cut_page(page.lines, page.body_line) if chunk.digest == current]
        lines: list[str] = []
        at = (places[self._same_above(piece) :] or [0])[0] - 1
        while at >= page.body_line and (line := page.lines[at].strip()) and not line.startswith(("<!--", "#")):
            lines.insert(0, f"  {line}")
            at -= 1
        return lines

    def _question(self, piece: DraftPiece, question: Question) -> _Move:
        answer = clean_text(self.context.ask(">", " ", own=(*STOP, *EDIT, *BACK))).strip()
        if move := _move_of(answer):
            return move
        if answer.casefold() in EDIT:
            self.edit()
        elif answer:
            self._write(piece, [f"<!-- {question.ask} -->", *_paragraphs(answer)])
            return self._keep_or_drop(question)
        return _Move.NEXT

    def _sentence(self, piece: DraftPiece) -> _Move:
        """Ask for the words of each gap of a sentence; each is kept at once, whatever becomes of the next."""
        count = len(ANY_GAP.findall(piece.text))
        answers = self.answers.setdefault(piece.slot, [""] * count)
        for at in range(count):
            which = f"gap {at + 1} of {count}" if count > 1 else "the gap"
            answer = " ".join(clean_text(self.context.ask(f"{which}:", " ", own=(*STOP, *EDIT, *BACK))).split())
            if move := _move_of(answer):
                return move
            if answer.casefold() in EDIT:
                self.edit()
            if not answer or answer.casefold() in EDIT:
                return _Move.NEXT
            answers[at] = answer
            if not self._write(piece, [_COMMENT.sub("", _filled(piece.text, answers))]):
                break
        return _Move.NEXT

    def _now(self, piece: DraftPiece) -> list[str]:
        return self.written.get(piece.slot, [piece.text])

    def _same_above(self, piece: DraftPiece) -> int:
        """Count the gaps above one that stand in the page in the same words."""
        pieces = [item.piece for item in self.items]
        return sum(self._now(above) == self._now(piece) for above in pieces[: pieces.index(piece)])

    def _write(self, piece: DraftPiece, lines: list[str]) -> bool:
        """Put lines in the place of a piece, and tell whether it was still there."""
        is_there = self.page.replace(self._now(piece), lines, self._same_above(piece))
        if is_there:
            self.written[piece.slot] = lines
        else:
            self.context.tell("That line is not in the page any more, so nothing was written.")
        return is_there

    def _keep_or_drop(self, question: Question) -> _Move:
        """Ask of the drafted lines that stand below an answer whether they stay."""
        below = (piece.text for piece in self.page.pieces if piece.slot.startswith(f"{question.ask} "))
        waiting = {chunk.digest for chunk in self.page.chunks()}
        lines = [text for text in below if digest(text) in waiting]
        if not lines:
            return _Move.NEXT
        self.context.tell("", "Below your answer the page says:", *(f"  {text}" for text in lines))
        key = self._key(_KEEP_OR_DROP, (*_DROP, *_EACH))
        for text in lines:
            if key in _EACH:
                self.context.tell(f"  {text}")
            each = self._key("Enter keeps it, d drops it:", _DROP) if key in _EACH else key
            if each in STOP:
                return _Move.STOP
            if each in _DROP:
                self.page.replace([text], [])
        return _Move.STOP if key in STOP else _Move.NEXT

    def _key(self, question: str, keys: Sequence[str]) -> str:
        """Ask until the answer is empty, one of some keys, or a word to stop; other words would be lost here."""
        while True:
            answer = self.context.ask(question, " ", own=(*keys, *STOP)).strip().casefold()
            if not answer or answer in (*keys, *STOP):
                return answer


def _move_of(answer: str) -> _Move | None:
    if answer.casefold() in STOP:
        return _Move.STOP
    return _Move.BACK if answer.casefold() in BACK else None


def _filled(frame: str, answers: Sequence[str]) -> str:
    """Return a sentence with some of its gaps filled."""
    waiting = iter(answers)

    def fill(gap: "re.Match[str]") -> str:
        answer = next(waiting)
        return (answer.removesuffix(".") if frame[gap.end() :].startswith((".", ";", ",")) else answer) or gap.group()

    return ANY_GAP.sub(fill, frame)


def _paragraphs(answer: str) -> list[str]:
    lines = (_COMMENT.sub("", line).strip() for line in answer.split("\n"))
    return [escape_line(line) if begins_with_mark(line) and line[:1] in "#>|<" else line for line in lines if line]
