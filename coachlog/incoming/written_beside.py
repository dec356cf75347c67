"""What a peer wrote into a lesson that was sent to them: every passage that was not in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, takewhile
from typing import Final, NamedTuple

from coachlog.incoming.passages import words_in_line
from coachlog.markdown.document import Document, parse_document
from coachlog.markdown.edit import item_lines
from coachlog.markdown.tables import is_delimiter, is_row, parse_row
from coachlog.regex import regex

BESIDE: Final = "Written into the lesson"
_HEADED: Final = regex(r"\s{0,3}#{1,6}\s+(.*?)[\s#]*\Z")
_ITEM: Final = regex(r"\s*(?:[-+*•]|\d{1,9}[.)])\s+(?:\[.\]\s+)?")
_PAGE: Final = regex(r"(?:page)?\s*\d+(?:\s*(?:of|/)\s*\d+)?\s*\Z")  # what stands at the edges of a printed page


class _Piece(NamedTuple):
    """A heading, a paragraph, an item or a cell: its words, and the words that it stands under."""

    words: str
    under: str

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(words_in_line(self.words))


def written_beside(returned: str, sent: str) -> list[str]:
    """Return the passages of a returned text that are not in what was sent, each with its place."""
    known = Counter(piece.key for piece in _pieces(sent))
    told = list[str]()
    for piece in _pieces(returned):
        if known[piece.key]:
            known[piece.key] -= 1
        elif piece.key and not _PAGE.match(piece.words.casefold()):
            told.append(f"Under “{piece.under}”: {piece.words}" if piece.under else piece.words)
    return told


def with_lines_beside(document: Document, lines: Iterable[str]) -> Document:
    """Return a peer's answers with what they wrote into the lesson, below a heading of its own."""
    written = [line for words in lines for line in item_lines(words)]
    if not written:
        return document
    return parse_document("\n".join([document.text.rstrip("\n"), "", f"## {BESIDE}", "", *written, ""]))


def _pieces(text: str) -> Iterator[_Piece]:
    under, words = "", list[str]()
    lines = [*text.splitlines(), ""]
    rows = _table_rows(lines)
    for at, line in enumerate(lines):
        headed = _HEADED.match(line)
        alone = bool(headed) or at in rows or is_delimiter(line) or not line.strip()
        if words and (alone or _ITEM.match(line)):
            yield _Piece(" ".join(words), under)
            words = []
        if headed:
            yield _Piece(headed[1], under)
            under = headed[1]
        elif at in rows:
            yield from _cells(line, under)
        elif not alone:
            words.append(_ITEM.sub("", line, count=1).strip())


def _table_rows(lines: Sequence[str]) -> set[int]:
    """Return the lines that are rows: those between bars, and those of a table whose bars were left out at an end."""
    rows = {at for at, line in enumerate(lines) if is_row(line)}
    for at, line in enumerate(lines):
        if "|" in line and is_delimiter(line) and at and "|" in lines[at - 1]:
            below = takewhile(lambda row: lines[row].strip() and not _HEADED.match(lines[row]), count(at + 1))
            rows |= {at - 1, *below}
    return rows


def _cells(line: str, under: str) -> Iterator[_Piece]:
    if not is_delimiter(line):
        first, *others = parse_row(line)
        yield _Piece(first, under)
        yield from (_Piece(cell, f"{under}, {first}" if under and first else under or first) for cell in others)
