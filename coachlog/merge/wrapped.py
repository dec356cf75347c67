"""One sentence over several lines that both changed: each line's change is taken, as people who wrap by hand expect."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from coachlog.merge.pairs import equal_pairs
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


def merge_wrapped(texts: Three[str]) -> tuple[str, bool] | None:
    """The merged sentence, and whether lines of it stand twice; None where it has no line in common.

    Words are merged only where the two changed different lines: inside one line a change of both is a rewrite.
    """
    words = texts.map(lambda text: _tokens(text, by_line=False))
    if not _changed_lines(words, words.older) & _changed_lines(words, words.newer):
        merged = _merge(words)
        if merged is not None and not merged[1]:
            return _text(merged[0], " "), False
    lines = texts.map(lambda text: _tokens(text, by_line=True))
    merged = _merge(lines)
    if merged is None:
        return None
    ending = next(token.space for token in lines.base if is_wrapped(token.space))
    return _text(merged[0], ending), merged[1]


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


def _merge(tokens: Three[Tokens]) -> tuple[Tokens, bool] | None:
    """The merged tokens, and whether both versions of some stand; None where nothing is common to all."""
    merged: Tokens = []
    common = clash = False
    for spans, same in _regions(tokens.map(_keys)):
        base, older, newer = (side[span] for side, span in zip(tokens, spans, strict=True))
        if same:
            common = True
            space = choose(base[0].space, older[0].space, newer[0].space) or ""
            merged.append(replace(older[0], space=space))
        elif _keys(older) == _keys(base):
            merged += newer
        elif _keys(newer) in (_keys(base), _keys(older)):
            merged += older
        else:
            clash = True
            merged += older + newer
    return (merged, clash) if common else None


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


def _text(tokens: Tokens, space: str) -> str:
    inside = "".join(token.raw + (token.space or space) for token in tokens[:-1])
    return inside + (tokens[-1].raw if tokens else "")
