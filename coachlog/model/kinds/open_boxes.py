"""Find the open boxes of a note that no list of next steps has."""

from collections.abc import Container, Iterable, Iterator
from typing import Final

from coachlog.errors import Problem
from coachlog.markdown.blocks import Block, BlockKind
from coachlog.markdown.document import Document
from coachlog.markdown.typed_items import HAS_OPEN_BOX, MAY_HAVE_BOX, read_item
from coachlog.model.kinds.body import OPEN_BOX
from coachlog.regex import regex

_LEAD: Final = regex(r"[ \t>|]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
_CODE: Final = regex(r"`[^`]*`")


def open_boxes(path: str, document: Document, read: Container[int]) -> Iterator[Problem]:
    """Yield a problem for each open box on a line (from 0) that is not among those that were read."""
    lines = enumerate(document.lines[document.body_line :], document.body_line)
    unread = [
        (number, line)
        for number, line in lines
        if MAY_HAVE_BOX.search(line) and number not in read and HAS_OPEN_BOX.search(line)
    ]
    hidden = set(_hidden(document.blocks)) if unread else set()
    for number, line in unread:
        words = _CODE.sub("", line[_LEAD.match(line).end() :]).strip()  # type: ignore[union-attr]  # matches nothing too
        has_words = number not in hidden and read_item(words, bulleted=False).words
        if has_words and (_is_open(words) or HAS_OPEN_BOX.search(words)):
            message = "this open box is in no list of next steps: move it under Next steps, or take the box away"
            yield Problem(path, number + 1, OPEN_BOX, message)


def _is_open(words: str) -> bool:
    return read_item(words, bulleted=False).mark in (" ", "/")


def _hidden(blocks: Iterable[Block]) -> Iterator[int]:
    """Yield the lines of code and of comments."""
    for block in blocks:
        if block.kind in (BlockKind.CODE, BlockKind.COMMENT):
            yield from range(block.start, block.end)
        yield from _hidden(block.children)
