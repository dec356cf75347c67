"""The drafted lines that may go first from a page that has become too long."""

from collections.abc import Iterable, Iterator
from typing import Final

from coachlog.markdown.document import Document
from coachlog.merge.draft_record import DraftPiece, PageSection, cut_page, digest
from coachlog.model.fields import slugify
from coachlog.summary.page.draft import GOALS, PAGE_OPENING
from coachlog.summary.page.measure import PageLine, PageState
from coachlog.summary.page.sections import MADE

_FIRST: Final = (slugify(GOALS), slugify(MADE), PAGE_OPENING)  # of the rest of a page its author would miss more


def lines_to_drop(page: Document, state: PageState, sections: Iterable[PageSection]) -> tuple[PageLine, ...]:
    """Return drafted lines that stand in a page unchanged and can be spared, as many as it is too long by."""
    over = state.words - state.target[1]
    places = {chunk.digest: chunk.start + 1 for chunk in cut_page(page.lines, page.body_line)}
    drop = []
    for piece in _spare(sections):
        if over > 0 and (place := places.get(digest(piece.text))):
            drop.append(PageLine(place, piece.text))
            over -= len(piece.text.split())
    return tuple(sorted(drop, key=lambda line: line.line))


def _spare(sections: Iterable[PageSection]) -> Iterator[DraftPiece]:
    """Yield the pieces that can be spared: from the goals and the lesson first, of a section the last one first."""
    by_place = {section.key: section for section in sections}
    for key in sorted(by_place, key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST)):
        yield from (piece for piece in reversed(by_place[key].pieces) if piece.spare)
