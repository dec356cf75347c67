"""A page as its author has it now: its words beside the target, and what is still to fill."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.document import Document
from coachlog.merge.draft_record import PageSection, digest, read_record
from coachlog.model.fields import format_count
from coachlog.model.kinds.section_names import REFERENCES
from coachlog.regex import regex
from coachlog.summary.page.reference_list import HEADING_LINE, is_reference_heading

_LONGEST: Final = 900
REFLECTION_WORDS: Final = (600, _LONGEST)
ANSWER_WORDS: Final = 35  # as coaches answer a question or fill a gap
EVIDENCE_WORDS: Final = (200, 600)
ANY_GAP: Final = regex(r"\\?\[\s*(?:…|\.\.\.)\s*\\?\]")  # an editor may write a backslash before a bracket
_COMMENT: Final = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARK: Final = regex(r"\W+")
_HEADING: Final = regex(r"(#{2,6})\s+\S.*")
_QUESTION: Final = regex(r"\*\*[^*]+\?\s*\*\*")
_ASKED: Final = regex(rf"{_QUESTION.pattern}\s*{ANY_GAP.pattern}")


@frozen
class FromMemory:
    """What the author is told of a page that is drafted of fewer than so many lines, and how many words it should have.

    It stands in the page as a comment, which is in its record for as long as the log has no more lines.
    """

    lines: int
    sentence: str
    words: tuple[int, int]

    @property
    def comment(self) -> str:
        """Return the sentence as a comment in the page."""
        return f"<!-- {self.sentence} -->"


FROM_MEMORY: Final = (
    FromMemory(30, "Most of this page comes from memory: the log of this time is short.", (200, _LONGEST)),
    FromMemory(54, "Part of this page comes from memory: the log of this time is not long.", (400, _LONGEST)),
)


@frozen
class PageLine:
    """A line of a page, counted from 1 in its file."""

    line: int
    text: str


@frozen
class PageState:
    """The words of a page's text, how few and how many it should have, its gaps, and a word about where it is from.

    Fields, comments, marks, headings, the references, gaps and questions without an answer are no words of the text. A
    gap is a line with one, or a question or a heading with nothing below.
    """

    words: int
    target: tuple[int, int]
    gaps: tuple[PageLine, ...]
    memory: str = ""

    @property
    def so_far(self) -> str:
        """Return in a sentence how many words the page has, and how many it should have."""
        low, high = self.target
        beside = f": {self.beside}" if self.beside else ""
        return f"{format_count(self.words, 'word')} so far; a page has {low} to {high}{beside}."

    @property
    def brief(self) -> str:
        """Return in a few words how many words the page has, for who has read how many it should have."""
        return f"{format_count(self.words, 'word')} so far{f': {self.beside}' if self.beside else ''}."

    @property
    def room(self) -> str:
        """Return in a few words how many words are left for what is still to fill; empty where nothing is."""
        left = (self.target[1] - self.words) // 10 * 10
        return f"about {left} are left for {format_count(len(self.gaps), 'answer')}" if self.gaps and left > 0 else ""

    @property
    def words_each(self) -> int | None:
        """Return how many words are left for each answer; None where nothing is to fill."""
        return max(0, self.target[1] - self.words) // len(self.gaps) if self.gaps else None

    @property
    def short(self) -> int:
        """Return how many words would be too many once each gap has an answer of usual length."""
        return max(0, self.words + ANSWER_WORDS * len(self.gaps) - self.target[1])

    @property
    def over(self) -> int:
        """Return how many words are too many; while gaps are open, a page is too long only where any would be."""
        most = _LONGEST if self.gaps else self.target[1]
        return self.words - self.target[1] if self.words > most else 0

    @property
    def beside(self) -> str:
        """Return how many words are too many, left for answers, or to go; empty where the page is in its range.

        While its answers will bring it there, nothing is to go.
        """
        low = self.target[0]
        if self.over:
            return f"{self.over} too many"
        with_answers = self.words + ANSWER_WORDS * len(self.gaps)
        return f"{low - self.words} to go" if with_answers < low else self.room


def measure_page(document: Document, target: tuple[int, int] = REFLECTION_WORDS) -> PageState:
    """Count the words of a page and find what is still to fill."""
    lines = visible_lines(document)
    gaps = (PageLine(at, line) for at, line in enumerate(lines, document.body_line + 1))
    unfilled = tuple(gap for at, gap in enumerate(gaps) if is_unfilled(lines, at))
    words = sum(map(count_words, text_lines(document).values()))
    drafted = {one.digest for one in read_record(document.lines[document.body_line :]) or ()}
    memory = next((one for one in FROM_MEMORY if digest(one.comment) in drafted), None)
    return PageState(words, memory.words if memory else target, unfilled, memory.sentence if memory else "")


def drafted_words(sections: Iterable[PageSection]) -> int:
    """Count the words of the sentences of a draft, as they are counted in a page."""
    pieces = (piece for one in sections if one.heading != REFERENCES for piece in one.pieces)
    texts = (piece.text for piece in pieces if not piece.text.startswith(("<!--", "#")))
    return sum(count_words(_counted_in(text)) for text in texts)


def visible_lines(document: Document) -> list[str]:
    """Return the lines of a page's body, without what stands in comments."""
    body = "".join(document.lines[document.body_line :])
    visible = _COMMENT.sub(lambda match: re.sub(r"[^\r\n]", " ", match.group()), body)
    return [line.strip() for line in re.split(r"\r\n|\n|\r", visible)]


def count_words(text: str) -> int:
    """Return how many words a text has; a mark is none."""
    return sum(bool(_MARK.sub("", word)) for word in text.split())


def text_lines(document: Document) -> dict[int, str]:
    """Return the lines of a page's text by their numbers in its file, and of each what counts as its words."""
    return dict(_counted(visible_lines(document), document.body_line + 1))


def _counted(lines: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page's text, without headings, references, gaps and the questions that go with their gap."""
    level = 0  # of the heading of the references, while they last
    for at, line in enumerate(lines, first):
        if heading := HEADING_LINE.match(line):
            if not level or len(heading[1]) <= level:
                level = len(heading[1]) if is_reference_heading(heading[2]) else 0
        elif not level:
            yield at, _counted_in(line)


def _counted_in(line: str) -> str:
    """Return what counts as words of a line: no gap, and no question that goes with its gap."""
    return "" if _ASKED.fullmatch(line) else ANY_GAP.sub("", line)


def is_unfilled(lines: Sequence[str], at: int) -> bool:
    """Tell whether a line has a gap, or waits for words below it."""
    if ANY_GAP.search(lines[at]):
        return True
    heading = _HEADING.fullmatch(lines[at])
    if not (heading or _QUESTION.fullmatch(lines[at])):
        return False
    below = next(filter(None, lines[at + 1 :]), "# ")
    of_below = len(below) - len(below.lstrip("#"))
    if heading:
        return 0 < of_below <= len(heading.group(1))
    return of_below > 0 or bool(_QUESTION.match(below))
