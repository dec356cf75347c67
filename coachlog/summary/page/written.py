"""What an author has written in the place of a page's prompts and gaps: the answers as they stand there."""

from collections.abc import Mapping, Sequence

from coachlog.merge.draft_places import pair_digests
from coachlog.merge.draft_record import Drafted, DraftPiece, cut_page, digest
from coachlog.summary.page.frames import gap_words, prompt_of
from coachlog.summary.page.measure import ANY_GAP
from coachlog.summary.page.voice import TO_PASTE


def asks(piece: DraftPiece) -> bool:
    """Tell whether a piece is a prompt or a sentence whose gap the author fills."""
    return bool(ANY_GAP.search(piece.text)) and not piece.is_comment and TO_PASTE not in piece.text


def find_written(lines: Sequence[str], first: int, draft: Mapping[Drafted, DraftPiece]) -> dict[Drafted, list[str]]:
    """Map the pieces of a draft that were answered to the lines that stand in their places.

    Below the comment in the place of a prompt that is all that the author wrote, up to what was drafted.
    """
    chunks = cut_page(lines, first)
    texts = [" ".join("".join(lines[chunk.start : chunk.end]).split()) for chunk in chunks]
    known = {key.digest for key in draft}
    answered = {
        at: key
        for at, chunk in enumerate(chunks)
        if chunk.digest not in known and (key := _answers(texts[at], chunk.digest, draft))
    }
    now = [answered.get(at, chunk.digest) for at, chunk in enumerate(chunks)]
    keys = [*draft]
    written: dict[Drafted, list[str]] = {}
    for at, place in pair_digests([key.digest for key in keys], now).items():
        if place in answered:
            end = place + 1
            while prompt_of(draft[keys[at]].text) and end < len(now) and _is_own(texts[end]) and now[end] not in known:
                end += 1
            written[keys[at]] = texts[place:end]
    return written


def _is_own(text: str) -> bool:
    return not text.startswith(("<!--", "#"))


def _answers(text: str, of_text: str, draft: Mapping[Drafted, DraftPiece]) -> str:
    """Return the digest of the piece whose prompt or whose sentence a line has been made of; empty for others."""
    for key, piece in draft.items():
        if asks(piece):
            prompt = prompt_of(piece.text)
            if of_text == digest(f"<!-- {prompt} -->") if prompt else gap_words(piece.text, text) is not None:
                return key.digest
    return ""
