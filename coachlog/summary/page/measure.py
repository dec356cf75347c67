"""A page as its author has it now: its words beside the target, and the gaps that are still to fill."""

import re
from dataclasses import dataclass
from typing import Final

from coachlog.markdown.document import Document

THIN_SENTENCE: Final = "Most of this page comes from memory: the log of this time is short."
_TARGET: Final = (600, 900)
_THIN_TARGET: Final = (200, 300)
_GAP: Final = re.compile(r"\[(?:…|\.\.\.)\]")
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARK: Final = re.compile(r"[^\w…]+")


@dataclass(frozen=True, slots=True)
class PageGap:
    """A line with a gap; `line` counts from 1 in the file."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class PageState:
    """The words of a page without fields, comments and marks, how few and how many it should have, and its gaps."""

    words: int
    target: tuple[int, int]
    gaps: tuple[PageGap, ...]


def measure_page(document: Document) -> PageState:
    """Count the words of a page and find its gaps."""
    body = "".join(document.lines[document.body_line :])
    visible = _COMMENT.sub(lambda match: re.sub(r"[^\r\n]", " ", match.group()), body)
    words = sum(bool(_MARK.sub("", word)) for word in visible.split())
    lines = enumerate(re.split(r"\r\n|\n|\r", visible), document.body_line + 1)
    target = _THIN_TARGET if THIN_SENTENCE in body else _TARGET
    return PageState(words, target, tuple(PageGap(at, line.strip()) for at, line in lines if _GAP.search(line)))
