"""Answers that another page of the author's has already, to the same gap about the same goal."""

from collections.abc import Iterable, Iterator, Sequence

from coachlog.frozen import frozen
from coachlog.merge.draft_record import Drafted, PageSection, drafted
from coachlog.model.fields import normalize
from coachlog.summary.page.voice import GAP

_OPEN = "“"
_CLOSE = "”"


@frozen
class TakenOver:
    """An answer for a piece of a page: the goal or lesson that it is `about`, as a quotation, and the sentence."""

    key: Drafted
    about: str
    text: str


def find_answers(sections: Sequence[PageSection], pages: Iterable[str]) -> Iterator[TakenOver]:
    """Yield the sentences with one gap that other pages have filled, each as it is there."""
    paragraphs = [paragraph.splitlines() for page in pages for paragraph in page.split("\n\n")]
    titles: dict[str, str] = {}
    for section in sections:
        for piece in section.pieces:
            if piece.about and _CLOSE in piece.text:
                titles.setdefault(piece.about, piece.text[piece.text.find(_OPEN) : piece.text.find(_CLOSE) + 1])
            title = titles.get(piece.about, "")
            if title and piece.text.count(GAP) == 1:
                for answer in _answers(piece.text, title, paragraphs)[:1]:
                    yield TakenOver(drafted(section.key, piece), title, answer)


def _answers(frame: str, title: str, paragraphs: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines that fill a frame, in paragraphs that name what it is about."""
    lead, end = frame.split(GAP)
    name = normalize(title.strip(f"{_OPEN}{_CLOSE}"))
    # Where a goal is told in two places the second one names it in place of "It".
    leads = tuple(filter(None, (lead, f"{title}{lead.removeprefix('It')}" if lead.startswith("It ") else "")))
    lines = (line.strip() for lines in paragraphs if name in normalize(" ".join(lines)) for line in lines)
    return [
        f"{lead}{line[len(one) :]}"
        for line in lines
        for one in leads
        if line.startswith(one) and line.endswith(end) and GAP not in line and len(line) > len(one) + len(end)
    ]
