"""Conflict markers of git: find the two versions between them, and merge these."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.blocks import BlockKind, parse_blocks, split_lines
from coachlog.markdown.document import Unreadable, decode_text
from coachlog.merge.files import merge_files
from coachlog.merge.three_way import Three
from coachlog.model.conflict import Conflict
from coachlog.regex import regex

# `<<<<<<< ours`, `||||||| base`, `=======`, `>>>>>>> theirs`; a log's attributes may ask for longer ones.
_MARK: Final = regex(rb"(?:([<>|])\1{6,} .*|={7,})", re.DOTALL)
_END: Final = b"\r\n"
_MOST: Final = 4000  # marker lines; each is compared with the others


@dataclass(slots=True)
class Marked:
    """A conflict region, by the numbers (from 0) of its marker lines; `base` is None if git wrote no base."""

    start: int
    width: int
    base: int | None = None
    middle: int | None = None
    end: int = 0

    def lines(self, lines: Sequence[bytes]) -> bytes:
        """Return all lines of the region."""
        return b"".join(lines[self.start : self.end + 1])

    def parts(self, lines: Sequence[bytes]) -> Three[bytes]:
        """Return the base version (empty if git did not write it), the first and the second."""
        middle = self.middle or self.end
        base = middle if self.base is None else self.base
        before, first, second = (base + 1, middle), (self.start + 1, base), (middle + 1, self.end)
        return Three(before, first, second).map(lambda span: b"".join(lines[span[0] : span[1]]))


@frozen
class Resolved:
    """The resolved content of a file (None: no file), its conflicts, and other versions that are kept whole."""

    content: bytes | None
    conflicts: tuple[Conflict, ...] = ()
    others: tuple[bytes, ...] = ()


def may_be_marked(content: bytes | None) -> bool:
    """Tell fast whether a file may have conflict markers."""
    return content is not None and re.search(rb"^([<>|])\1{6,} ", content, re.MULTILINE) is not None


def find_marked(content: bytes | None) -> list[Marked]:
    """Find the conflict regions of a file. A nested region belongs to the outer one."""
    if content is None or not may_be_marked(content):
        return []
    marks = list(_marks(content.splitlines(keepends=True)))
    closed: list[Marked] = []
    open_: list[Marked] = []
    for number, kind, width in marks if len(marks) <= _MOST else ():
        last = open_[-1] if open_ else None
        if kind == b"<":
            open_.append(Marked(number, width))
        elif kind == b">":
            region = next((one for one in reversed(open_) if one.width == width and one.middle is not None), None)
            if region:
                del open_[open_.index(region) :]
                region.end = number
                while closed and closed[-1].start > region.start:
                    closed.pop()
                closed.append(region)
        elif last and last.width == width and last.middle is None:
            if kind == b"=":
                last.middle = number
            elif last.base is None:
                last.base = number
    return closed


def outside_code(content: bytes, marked: Iterable[Marked]) -> list[Marked]:
    """Return the regions outside blocks of code, in which markers may be somebody's text about git."""
    regions = list(marked)
    if not regions:
        return []
    try:
        lines = split_lines(decode_text(content))
    except Unreadable:
        return regions
    code = [block for block in parse_blocks(lines) if block.kind is BlockKind.CODE]
    return [one for one in regions if not any(block.start <= one.start and one.end < block.end for block in code)]


def merge_marked(
    content: bytes,
    path: str,
    marked: Sequence[Marked],
    base: bytes | None = None,
    *,
    first_is_older: bool = True,
) -> Resolved:
    """Merge a file with conflict regions; `base` is the whole base version.

    Without it, the lines that both versions have in common are the base.
    """
    lines = content.splitlines(keepends=True)
    parts = [tuple(one.parts(lines)) for one in marked]
    sides = Three(*(_with(lines, marked, [part[n] for part in parts]) for n in range(3)))
    older, newer = (sides.older, sides.newer) if first_is_older else (sides.newer, sides.older)
    merged = merge_files(sides.base if base is None else base, older, newer, path)
    return Resolved(merged.content, merged.conflicts, (older,) if merged.whole else ())


def without_strays(content: bytes, versions: Iterable[bytes]) -> bytes:
    """Return a file without the marker lines that a person left over; those that one of the `versions` has stay."""
    if not may_be_marked(content):
        return content
    lines = content.splitlines(keepends=True)
    standing = {line.rstrip(_END) for text in versions for line in text.splitlines()}
    stray = {n: kind for n, kind, _ in _marks(lines) if lines[n].rstrip(_END) not in standing}
    if set(stray.values()) <= {b"="}:  # a heading's underline
        return content
    return b"".join(line for n, line in enumerate(lines) if n not in stray)


def _marks(lines: Sequence[bytes]) -> Iterator[tuple[int, bytes, int]]:
    for number, line in enumerate(lines):
        if line[:1] in b"<>=|" and _MARK.fullmatch(plain := line.rstrip(_END)):
            yield number, plain[:1], len(plain) - len(plain.lstrip(plain[:1]))


def _with(lines: Sequence[bytes], marked: Iterable[Marked], versions: Iterable[bytes]) -> bytes:
    parts, at = [], 0
    for one, version in zip(marked, versions, strict=True):
        parts += [*lines[at : one.start], version]
        at = one.end + 1
    return b"".join([*parts, *lines[at:]])
