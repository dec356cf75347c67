"""The room that a draft leaves for its answers: what is told only where there is room goes first."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from coachlog.merge.draft_record import DraftPiece, PageSection
from coachlog.summary.page.measure import REFLECTION_WORDS, drafted_words
from coachlog.summary.page.written import asks

_EACH: Final = 45  # words, for an answer of thirty to sixty


def without_room(sections: Sequence[PageSection], wanted: Collection[str]) -> frozenset[str]:
    """Return the slots of the sentences that a draft does not tell, so that its answers have room.

    Those of `wanted` sources, which somebody chose, it tells all the same.
    """
    pieces = [piece for section in sections for piece in section.pieces]
    over = drafted_words(sections) + _EACH * sum(map(asks, pieces)) - REFLECTION_WORDS[1]
    gone: set[str] = set()
    for piece in _extra(pieces, wanted):
        if over > 0:
            gone.add(piece.slot)
            over -= len(piece.text.split()) + _EACH * asks(piece)
    return frozenset(gone)


def _extra(pieces: Sequence[DraftPiece], wanted: Collection[str]) -> Iterator[DraftPiece]:
    """Yield what may go, first the gaps for lines that somebody else said: each asks for words. One of these stays."""
    may_go = [piece for piece in reversed(pieces) if not {*piece.sources} & {*wanted}]
    of_others = [piece for piece in may_go if piece.sources and asks(piece)]
    yield from of_others[:-1]
    yield from (piece for piece in may_go if piece.extra and piece not in of_others)


def without_slots(section: PageSection, gone: Collection[str]) -> PageSection:
    """Return a section without the sentences of some slots."""
    return replace(section, pieces=tuple(piece for piece in section.pieces if piece.slot not in gone))
