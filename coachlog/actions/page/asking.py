"""Go through what a page still asks, in the page's order; the answers are the author's words, and kept at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from coachlog.actions.documents import field_text
from coachlog.actions.page.asked_page import AskedPage
from coachlog.actions.page.evidence import evidence_pages
from coachlog.actions.page.reflection_pages import ALL_LOGS, reflections_on
from coachlog.context import Context
from coachlog.errors import Interrupted, UsageError
from coachlog.frozen import frozen
from coachlog.markdown.literal import begins_with_mark, escape_line
from coachlog.merge.draft_record import Drafted, DraftPiece
from coachlog.model.fields import clean_text, format_count
from coachlog.model.questions import Question
from coachlog.regex import regex
from coachlog.summary.page.answers import question_slot
from coachlog.summary.page.beside import beside_goal, beside_question, lines_meant, offered_beside
from coachlog.summary.page.frames import as_whole, fill_gaps, prompt_of, split_paragraphs, without_repeated
from coachlog.summary.page.measure import ANY_GAP
from coachlog.summary.page.taken_over import find_answers
from coachlog.summary.page.voice import GAP, TO_PASTE

STOP: Final = ("q", "quit", "stop")
EDIT: Final = ("e", "edit")
BACK: Final = ("back",)
_WORDS: Final = (*STOP, *EDIT, *BACK)
_DROP: Final = ("d", "drop")
_EACH: Final = ("o", "one by one")
_TAKE_OR_LEAVE: Final = "Enter takes it into this page, n leaves the gap:"
_KEEP_OR_DROP: Final = "Keep what stands below your answer? Enter keeps it, d drops it, o asks line by line:"
_EACH_LINE: Final = "Enter keeps it, d drops it:"
_HOW: Final = "Type your answer, or press Enter to leave it for later; e opens the page in your editor, q stops."
_GAPS: Final = "type what goes into the gap; the words around it are there already. To go back, type back."
_FIRST: Final = f"Answer in whole sentences: the question will not be in the page. In a sentence with a gap {_GAPS}"
_FIRST_GAP: Final = f"In a sentence with a gap {_GAPS}"
_LONGER: Final = "What you wrote before is longer. Put this in its place?"
_COMMENT: Final = regex(r"<!--|-->")


class _Move(Enum):
    """What comes after a question."""

    NEXT = auto()
    STAY = auto()
    BACK = auto()
    STOP = auto()


@frozen
class _Asked:
    """A gap that waits: its piece, how the record knows it, and the question whose answer goes there, if one does."""

    key: Drafted
    piece: DraftPiece
    question: Question | None

    @property
    def prompt(self) -> str:
        """Return the words that no page keeps beside the answer; empty for a sentence."""
        return self.question.ask if self.question else prompt_of(self.piece.text)


def require_terminal(context: Context, option: str) -> None:
    """Raise if there is nobody to ask."""
    if not context.interactive:
        advice = "; or ".join(
            filter(None, (f"fill each {GAP} in an editor, then: coachlog report", context.terminal_advice))
        )
        raise UsageError(f"{option} asks at the prompt, and there is nobody to ask here", advice)


def take_over(context: Context, page: AskedPage) -> None:
    """Offer what other pages of mine say already where this page has a gap."""
    logs = [choice.term.log for choice in page.choices]
    known = {goal.title for log in logs for goal in log.goals} | {one.title for log in logs for one in log.lessons}
    places = page.places({})
    for answer in find_answers(page.sections, _other_pages(context, page), known):
        if answer.key in places:
            context.tell("", f"On another page of yours you wrote, about {answer.about}: {answer.text}")
            typed = context.ask(_TAKE_OR_LEAVE, " ", own=STOP).strip().casefold()
            if typed in STOP:
                return
            if not typed:
                page.replace(answer.key, {}, [answer.text])


def _other_pages(context: Context, page: AskedPage) -> list[str]:
    """Return the texts of my evidence pages on the log, and for one of them those of my reflections before."""
    reflections = reflections_on(page.writer.folder, context.log_id) if page.command == "evidence" else ()
    pages = evidence_pages(page.writer.folder).items()
    of_log = (
        one for path, one in pages if path != page.path and field_text(one, "log") in ("", context.log_id, ALL_LOGS)
    )
    return [*reflections, *(one.text for one in of_log)]


def ask_page(context: Context, page: AskedPage, edit: Callable[[], None]) -> str:
    """Ask what is unanswered and write each answer at once; return what was done, such as `Kept 2 answers in`.

    `edit` opens the page in the editor, for who wants to answer there.
    """
    page = page.with_open_lines()
    asking = _Asking(context, page, edit, tuple(unanswered(page)))
    asking.go_through()
    return f"Kept {format_count(len(asking.written), 'answer')} in" if asking.written else ""


def unanswered(page: AskedPage) -> list[_Asked]:
    """Return the questions and the sentences with gaps that wait in the page, in the page's order."""
    questions = {question_slot(question): question for question in page.questions}
    places = page.places({})
    waiting = [
        _Asked(key, piece, questions.get(piece.slot))
        for key, piece in page.drafted.items()
        if key in places
        and ANY_GAP.search(piece.text)
        and not piece.text.startswith("<!--")
        and TO_PASTE not in piece.text
    ]
    return sorted(waiting, key=lambda asked: places[asked.key][0].start)


@dataclass
class _Asking:
    """A round of questions.

    `written` are the lines that stand now in the place of a piece, `answers` what fills its gaps.
    """

    context: Context
    page: AskedPage
    edit: Callable[[], None]
    items: tuple[_Asked, ...]
    written: dict[Drafted, list[str]] = field(default_factory=dict)
    answers: dict[Drafted, list[str]] = field(default_factory=dict)
    interrupted: Interrupted | None = None

    def go_through(self) -> None:
        """Ask one after the other, until the author stops."""
        items = self.items
        questions = [item for item in items if item.question]
        if items:
            self.context.tell(_FIRST if questions else _FIRST_GAP)
        before: list[int] = []
        at = 0
        while at < len(items):
            item = items[at]
            if item.key not in self.page.places(self.written):
                at += 1  # it was answered in the editor
                continue
            number = f"{questions.index(item) + 1} of {len(questions)}: " if item.question else ""
            move = self._ask(item, number)
            if move is _Move.STOP:
                return
            if move is _Move.NEXT:
                before.append(at)
            elif move is _Move.BACK and not before:
                self.context.tell("This is the first one.")
            at = at + 1 if move is _Move.NEXT else before.pop() if move is _Move.BACK and before else at

    def _ask(self, item: _Asked, number: str) -> _Move:
        if item.question:
            standing = tuple(self.page.standing(self.written))
            shown = [f"{number}{item.prompt}", *beside_question(standing, item.question, self.page.choices)]
        else:
            standing, choices = tuple(self.page.standing(self.written)), self.page.choices
            beside = (
                *lines_meant(item.piece, choices),
                *beside_goal(item.piece, choices),
                *offered_beside(standing, item.piece.slot, choices),
            )
            shown = [*self._above(item), item.prompt or item.piece.text, *beside]
        answered = [f"You wrote: {line}" for line in self._answer(item)]
        self.context.tell("", *shown, *answered, self.page.measure().so_far, _HOW)
        return self._prompt(item) if item.prompt else self._sentence(item)

    def _answer(self, item: _Asked) -> list[str]:
        """Return the lines that the author wrote a moment ago."""
        return [line for line in self.written.get(item.key, ()) if line and not line.startswith("<!--")]

    def _above(self, item: _Asked) -> list[str]:
        """Return the sentences that stand now above one in its paragraph."""
        page = self.page.read()
        lines: list[str] = []
        at = self.page.places(self.written)[item.key][0].start - 1
        while at >= page.body_line and (line := page.lines[at].strip()) and not line.startswith(("<!--", "#")):
            lines.insert(0, f"  {line}")
            at -= 1
        return lines

    def _prompt(self, item: _Asked) -> _Move:
        answer = self._typed(">").strip()
        if move := self._move_of(answer):
            return move
        if answer and self._write(item, [f"<!-- {item.prompt} -->", *_paragraphs(answer)]) and item.question:
            return self._keep_or_drop(item.question)
        return _Move.NEXT

    def _typed(self, question: str) -> str:
        """Ask for words; those before a Ctrl-C are an answer too, and the last one."""
        try:
            return clean_text(self.context.ask_at_length(question, _WORDS))
        except Interrupted as stop:
            if not stop.typed.strip():
                raise
            self.interrupted = stop
            return clean_text(stop.typed)

    def _sentence(self, item: _Asked) -> _Move:
        """Ask for the words of each gap of a sentence; each is kept at once, whatever becomes of the next."""
        frame = item.piece.text
        count = len(ANY_GAP.findall(frame))
        answers = self.answers.setdefault(item.key, [""] * count)
        for at in range(count):
            which = f"gap {at + 1} of {count}" if count > 1 else "the gap"
            answer = " ".join(_COMMENT.sub("", self._typed(f"{which}:")).split())
            if move := self._move_of(answer):
                return move
            if not without_repeated(frame, at, answer):
                if answers[at]:
                    continue
                return _Move.NEXT
            whole = as_whole(frame, answer) if at == 0 else ""
            if not self._write(item, [whole or fill_gaps(frame, [*answers[:at], answer, *answers[at + 1 :]])]) or whole:
                break
            answers[at] = answer
        return _Move.NEXT

    def _move_of(self, answer: str) -> _Move | None:
        """Return where an answer leads that is a word to go somewhere; None for words of the page."""
        if self.interrupted:
            return None
        if answer.casefold() in EDIT:
            self.edit()
            return _Move.STAY
        if answer.casefold() in STOP:
            return _Move.STOP
        return _Move.BACK if answer.casefold() in BACK else None

    def _write(self, item: _Asked, lines: list[str]) -> bool:
        """Put an answer into the page; one that is shorter than the one before it is asked about.

        Raises Interrupted after the words before a Ctrl-C.
        """
        before = sum(len(line.split()) for line in self._answer(item))
        after = sum(len(line.split()) for line in lines if not line.startswith("<!--"))
        if after < before and (self.interrupted or not self.context.confirm(_LONGER, default=False)):
            self.context.tell("Your answer stays as it was.")
        elif self.page.replace(item.key, self.written, lines):
            self.written[item.key] = lines
        else:
            self.context.tell("That line is not in the page any more, so nothing was written.")
        is_written = self.written.get(item.key) is lines
        if self.interrupted:
            self.context.tell(*(["What you had typed is in the page; --ask goes on from here."] if is_written else []))
            raise self.interrupted
        return is_written

    def _keep_or_drop(self, question: Question) -> _Move:
        """Ask of the drafted lines that stand below an answer whether they stay."""
        places = self.page.places(self.written)
        below = {
            key: piece
            for key, piece in self.page.drafted.items()
            if piece.slot.startswith(f"{question.ask} ") and key in places
        }
        if not below:
            return _Move.NEXT
        self.context.tell("", "Below your answer the page says:", *(f"  {piece.text}" for piece in below.values()))
        chosen = self._key(_KEEP_OR_DROP, (*_DROP, *_EACH))
        for key, piece in below.items():
            if chosen in _EACH:
                self.context.tell(f"  {piece.text}")
            each = self._key(_EACH_LINE, _DROP) if chosen in _EACH else chosen
            if each in (*STOP, *BACK):
                return _Move.STOP if each in STOP else _Move.STAY
            if each in _DROP and self.page.replace(key, self.written, []):
                self.page.leave_out(piece)
        return _Move.NEXT

    def _key(self, question: str, keys: Sequence[str]) -> str:
        """Ask until the answer is empty, one of some keys, or a word to go; other words would be lost here."""
        keys = (*keys, *STOP, *BACK)
        while True:
            answer = self.context.ask(question, " ", own=keys).strip()
            if not answer or answer.casefold() in keys:
                return answer.casefold()
            self.context.tell(f"That is no answer here, and is not kept: {answer}")


def _paragraphs(answer: str) -> list[str]:
    lines = (_COMMENT.sub("", line).strip() for line in split_paragraphs(answer))
    return [escape_line(line) if begins_with_mark(line) and line[:1] in "#>|<" else line for line in lines]
