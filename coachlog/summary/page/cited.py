"""The sources of a page: what its author read, the citations of plan and lessons, the frameworks that it names."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from coachlog.merge.draft_record import DraftPiece
from coachlog.model.citation import format_in_text
from coachlog.model.fields import normalize
from coachlog.model.kinds.reading import Publication
from coachlog.regex import regex
from coachlog.summary.claims import Claim
from coachlog.summary.page.choice import Choices
from coachlog.summary.page.voice import cite, may_say
from coachlog.summary.references import build_references

_EMPHASIS: Final = regex(r"[*_]")


def build_cited(choices: Choices, text: str) -> Iterator[DraftPiece]:
    """Yield the sources of a page; `text` is what it is drafted to say, beside what its author has written."""
    term = choices.term
    words = f"{normalize(text)} {choices.words}"
    readings = [
        Claim(one.reference, one.day, one.path, 1) for one in term.own.readings if _is_cited(choices, one, words)
    ]
    claims = build_references(term.log, term.period, term.today)
    cited = [claim for claim in claims if claim.line != 1 or normalize(claim.text) in words]  # line 1: a framework
    cited = [*readings, *(claim for claim in cited if may_say(term, claim))]
    each = {_plain(claim.text): claim for claim in sorted(cited, key=lambda claim: "*" in claim.text)}  # one in italics
    for claim in each.values():
        yield DraftPiece(f"reference {claim.text}", f"- {claim.text}", sources=cite(claim))


def in_order(references: Iterable[DraftPiece]) -> list[DraftPiece]:
    """Return a list of references as a page has it, each once, by the author's name."""
    each = {_plain(piece.text): piece for piece in references}
    return [replace(each[key], joined=at > 0) for at, key in enumerate(sorted(each))]


def _is_cited(choices: Choices, reading: Publication, words: str) -> bool:
    """Tell whether a reading is of the time of a page, if it was not left out, or of another and is named there."""
    if reading.day is None or reading.day in choices.term.period:
        return not choices.is_out(Claim("", None, reading.path, 1))
    names, _, year = format_in_text(reading.author, reading.year).strip("()").rpartition(", ")
    title = normalize(reading.title.partition(":")[0])
    is_by_author = bool(reading.year and names) and normalize(names) in words and year in words
    return is_by_author or (" " in title and title in words)


def _plain(text: str) -> str:
    return normalize(_EMPHASIS.sub("", text))
