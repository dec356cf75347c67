"""The words of a piece: cut into sentences, and normalized for comparing."""

import re
from typing import Final

from coachlog.markdown.task_line import FIELD, parse_item
from coachlog.merge.pieces import SPACE, Piece, PieceKind, Run
from coachlog.merge.result import CannotMerge
from coachlog.regex import regex

_LEAD: Final = regex(r"(?: {0,3}>)*[ \t]*")
_END: Final = regex(r"[.!?…][\"'”’)\]*_`]*$")
_MARK: Final = regex(r"\[\[[^\[\]]*\]\]$|#star(?:/[\w/-]*)?$", re.IGNORECASE)
_MAX_SENTENCES: Final = 500
_MAX_WORDS: Final = 20_000
# Characters that change no meaning; `?`, `+` or `@` are not among them, for a question, a sum or an address has them.
_SLIGHT: Final = regex(r"[\s.,;:…'\"“”„‘’«»()\[\]*`~]+")
MARKS: Final = ("x", "-", ">", "/", " ")


def sentences(text: str) -> Run:
    """Cut words into sentences; a step's owner, dates, `^id`, the last links and stars are sentences of their own."""
    lead = _LEAD.match(text)[0]  # type: ignore[index]  # it matches nothing too
    parts = SPACE.split(text[len(lead) :])
    words, spaces = parts[::2], [*parts[1::2], ""]
    if len(words) > _MAX_WORDS:
        raise CannotMerge
    pieces: list[Piece] = []
    gaps = [lead]
    begun, marks = 0, _marks_at_end(words)
    for at in range(len(words)):
        following = words[at + 1] if at + 1 < len(words) else ""
        ends = begun in marks or at + 1 in marks or _ends(words[begun], words[at], following, first=not pieces)
        if following and not ends:
            continue
        if not words[at]:  # the text ended with white space
            continue
        raw = "".join(word + space for word, space in zip(words[begun:at], spaces[begun:at], strict=True)) + words[at]
        pieces.append(Piece(PieceKind.SENTENCE, raw, " ".join(words[begun : at + 1])))
        gaps.append(spaces[at])
        begun = at + 1
    if len(pieces) > _MAX_SENTENCES:
        raise CannotMerge
    return Run(tuple(pieces), tuple(gaps))


def _marks_at_end(words: list[str]) -> set[int]:
    """Return the places of the links and stars at the end: only a step's dates and id may follow them."""
    marks: set[int] = set()
    in_field = False  # read backwards, from the bracket that closes a date to the one that opens it
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if in_field or FIELD.match(word):
            in_field = in_field and not FIELD.match(word)
        elif _MARK.match(word):
            marks.add(at)
        elif word and not (in_field := word.endswith(")")):
            break
    return marks


def _ends(begun: str, last: str, following: str, *, first: bool) -> bool:
    if FIELD.match(following) or (first and begun.startswith("@")):
        return True
    if FIELD.match(begun):
        return last.endswith(")")
    return bool(_END.search(last))


def first_mark(one: str | None, other: str | None) -> str | None:
    """Return the stronger of two marks: done, dropped, carried over, under way, open."""
    marks = [mark for mark in (one, other) if mark is not None]
    return min(marks, key=lambda mark: MARKS.index(mark.lower()) if mark.lower() in MARKS else len(MARKS), default=None)


def plain_words(key: str) -> list[str]:
    """Return the words alone, without a list item's number."""
    return re.findall(r"\w+", parse_item(key).words)


def gist(text: str) -> str:
    """Return a text without commas, quote marks, emphasis and white space."""
    return _SLIGHT.sub(" ", text).strip()


def bag(key: str) -> list[str]:
    """Return a piece's words for measuring likeness: lower case, no punctuation, a bounded number."""
    return re.findall(r"\w+", parse_item(key[:4000]).words.lower())
