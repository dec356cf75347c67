"""Proof that no words of a Check-in can be read by an output after a merge, by the reading of the outputs themselves.

It shares no code with the merge.
"""

from functools import cached_property
from typing import Final

from coachlog.markdown.document import Document
from coachlog.merge.three_way import Three
from coachlog.model.kinds.check_in import check_in_lines
from coachlog.model.kinds.headings import Aliases
from coachlog.regex import regex

_WORD: Final = regex(r"\w+")
_MARKS: Final = regex(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t]|\[.\][ \t])*")  # of a quote, an item, a box
_SENTENCE_END: Final = regex(r"(?<=[.!?])\s+")


class _Read:
    """The lines and sentences of a document that an output reads, and those of its Check-ins, without their marks."""

    def __init__(self, document: Document, own: Aliases) -> None:
        private = check_in_lines(document, own)
        numbered = list(enumerate(document.lines))[document.body_line :]
        self.hidden = {words for number, line in numbered if number in private for words in _sentences(line)}
        self.shown = {words for number, line in numbered if number not in private for words in _sentences(line)}

    @cached_property
    def words(self) -> set[str]:
        """Return the words that an output reads."""
        return {word for line in self.shown for word in _WORD.findall(line)}


def _sentences(line: str) -> tuple[str, ...]:
    """Return a line, and each of its sentences, without what marks it as an item or a quote."""
    words = _MARKS.sub("", line.strip(), count=1)
    return (words, *_SENTENCE_END.split(words))


def find_published(documents: Three[Document], merged: Document, own: Aliases = ()) -> str:
    """Return in a few words what an output reads in a merged document and read on no side, or nothing.

    `own` are the pair's words for sections.
    """
    sides = documents.map(lambda document: _Read(document, own))
    if not any(side.hidden for side in sides):
        return ""
    result = _Read(merged, own)
    words = result.words - sides.base.words - sides.older.words - sides.newer.words
    if words:
        return f"the word {min(words)}"
    lines = (sides.older.hidden | sides.newer.hidden) & result.shown - sides.older.shown - sides.newer.shown
    return next((f"the line {line[:60]}" for line in sorted(lines) if _WORD.search(line)), "")
