"""The record of a page's last draft, a comment at the page's end; and the pieces into which the page is cut."""

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Final

from coachlog.frozen import frozen
from coachlog.regex import regex
from coachlog.remembered import remembered

_RECORD: Final = regex(r"<!--\s*coachlog drafted:([^<>]*)-->")
_NAME: Final = b"coachlog drafted:"
_BOX: Final = regex(r"([ \t]*- )\[([^\]\r\n])\] (\d{1,6})\. ")
# Editors turn quotes and dots into others, and put a backslash before a bracket; nobody rewrote a line by that.
_SIGNS: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "\\": ""})
_ABOUT: Final = "-"
_OPENS: Final = "<!--"
_CLOSES: Final = "-->"


@frozen
class DraftPiece:
    """A drafted line, or a comment of several lines.

    `slot` is the same in each draft for what is said of one thing. A `joined` piece goes on with the one before it,
    without a blank line between; a `numbered` one is a list item that gets a box to tick and a number. `sources` say
    where it is from; the page does not show them. `about` is the goal, the lesson or the line that it belongs to.
    Without a `spare` one the page would still say what it has to; an `extra` one is told only where answers have room.
    """

    slot: str
    text: str
    joined: bool = False
    numbered: bool = False
    sources: tuple[str, ...] = ()
    about: str = ""
    spare: bool = False
    extra: bool = False

    @property
    def is_comment(self) -> bool:
        """Tell whether it is for the author alone, and no sentence of the page."""
        return self.text.startswith(_OPENS)


@frozen
class PageSection:
    """A section as it is drafted; the one without a heading is the page's opening."""

    key: str
    heading: str
    pieces: tuple[DraftPiece, ...]

    @property
    def with_heading(self) -> tuple[DraftPiece, ...]:
        """Return the heading as a piece, then the others; without these there is no heading either."""
        heading = [DraftPiece("heading", f"## {self.heading}")] if self.heading and self.pieces else []
        return (*heading, *self.pieces)


@frozen
class Drafted:
    """A piece of a draft as the page's record knows it; its slot begins with the thing that it is about."""

    section: str
    slot: str
    digest: str

    @property
    def about(self) -> str:
        """Return the thing that it is about, as the record knows it; empty for none."""
        return self.slot.partition(_ABOUT)[0] if _ABOUT in self.slot else ""


@frozen
class PageChunk:
    """A line of a page, or a comment of several: lines `start` to `end`, from 0; `box` is its tick and number."""

    start: int
    end: int
    digest: str
    box: str = ""


@remembered  # a page is cut again at each thing that its author says of it
def digest(text: str) -> str:
    """Return the digest of a piece, whatever its box, its number, its blanks, and what an editor makes of its signs."""
    plain = _BOX.sub(r"\1", text, count=1).translate(_SIGNS)
    return blake2b(" ".join(plain.split()).encode(), digest_size=4).hexdigest()


def slot_digest(slot: str) -> str:
    """Return the digest by which the record knows a slot, or a thing that pieces are about."""
    return blake2b(slot.encode(), digest_size=3).hexdigest()


def drafted(section: str, piece: DraftPiece) -> Drafted:
    """Return a piece of a section as the page's record knows it."""
    about = f"{slot_digest(piece.about)}{_ABOUT}" if piece.about else ""
    return Drafted(section, f"{about}{slot_digest(piece.slot)}", digest(piece.text))


def write_record(pieces: Iterable[Drafted]) -> str:
    """Return the comment that records a draft: of each section its pieces, in order."""
    words: list[str] = []
    section = ""
    for piece in pieces:
        if piece.section != section:
            section = piece.section
            words.append(section)
        words.append(f"{piece.slot}.{piece.digest}")
    return f"<!-- coachlog drafted: {' '.join([*words, ''])}-->"


def read_record(lines: Sequence[str]) -> tuple[Drafted, ...] | None:
    """Return the pieces in a page's records, each once; None if there is no record."""
    records = [match.group(1) for line in lines if (match := is_record(line))]
    if not records:
        return None
    pieces: dict[Drafted, None] = {}
    for record in records:
        section = ""
        for word in record.split():
            slot, dot, value = word.partition(".")
            if dot and section:
                pieces[Drafted(section, slot, value)] = None
            elif not dot:
                section = word
    return tuple(pieces)


def is_record(line: str) -> "re.Match[str] | None":
    """Tell whether a line is a record of a draft."""
    return _RECORD.fullmatch(line.strip())


def without_records(content: bytes) -> bytes:
    """Return a page without its records, which nobody wrote."""
    if _NAME not in content:
        return content
    return b"".join(line for line in content.splitlines(keepends=True) if not is_record(line.decode(errors="replace")))


def cut_page(lines: Sequence[str], first: int) -> tuple[PageChunk, ...]:
    """Cut a page, from a line on, into its lines and comments; blank lines and records are in no chunk."""
    chunks = []
    at = first
    while at < len(lines):
        end = _end_of_comment(lines, at) if lines[at].lstrip().startswith(_OPENS) else at + 1
        text = "".join(lines[at:end])
        if text.strip() and not is_record(text):
            box = _BOX.match(text)
            chunks.append(PageChunk(at, end, digest(text), box.group() if box else ""))
        at = end
    return tuple(chunks)


def _end_of_comment(lines: Sequence[str], at: int) -> int:
    """Return the line after a comment; one that another comment interrupts, or nothing closes, is one line."""
    for end in range(at, len(lines)):
        if end > at and _OPENS in lines[end]:
            break
        if _CLOSES in lines[end]:
            return end + 1
    return at + 1


def tick_of(box: str) -> str:
    """Return the tick in a box: a blank if there is none."""
    match = _BOX.match(box)
    return match.group(2) if match else " "


def changed_ticks(before: str, after: str) -> int:
    """Count the numbered lines of which two versions of a material have different ticks."""
    pages = (cut_page(text.splitlines(keepends=True), 0) for text in (before, after))
    old, new = ({chunk.digest: tick_of(chunk.box) for chunk in page} for page in pages)
    return sum(old.get(line, " ") != tick for line, tick in new.items())


def number_of(box: str) -> int:
    """Return the number beside a box, 0 without one."""
    match = _BOX.match(box)
    return int(match.group(3)) if match else 0


def with_box(text: str, box: str, number: int) -> str:
    """Return a list item with a box and a number: those that it had, or open and a new number."""
    lead, mark, words = text.partition("- ")
    return f"{lead}{mark}[{tick_of(box)}] {number_of(box) or number}. {words}"


def with_tick(line: str, tick: str) -> str:
    """Return a numbered line with another tick in its box."""
    box = _BOX.match(line)
    return f"{line[: box.start(2)]}{tick}{line[box.end(2) :]}" if box else line
