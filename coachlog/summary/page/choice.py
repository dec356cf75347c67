"""The lines of a term that a page may take: chosen ones, those linked to a document, and others to offer."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from itertools import takewhile
from typing import Final

from coachlog.markdown.document import Document
from coachlog.merge.draft_places import taken_out, told_about, written_about
from coachlog.merge.draft_record import slot_digest
from coachlog.model.fields import normalize
from coachlog.model.kinds.goal import Goal
from coachlog.model.kinds.lesson import Lesson
from coachlog.summary.claims import Claim
from coachlog.summary.page.logistics import is_logistics
from coachlog.summary.page.material import DraftedSection
from coachlog.summary.page.measure import text_lines
from coachlog.summary.page.sections import PICKED
from coachlog.summary.page.term import Term
from coachlog.summary.page.voice import ChosenLine, choose_line, is_mine, is_whole, may_quote, may_say

IN: Final = "x"
OUT: Final = "-"
OPEN: Final = " "
CHOSEN_AT_MOST: Final = 12
Place = tuple[str, int]
Ticks = Mapping[Place, str]


def place_of(claim: Claim) -> Place:
    """Return where a claim is: its file and line."""
    return claim.path, claim.line


@dataclass
class Choices:
    """The lines of a term, each of which a page says once.

    `ticks` are those of the material by place. A line is chosen by a star, and left out by a tick; where few are
    chosen, `spare` of the author's others are told. A star with one of the themes `asked` is a question's. `added` are
    lines that are ticked and that the page would not say by itself: they come in, and nothing goes for them. `kept` are
    the ids of goals and lessons about which the author has written in the page: it goes on to tell them. `standing`
    are those of which it has a sentence, `elsewhere` those about which the author has written in other pages: two pages
    tell of the same. `words` are all that the page says, without its references.
    """

    term: Term
    lines: tuple[ChosenLine, ...]
    ticks: Ticks
    spare: int = 0
    asked: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    standing: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    added: tuple[ChosenLine, ...] = ()
    words: str = ""
    _taken: set[Place] = field(default_factory=set)
    _offered: set[Place] = field(default_factory=set)

    def fresh(self, asked: frozenset[str], spare: int, added: Iterable[ChosenLine] = ()) -> "Choices":
        """Return the lines for a draft, which has said none of them."""
        return replace(self, asked=asked, spare=spare, added=tuple(added), _taken=set(), _offered=set())

    @property
    def said(self) -> frozenset[Place]:
        """Return the lines that the page has said."""
        return frozenset(self._taken)

    def ticked_beside(self, said: Collection[Place]) -> tuple[ChosenLine, ...]:
        """Return the ticked lines that a page has not said, each once: some are in two sections."""
        lines = sorted(self.lines, key=lambda line: line.section not in PICKED)
        ticked = (line for line in lines if self.is_ticked(line.claim) and place_of(line.claim) not in said)
        return tuple({place_of(line.claim): line for line in reversed([*ticked])}.values())[::-1]

    def is_chosen(self, claim: Claim) -> bool:
        """Tell whether a line has a star, and was not left out."""
        return self.has_star(claim) and not self.is_out(claim)

    def has_star(self, claim: Claim) -> bool:
        """Tell whether a line has a star, and no tick that puts it in beside the others."""
        return self.term.theme_of(claim) is not None and not self.is_ticked(claim)

    def is_ticked(self, claim: Claim) -> bool:
        """Tell whether the author ticked a line."""
        return self.ticks.get(place_of(claim), OPEN).casefold() == IN

    def is_out(self, claim: Claim) -> bool:
        """Tell whether the author left a line out."""
        return self.ticks.get(place_of(claim)) == OUT

    def is_open(self, claim: Claim) -> bool:
        """Tell whether a line has no tick."""
        return self.ticks.get(place_of(claim), OPEN) == OPEN

    def is_free(self, claim: Claim) -> bool:
        """Tell whether the page may still take a line."""
        return not (self._is_used(claim) or self.is_out(claim))

    def lines_about(self, record: Goal | Lesson) -> list[ChosenLine]:
        """Return the lines that are linked to a document, and its own."""
        own = (line for line in self._by_document.get(record.path, ()) if record.id not in line.claim.links)
        return [*self._by_document.get(record.id, ()), *own]

    @cached_property
    def _by_document(self) -> Mapping[str, list[ChosenLine]]:
        """Return the lines by the documents that they are linked to, and by their files."""
        lines: dict[str, list[ChosenLine]] = {}
        for line in self.lines:
            for document in {*line.claim.links, line.claim.path}:
                lines.setdefault(document, []).append(line)
        return lines

    def take(self, *claims: Claim | None) -> None:
        """Note that the page has said these lines."""
        self._taken |= {place_of(claim) for claim in claims if claim}
        self.added = tuple(line for line in self.added if place_of(line.claim) not in self._taken)

    def chosen(self, is_wanted: Callable[[ChosenLine], bool], at_most: int) -> list[ChosenLine]:
        """Take some chosen lines, those with a theme first, and all that were added; return them by their days."""
        starred = (line for line in self.lines if line.theme is not None and self.has_star(line.claim))
        lines = [line for line in starred if is_wanted(line)]
        taken = self.take_first(sorted(lines, key=lambda line: not line.theme), at_most)
        return sorted([*taken, *self.take_added(is_wanted)], key=day_of)

    def take_added(self, is_wanted: Callable[[ChosenLine], bool]) -> list[ChosenLine]:
        """Take the lines that were added."""
        wanted = [line for line in self.added if is_wanted(line)]
        self.take(*(line.claim for line in wanted))
        return wanted

    def leave(self, lines: Iterable[ChosenLine]) -> None:
        """Note that the page does not say some lines after all."""
        self._taken -= {place_of(line.claim) for line in lines}

    def about(
        self, document_id: str, sections: Collection[str], at_most: int, *, newest: bool = False
    ) -> list[ChosenLine]:
        """Take lines that are linked to a document, chosen ones before others, in order of their days.

        The first ones are taken, or the `newest`.
        """
        free = (line for line in self.lines if normalize(line.theme or "") not in self.asked)
        linked = [line for line in free if document_id in line.claim.links and line.section in sections]
        if newest:
            linked.sort(key=day_of, reverse=True)
            linked.sort(key=lambda line: not may_quote(self.term, line))
        linked.sort(key=lambda line: not self.has_star(line.claim))
        return sorted(self.take_first(linked, at_most), key=day_of)

    def best(self, claims: Iterable[Claim], at_most: int) -> list[Claim]:
        """Take the first of some claims of a document, the chosen ones before the others, as `take_first` does."""
        sayable = (claim for claim in claims if not self._is_used(claim) and may_say(self.term, claim))
        first = sorted(sayable, key=lambda claim: not self.has_star(claim))[:at_most]
        self.take(*first)
        return [claim for claim in first if not self.is_out(claim)]

    def spared(self, is_wanted: Callable[[ChosenLine], bool], at_most: int) -> list[ChosenLine]:
        """Take more lines, of what the author did or wants, while there are few that somebody chose."""
        lines = (line for line in self.lines if is_wanted(line) and is_whole(self.term, line))
        first = self._take_places(lines, max(0, min(self.spare, at_most)))
        self.spare -= len(first)
        return self._not_out(first)

    def others(
        self, sections: Collection[str], is_wanted: Callable[[ChosenLine], bool], at_most: int
    ) -> list[ChosenLine]:
        """Take lines to offer, over the whole term, the author's own before those of both and of nobody.

        One that only says when and where a meeting is, is none.
        """
        free = [line for line in self.lines if line.section in sections and self.is_free(line.claim)]
        free = [line for line in free if is_wanted(line)]
        free = [line for line in free if line.claim.line > 1 and may_quote(self.term, line)]
        free = [line for line in free if not self.is_ticked(line.claim)]  # what is in is no mere offer
        free = [line for line in free if not is_logistics(self.term, line)]
        free.sort(key=lambda line: (sections_order(sections, line.section), not is_mine(self.term, line)))
        mine = list(takewhile(partial(is_mine, self.term), free))
        best = (mine if len(mine) >= at_most else free)[: at_most * 2]
        spread = best[:: max(1, len(best) // at_most)][:at_most] if best else []
        self._offered |= {place_of(line.claim) for line in spread}
        return sorted(spread, key=lambda line: (line.claim.day is None, line.claim.day))

    def take_first(self, lines: Iterable[ChosenLine], at_most: int) -> list[ChosenLine]:
        """Take the first of some lines that the page has not said."""
        return self._not_out(self._take_places(lines, at_most))

    def _take_places(self, lines: Iterable[ChosenLine], at_most: int) -> list[ChosenLine]:
        """Take the first of some lines; one that was left out has its place, so that none comes in for it."""
        free = {place_of(line.claim): line for line in lines if not self._is_used(line.claim)}
        first = list(free.values())[:at_most]
        self.take(*(line.claim for line in first))
        return first

    def _not_out(self, lines: Iterable[ChosenLine]) -> list[ChosenLine]:
        return [line for line in lines if not self.is_out(line.claim)]

    def _is_used(self, claim: Claim) -> bool:
        return place_of(claim) in self._taken | self._offered


def day_of(line: ChosenLine) -> date:
    """Return the day of a line, for sorting."""
    return line.claim.day or date.min


def sections_order(sections: Collection[str], name: str) -> int:
    """Return the place of a section among some."""
    return next((at for at, section in enumerate(sections) if section == name), len(sections))


def build_choices(
    term: Term,
    material: Iterable[DraftedSection],
    ticks: Ticks,
    page: Document | None = None,
    elsewhere: frozenset[str] = frozenset(),
) -> Choices:
    """Return the lines of a material, as a page may take them; `page` is the one that there is."""
    lines = tuple(_lines(term, material))
    if page is None:
        return Choices(term, lines, ticks, elsewhere=elsewhere)
    things = told_about(page.lines, page.body_line)
    standing = frozenset(record.id for record in _records(term) if slot_digest(record.id) in things)
    kept, words = written_in(term, page), normalize(" ".join(text_lines(page).values()))
    return Choices(term, lines, ticks, kept=kept, standing=standing, elsewhere=elsewhere, words=words)


def _records(term: Term) -> tuple[Goal | Lesson, ...]:
    return (*term.log.goals, *term.log.lessons)


def written_in(term: Term, page: Document) -> frozenset[str]:
    """Return the ids of the goals and lessons that a page's author has written about, or told without a frame."""
    written = written_about(page.lines, page.body_line)
    gone = taken_out(page.lines, page.body_line)
    text = normalize("".join(page.lines))
    return frozenset(
        record.id
        for record in _records(term)
        if (thing := slot_digest(record.id)) in written or (thing in gone and normalize(record.title) in text)
    )


def _lines(term: Term, material: Iterable[DraftedSection]) -> Iterator[ChosenLine]:
    for drafted in material:
        for claim in drafted.claims:
            yield choose_line(term, drafted.section.name, claim)
