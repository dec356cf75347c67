"""The page for one indicator or several: the words of the standard, what they mean, examples, and what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, zip_longest
from typing import Final

from coachlog.frameworks import FoundCode
from coachlog.merge.draft_record import DraftPiece, PageSection
from coachlog.model.citation import format_in_text
from coachlog.model.fields import format_date, slugify
from coachlog.model.kinds.reading import Publication, read_quotations
from coachlog.model.kinds.section_names import GROWTH, NEXT_STEPS, NOTES, QUOTATIONS, REFERENCES, SAYS_TO_ME, SUCCESSES
from coachlog.model.kinds.work import Work
from coachlog.regex import regex
from coachlog.summary.claims import Claim
from coachlog.summary.page.ahead import build_intentions
from coachlog.summary.page.choice import Choices
from coachlog.summary.page.draft import each_once
from coachlog.summary.page.evidence_examples import EvidenceSources, build_examples, coded_lines
from coachlog.summary.page.opening import build_opening
from coachlog.summary.page.relationship import told_visits, without_visits
from coachlog.summary.page.stems import stems_of
from coachlog.summary.page.term import Term
from coachlog.summary.page.voice import (
    DID,
    GAP,
    ChosenLine,
    cite,
    may_quote,
    offer_line,
    plain_text,
    prose,
    quote,
    sentence,
)

_INDICATOR: Final = "Indicator"
_MEANS: Final = "What it means to me"
_WORKED: Final = "How I worked on it"
_CHANGED: Final = "What changed"
_ORDER: Final = (_INDICATOR, _MEANS, _WORKED, _CHANGED, NEXT_STEPS, REFERENCES)
_LIKELY: Final = (SUCCESSES, GROWTH, NOTES)
_EXAMPLES: Final = 2
_OFFERED: Final = 3
_WORKS: Final = 3
_READINGS: Final = 2
_OF_WORK: Final = 3
_URL: Final = regex(r"https?://[^\s<>\"]+[^\s<>\".,;)]")


def build_evidence_page(sources: EvidenceSources) -> tuple[PageSection, ...]:
    """Return the sections of the page for some indicators."""
    drafted = {
        _INDICATOR: list(_indicators(sources)),
        _MEANS: [DraftPiece(f"means {one.qualified}", means_line(one)) for one in sources.codes],
        _WORKED: list(_worked(sources)),
        _CHANGED: list(_changed(sources)),
        NEXT_STEPS: each_once([*_ahead(sources)]),
        REFERENCES: list(_references(sources)),
    }
    return tuple(PageSection(slugify(name), name, _with_blank_line(drafted[name])) for name in _ORDER)


def _with_blank_line(pieces: Sequence[DraftPiece]) -> tuple[DraftPiece, ...]:
    """Return the pieces of a section, the first of them apart from the heading."""
    return (replace(pieces[0], joined=False), *pieces[1:])


def means_line(indicator: FoundCode) -> str:
    """Return the sentence in which the author says what an indicator means."""
    return plain_text(f"To me, “{indicator.item.title}” means {GAP}.")


def title_of_page(codes: Sequence[FoundCode]) -> str:
    """Return the title of a page: the canonical code of each indicator, and its short title."""
    return "; ".join(f"{indicator.item.code}. {indicator.item.title}" for indicator in codes)


def _indicators(sources: EvidenceSources) -> Iterator[DraftPiece]:
    for indicator in sources.codes:
        link = _link(indicator)
        title = f"[{indicator.framework.title}]({link})" if link else indicator.framework.title
        official = " ".join(indicator.official.split())
        short = f", {indicator.item.title}" if indicator.item.title != indicator.official else ""
        words = f"**{indicator.item.code}{short}**, in the words of the {title}: "
        yield DraftPiece(f"indicator {indicator.qualified}", f"{words}{quote(plain_text(official) or GAP)}")


def _worked(sources: EvidenceSources) -> Iterator[DraftPiece]:
    """Yield who the work was with, at most two examples, own work and readings, and a place for a picture."""
    for choice in sources.choices:
        for piece in build_opening(choice.term, also=choice is not sources.choices[0]):
            if piece.slot in ("who", "how often"):
                yield _of_log(sources, choice, piece)
    yield prose("how", f"This is how I worked on it: {GAP}.", joined=False)
    yield from _likely(sources)
    turns = zip_longest(*(_examples(sources, choice) for choice in sources.choices))  # of each log one, then more
    yield from chain.from_iterable(islice(filter(None, chain.from_iterable(turns)), _EXAMPLES))
    yield from _own_work(sources)
    yield from _quoted(sources)
    yield DraftPiece("picture", f"**One picture, or one excerpt of our log:** {GAP}")


def _examples(sources: EvidenceSources, choices: Choices) -> Iterator[list[DraftPiece]]:
    examples = [*build_examples(sources, choices)]
    visits = told_visits(piece for pieces in examples for piece in pieces)
    for pieces in examples:
        yield [_of_log(sources, choices, piece) for piece in without_visits(pieces, visits)]


def _own_work(sources: EvidenceSources) -> Iterator[DraftPiece]:
    works = [work for work in sources.own.works if sources.names(work.indicators)]
    for number, work in enumerate(sorted(works, key=lambda work: str(work.day or ""))[-_WORKS:]):
        lines = [entry.text for section in sources.own.body(work).sections for entry in section.entries]
        words = " ".join([_tell_work(work), *map(sentence, lines[:_OF_WORK])])
        yield DraftPiece(f"work {work.id}", plain_text(words), joined=number > 0, sources=cite(_place(work.path)))


def _tell_work(work: Work) -> str:
    title = f"[{work.title}]({work.link})" if work.link else f"“{work.title}”"
    day = f" ({format_date(work.day)})" if work.day else ""
    return f"{DID[work.what]}: {title}{day}."


def _quoted(sources: EvidenceSources) -> Iterator[DraftPiece]:
    for number, reading in enumerate(_readings(sources)[:_READINGS]):
        body = sources.own.body(reading)
        quotation = next(read_quotations(entry.text for entry in body.entries(QUOTATIONS)), None)
        says = " ".join(sentence(entry.text) for entry in body.entries(SAYS_TO_ME)[:_OF_WORK])
        title = f"“{reading.title}”"
        lead = f"I read {title} {format_in_text(reading.author, reading.year)}."
        if quotation:
            lead = f"“{quotation.words}” {format_in_text(reading.author or title, reading.year, quotation.page)}."
        yield prose(
            f"read {reading.id}",
            f"{lead} {says or f'I take this from it: {GAP}.'}",
            _place(reading.path),
            joined=number > 0,
        )


def _changed(sources: EvidenceSources) -> Iterator[DraftPiece]:
    yield prose(
        "changed", f"I used to do it like this: {GAP}. Now I do it like this: {GAP}. I can tell by this: {GAP}."
    )
    yield from _offer("changed", "From the log, to take or leave:", _coded(sources), several=len(sources.choices) > 1)


def _coded(sources: EvidenceSources) -> Sequence[tuple[Term, ChosenLine]]:
    """Return lines of the meetings and visits about the indicators, to offer."""
    return [
        (choice.term, line)
        for section in _LIKELY
        for choice in sources.choices
        for line in reversed(coded_lines(sources, choice))
        if line.section == section and may_quote(choice.term, line)
    ][:_OFFERED]


def _likely(sources: EvidenceSources) -> Iterator[DraftPiece]:
    """Yield lines to offer where none is about the indicators: those with words of theirs, else others."""
    if _coded(sources):
        return
    about = stems_of(" ".join(f"{one.item.title} {one.item.text}" for one in sources.codes))
    rows = [
        (choice.term, line)
        for choice in sources.choices
        for line in choice.others(_LIKELY, lambda line: bool(stems_of(line.words) & about), _OFFERED)
        or choice.others(_LIKELY, lambda _: True, _OFFERED)
    ][:_OFFERED]
    codes = " or ".join(one.item.code for one in sources.codes)
    yield from _offer(
        "how", f"From the log, where nothing has {codes} yet, to take or leave:", rows, several=len(sources.choices) > 1
    )


def _offer(slot: str, lead: str, rows: Sequence[tuple[Term, ChosenLine]], *, several: bool) -> Iterator[DraftPiece]:
    if rows:
        offered = [f"- {offer_line(term, line, names_pair=several)}" for term, line in rows]
        text = "\n".join([f"<!-- {lead}", *offered, "-->"])
        yield DraftPiece(f"offer {slot}", text, sources=cite(*(line.claim for _, line in rows)))


def _ahead(sources: EvidenceSources) -> Iterator[DraftPiece]:
    """Yield the author's own goals and chosen steps, not the whole of the plan."""
    for choice in sources.choices:
        for piece in build_intentions(choice):
            if piece.slot.startswith(("ahead ", "steps")):
                yield _of_log(sources, choice, piece)
    yield prose("next", f"Next I want to try this: {GAP}.", joined=False)


def _references(sources: EvidenceSources) -> Iterator[DraftPiece]:
    for reading in _readings(sources):
        yield _reference(f"reading {reading.id}", reading.reference, _place(reading.path))
    for indicator in {indicator.framework.id: indicator for indicator in sources.codes}.values():
        link = f" Retrieved from: {_link(indicator)}" if _link(indicator) else ""
        yield _reference(f"framework {indicator.framework.id}", f"{indicator.framework.title}.{link}")


def _reference(slot: str, words: str, *claims: Claim) -> DraftPiece:
    return DraftPiece(slot, f"- {' '.join(words.split())}", joined=True, sources=cite(*claims))


def _readings(sources: EvidenceSources) -> list[Publication]:
    readings = (reading for reading in sources.own.readings if sources.names(reading.indicators))
    return sorted(readings, key=lambda reading: reading.reference.casefold())


def _link(indicator: FoundCode) -> str:
    match = _URL.search(indicator.framework.source)
    return match.group() if match else ""


def _place(path: str) -> Claim:
    return Claim("", None, f"own/{path}", 1)


def _of_log(sources: EvidenceSources, choices: Choices, piece: DraftPiece) -> DraftPiece:
    """Return a piece of one log of several under a slot of its own."""
    if choices is sources.choices[0]:
        return piece
    return replace(piece, slot=f"{choices.term.log.name} {piece.slot}")
