"""The lines that an author may put into a page: which are offered, in what order, and where each would stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import Final

from coachlog.frozen import frozen
from coachlog.merge.draft_record import PageSection
from coachlog.model.kinds.section_names import EVIDENCE, GROWTH
from coachlog.model.period import Period
from coachlog.model.questions import Question
from coachlog.summary.page.choice import IN, Choices, place_of
from coachlog.summary.page.draft import build_page
from coachlog.summary.page.logistics import is_logistics
from coachlog.summary.page.sections import DONE, PICKED
from coachlog.summary.page.stems import stems_of
from coachlog.summary.page.voice import GAP, ChosenLine, cite, may_quote

OFFERED_AT_MOST: Final = 12
_SHARED: Final = 2  # words in which two sentences about a day may say the same
_PARTS: Final = 4  # of a term, of each of which as many lines are offered

Rank = tuple[bool, bool, bool, int]


@frozen
class Candidate:
    """A line that may be put in: `log` is the place of its log among those of the page, from 0."""

    log: int
    line: ChosenLine

    @property
    def source(self) -> str:
        """Return the file and the line that it is from."""
        return cite(self.line.claim)[0]


def waiting_lines(choices: Sequence[Choices], drafted: Collection[str]) -> tuple[Candidate, ...]:
    """Return some lines that wait for a choice, from all of the term, of each part the strongest first.

    Those that would stand there as a gap come last. The sources that are `drafted` do not wait: the page says them, or
    its author has taken them out of it.
    """
    parts: defaultdict[int, list[tuple[Rank, Candidate]]] = defaultdict(list)
    for at, choice in enumerate(choices):
        for line in choice.lines:
            if _waits(choice, line) and not {*cite(line.claim)} & {*drafted} and not _is_done(choice, line, drafted):
                parts[_part(choice.term.period, line)].append((_rank(choice, line), Candidate(at, line)))
    ranked = [[one for _, one in sorted(part, key=lambda row: row[0])] for _, part in sorted(parts.items())]
    turns = _each_once(one for one in chain.from_iterable(zip_longest(*ranked)) if one)
    by_use = sorted(turns, key=lambda one: not may_quote(choices[one.log].term, one.line))
    return tuple(by_use[:OFFERED_AT_MOST])


def _waits(choices: Choices, line: ChosenLine) -> bool:
    is_open = line.section in PICKED and choices.is_open(line.claim)
    return is_open and not is_logistics(choices.term, line)


def _is_done(choices: Choices, aim: ChosenLine, drafted: Collection[str]) -> bool:
    """Tell whether a page says of the day of an aim, and of its goal, that it was done: the two say one thing."""
    words, paths = stems_of(aim.words), {f"goals/{goal}.md" for goal in aim.claim.links}
    return aim.section == GROWTH and any(
        line.section == EVIDENCE
        and line.claim.day == aim.claim.day
        and line.claim.path in paths
        and {*cite(line.claim)} & {*drafted}
        and words & stems_of(line.words)
        for line in choices.lines
    )


def lines_in(choices: Sequence[Choices], said: Collection[str]) -> tuple[Candidate, ...]:
    """Return the lines with a star or a tick among the sources that a page has `said`."""
    return _each_once(
        Candidate(at, line)
        for at, choice in enumerate(choices)
        for line in choice.lines
        if line.section in PICKED
        and (choice.is_ticked(line.claim) or choice.is_chosen(line.claim))
        and {*cite(line.claim)} & {*said}
    )


def lines_of(choices: Sequence[Choices], sources: Collection[str]) -> tuple[Candidate, ...]:
    """Return the lines that are from some sources."""
    rows = (Candidate(at, line) for at, choice in enumerate(choices) for line in choice.lines)
    return tuple(row for row in rows if row.source in sources)


def _each_once(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return each line once: the material has some in two sections."""
    return tuple({(one.log, one.source): one for one in reversed([*candidates])}.values())[::-1]


def with_choice(choices: Iterable[Choices], candidate: Candidate, tick: str) -> tuple[Choices, ...]:
    """Return the lines with another tick at one of them."""
    place = place_of(candidate.line.claim)
    return tuple(
        replace(choice, ticks={**choice.ticks, place: tick}) if at == candidate.log else choice
        for at, choice in enumerate(choices)
    )


@frozen
class PlaceInPage:
    """Where a line stands in a page: its section, and its sentence; `already` is what the page says of its day.

    `along` are the sentences that come with it.
    """

    section: str = ""
    sentence: str = ""
    already: str = ""
    along: tuple[str, ...] = ()


def places_in_page(sections: Iterable[PageSection]) -> Mapping[str, PlaceInPage]:
    """Return where each line stands in a drafted page, by the line's file and number."""
    places: dict[str, PlaceInPage] = {}
    for section in sections:
        for piece in section.pieces:
            if not piece.is_comment:
                places = dict.fromkeys(piece.sources, PlaceInPage(section.heading, piece.text)) | places
    return places


def place_if_in(
    choices: Sequence[Choices], questions: Sequence[Question], candidate: Candidate, now: Iterable[PageSection]
) -> PlaceInPage:
    """Return where a line would stand in the page if it were in; `now` are the sections as they are without it."""
    sections = build_page(with_choice(choices, candidate, IN), questions)
    place = places_in_page(sections).get(candidate.source, PlaceInPage())
    along = more_told(now, sections, candidate)
    return replace(place, already=_said_of_its_day(choices, sections, candidate), along=along)


def more_told(one: Iterable[PageSection], other: Iterable[PageSection], candidate: Candidate) -> tuple[str, ...]:
    """Return the sentences of another draft of a page that one has not, without those of a line itself."""
    told = {piece.text for section in one for piece in section.pieces}
    pieces = (piece for section in other for piece in section.pieces if not piece.is_comment)
    return tuple(piece.text for piece in pieces if piece.text not in told and candidate.source not in piece.sources)


def _said_of_its_day(choices: Sequence[Choices], sections: Iterable[PageSection], candidate: Candidate) -> str:
    """Return what a page says of a line's day in the same story, or in words of the line; it may be the same thing.

    Of several sentences it is the one that shares most words with the line.
    """
    of_day = {
        source
        for line in choices[candidate.log].lines
        for source in cite(line.claim)
        if line.claim.day and line.claim.day == candidate.line.claim.day and line.claim.line > 1
    }
    told = [piece for section in sections for piece in section.pieces if not piece.is_comment]
    story = next((piece.about for piece in told if candidate.source in piece.sources), "")
    others = [piece for piece in told if candidate.source not in piece.sources and GAP not in piece.text]
    shared = {piece.text: len(stems_of(candidate.line.words) & stems_of(piece.text)) for piece in others}
    near = [
        piece.text
        for piece in others
        if of_day & {*piece.sources} and ((story and piece.about == story) or shared[piece.text] >= _SHARED)
    ]
    return max(near, key=lambda text: shared[text], default="")


def _part(period: Period, line: ChosenLine) -> int:
    day = line.claim.day or period.start
    return (day - period.start).days * _PARTS // max((period.end - period.start).days, 1)


def _rank(choices: Choices, line: ChosenLine) -> Rank:
    """Return a line's rank: words before finished steps, linked ones first, then the author's own."""
    mine = line.whose == choices.term.author
    return (
        line.section == DONE,
        not line.claim.links,
        not mine,
        PICKED.index(line.section),
    )
