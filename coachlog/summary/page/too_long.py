"""The lines that may go first from a page that has become too long: drafted ones, and none of the author's."""

from collections.abc import Iterable, Iterator
from typing import Final

from coachlog.markdown.document import Document
from coachlog.merge.draft_record import DraftPiece, PageSection, cut_page, digest
from coachlog.model.fields import slugify
from coachlog.summary.page.draft import GOALS, PAGE_OPENING
from coachlog.summary.page.measure import ANY_GAP, PageLine, count_words, text_lines
from coachlog.summary.page.sections import MADE

_FIRST: Final = (slugify(GOALS), slugify(MADE), PAGE_OPENING)  # of the rest of a page its author would miss more


def lines_to_drop(page: Document, over: int, sections: Iterable[PageSection]) -> tuple[PageLine, ...]:
    """Return drafted lines of a page that has some words too many, as many as help and each once."""
    lines = text_lines(page)
    places = {chunk.digest: chunk.start + 1 for chunk in cut_page(page.lines, page.body_line)}
    standing = [place for one in _drafted(sections) if (place := places.get(digest(one.text)))]
    drop: list[PageLine] = []
    for number in dict.fromkeys(standing):
        if over > 0 and lines.get(number):
            drop.append(PageLine(number, page.lines[number - 1].strip()))
            over -= count_words(lines[number])
    return tuple(sorted(drop, key=lambda line: line.line))


def _drafted(sections: Iterable[PageSection]) -> Iterator[DraftPiece]:
    """Yield the sentences that can be spared, then other lines of the log, but none without which a story breaks off.

    They come from the goals and the lesson first, of a section the last one first.
    """
    by_place = {section.key: section for section in sections}
    keys = sorted(by_place, key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))
    pieces = [piece for key in keys for piece in reversed(by_place[key].pieces)]
    yield from (piece for piece in pieces if piece.spare)
    told = (piece for piece in pieces if piece.sources and not (piece.spare or piece.about))
    yield from (piece for piece in told if not ANY_GAP.search(piece.text))
