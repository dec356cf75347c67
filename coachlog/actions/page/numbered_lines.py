"""The lines of a page beside its gaps: by its number an author takes a drafted one out, or changes it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from coachlog.actions.page.asked_page import NOT_THERE, AskedPage
from coachlog.actions.page.prompt_words import (
    BACK,
    CHANGE,
    DROP,
    DROP_ALL,
    GO,
    HELP,
    STOP,
    WORDS,
    meant_by,
)
from coachlog.actions.page.undoing import Undoing
from coachlog.context import Context
from coachlog.errors import Interrupted
from coachlog.markdown.document import parse_document
from coachlog.merge.draft_record import Drafted, DraftPiece
from coachlog.model.fields import clean_text
from coachlog.model.typed_numbers import format_line_numbers, read_numbers
from coachlog.summary.page.frames import as_paragraph
from coachlog.summary.page.names_in_page import names_in_page
from coachlog.summary.page.reference_list import HEADING_LINE, is_reference_heading
from coachlog.summary.page.too_long import lines_to_drop
from coachlog.summary.page.voice import GAP, name_of
from coachlog.summary.page.written import asks

KEPT_BEGUN: Final = "What you had typed is in the page; --ask asks for it again."
_KEEP_OR_DROP: Final = "Keep {lines} below your answer?"
_HOW_TO_DROP: Final = " Enter keeps, numbers take lines out, d drops all."
_ENTER_KEEPS: Final = " Enter keeps."
_MAY_GO: Final = "  (may go)"
_MAY_GO_FIRST: Final = "  (may go: one of the first to take out if the page gets too long)"
_BACK: Final = " of the page; back takes back what you did last."


@dataclass
class NumberedLines:
    """The lines that are shown at the prompts, each of which keeps its number in `keys`.

    `written` are the lines in the place of pieces; `seen` stand beside a question, and not beside the gap below it too.
    """

    context: Context
    page: AskedPage
    written: dict[Drafted, list[str]]
    keys: list[Drafted] = field(default_factory=list)
    seen: set[Drafted] = field(default_factory=set)
    on_screen: set[Drafted] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin with nothing that can be taken back."""
        self.undoing = Undoing(self.page, self.written, self.context.tell)

    def once(self, words: str, after: str = "") -> str:
        """Return what is said to the author once, and then what is said instead of it."""
        is_new = words not in self.told
        self.told.add(words)
        return words if is_new else after

    def tell_names(self, lines: Iterable[str]) -> None:
        """Say once of each partner whom an answer names how readers outside know that person."""
        terms = [choice.term for choice in self.page.choices]
        people = [person for term in terms if not term.together for person in term.partners]
        for one in names_in_page(parse_document("\n".join(lines)), people):
            told = f"That names {one.name}: for readers outside, {name_of(one.person)} says as much."
            self.context.tell(*filter(None, [self.once(told)]))

    def begin(self) -> None:
        """Begin another screen; its lines go on with the numbers."""
        self.on_screen.clear()

    def between(self, after: Drafted | None, upto: Drafted | None) -> Iterator[str]:
        """Yield the text of the page between two pieces, with headings, and without what was seen beside the first.

        What follows the heading of the references is no text to keep or drop.
        """
        places = self.page.places(self.written)
        start = places[after][-1].end if after in places else 0
        end = places[upto][0].start if upto in places else None
        drafted = {places[key][0].start: key for key in self._standing() if key in places}
        may_go = self._may_go()
        for chunk, text in self.page.text_lines(start, end):
            key = drafted.get(chunk.start)
            if (heading := HEADING_LINE.match(text)) and is_reference_heading(heading[2]):
                return
            if key is None:
                yield f"      {text}"
            elif key not in self.seen:
                yield self._number(key, text, may_go)

    def below(self, keys: Iterable[Drafted]) -> Iterator[str]:
        """Yield some drafted lines; they are not shown again beside the next gap."""
        places, may_go = self.page.places(self.written), self._may_go()
        for key in (key for key in keys if key in places):
            self.seen.add(key)
            yield self._number(key, self.page.drafted[key].text, may_go)

    def does(self, typed: str) -> bool:
        """Take lines out or change one, if that is what was typed; tell whether it was."""
        words = typed.strip().casefold()
        drop, change = DROP.fullmatch(words), CHANGE.fullmatch(words)
        if drop and drop[1]:
            self.take_out(self._keys_of(drop[2]))
        elif change:
            for key in self._keys_of(change[1]):
                self._change(int(change[1]), key)
        return bool(change or (drop and drop[1]))

    def ask_to_keep(self, keys: Collection[Drafted]) -> str:
        """Ask of drafted lines whether they stay; return the word to go elsewhere if one was typed instead."""
        places = self.page.places(self.written)
        there = [self.keys.index(key) + 1 for key in keys if key in places and key in self.keys]
        if not there:
            return ""
        lines = _KEEP_OR_DROP.format(lines=format_line_numbers(there))
        question = f"{lines}{self.once(_HOW_TO_DROP, _ENTER_KEEPS)}"
        while typed := self.context.ask(question, " ", own=(*DROP_ALL, *STOP, *BACK)).strip().casefold():
            if typed in (*STOP, *BACK) or GO.fullmatch(typed):
                return typed
            numbers = DROP.fullmatch(typed)
            if CHANGE.fullmatch(typed):
                self.does(typed)
            elif not numbers and typed not in DROP_ALL:
                self.context.tell(f"That is no answer here, and is not kept: {typed}")
            elif self.take_out(self._keys_of(numbers[2]) if numbers else keys, ends_question=True):
                break
        return ""

    def take_out(self, keys: Iterable[Drafted], *, ends_question: bool = False) -> bool:
        """Take lines out of the page until `back` brings them back; tell whether there were any."""
        before, gone = self.page.read().text, dict[Drafted, DraftPiece]()
        for key in keys:
            if self.page.replace(key, self.written, []):
                gone[key] = self.page.drafted[key]
                self.page.set_out(gone[key], True)
        if gone:
            self.undoing.took_out(before, gone, ends_question=ends_question)
            told = "That line is out" if len(gone) == 1 else f"{len(gone)} lines are out"
            self.context.tell(f"{told}{self.once(_BACK, '.')} {self.page.measure().brief}")
        return bool(gone)

    def _keys_of(self, typed: str) -> list[Drafted]:
        """Return the lines that have some numbers, and tell of a number that no line has."""
        keys = {number: self._key(number) for number in read_numbers(typed)}
        if missing := [number for number, key in keys.items() if not key]:
            self.context.tell(f"There is no line {missing[0]} here.")
        return [key for key in keys.values() if key]

    def _change(self, number: int, key: Drafted) -> None:
        text = self.page.drafted[key].text
        try:
            typed = self.context.ask_at_length(f"{number}:", (*WORDS, *HELP), text)
        except Interrupted as stop:
            self._keep_begun(key, clean_text(stop.typed))
            raise
        words = as_paragraph(" ".join(typed.split()))
        more = words.removeprefix(text)
        if not words or words == text or more.casefold() in (*WORDS, *HELP) or (more[:1].isalpha() and meant_by(more)):
            self.context.tell(f"Line {number} stays as it was.")
            return
        if self.page.replace(key, self.written, [words]):
            self.undoing.changed(key, [text], [words])
            self.context.tell("It stands in your words now.")
        else:
            self.context.tell(NOT_THERE)

    def _keep_begun(self, key: Drafted, typed: str) -> None:
        """Keep what was typed of a line before a Ctrl-C, before a gap; a line of which words only went stays."""
        words = as_paragraph(" ".join(typed.split()))
        is_new = words and not self.page.drafted[key].text.startswith(words)
        if is_new and self.page.replace(key, self.written, [f"{words} {GAP}"]):
            self.context.tell(KEPT_BEGUN)

    def _key(self, number: int) -> Drafted | None:
        if 0 < number <= len(self.keys) and self.keys[number - 1] in self.page.places(self.written):
            return self.keys[number - 1]
        return None

    def _number(self, key: Drafted, text: str, may_go: frozenset[str]) -> str:
        self.on_screen.add(key)
        if key not in self.keys:
            self.keys.append(key)
        mark = self.once(_MAY_GO_FIRST, _MAY_GO) if text in may_go else ""
        return f"  {self.keys.index(key) + 1:2}. {text}{mark}"

    def _standing(self) -> Iterator[Drafted]:
        """Yield the sentences that stand as they were drafted, and ask for nothing."""
        return (
            key
            for key, piece in self.page.drafted.items()
            if key not in self.written and not asks(piece) and not piece.text.startswith(("<!--", "#"))
        )

    def _may_go(self) -> frozenset[str]:
        """Return the lines that may go first where too few words are left for the answers."""
        page, state = self.page.read(), self.page.measure()
        return frozenset(line.text for line in lines_to_drop(page, state.short, self.page.sections))
