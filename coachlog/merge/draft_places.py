"""Where the pieces of a draft stand in a page now, and what its author wrote about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from coachlog.merge.draft_record import Drafted, DraftPiece, PageChunk, PageSection, cut_page, digest, read_record
from coachlog.merge.lcs import equal_pairs

PIECE: Final = "\0"  # what begins a row that stands for a line of a piece


def pair_digests(base: Sequence[str], page: Sequence[str]) -> dict[int, int]:
    """Map the number of each piece of a draft to that of the chunk of the page that says the same.

    Of pieces in the same words each goes to the one between its neighbours; what was moved is found, too.
    """
    pairs = dict(equal_pairs(base, page))
    rest: dict[str, list[int]] = defaultdict(list)
    for at in sorted(set(range(len(page))) - set(pairs.values()), reverse=True):
        rest[page[at]].append(at)
    for at, key in enumerate(base):
        if at not in pairs and rest.get(key):
            pairs[at] = rest[key].pop()
    return {at: place for at, place in pairs.items() if base[at] == page[place]}


def standing_pieces(lines: Sequence[str], sections: Iterable[PageSection]) -> Iterator[DraftPiece]:
    """Yield the drafted sentences, comments and headings that stand in a page as they were drafted."""
    pieces = [piece for section in sections for piece in section.with_heading]
    pairs = pair_digests([digest(piece.text) for piece in pieces], [chunk.digest for chunk in cut_page(lines, 0)])
    return (pieces[at] for at in sorted(pairs))


def find_places(
    lines: Sequence[str], first: int, draft: Sequence[Drafted], written: Mapping[Drafted, Sequence[str]]
) -> dict[Drafted, tuple[PageChunk, ...]]:
    """Map each piece of a draft to the chunks of the page where it stands; `written` are lines in the place of some."""
    chunks = cut_page(lines, first)
    rows = [(piece, now) for piece in draft for now in _now(piece, written)]
    pairs = pair_digests([now for _, now in rows], [chunk.digest for chunk in chunks])
    places: dict[Drafted, tuple[PageChunk, ...]] = defaultdict(tuple)
    for at, (piece, _) in enumerate(rows):
        if at in pairs:
            places[piece] = (*places[piece], chunks[pairs[at]])
    return dict(places)


def find_place(at: int, before: Sequence[str], rows: Sequence[str]) -> int:
    """Return where a row that went belongs among the rows now: beside the nearest that stood beside it before."""
    pairs = dict(equal_pairs(before, rows))
    above = max((row for row in pairs if row < at), default=-1)
    below = min((row for row in pairs if row > at), default=len(before))
    if below < len(before) and (below - at < at - above or above < 0):
        return pairs[below]
    place = pairs[above] + 1 if above >= 0 else len(rows)
    while 0 < place < len(rows) and rows[place] == rows[place - 1] and rows[place].startswith(PIECE):
        place += 1  # an answer of several lines
    return place


def _now(piece: Drafted, written: Mapping[Drafted, Sequence[str]]) -> list[str]:
    return [digest(line) for line in written.get(piece, ()) if line] or [piece.digest]


def written_about(lines: Sequence[str], first: int) -> frozenset[str]:
    """Return the things, as the record knows them, in whose paragraphs the author has written."""
    chunks = cut_page(lines, first)
    standing = {at: piece.about for at, piece in _standing(lines, first, chunks).items()}
    touched = (
        {standing[at] for at in paragraph if at in standing}
        for paragraph in _paragraphs(chunks)
        if any(at not in standing for at in paragraph)
    )
    return frozenset[str]().union(*touched) - {""}


def begins_with_author(lines: Sequence[str], first: int, at: int, slots: Collection[str]) -> bool:
    """Tell whether the author's words stand right below a line, beside all that was drafted there in some slots.

    Where one of these is missing, the words may be that sentence in other words; without a record nobody knows.
    """
    chunks = cut_page(lines, first)
    standing = _standing(lines, first, chunks)
    below = next((place for place, chunk in enumerate(chunks) if chunk.start > at), None)
    record = read_record(lines[first:])
    if (
        record is None
        or below is None
        or below in standing
        or lines[chunks[below].start].lstrip().startswith(("<!--", "#"))
    ):
        return False
    return all(piece in standing.values() for piece in record if piece.slot in slots)


def taken_out(lines: Sequence[str], first: int) -> frozenset[str]:
    """Return the things, as the record knows them, of which the author left no sentence as it was."""
    draft = read_record(lines[first:]) or ()
    return frozenset(piece.about for piece in draft) - told_about(lines, first) - {""}


def told_about(lines: Sequence[str], first: int) -> frozenset[str]:
    """Return the things, as the record knows them, of which a drafted sentence stands as it was."""
    standing = _standing(lines, first, cut_page(lines, first)).values()
    return frozenset(piece.about for piece in standing) - {""}


def recorded_sections(lines: Sequence[str], first: int) -> tuple[PageSection, ...]:
    """Return what stands in a page as it was drafted, by its record alone, which does not know the log."""
    chunks = cut_page(lines, first)
    pieces: dict[str, list[DraftPiece]] = defaultdict(list)
    for place, old in sorted(_standing(lines, first, chunks).items()):
        text = lines[chunks[place].start].strip()
        pieces[old.section].append(DraftPiece(old.slot, text, sources=(old.slot,), about=old.about))
    return tuple(PageSection(section, "", tuple(of_section)) for section, of_section in pieces.items())


def _standing(lines: Sequence[str], first: int, chunks: Sequence[PageChunk]) -> dict[int, Drafted]:
    """Map the numbers of chunks of a page to the pieces of its record that stand there."""
    draft = read_record(lines[first:]) or ()
    pairs = pair_digests([piece.digest for piece in draft], [chunk.digest for chunk in chunks])
    return {place: draft[at] for at, place in pairs.items()}


def _paragraphs(chunks: Sequence[PageChunk]) -> Iterator[list[int]]:
    """Yield the numbers of the chunks of each paragraph."""
    paragraph: list[int] = []
    for at, chunk in enumerate(chunks):
        if paragraph and chunk.start != chunks[at - 1].end:
            yield paragraph
            paragraph = []
        paragraph.append(at)
    yield paragraph
