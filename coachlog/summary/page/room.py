"""The room that a draft leaves for its answers: what is told only where there is room goes first."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from coachlog.merge.draft_record import PageSection
from coachlog.summary.page.measure import ANSWER_WORDS, REFLECTION_WORDS, drafted_words
from coachlog.summary.page.written import asks

_EACH: Final = 45  # words, for an answer of thirty to sixty


def without_room(sections: Sequence[PageSection], wanted: Collection[str]) -> frozenset[str]:
    """Return the slots of the sentences that a draft does not tell, so that its answers have room.

    Those of `wanted` sources, which somebody chose, it tells all the same. Gaps for what somebody else said go only
    where the answers would be too short, and one of them stays.
    """
    pieces = [piece for section in sections for piece in section.pieces]
    may_go = [piece for piece in reversed(pieces) if not {*piece.sources} & {*wanted}]
    of_others = [piece for piece in may_go if piece.sources and asks(piece)]
    words, gaps, gone = drafted_words(sections), sum(map(asks, pieces)), set[str]()
    for piece in (piece for piece in may_go if piece.extra and piece not in of_others):
        if words + _EACH * gaps > REFLECTION_WORDS[1]:
            gone.add(piece.slot)
            words -= len(piece.text.split())
    for piece in of_others[:-1]:
        if words + ANSWER_WORDS * gaps > REFLECTION_WORDS[1]:
            gone.add(piece.slot)
            words, gaps = words - len(piece.text.split()), gaps - 1
    return frozenset(gone)


def without_slots(section: PageSection, gone: Collection[str]) -> PageSection:
    """Return a section without the sentences of some slots."""
    return replace(section, pieces=tuple(piece for piece in section.pieces if piece.slot not in gone))
