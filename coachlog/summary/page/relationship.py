"""How the two worked together, out of facts: how they met, a visit, and what was to be done between the meetings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from coachlog.merge.draft_record import DraftPiece
from coachlog.model.fields import format_list
from coachlog.model.kinds.section_names import LOOK_AT, TAKE
from coachlog.model.kinds.visit import Visit
from coachlog.model.settings import BOTH, PersonId
from coachlog.summary.claims import Claim
from coachlog.summary.page.choice import Choices
from coachlog.summary.page.opening import change_of_mode, tell_mode
from coachlog.summary.page.sections import DONE, VISITS
from coachlog.summary.page.term import Term
from coachlog.summary.page.verbs import step_as_done
from coachlog.summary.page.voice import ChosenLine, may_quote, name_speaker, prose, quote, sentence, tell_day, took_it

TRIED: Final = "tried"  # within the slot of what was tried for a goal
_STEPS: Final = 2


def build_together(choices: Choices) -> Iterator[DraftPiece]:
    """Yield one paragraph; what is neither chosen nor linked is not in it."""
    pieces = (*_modes(choices.term), *_visit(choices), *_between(choices))
    for number, piece in enumerate(pieces):
        yield replace(piece, joined=number > 0)


def _modes(term: Term) -> Iterator[DraftPiece]:
    """Yield how the two met first and how since, if that changed once."""
    if change := change_of_mode(term):
        first, since = (tell_mode(meeting.mode) for meeting in change)
        places = [Claim("", meeting.day, meeting.path, 1) for meeting in change]
        yield prose("modes", f"We first met {first}, and after that {since}.", *places, spare=True)


def _visit(choices: Choices) -> Iterator[DraftPiece]:
    """Yield the first visit that is linked or chosen, else the first that was added."""
    visits = sorted(choices.term.log.visits, key=lambda visit: visit.day)
    chosen = (visit for visit in visits if visit.goals or visit.lessons or _has(choices, visit, choices.has_star))
    added = (visit for visit in visits if _has(choices, visit, choices.is_ticked))
    for visit in (*chosen, *added):
        pieces = [*tell_visit(choices, visit)]
        yield from pieces
        if pieces or any(choices.is_out(line.claim) for line in _lines_of(choices, visit)[:1]):
            return  # one that was left out has its place


def _has(choices: Choices, visit: Visit, test: Callable[[Claim], bool]) -> bool:
    return any(test(line.claim) for line in _lines_of(choices, visit))


def tell_visit(choices: Choices, visit: Visit) -> Iterator[DraftPiece]:
    """Yield a visit of the period: what was agreed to look at, and what the author took from it."""
    lines, who = _lines_of(choices, visit), _visitor(choices.term, visit)
    if lines and who and not choices.is_out(lines[0].claim):
        yield from _tell_visit(choices, lines, f"{who} on {tell_day(choices.term, lines[0].claim)}")


def told_visits(pieces: Iterable[DraftPiece]) -> frozenset[str]:
    """Return the sources of the visits of which a page tells who went where."""
    return frozenset(piece.sources[0] for piece in pieces if f" {piece.slot}".endswith(" visit"))


def without_visits(pieces: Iterable[DraftPiece], told: frozenset[str]) -> list[DraftPiece]:
    """Return the sentences of a goal without those that there was a visit, where the page tells more of it."""
    return [piece for piece in pieces if not (f" {TRIED} " in piece.slot and told.intersection(piece.sources))]


def _lines_of(choices: Choices, visit: Visit) -> list[ChosenLine]:
    return [line for line in choices.lines if line.section == VISITS and line.claim.path == visit.path]


def _visitor(term: Term, visit: Visit) -> str:
    """Return who went into whose class; nothing where the log does not say it."""
    me, others = name_speaker(term, visit.visitor), [person.id for person in term.log.settings.people]
    if not me or visit.whose not in others or visit.whose == visit.visitor:
        return ""
    whose = name_speaker(term, PersonId(visit.whose))
    return f"{me} visited {'my' if whose == 'I' else f'{whose}’s'} class"


def _tell_visit(choices: Choices, lines: list[ChosenLine], visited: str) -> Iterator[DraftPiece]:
    title, *said = lines
    agreed = _line_of(choices, said, LOOK_AT)
    words = f"{visited} to look at this: {quote(_words(agreed))}" if agreed else visited
    choices.take(*(line.claim for line in (title, agreed) if line))
    yield prose("visit", sentence(words), title.claim, agreed.claim if agreed else None)
    if taken := _line_of(choices, said, TAKE):
        choices.take(taken.claim)
        mine = took_it(choices.term, taken)
        words = f"I took this from it: {_words(taken)}" if mine else f"we took this from it: {quote(_words(taken))}"
        yield prose("visit taken", sentence(words), taken.claim)


def _line_of(choices: Choices, lines: list[ChosenLine], part: str) -> ChosenLine | None:
    wanted = [line for line in lines if line.words.startswith(f"{part}: ") and may_quote(choices.term, line)]
    return next(iter(choices.take_first(wanted, 1)), None)


def _words(line: ChosenLine) -> str:
    return line.words.partition(": ")[2]


def _between(choices: Choices) -> Iterator[DraftPiece]:
    """Yield the linked steps that the author did between the meetings, and those of both."""
    term = choices.term
    lines = [line for line in choices.lines if line.section == DONE and may_quote(term, line)]
    lines = [line for line in lines if line.claim.links or choices.is_chosen(line.claim)]
    doers = {BOTH: "we"} if term.together else {term.author: "I", BOTH: "we both"}
    told: list[str] = []
    sources: list[Claim] = []
    for whose, who in doers.items():
        done = (line for line in lines if line.whose == whose and step_as_done(line.words))
        if taken := choices.take_first(done, _STEPS):
            told.append(f"{who} {format_list([step_as_done(line.words) for line in taken])}")
            sources += [line.claim for line in taken]
    if told:
        yield prose("between", sentence(f"between the meetings {', and '.join(told)}"), *sources)
