"""Merge one sentence that both changed: word by word if they changed different parts, else line by line.

The README promises only that two rewordings of one sentence stay next to each other. This goes further: without it, two
people who each mend a word of one long sentence would read the whole sentence twice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from typing import Final, NamedTuple

from coachlog.frozen import frozen
from coachlog.merge.align import align
from coachlog.merge.lcs import equal_pairs
from coachlog.merge.pieces import SPACE, Piece, PieceKind, is_wrapped
from coachlog.merge.three_way import Three, choose
from coachlog.merge.tokens import gist
from coachlog.regex import regex

_MARK: Final = regex(r"\w+|[^\w\s]")
# Two changes of one short sentence are two rewrites; in a long one they may be independent.
_LONG: Final = 12
_APART: Final = 2


@frozen
class _Token:
    key: str
    raw: str
    space: str


Tokens = Sequence[_Token]


class _Author(Enum):
    """The side that changed the meaning of a region alone."""

    OLDER = "older"
    NEWER = "newer"


class _Settled(NamedTuple):
    """The merged tokens of a region; `author` is None if both sides, or neither, changed its meaning."""

    tokens: Tokens
    author: _Author | None = None


class _Edit(NamedTuple):
    """The indices that a side deleted from the base, and the words it inserted."""

    deleted: set[int]
    inserted: list[str]


class MergedLines(NamedTuple):
    """A sentence merged by lines; `both` are the lines of which it has the older's and the newer's version."""

    text: str
    both: tuple[tuple[str, str], ...]


@frozen
class _Region:
    """Aligned tokens of the three versions: one token that all have, or those between two such."""

    tokens: Three[Tokens]
    same: bool

    @property
    def settled(self) -> _Settled | None:
        """Return the merged tokens; None if the changes of both sides compete."""
        _, older, newer = self.tokens
        keys = self.tokens.map(_keys)
        if keys.older == keys.newer:
            return _Settled(older)
        gists = self.tokens.map(_gist)
        if keys.newer == keys.base:
            return _Settled(older, _Author.OLDER if gists.older != gists.base else None)
        if keys.older == keys.base:
            return _Settled(newer, _Author.NEWER if gists.newer != gists.base else None)
        fuller = _fuller(self.tokens)
        if fuller is None and gists.base in (gists.older, gists.newer):
            fuller = older if gists.newer == gists.base else newer
        return None if fuller is None else _Settled(fuller)


def merge_words(texts: Three[str]) -> str | None:
    """Merge a sentence by words; None if the changes compete, or are so near that each is a rewrite."""
    tokens = texts.map(_words)
    merged: list[_Token] = []
    author: _Author | None = None
    between: list[_Token] = []
    for region in _regions(tokens):
        if region.same:
            merged.append(_stable(region))
            between.append(region.tokens.base[0])
            continue
        settled = region.settled
        if settled is None:
            return None
        merged += settled.tokens
        if settled.author:
            if author not in (None, settled.author) and not _apart(between, len(tokens.base)):
                return None
            author, between = settled.author, list(region.tokens.base[-1:])
    return _text(merged, " ")


def merge_lines(texts: Three[str]) -> MergedLines | None:
    """Merge a sentence by lines; None if most would be kept twice."""
    tokens = texts.map(_lines)
    merged: list[_Token] = []
    first: list[_Token] = []
    second: list[_Token] = []
    both: list[tuple[str, str]] = []
    twice = 0
    for region in _regions(tokens, like=True):
        settled = region.settled
        if settled is None:
            first += region.tokens.older
            second += region.tokens.newer
            twice += len(region.tokens.base)
            continue
        both += _kept(first, second)
        merged += [*first, *second, *([_stable(region)] if region.same else settled.tokens)]
        first, second = [], []
    if 2 * twice > len(tokens.base):
        return None
    ends = [token.space for side in tokens for token in side if is_wrapped(token.space)]
    text = _text([*merged, *first, *second], ends[0] if ends else "\n")
    return MergedLines(text, (*both, *_kept(first, second)))


def _kept(first: Tokens, second: Tokens) -> Iterator[tuple[str, str]]:
    if first or second:
        yield _text(first, "\n"), _text(second, "\n")


def changed_lines(base: str, text: str) -> str:
    """Return the lines of a sentence that the base does not have."""
    lines, before = _lines(text), _lines(base)
    unchanged = {j for _, j in equal_pairs(_keys(before), _keys(lines))}
    return _text([line for j, line in enumerate(lines) if j not in unchanged], "\n")


def is_part(words: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether words are a subsequence of the whole."""
    rest = iter(whole)
    return all(word in rest for word in words)


def marks(text: str) -> list[str]:
    """Return the words of a text and each punctuation mark."""
    return _MARK.findall(text)


def _words(text: str) -> Tokens:
    parts = SPACE.split(text)
    return [_Token(word, word, space) for word, space in zip(parts[::2], [*parts[1::2], ""], strict=True)]


def _lines(text: str) -> Tokens:
    lines: list[_Token] = []
    raw = ""
    for token in _words(text):
        raw += token.raw
        if token.space and not is_wrapped(token.space):
            raw += token.space
            continue
        lines.append(_Token(" ".join(raw.split()), raw, token.space))
        raw = ""
    return lines


def _regions(tokens: Three[Tokens], *, like: bool = False) -> Iterator[_Region]:
    """Cut the three into aligned regions; `like`: similar tokens are aligned too."""
    base, older, newer = tokens
    a, b = (_pairs(base, side, like=like) for side in (older, newer))
    low = Three(0, 0, 0)
    for i in range(len(base) + 1):
        ends = _edges(a, i), _edges(b, i)
        same = i in a and i in b and base[i].key == older[a[i]].key == newer[b[i]].key
        if same or len(ends[0]) == len(ends[1]) == 1:
            high = Three(i, max(ends[0]), max(ends[1]))
            if low != high:
                yield _Region(_cut(tokens, low, high), same=False)
            low = high
        if same:
            high = low.map(lambda place: place + 1)
            yield _Region(_cut(tokens, low, high), same=True)
            low = high
    if any(side[at:] for side, at in zip(tokens, low, strict=True)):
        yield _Region(_cut(tokens, low, tokens.map(len)), same=False)


def _pairs(base: Tokens, side: Tokens, *, like: bool) -> dict[int, int]:
    if not like:
        return dict(equal_pairs(_keys(base), _keys(side)))
    lines = [[Piece(PieceKind.SENTENCE, token.raw, token.key) for token in tokens] for tokens in (base, side)]
    return align(*lines)


def _edges(pair: dict[int, int], i: int) -> set[int]:
    """Return the candidate positions of base token i in a side. Two mean that the side inserted tokens there."""
    begins = {pair[i]} if i in pair else set()
    return begins | {pair[i - 1] + 1} if i - 1 in pair else begins


def _cut(tokens: Three[Tokens], low: Three[int], high: Three[int]) -> Three[Tokens]:
    return Three(*(side[i:j] for side, i, j in zip(tokens, low, high, strict=True)))


def _plain(tokens: Tokens) -> str:
    return " ".join(_keys(tokens))


def _gist(tokens: Tokens) -> str:
    return gist(_plain(tokens))


def _keys(tokens: Tokens) -> list[str]:
    return [token.key for token in tokens]


def _stable(region: _Region) -> _Token:
    space = choose(*region.tokens.map(lambda tokens: tokens[0].space)) or ""
    return replace(region.tokens.older[0], space=space)


def _apart(between: Tokens, size: int) -> bool:
    """Tell whether a line end, or words enough, separate two changes."""
    return any(is_wrapped(token.space) for token in between) or (size >= _LONG and len(between) > _APART)


def _fuller(tokens: Three[Tokens]) -> Tokens | None:
    """Return the side that made the other's change too, down to the punctuation."""
    base, older, newer = tokens.map(lambda side: marks(_plain(side)))
    first, second = _edit(base, older), _edit(base, newer)
    if _within(second, first):
        return tokens.older
    return tokens.newer if _within(first, second) else None


def _edit(base: list[str], side: list[str]) -> _Edit:
    """Return the indices that a side deleted from the base, and the words it inserted."""
    pairs = equal_pairs(base, side)
    kept = {j for _, j in pairs}
    deleted = set(range(len(base))) - {i for i, _ in pairs}
    return _Edit(deleted, [word for j, word in enumerate(side) if j not in kept])


def _within(one: _Edit, other: _Edit) -> bool:
    return one.deleted <= other.deleted and is_part(one.inserted, other.inserted)


def _text(tokens: Tokens, between: str) -> str:
    inside = "".join(token.raw + (token.space or between) for token in tokens[:-1])
    return inside + (tokens[-1].raw if tokens else "")
