"""Choose the lines of a page one by one, each by a key; the choice is kept in the material at once."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from string import ascii_lowercase, digits, punctuation
from typing import Final

from coachlog.actions.documents import mend_hint, open_document
from coachlog.actions.own.pages import ONE_CHOICE
from coachlog.actions.own.stars import star_written_lines, unstar_lines
from coachlog.actions.page.prompt_words import DROP, STOP
from coachlog.actions.page.report import Report
from coachlog.context import Context
from coachlog.frozen import frozen
from coachlog.markdown.edit import replace_lines
from coachlog.merge.draft_places import standing_pieces
from coachlog.merge.draft_record import DraftPiece, PageSection, cut_page, digest, tick_of, with_tick
from coachlog.model.fields import format_count
from coachlog.model.kinds.section_names import EVIDENCE, GROWTH, NOTES, SUCCESSES
from coachlog.model.stars import Star
from coachlog.model.typed_numbers import read_numbers
from coachlog.summary.page.answers import evidence_slot
from coachlog.summary.page.arrange import item_text
from coachlog.summary.page.candidates import (
    Candidate,
    PlaceInPage,
    lines_in,
    lines_of,
    more_told,
    place_if_in,
    places_in_page,
    waiting_lines,
    with_choice,
)
from coachlog.summary.page.choice import CHOSEN_AT_MOST, IN, OPEN, OUT, Choices, place_of
from coachlog.summary.page.draft import build_page
from coachlog.summary.page.measure import PageLine, PageState, drafted_words
from coachlog.summary.page.sections import DONE
from coachlog.summary.page.voice import GAP
from coachlog.summary.page.written import asks

KEYS: Final = {"i": "in", "o": "out", "l": "later", "s": "star", "q": "stop", "b": "back", "w": "swap", "?": "help"}
_HELP: Final = (
    "i: it comes into the page. o: it stays out, and is not offered again. l: later, it is offered the next time.",
    "s: it comes in with a star, so that your other pages take it first, too.",
    "w: it comes in for a line that goes out; there drop and a number takes a line out, and nothing comes in.",
    "b: back to the line before, whose choice is taken back. q: stop; what you have chosen is kept.",
)
_OF_LOG: Final = (SUCCESSES, GROWTH, NOTES, EVIDENCE, DONE)
_TICKS: Final = {"i": IN, "s": IN, "w": IN, "o": OUT}
_ANY: Final = frozenset(ascii_lowercase + digits + punctuation)
_NO_KEY: Final = "That key does nothing here; ? says what each key does."
_GAP_TO_COME: Final = PageLine(0, GAP)  # of a line that comes in
_ENOUGH_EACH: Final = 30  # words for an answer
_KEYS: Final = "[i]n, [o]ut, [l]ater, [s]tar, [q]uit, [b]ack, s[w]ap?"
_KEYS_AGAIN: Final = "i/o/l/s/q/b/w/?:"
_WHICH: Final = "The number of a line that goes out{for_this} (Enter: none; q stops):"
_FOR_THIS: Final = " for this one; drop 3 takes line 3 out, and nothing comes in"
_REST: Final = "The other lines wait: with --pick again one comes in for one that goes out."
_ALL_DONE: Final = "Every line has been in or out by now. The material has them all, with boxes to tick."


@frozen
class Offered:
    """A line that waits for a key: its number, that of all, how far the page is, and where it stands or would stand."""

    number: int
    count: int
    so_far: str
    candidate: Candidate
    stands: PlaceInPage
    is_in: bool


@frozen
class LinesIn:
    """The lines that are in, each with the section of the page in which it stands."""

    rows: tuple[tuple[Candidate, str], ...]


Show = Callable[[Offered | LinesIn], None]


class _Stopped(Exception):
    """The author goes no further."""


@dataclass
class _Picking:
    """A round of choices: the lines as they are ticked by now, and the stars that were given in it.

    `cut` are the sources of drafted lines that the author has taken out of the page, `closed` the sections.
    """

    context: Context
    report: Report
    show: Show
    choices: tuple[Choices, ...]
    cut: frozenset[str]
    closed: frozenset[str]
    stars: dict[int, tuple[Star, ...]] = field(default_factory=dict)

    def go_through(self, waiting: tuple[Candidate, ...]) -> None:
        """Offer one line after the other until enough are in; who goes on then lets one go out for another."""
        at, was_full, keys, state = 0, self.is_full, _KEYS, self.so_far
        while at < len(waiting) and (was_full or not self.is_full):
            stands, is_in = self.place_of(waiting[at]), waiting[at].source in self.places
            self.show(Offered(at + 1, len(waiting), state or self.brief, waiting[at], stands, is_in))
            key = self.context.ask_key(keys, _ANY)
            keys, state = _KEYS_AGAIN, ""
            if key == "q":
                raise _Stopped
            if key == "?" or key not in KEYS:
                self.context.tell(*(_HELP if key in KEYS else [_NO_KEY]))
            elif key == "b":
                at = self.back(waiting, at)
            elif key in "ol" or not (key == "w" or self.is_full) or self.swap_for_this():
                self.choose(waiting[at], at, key)
                at += 1  # a line for which none goes out waits for another key
        if self.is_full and not was_full:
            self.context.tell(f"{self._enough} {_REST}")

    def place_of(self, candidate: Candidate) -> PlaceInPage:
        """Return where a line would stand in the page as its author has it."""
        place = place_if_in(self.choices, self.report.draft.questions, candidate, self.sections)
        return PlaceInPage() if place.section in self.closed else place

    @cached_property
    def sections(self) -> tuple[PageSection, ...]:
        """Return the page as it is drafted of the lines as they are ticked by now."""
        return build_page(self.choices, self.report.draft.questions)

    @property
    def state(self) -> PageState:
        """Return how many words the page has with the lines as they are ticked by now."""
        more = drafted_words(self.sections) - drafted_words(self.report.draft.sections)
        gaps = self.report.state.gaps[: self.gaps] + (_GAP_TO_COME,) * (self.gaps - len(self.report.state.gaps))
        return replace(self.report.state, words=self.report.state.words + more, gaps=gaps)

    @property
    def gaps(self) -> int:
        """Return how many answers the page asks for with the lines as they are ticked by now."""
        now, before = (
            sum(asks(piece) for one in sections for piece in one.pieces)
            for sections in (self.sections, self.report.draft.sections)
        )
        return max(0, len(self.report.state.gaps) + now - before)

    @property
    def lead(self) -> str:
        """Return in a sentence what is in before the first choice, how many lines may come in, and the room left."""
        inside = len(self.lines_in)
        more = (
            f"{CHOSEN_AT_MOST - inside} more may come in" if not self.is_full else "one comes in for one that goes out"
        )
        each = self.state.words_each
        left = "" if each is None else f"; about {each} words are left for each answer"
        return f"{inside} {'is' if inside == 1 else 'are'} in already, and {more}{left}."

    @property
    def so_far(self) -> str:
        """Return in a sentence how many lines are chosen, and how many words are left for the answers."""
        chosen = f"{len(self.lines_in)} of at most {CHOSEN_AT_MOST} lines are chosen, by a star or here"
        return f"{chosen}; {self.state.so_far}"

    @property
    def brief(self) -> str:
        """Return the same in a few words."""
        return f"{len(self.lines_in)} of {CHOSEN_AT_MOST} lines are chosen; {self.state.brief}"

    @cached_property
    def places(self) -> Mapping[str, PlaceInPage]:
        """Return where each line stands as they are ticked by now, save where the author has taken it out."""
        places = places_in_page(self.sections)
        return {
            source: place
            for source, place in places.items()
            if not (source in self.cut or place.section in self.closed)
        }

    @property
    def lines_in(self) -> tuple[Candidate, ...]:
        """Return the chosen lines that the page has."""
        return lines_in(self.choices, self.places)

    @property
    def is_full(self) -> bool:
        """Tell whether as many lines are in as a page can say."""
        return len(self.lines_in) >= CHOSEN_AT_MOST

    def choose(self, candidate: Candidate, at: int, key: str) -> None:
        """Keep what the author said of a line."""
        if key in _TICKS:
            self.tick(candidate, _TICKS[key])
        if key == "s" and candidate.line.section in _OF_LOG:
            claim = candidate.line.claim
            self.stars[at] = star_written_lines(self.context, claim.path, [claim.text], "", ONE_CHOICE)

    def back(self, waiting: tuple[Candidate, ...], at: int) -> int:
        """Take back what was said of the line before, and return its place."""
        if not at:
            self.context.tell("This is the first line.")
            return 0
        self.tick(waiting[at - 1], OPEN)
        unstar_lines(self.context, self.stars.pop(at - 1, ()), ONE_CHOICE)
        return at - 1

    def swap_for_this(self) -> bool:
        """Let a line go out for the one that is shown; tell whether one did."""
        if is_out := self.swap(_FOR_THIS):
            self.context.tell("That line is out, and this one is in for it.")
        return is_out

    def swap(self, for_this: str = "") -> bool:
        """Show what is in and let the author take a line out; tell whether another may come in for it."""
        rows = self.lines_in
        self.show(LinesIn(tuple((row, self.places[row.source].section) for row in rows)))
        if len(rows) >= CHOSEN_AT_MOST:
            self.context.tell(self._enough)
        while rows:
            answer = self.context.ask(_WHICH.format(for_this=for_this), " ", own=STOP).strip().casefold()
            if answer in STOP:
                raise _Stopped
            if not answer:
                return False
            numbers, is_alone = _numbers_in(answer, len(rows))
            if not numbers or (for_this and not is_alone and len(numbers) > 1):
                self.context.tell(f"Type a number from 1 to {len(rows)}, or press Enter.")
                continue
            for number in numbers:
                self.take_out(rows[number - 1])
            if for_this and not is_alone:
                return True
            self.context.tell("That line is out." if len(numbers) == 1 else f"{len(numbers)} lines are out.")
            return False
        return False

    def take_out(self, candidate: Candidate) -> None:
        """Take a line out, and say which sentences go with it."""
        before = self.sections
        self.tick(candidate, OUT)
        self.context.tell(*(f"With it goes: {gone}" for gone in more_told(self.sections, before, candidate)))

    @property
    def _enough(self) -> str:
        """Return in words how many lines are in, and whether they leave room for the answers."""
        count = f"{len(self.lines_in)} lines are in"
        each = self.state.words_each
        if each is None or each >= _ENOUGH_EACH:
            return f"{count}: enough for a page."
        left = f"about {each} words for each answer" if each else "no words for the answers"
        return f"{count}, which leaves {left}: some may go out."

    def tick(self, candidate: Candidate, tick: str) -> None:
        """Keep a tick in the material."""
        self.choices = with_choice(self.choices, candidate, tick)
        for of_ticks in ("places", "sections"):
            vars(self).pop(of_ticks, None)
        _write_tick(self.report, candidate, tick)


def _numbers_in(answer: str, count: int) -> tuple[list[int], bool]:
    """Return the typed numbers, none if one is of no line, and whether `drop` stood before them: they go out alone."""
    drop = DROP.fullmatch(answer)
    numbers = read_numbers(drop[2]) if drop else []
    return (numbers if all(0 < number <= count for number in numbers) else []), bool(drop and drop[1])


def pick_lines(context: Context, report: Report, show: Show) -> None:
    """Go through the candidates with the author, and keep each choice at once."""
    draft = report.draft
    standing = _standing(report)
    drafted = places_in_page(draft.sections)
    cut = {*drafted}.difference(*(piece.sources for piece in standing))
    closed = {one.heading for one in draft.sections if one.pieces and not {*one.with_heading} & {*standing}}
    picking = _Picking(context, report, show, draft.choices, frozenset(cut), frozenset(closed))
    waiting = waiting_lines(draft.choices, drafted)
    with suppress(_Stopped):
        if waiting:
            context.tell(f"Here are {format_count(len(waiting), 'line')} to choose from. {picking.lead}")
            picking.go_through(waiting)
        else:
            context.tell(_ALL_DONE)
            picking.swap()


def set_out(report: Report, piece: DraftPiece, *, out: bool) -> None:
    """Note in the material that the lines of a sentence stay out of the page; or give them back the ticks they had."""
    lines = lines_of(report.draft.choices, piece.sources)
    if any(candidate.line.claim.line == 1 for candidate in lines):
        return  # a document's first line stands for all that is told of it
    for candidate in lines:
        before = report.draft.choices[candidate.log].ticks.get(place_of(candidate.line.claim), OPEN)
        _write_tick(report, candidate, OUT if out else before)
    # What stood with it and was kept stands for itself from now on.
    beside = (one for one in _standing(report) if one.slot == evidence_slot(piece.slot))
    for candidate in lines_of(report.draft.choices, [source for one in beside for source in one.sources]):
        _write_tick(report, candidate, IN if out else OPEN, was=OPEN if out else IN)


def _standing(report: Report) -> list[DraftPiece]:
    """Return the drafted sentences that stand in the page."""
    draft = report.draft
    return [*standing_pieces(draft.page.text.splitlines(keepends=True), draft.sections)]


def _write_tick(report: Report, candidate: Candidate, tick: str, *, was: str | None = None) -> None:
    """Put a tick into the box of a line in the material, where it has the one that it `was`, if that is said."""
    path, writer = report.page.material_path, report.page.writer
    period = report.draft.choices[candidate.log].term.period
    wanted = digest(item_text(candidate.line.claim, period))
    with writer.change("report") as change:
        page = open_document(path, change.read(path) or b"", mend_hint(writer.folder.root, path))
        chunks = [chunk for chunk in cut_page(page.lines, page.body_line) if chunk.digest == wanted and chunk.box]
        for chunk in reversed([one for one in chunks if was is None or tick_of(one.box).casefold() == was]):
            line = with_tick(page.lines[chunk.start].rstrip("\r\n"), tick)
            page = replace_lines(page, chunk.start, chunk.end, [line])
        change.write(path, page.text.encode())
        change.message = ONE_CHOICE
