"""A page whose gaps a command asks for: where each stands now, and putting an answer there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from coachlog.actions.documents import mend_hint, open_document
from coachlog.frozen import frozen
from coachlog.markdown.document import Document
from coachlog.markdown.edit import replace_lines
from coachlog.merge.draft_places import PIECE, find_place, find_places
from coachlog.merge.draft_record import Drafted, DraftPiece, PageChunk, PageSection, cut_page, drafted
from coachlog.model.questions import Question
from coachlog.summary.page.answers import question_slot
from coachlog.summary.page.choice import Choices
from coachlog.summary.page.frames import prompt_of
from coachlog.summary.page.measure import ANY_GAP, REFLECTION_WORDS, PageState, measure_page
from coachlog.summary.page.written import asks, find_written

if TYPE_CHECKING:
    from coachlog.sync.commit import LogWriter

NOT_THERE: Final = "That line is not in the page any more, so nothing was written."

Written = Mapping[Drafted, Sequence[str]]


@frozen
class Asked:
    """A gap that waits: its piece, how the record knows it, and the question whose answer goes there, if one does."""

    key: Drafted
    piece: DraftPiece
    question: Question | None

    @property
    def prompt(self) -> str:
        """Return the words that no page keeps beside the answer; empty for a sentence."""
        return self.question.ask if self.question else prompt_of(self.piece.text)

    def answer(self, written: Written) -> list[str]:
        """Return the lines that the author has written in its place."""
        return [line for line in written.get(self.key, ()) if line and not line.startswith("<!--")]


def list_asked(items: Iterable[Asked], written: Written) -> Iterator[str]:
    """Yield each question and gap with its number, and the first line of its answer."""
    for number, item in enumerate(items, 1):
        lines = item.answer(written)
        if item.question or not lines:
            yield f"  {number:2}. {item.prompt or item.piece.text}"
        if lines:
            yield f"      {lines[0]}" if item.question else f"  {number:2}. {lines[0]}"


@frozen
class AskedPage:
    """A page to ask for: its place, its sections as they are drafted now, and the lines of the logs.

    `set_out` says whether the lines of a sentence stay out: once the author has dropped it, or taken that back.
    """

    command: str
    writer: "LogWriter"
    path: str
    sections: tuple[PageSection, ...]
    choices: tuple[Choices, ...]
    questions: tuple[Question, ...] = ()
    target: tuple[int, int] = REFLECTION_WORDS
    set_out: Callable[[DraftPiece, bool], None] = lambda *_: None

    @property
    def drafted(self) -> dict[Drafted, DraftPiece]:
        """Return the drafted sentences and comments of all sections, as the page's record knows them."""
        return {drafted(section.key, piece): piece for section in self.sections for piece in section.pieces}

    def with_open_lines(self) -> "AskedPage":
        """Return the page with the lines that its author left open: own ones, and those with some gaps filled."""
        page = self.read()
        known = {chunk for now in ({}, self.answered()) for chunks in self.places(now).values() for chunk in chunks}
        lines = ((chunk, page.lines[chunk.start].strip()) for chunk in cut_page(page.lines, page.body_line))
        pieces = tuple(
            DraftPiece(f"line {chunk.start}", line)
            for chunk, line in lines
            if chunk not in known and ANY_GAP.search(line) and not line.startswith(("<!--", "#"))
        )
        return replace(self, sections=(*self.sections, PageSection("of the author", "", pieces)))

    def answered(self) -> dict[Drafted, list[str]]:
        """Return the lines that the author has written in the place of pieces."""
        page = self.read()
        return find_written(page.lines, page.body_line, self.drafted)

    def asked(self, written: Written) -> tuple[Asked, ...]:
        """Return the questions and the sentences with gaps, those that wait and those that are answered, in page order.

        `written` are the answers.
        """
        questions = {question_slot(question): question for question in self.questions}
        places = self.places(written)
        asked = (
            Asked(key, piece, questions.get(piece.slot))
            for key, piece in self.drafted.items()
            if key in places and asks(piece)
        )
        return tuple(sorted(asked, key=lambda one: places[one.key][0].start))

    def read(self) -> Document:
        """Return the page as it is now."""
        return self._open(self.writer.folder.read(self.path))

    def measure(self) -> PageState:
        """Return how far the page is now."""
        return measure_page(self.read(), self.target)

    def places(self, written: Written) -> dict[Drafted, tuple[PageChunk, ...]]:
        """Return where the pieces stand now; `written` are the lines in the place of some."""
        return self._places(self.read(), written)

    def standing(self, written: Written) -> Iterator[DraftPiece]:
        """Yield the pieces that stand in the page as they were drafted."""
        places = self.places(written)
        return (piece for key, piece in self.drafted.items() if key in places and key not in written)

    def replace(self, key: Drafted, written: Written, lines: Sequence[str]) -> bool:
        """Put lines in the place of a piece, or of those that were written there; tell whether that was still there."""
        with self.writer.change("answers") as change:
            page = self._open(change.read(self.path))
            chunks = self._places(page, written).get(key, ())
            now = [line for line in written.get(key, ()) if line]
            if not chunks or len(chunks) < len(now):
                return False
            change.write(self.path, replace_lines(page, chunks[0].start, chunks[-1].end, lines).text.encode())
            change.message = f"{self.command}: 1 answer"
        return True

    def text_lines(self, start: int, end: int | None) -> Iterator[tuple[PageChunk, str]]:
        """Yield the lines of the text between two lines of the file, headings among them, and no comments."""
        page = self.read()
        for chunk in cut_page(page.lines, page.body_line):
            text = page.lines[chunk.start].strip()
            if start <= chunk.start < (len(page.lines) if end is None else end) and not text.startswith("<!--"):
                yield chunk, text

    def bring_back(self, keys: Iterable[Drafted], before: str, was: Written, written: Written) -> None:
        """Put lines back to where they stood in the page before, beside what is there, whatever was written since."""
        with self.writer.change("answers") as change:
            page, old = self._open(change.read(self.path)), self._open(before.encode())
            places, rows = self._places(old, was), self._rows(old, was)
            for at in sorted(
                at for key in keys for chunk in places.get(key, ()) for at in range(chunk.start, chunk.end)
            ):
                to = find_place(at, rows, self._rows(page, written))
                page = replace_lines(page, to, to, [old.lines[at].rstrip("\r\n")])
            change.write(self.path, page.text.encode())
            change.message = f"{self.command}: 1 answer"

    def _rows(self, page: Document, written: Written) -> list[str]:
        """Return the lines of a page, of which those in the place of a piece are known by the piece."""
        rows = [line.strip() for line in page.lines]
        for at, chunks in enumerate(self._places(page, written).get(key, ()) for key in self.drafted):
            for row in range(chunks[0].start, chunks[-1].end) if chunks else ():
                rows[row] = f"{PIECE}{at}"
        return rows

    def _places(self, page: Document, written: Written) -> dict[Drafted, tuple[PageChunk, ...]]:
        return find_places(page.lines, page.body_line, [*self.drafted], written)

    def _open(self, content: bytes | None) -> Document:
        return open_document(self.path, content or b"", mend_hint(self.writer.folder.root, self.path))
