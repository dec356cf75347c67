"""What an author did to the lines of a page, so that `back` takes it back, the last thing first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from coachlog.actions.page.asked_page import NOT_THERE, AskedPage
from coachlog.frozen import frozen
from coachlog.merge.draft_record import Drafted, DraftPiece


class _Mark(Enum):
    """Where the author went on."""

    GAP = auto()
    QUESTION = auto()


@frozen
class _Gone:
    """Lines that went out of a page, which was like this before; some end a question, and come back with it."""

    page: str
    written: Mapping[Drafted, Sequence[str]]
    pieces: Mapping[Drafted, DraftPiece]
    ends_question: bool


@frozen
class _Changed:
    """Words in the place of a piece, and those that were there before; they may be the author's answer."""

    key: Drafted
    before: Sequence[str]
    now: Sequence[str]
    is_answer: bool


@dataclass
class Undoing:
    """What was done, the last thing last; `written` are the lines in the place of pieces."""

    page: AskedPage
    written: dict[Drafted, list[str]]
    tell: Callable[..., None]
    done: list[_Gone | _Changed | _Mark] = field(default_factory=list)

    def took_out(self, text: str, pieces: Mapping[Drafted, DraftPiece], *, ends_question: bool) -> None:
        """Note lines that went; `text` is the page before that."""
        self.done.append(_Gone(text, dict(self.written), pieces, ends_question))

    def changed(self, key: Drafted, before: Sequence[str], now: Sequence[str], *, is_answer: bool = False) -> None:
        """Note that a line has other words, or that an answer went."""
        self.done.append(_Changed(key, before, now, is_answer))

    def go_on(self, *, to_gap: bool = False) -> None:
        """Note that the author went on, within a sentence or to the next question."""
        if not to_gap:
            self._forget_gaps()
        self.done.append(_Mark.GAP if to_gap else _Mark.QUESTION)

    def go_back_to_gap(self) -> None:
        """Note that the author is at the gap before again."""
        if self.done and self.done[-1] is _Mark.GAP:
            self.done.pop()

    def go_back(self) -> frozenset[Drafted]:
        """Note that the author is at the question before again, and take back what ended it; return what came back."""
        self._forget_gaps()
        if self.done and self.done[-1] is _Mark.QUESTION:
            self.done.pop()
        last = self.done[-1] if self.done else _Mark.QUESTION
        if isinstance(last, _Gone) and last.ends_question:
            return self.take_back()
        if not isinstance(last, _Mark):
            self.tell("Type back once more to take back what you did to the lines here.")
        return frozenset()

    def take_back(self) -> frozenset[Drafted]:
        """Take back what was done last, if it was no step on; return the pieces that are as they were."""
        last = self.done[-1] if self.done else _Mark.QUESTION
        if isinstance(last, _Mark):
            return frozenset()
        self.done.pop()
        if isinstance(last, _Gone):
            return self._bring_back(last)
        if self.page.replace(last.key, {**self.written, last.key: last.now}, last.before):
            if last.is_answer:
                self.written[last.key] = [*last.before]
            self.tell(*(f"Back in the page: {line}" for line in last.before if not line.startswith("<!--")))
        else:
            self.tell(NOT_THERE)
        return frozenset([last.key])

    def _bring_back(self, gone: _Gone) -> frozenset[Drafted]:
        self.page.bring_back(gone.pieces, gone.page, gone.written, self.written)
        for piece in gone.pieces.values():
            self.page.set_out(piece, False)
        self.tell(*(f"Back in the page: {piece.text}" for piece in gone.pieces.values()))
        return frozenset(gone.pieces)

    def _forget_gaps(self) -> None:
        self.done = [one for one in self.done if one is not _Mark.GAP]
