"""Proof that a merge lost nothing and broke nothing.

It shares no code with the merge, and reads list items by its own grammar instead of `markdown/task_line.py`: a mistake
in a shared grammar would hide the loss that it causes.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise
from typing import Final

from coachlog.markdown.document import Document, Unreadable, parse_document
from coachlog.markdown.yaml_text import Listing, Mapping, Scalar, YamlError, YamlValue, parse_yaml
from coachlog.merge.three_way import Three
from coachlog.regex import regex

_WORD: Final = regex(r"\w+")
_CLAUSE: Final = regex(r"[.!?…;:,()\[\]|^@\"“”«»{}<>*`~#/=]+")
_MARKER: Final = regex(r"^(?:<{7}|>{7}|={7}|\|{7})(?:[ \t].*)?$", re.MULTILINE)
_LEAD: Final = regex(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[^\]\r\n]\])?|$))*", re.MULTILINE)
_SENTENCE: Final = 30  # words
# A block ends before the next one begins, or the search would go on to the text's end from each mark.
_WRITTEN: Final = regex(
    r"^<!--\s*coachlog:[^\r\n<]*?-->(?:(?!^<!--\s*coachlog:).)*?^<!-- /coachlog[^\r\n]*", re.MULTILINE | re.DOTALL
)


def find_loss(texts: Three[str], merged: str, *, yaml: bool = False) -> str:
    """Return in a few words what is wrong with a merged text, or nothing."""
    try:
        three = Three(texts.base, _without_generated(texts.older), texts.newer).map(
            lambda text: _Read(_document(text, yaml))
        )
        result = _Read(_document(merged, yaml))
    except (Unreadable, YamlError):
        return "unreadable"
    if not result.repeated <= three.base.repeated | three.older.repeated | three.newer.repeated:
        return "a key twice"
    if not set(_MARKER.findall(merged)) <= {marker for text in texts for marker in _MARKER.findall(text)}:
        return "a conflict marker"
    return _lost_words(three, result) or _lost_pairs(three, result) or _lost_lines(three, result)


def _document(text: str, yaml: bool) -> Document:
    if not yaml:
        return parse_document(text)
    text = text.removeprefix("\ufeff")
    return Document(text, parse_yaml(text), 0, len(text), len(text))


def _without_generated(text: str) -> str:
    """Return a text without generated lines: the merge takes those of the newer side."""

    def own(match: "re.Match[str]") -> str:
        lines = match.group(0).splitlines()
        digests = set(lines[0].replace("-->", " ").split()[3:])
        lines = [line for line in lines[1:-1] if blake2b(line.strip().encode()).hexdigest()[:6] not in digests]
        return "\n".join(lines)

    return _WRITTEN.sub(own, text)


class _Read:
    """A text as words, word pairs and lines."""

    def __init__(self, document: Document) -> None:
        values = list(_values(document.front)) if document.front else []
        front = document.text[document.front_at : document.front_end]
        values_text = "\n".join(values)  # where a `#` is no comment
        comments = [
            line for line in front.splitlines() if line.lstrip().startswith("#") and line.strip() not in values_text
        ]
        body = _LEAD.sub(" ", document.text[document.body_at :])
        self.repeated = set(_repeated(document.front)) if document.front else set()
        self.words = Counter(_WORD.findall(body)) + Counter(
            w for text in [*values, *comments] for w in _WORD.findall(text)
        )
        self.words["planned"] -= _is_begun(document)
        self._body = body
        self.lines = Counter(line.strip() for line in document.text[document.body_at :].splitlines() if line.strip())

    @cached_property
    def pairs(self) -> set[tuple[str, str]]:
        """Return each two successive words, across line ends and punctuation."""
        return set(pairwise(_WORD.findall(self._body)))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Return the positions of each word, counted in words."""
        places: dict[str, list[int]] = {}
        for at, word in enumerate(_WORD.findall(self._body)):
            places.setdefault(word, []).append(at)
        return places

    def goes_before(self, first: str, second: str) -> bool:
        """Tell whether a word precedes another within the length of a sentence."""
        seconds = self.places.get(second, [])
        after = ((at, bisect_right(seconds, at)) for at in self.places.get(first, ()))
        return any(next_ < len(seconds) and seconds[next_] - at <= _SENTENCE for at, next_ in after)

    @cached_property
    def pairs_in_lines(self) -> set[tuple[str, str]]:
        """Return each two successive words of a line."""
        return {pair for line in self._body.splitlines() for pair in _pairs(line)}


def _is_begun(document: Document) -> bool:
    """Tell whether the status is the one that every new meeting's note has: nobody chose it, so it may go."""
    status = document.front.find("status") if document.front else None
    return status is not None and isinstance(status.value, Scalar) and status.value.text == "planned"


def _values(value: YamlValue) -> Iterator[str]:
    if isinstance(value, Scalar):
        yield value.text
    elif isinstance(value, Listing):
        for item in value.items:
            yield from _values(item)
    else:
        for entry in value.entries:
            yield entry.key
            yield from _values(entry.value)


def _repeated(value: YamlValue) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from (entry.key for entry in value.repeated)
        for entry in value.entries:
            yield from _repeated(entry.value)
    elif isinstance(value, Listing):
        for item in value.items:
            yield from _repeated(item)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for clause in _CLAUSE.split(text):
        words = _WORD.findall(clause)
        yield from pairwise(words)


def _lost_words(sides: Three[_Read], merged: _Read) -> str:
    """Check each word: a new one occurs as often as on the side that has it most, one that nobody deleted is there."""
    for word in {*sides.older.words, *sides.newer.words}:
        o, a, b = (side.words[word] for side in sides)
        needed = max(a, b) if not o else int(a > o or b > o or o > max(o - a, 0) + max(o - b, 0))
        if merged.words[word] < needed:
            return f"the word {word}"
    return ""


def _lost_pairs(sides: Three[_Read], merged: _Read) -> str:
    """Check each pair of words that one side wrote next to each other on a line: the result has the pair too.

    Exempt are pairs between which words were deleted, or inserted by the other side, and those it deleted a word of.
    """
    base = sides.base
    for side, other in ((sides.older, sides.newer), (sides.newer, sides.older)):
        for pair in sorted(side.pairs_in_lines - base.pairs - merged.pairs):
            taken = [word for word in pair if other.words[word] < base.words[word]]
            if len(taken) != 1 and not base.goes_before(*pair) and not merged.goes_before(*pair):
                return f"the words {' '.join(pair)}"
    return ""


def _lost_lines(sides: Three[_Read], merged: _Read) -> str:
    """Check that a line which neither side touched occurs as often as before, and one that both have still is there.

    Where it stood twice, each may have deleted the other's copy.
    """
    for line in sides.base.lines:
        o, a, b = (side.lines[line] for side in sides)
        needed = o if o == a == b else int(o > 1 and min(a, b) > 0)
        if needed > merged.lines[line] and len(line.split()) > 2:
            return f"the line {line[:60]}"
    return ""
