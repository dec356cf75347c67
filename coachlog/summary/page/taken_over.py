"""Answers that another page of the author's has already, to the same gap about the same goal or lesson."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from coachlog.frozen import frozen
from coachlog.merge.draft_record import Drafted, PageSection, drafted
from coachlog.model.fields import normalize
from coachlog.summary.page.measure import ANY_GAP
from coachlog.summary.page.voice import GAP

_GOAL = "The goal"  # with which a frame begins
_OPEN = "“"
_CLOSE = "”"
_STRAIGHT = str.maketrans(f"{_OPEN}{_CLOSE}", '""')  # as an editor may have them


@frozen
class TakenOver:
    """An answer for a piece of a page: the goal or lesson that it is `about`, as a quotation, and the sentence."""

    key: Drafted
    about: str
    text: str


def find_answers(sections: Sequence[PageSection], pages: Iterable[str], known: Collection[str]) -> Iterator[TakenOver]:
    """Yield the sentences whose gaps other pages have filled, each as it is there; `known` are titles of the log."""
    names = {normalize(title).translate(_STRAIGHT) for title in known}
    stories = [story for page in pages for story in _stories(page, names)]
    titles: dict[str, str] = {}
    for section in sections:
        for piece in section.pieces:
            if piece.about and _CLOSE in piece.text:
                titles.setdefault(piece.about, piece.text[piece.text.find(_OPEN) : piece.text.find(_CLOSE) + 1])
            title = titles.get(piece.about, "")
            if title and GAP in piece.text:
                for answer in _answers(piece.text, title, stories)[:1]:
                    yield TakenOver(drafted(section.key, piece), title, answer)


def _stories(page: str, names: Collection[str]) -> Iterator[list[str]]:
    """Yield the lines of each run of paragraphs about one thing: the next begins at a heading, or names another."""
    story: list[str] = []
    for lines in (paragraph.splitlines() for paragraph in page.split("\n\n")):
        words = normalize(" ".join(lines)).translate(_STRAIGHT)
        if any(line.startswith("#") for line in lines) or any(f'"{name}"' in words for name in names):
            yield story
            story = []
        story += lines
    yield story


def _answers(frame: str, title: str, stories: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines that fill a frame, in stories that name what it is about."""
    lead, *_ = frame.split(GAP)
    name = normalize(title.strip(f"{_OPEN}{_CLOSE}"))
    # An author may name the goal, or say "It".
    others = [f"{subject}{lead.removeprefix(_GOAL)}" for subject in (title, "It") if lead.startswith(_GOAL)]
    leads = (lead, *others) if lead else ()
    lines = chain.from_iterable(story for story in stories if name in normalize(" ".join(story)))
    filled = [line.strip() for line in lines if not ANY_GAP.search(line)]
    return [
        f"{lead}{line[len(one) :]}" for line in filled for one in leads if _fills(line.removeprefix(one), line, frame)
    ]


def _fills(words: str, line: str, frame: str) -> bool:
    """Tell whether a line, `words` of it behind its lead, says a frame's words around its gaps."""
    _, *parts = frame.split(GAP)
    for part in parts[:-1]:
        before, found, words = words.partition(part)
        if not (before and found):
            return False
    return words != line and words.endswith(parts[-1]) and len(words) > len(parts[-1])
