"""One sentence over several lines that both changed: each line's change is taken, as people who wrap by hand expect."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from coachlog.merge.pairs import equal_pairs
from coachlog.merge.pieces import Kind, Piece, Run
from coachlog.merge.three import Three, choose

# White space, and the quote marks that begin a wrapped line.
SPACE: Final = re.compile(r"((?:[ \t]+|(?:\r\n|\n|\r)(?: {0,3}>[ \t]?)*)+)")


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    raw: str
    space: str


Tokens = list[_Token]


def is_wrapped(text: str) -> bool:
    """Whether text stands on more than one line."""
    return "\n" in text or "\r" in text


def merge_wrapped(texts: Three[str]) -> str | None:
    """The merged sentence where the two changed different lines of it; one line that both changed is a rewrite."""
    words = texts.map(lambda text: _tokens(text, by_line=False))
    if not _changed_lines(words, words.older) & _changed_lines(words, words.newer):
        merged = _merge(words)
        if merged is not None:
            return _text(merged)
    return None


def lines_of(text: str) -> Run:
    """A sentence cut into its lines."""
    tokens = _tokens(text, by_line=True)
    pieces = tuple(Piece(Kind.SENTENCE, token.raw, token.key) for token in tokens)
    return Run(pieces, ("", *(token.space for token in tokens)))


def _tokens(text: str, *, by_line: bool) -> Tokens:
    parts = SPACE.split(text)
    tokens: Tokens = []
    raw = ""
    for word, space in zip(parts[::2], [*parts[1::2], ""], strict=True):
        raw += word
        if by_line and space and not is_wrapped(space):
            raw += space
            continue
        tokens.append(_Token(" ".join(raw.split()), raw, space))
        raw = ""
    return tokens


def _regions(keys: Three[list[str]]) -> Iterator[tuple[Three[slice], bool]]:
    """The stretches of three lists that all have (one token each), and those between them, in order."""
    a, b = dict(equal_pairs(keys.base, keys.older)), dict(equal_pairs(keys.base, keys.newer))
    at = Three(0, 0, 0)
    for i in [*(i for i in a if i in b), len(keys.base)]:
        stop = Three(i, a.get(i, len(keys.older)), b.get(i, len(keys.newer)))
        yield Three(*(slice(low, high) for low, high in zip(at, stop, strict=True))), False
        at = stop.map(lambda place: place + 1)
        if i < len(keys.base):
            yield Three(*(slice(low, high) for low, high in zip(stop, at, strict=True))), True


def _keys(tokens: Tokens) -> list[str]:
    return [token.key for token in tokens]


def _merge(tokens: Three[Tokens]) -> Tokens | None:
    """The merged tokens; None where both changed the same."""
    merged: Tokens = []
    for spans, same in _regions(tokens.map(_keys)):
        base, older, newer = (side[span] for side, span in zip(tokens, spans, strict=True))
        if same:
            space = choose(base[0].space, older[0].space, newer[0].space) or ""
            merged.append(replace(older[0], space=space))
        elif _keys(older) == _keys(base):
            merged += newer
        elif _keys(newer) in (_keys(base), _keys(older)):
            merged += older
        else:
            return None
    return merged


def _changed_lines(tokens: Three[Tokens], side: Tokens) -> set[int]:
    """The lines of the base on which a side's words differ."""
    line_of: list[int] = [0]
    for token in tokens.base:
        line_of.append(line_of[-1] + is_wrapped(token.space))
    changed: set[int] = set()
    for spans, same in _regions(Three(_keys(tokens.base), _keys(side), _keys(side))):
        if not same and _keys(tokens.base[spans.base]) != _keys(side[spans.older]):
            last = max(spans.base.stop, spans.base.start + 1)
            changed |= {line_of[at] for at in range(max(spans.base.start - (last > spans.base.stop), 0), last)}
    return changed


def _text(tokens: Tokens) -> str:
    inside = "".join(token.raw + (token.space or " ") for token in tokens[:-1])
    return inside + (tokens[-1].raw if tokens else "")
