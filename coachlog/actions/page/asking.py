"""Go through what a page still asks, in the page's order; the answers are the author's words, and kept at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from coachlog.actions.page.asked_page import NOT_THERE, Asked, AskedPage, list_asked
from coachlog.actions.page.numbered_lines import KEPT_BEGUN, NumberedLines
from coachlog.actions.page.prompt_words import BACK, EDIT, EMPTY, GO, HELP, STOP, WHAT_TO_TYPE, WORDS, meant_by
from coachlog.context import Context
from coachlog.errors import CoachlogError, Interrupted, UsageError
from coachlog.merge.draft_record import Drafted
from coachlog.model.fields import clean_text, format_count
from coachlog.summary.page.beside import beside_goal, beside_question, lines_meant, offered_beside, said_already
from coachlog.summary.page.frames import (
    as_paragraph,
    as_whole,
    fill_gaps,
    gap_words,
    split_paragraphs,
    without_comments,
    without_repeated,
)
from coachlog.summary.page.measure import ANY_GAP, count_words
from coachlog.summary.page.voice import GAP

_WAYS: Final = "drop and a line's number takes it out of the page, ? says what else you can type, q stops."
_HOW: Final = "Type your answer, or press Enter to leave it for later"
_HOW_GAP: Final = "Fill the gap, or press Enter to leave it for later; - if you have said it already"
_HOW_KEPT: Final = "Change what you wrote, or press Enter to keep it; - empties it"
_HOW_REST: Final = "This is the rest of the page: press Enter to finish"
_AGAIN: Final = "Enter goes on, ? says what else you can type."
_STATE: Final = "how many words a page has"
_HOW_WHOLE: Final = "This is the page: press Enter to finish; go 2 goes to your second answer, and go lists them all"
_GAPS: Final = "type what goes into the gap; the words around it are there already. To go back, type back."
_FIRST: Final = f"Answer in whole sentences: the question will not be in the page. In a sentence with a gap {_GAPS}"
_FIRST_GAP: Final = f"In a sentence with a gap {_GAPS}"
_LONGER: Final = "What you wrote before is longer. Put this in its place?"
_DID_YOU_MEAN: Final = "Did you mean {meant}? Type it so, or type {typed} once more to keep it as your answer."


class _Move(Enum):
    """What comes after a question."""

    NEXT = auto()
    STAY = auto()
    BACK = auto()
    GO = auto()
    STOP = auto()


def require_terminal(context: Context, option: str) -> None:
    """Raise if there is nobody to ask."""
    if not context.interactive:
        advice = "; or ".join(
            filter(None, (f"fill each {GAP} in an editor, then: coachlog report", context.terminal_advice))
        )
        raise UsageError(f"{option} asks at the prompt, and there is nobody to ask here", advice)


def ask_page(context: Context, page: AskedPage, edit: Callable[[], None]) -> str:
    """Ask what is unanswered and write each answer at once; return how many are there, as `7 of 9 answers are in`.

    `edit` opens the page in the editor, for who wants to answer there.
    """
    page = page.with_open_lines()
    written = page.answered()
    asking = _Asking(context, page, edit, page.asked(written), written)
    asking.go_through()
    return asking.outcome if asking.kept else ""


@dataclass
class _Asking:
    """A round of questions.

    `written` are the lines that stand now in the place of a piece, `kept` the pieces that were answered in this round.
    `undone` are the pieces that the last `back` has put back as they were.
    """

    context: Context
    page: AskedPage
    edit: Callable[[], None]
    items: tuple[Asked, ...]
    written: dict[Drafted, list[str]]
    kept: set[Drafted] = field(default_factory=set)
    undone: frozenset[Drafted] = frozenset()
    interrupted: Interrupted | None = None
    is_read: bool = False  # the rest of the page

    def __post_init__(self) -> None:
        """Set the answers of earlier rounds before the first question, and what waits behind it."""
        self.lines = NumberedLines(self.context, self.page, self.written)
        self.shown = dict[str, str]()
        self.shown_of_goals = dict[str, str]()  # what stood beside a question helps a goal, too
        self.before = [item for item in self.items if self._is_done(item)]
        self.ahead = [item for item in reversed(self.items) if item not in self.before]

    def go_through(self) -> None:
        """Ask one after the other, until the author stops."""
        is_whole = not self.ahead
        if self.ahead:
            self.context.tell(_FIRST if any(item.question for item in self.ahead) else _FIRST_GAP)
        while self.ahead or self._look_over(is_whole=is_whole) is not _Move.STOP:
            item = self.ahead[-1]
            if item.key not in self.page.places(self.written):
                self.ahead.pop()  # the author has taken it out in the editor
                continue
            move = self._ask(item, f"{self.items.index(item) + 1} of {len(self.items)}: ")
            if move is _Move.STOP:
                return
            if move is _Move.NEXT:
                self.before.append(self.ahead.pop())
                self.lines.undoing.go_on()
            elif move is _Move.BACK and self.before:
                self._go_back()
            elif move is _Move.BACK:
                self.context.tell("This is the first one.")
            elif move is _Move.GO:
                self._go_there()

    @property
    def outcome(self) -> str:
        """Return how many answers the page has now, of these and of those that it lacks still."""
        done = sum(map(self._is_done, self.items))
        return f"{done} of {format_count(done + len(self.page.measure().gaps), 'answer')} are in"

    def _go_back(self) -> None:
        self.ahead.append(self.before.pop())
        self.undone = self.lines.undoing.go_back()

    def _go_there(self) -> None:
        """Ask next for what the author named by its number, and after it for what waits."""
        if self.ahead and self._is_done(self.ahead[-1]):
            self.before.append(self.ahead.pop())
        for stack in (self.before, self.ahead):
            stack[:] = [item for item in stack if item is not self.there]
        if not self.ahead:  # who was through goes on from there with what was left for later
            later = self.items[self.items.index(self.there) :]
            self.ahead += [item for item in reversed(later) if item in self.before and not self._is_done(item)]
            self.before = [item for item in self.before if item not in self.ahead]
        self.ahead.append(self.there)
        self.lines.undoing.go_on()

    def _find_there(self, number: str) -> bool:
        """Find the question that has a number; without one, or where there is none, list them all."""
        if number and 0 < int(number) <= len(self.items):
            self.there = self.items[int(number) - 1]
            if self.there.key in self.page.places(self.written):
                return True
        missing = [f"There is no question {number} here."] if number else []
        self.context.tell(*missing, *list_asked(self.items, self.written))
        return False

    def _is_done(self, item: Asked) -> bool:
        """Tell whether an answer stands in the page, and was not broken off."""
        return bool(lines := item.answer(self.written)) and not any(map(ANY_GAP.search, lines))

    def _ask(self, item: Asked, number: str) -> _Move:
        self.lines.begin()
        standing, choices = tuple(self.page.standing(self.written)), self.page.choices
        shown = ["", *self.lines.between(self._last_before(item), item.key)]
        if item.question:
            below = [*self._below(item)]
            shown += ["", f"{number}{item.prompt}", *(["  Below it the page says:"] if below else [])]
            for key, line in zip(below, self.lines.below(below), strict=True):
                shown += [line, *lines_meant(self.page.drafted[key], choices)]
            shown += beside_question(standing, item.question, choices, self.shown)
        else:
            now = [] if item.prompt else item.answer(self.written)
            shown.append(f"{number}{' '.join(now) or item.prompt or item.piece.text}")
            shown += lines_meant(item.piece, choices)
            others = [line for key in self.written if key != item.key for line in self.written[key]]
            already = [*said_already(item.piece, choices, others)]
            shown += already or beside_goal(standing, item.piece, choices, self.shown_of_goals)
            shown += offered_beside(standing, item.piece.slot, choices, self.shown)
        answered = [f"You wrote: {ANY_GAP.sub('', line).rstrip()}" for line in item.answer(self.written) if item.prompt]
        how = _HOW_KEPT if answered else _HOW if item.prompt else _HOW_GAP
        self.context.tell(*shown, *answered, *self._state(how))
        return self._prompt(item) if item.prompt else self._sentence(item)

    def _look_over(self, *, is_whole: bool) -> _Move:
        """Show what stands below the last gap, or the whole page where nothing was asked, so that lines may go."""
        while True:
            if not self.is_read:
                self.lines.begin()
                shown = [*self.lines.between(None if is_whole else self._last_before(None), None)]
                if not self.lines.on_screen:
                    return _Move.STOP
                self.context.tell("", *shown, *self._state(_HOW_WHOLE if is_whole else _HOW_REST))
                self.is_read = True
            move = self._move_of(answer := self._typed("Enter finishes:", "", is_answer=False))
            if move is _Move.BACK and self.before:
                self._go_back()
                return move
            if move is _Move.GO:
                self._go_there()
                return move
            if move is _Move.STOP or not answer:
                return _Move.STOP
            self.is_read = not move
            if self.is_read:
                meant = f" Did you mean {meant}?" if (meant := meant_by(answer)) else ""
                self.context.tell(f"That is not understood here, and is not kept: {answer}.{meant}")

    def _state(self, how: str) -> Iterator[str]:
        """Yield how far the page is, and what can be typed, which is said once."""
        state = self.page.measure()
        yield state.so_far if self.lines.once(_STATE) else state.brief
        yield f"{how}{self.lines.once(f'; {_WAYS}', '.')}" if self.lines.once(how) else _AGAIN

    def _last_before(self, item: Asked | None) -> Drafted | None:
        """Return the last gap above one that is in the page, or that of the whole page."""
        places = self.page.places(self.written)
        above = self.items[: self.items.index(item)] if item else self.items
        return next((one.key for one in reversed(above) if one.key in places), None)

    def _below(self, item: Asked) -> Iterator[Drafted]:
        """Yield the drafted lines that stand below a question."""
        places = self.page.places(self.written)
        for key, piece in self.page.drafted.items():
            if item.question and piece.slot.startswith(f"{item.question.ask} ") and key in places:
                yield key

    def _prompt(self, item: Asked) -> _Move:
        """Ask for an answer; of several lines none can be changed in one, and they stay or are written anew."""
        lines = item.answer(self.written)
        begun = ANY_GAP.sub("", lines[0]).strip() if len(lines) == 1 else ""
        is_back = any(key in self.undone for key in self._below(item))
        answer = self._typed(">", begun).strip()
        if answer in EMPTY:
            return self._empty(item)
        if move := self._move_of(answer):
            return move
        is_new = answer and not (answer == begun and self._is_done(item))
        if is_new and not self._write(item, [f"<!-- {item.prompt} -->", *map(as_paragraph, split_paragraphs(answer))]):
            return _Move.NEXT
        return self._keep_or_drop(item) if item.question and (is_new or is_back) else _Move.NEXT

    def _typed(self, question: str, begun: str, *, is_answer: bool = True) -> str:
        """Ask for words, those that are `begun` before a change; those before a Ctrl-C stand before a gap, as the last.

        A word to go somewhere may be typed right behind what is begun; what looks like one is no answer at once.
        """
        doubted, self.undone = "", frozenset()
        while True:
            try:
                answer = clean_text(self.context.ask_at_length(question, (*WORDS, *HELP), begun)).strip()
            except Interrupted as stop:
                if not is_answer or stop.typed.strip() in ("", begun):
                    raise
                self.interrupted = stop
                return f"{clean_text(stop.typed).strip()} {GAP}"
            more = answer.removeprefix(begun)
            behind = more.casefold()
            if self._does(answer, behind):
                pass
            elif behind in BACK and (undone := self.lines.undoing.take_back()):
                self.undone = undone
                if any(item.key in undone for item in self.items):
                    return BACK[0]
            elif GO.fullmatch(behind):
                return behind
            elif is_answer and answer != doubted and (meant := _meant(more, is_end=more != answer)):
                doubted = answer
                self.context.tell(_DID_YOU_MEAN.format(meant=meant, typed=more))
            else:
                return behind if begun and behind in WORDS and behind != EDIT[0] else answer
            begun = begun if answer.startswith(begun) else ""  # the author has emptied the line

    def _does(self, answer: str, behind: str) -> bool:
        """Do what was typed if it leads nowhere else: help, lines that go or are changed, the list of what is asked."""
        if answer.casefold() in HELP:
            self.context.tell(WHAT_TO_TYPE)
            return True
        go = GO.fullmatch(behind)
        return not self._find_there(go[1]) if go else self.lines.does(behind)

    def _sentence(self, item: Asked) -> _Move:
        """Ask for the words of each gap of a sentence; each is kept at once, whatever becomes of the next."""
        frame = item.piece.text
        gaps = len(ANY_GAP.findall(frame))
        open_gaps = [at for at, words in enumerate(self._words_in(item)) if ANY_GAP.search(words) or not words]
        at = open_gaps[0] if open_gaps else 0
        while at < len(words := self._words_in(item)):
            which = f"gap {at + 1} of {gaps}" if len(words) > 1 else "the gap"
            answer = self._typed(f"{which}:", ANY_GAP.sub("", words[at]).strip())
            answer = " ".join(without_comments(answer).split())
            if answer in EMPTY and (not words[at] or gaps == 1 or len(words) < gaps):
                return self._empty(item)
            if answer in EMPTY:
                self._put(item, [fill_gaps(frame, [*words[:at], "", *words[at + 1 :]])])
                continue
            move = self._move_of(answer)
            if move and not (move is _Move.BACK and at):
                return move
            stays = move or answer == words[at] or not without_repeated(frame, at, answer)
            if stays and not (move or words[at]):
                return _Move.NEXT
            whole = as_whole(frame, answer) if at == 0 and not stays else ""
            answers = [*words[:at], answer, *words[at + 1 :]]
            filled = whole or fill_gaps(frame, [*answers, *[""] * (gaps - len(answers))])
            if (not stays and not self._write(item, [filled])) or whole:
                return _Move.NEXT
            if move:
                self.lines.undoing.go_back_to_gap()
            else:
                self.lines.undoing.go_on(to_gap=True)
            at += -1 if move else 1
        return _Move.NEXT

    def _empty(self, item: Asked) -> _Move:
        """Take an answer out, so that it is asked again; where there is none, take out what is asked."""
        if not item.answer(self.written):
            self.lines.take_out([item.key], ends_question=True)
            return _Move.NEXT
        if self.page.replace(item.key, self.written, [item.piece.text]):
            self.lines.undoing.changed(item.key, self.written.pop(item.key), [item.piece.text], is_answer=True)
            self.kept.discard(item.key)
            self.context.tell("What you wrote is out, and it is asked again.")
        return _Move.STAY

    def _words_in(self, item: Asked) -> list[str]:
        """Return what the author has written in each gap of a sentence; a sentence in other words is all there is."""
        frame, lines = item.piece.text, item.answer(self.written)
        words = gap_words(frame, lines[0]) if lines else [""] * len(ANY_GAP.findall(frame))
        return ["" if ANY_GAP.fullmatch(one) else one for one in words] if words else lines

    def _move_of(self, answer: str) -> _Move | None:
        """Return where an answer leads that is a word to go somewhere; None for words of the page."""
        if self.interrupted:
            return None
        if answer.casefold() in EDIT:
            self._open_editor()
            return _Move.STAY
        if answer.casefold() in STOP:
            return _Move.STOP
        if GO.fullmatch(answer.casefold()):
            return _Move.GO
        if answer.casefold() in BACK:
            is_here = bool(self.ahead) and self.ahead[-1].key in self.undone
            return _Move.STAY if is_here else _Move.BACK
        return None

    def _open_editor(self) -> None:
        """Let the author answer in the editor; what is answered there is asked no more."""
        try:
            self.edit()
        except CoachlogError as error:
            self.context.tell(*filter(None, (f"{error}", error.hint)))
            return
        now = self.page.answered()
        self.kept |= {key for key, lines in now.items() if lines != self.written.get(key)}
        self.written |= now
        self.before += [item for item in reversed(self.ahead) if self._is_done(item)]
        self.ahead = [item for item in self.ahead if not self._is_done(item)]

    def _write(self, item: Asked, lines: list[str]) -> bool:
        """Put an answer into the page; one that is much shorter than the one before it is asked about.

        Raises Interrupted after the words before a Ctrl-C.
        """
        before = sum(map(count_words, item.answer(self.written)))
        after = sum(count_words(line) for line in lines if not line.startswith("<!--"))
        is_loss = after < before if self.interrupted else after < before / 2
        if is_loss and (self.interrupted or not self.context.confirm(_LONGER, default=False)):
            self.context.tell("Your answer stays as it was.")
        else:
            self._put(item, lines)
            self.lines.tell_names(lines)
        is_written = self.written.get(item.key) is lines
        if self.interrupted:
            self.context.tell(*([KEPT_BEGUN] if is_written else []))
            raise self.interrupted
        return is_written

    def _put(self, item: Asked, lines: list[str]) -> None:
        if self.page.replace(item.key, self.written, lines):
            self.written[item.key] = lines
            self.kept.add(item.key)
        else:
            self.context.tell(NOT_THERE)

    def _keep_or_drop(self, item: Asked) -> _Move:
        """Ask of the drafted lines that stand below an answer whether they stay."""
        typed = self.lines.ask_to_keep([*self._below(item)])
        if not typed:
            return _Move.NEXT
        if (go := GO.fullmatch(typed)) and self._find_there(go[1]):
            return _Move.GO
        return _Move.STOP if typed in STOP else _Move.STAY


def _meant(typed: str, *, is_end: bool) -> str:
    """Return what a mistyped command is meant to be; behind other words it stands without a space, and with letters."""
    is_word = typed.casefold() in WORDS or (is_end and not typed[:1].isalpha())
    return "" if is_word else meant_by(typed)
