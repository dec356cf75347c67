"""Answers that another page of the author's has already, to the same gap about the same goal."""

from collections.abc import Iterable, Iterator, Sequence

from coachlog.merge.draft_record import DraftPiece, PageSection
from coachlog.summary.page.voice import GAP

_OPEN = "“"
_CLOSE = "”"


def find_answers(sections: Sequence[PageSection], pages: Iterable[str]) -> Iterator[tuple[DraftPiece, str]]:
    """Yield the sentences with one gap that other pages have filled, each with the sentence as it is there."""
    paragraphs = [paragraph.splitlines() for page in pages for paragraph in page.split("\n\n")]
    about = ""
    for piece in (piece for section in sections for piece in section.pieces):
        about = about if piece.joined else ""
        if not about and _OPEN in piece.text:
            about = piece.text[piece.text.index(_OPEN) : piece.text.find(_CLOSE) + 1]
        if about and piece.text.count(GAP) == 1:
            yield from ((piece, answer) for answer in _answers(piece.text, about, paragraphs)[:1])


def _answers(frame: str, about: str, paragraphs: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines that fill a frame, in paragraphs that name what it is about."""
    lead, end = frame.split(GAP)
    # Where a goal is told in two places the second one names it in place of "It".
    leads = tuple(filter(None, (lead, f"{about}{lead.removeprefix('It')}" if lead.startswith("It ") else "")))
    lines = (line.strip() for lines in paragraphs if any(about in line for line in lines) for line in lines)
    return [
        f"{lead}{line[len(one) :]}"
        for line in lines
        for one in leads
        if line.startswith(one) and line.endswith(end) and GAP not in line and len(line) > len(one) + len(end)
    ]
