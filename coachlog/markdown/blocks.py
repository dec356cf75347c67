"""The block structure of Markdown with line numbers."""

import re
from collections.abc import Container, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from coachlog.frozen import frozen
from coachlog.markdown.block_parser import BlockFault, parse_tokens
from coachlog.markdown.literal import unescape_heading, unescape_lines
from coachlog.regex import regex

if TYPE_CHECKING:
    from coachlog.markdown.block_parser import Token

# The three line ends of CommonMark; str.splitlines cuts at more, and later lines would get wrong numbers.
_LINE: Final = regex(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_COMMENT: Final = regex(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)


class BlockKind(StrEnum):
    """The kind of a block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CODE = "code"
    COMMENT = "comment"
    HTML = "html"
    QUOTE = "quote"
    TABLE = "table"
    RULE = "rule"


# The kinds of block by markdown-it's names; both ways to write code are code.
_KINDS: Final = {
    "heading_open": BlockKind.HEADING,
    "paragraph_open": BlockKind.PARAGRAPH,
    "blockquote_open": BlockKind.QUOTE,
    "table_open": BlockKind.TABLE,
    "html_block": BlockKind.HTML,
    "hr": BlockKind.RULE,
}


@frozen
class Block:
    """A block over the lines `start` to `end` (from 0, end excluded, without blank lines after it).

    `text` is its words without the block's own marks, lines joined by newlines; `level` a heading's level or an
    item's depth from 1; `children` the blocks inside an item after its first paragraph, or inside a quote.
    """

    kind: BlockKind
    start: int
    end: int
    text: str
    level: int = 0
    children: "tuple[Block, ...]" = ()


def split_lines(text: str) -> tuple[str, ...]:
    """Cut text into lines that keep their endings: joined again they are the text."""
    return tuple(_LINE.findall(text))


def line_ending(lines: Sequence[str]) -> str:
    """Return the line end of the last line that has one, else a newline."""
    for line in reversed(lines):
        for ending in ("\r\n", "\n", "\r"):
            if line.endswith(ending):
                return ending
    return "\n"


class Structure(NamedTuple):
    """The top-level blocks of a text, lists as their items, and the lines that a reader may take otherwise."""

    blocks: tuple[Block, ...]
    faults: tuple[BlockFault, ...]


def parse_blocks(lines: Sequence[str], first_line: int = 0) -> tuple[Block, ...]:
    """Return the top-level blocks of Markdown lines, lists as their items; `first_line` is added to each number."""
    return parse_structure(lines, first_line).blocks


def parse_structure(lines: Sequence[str], first_line: int) -> Structure:
    """Return the blocks of Markdown lines and their faults; `first_line` is added to each number."""
    return _parsed(tuple(lines), first_line)


# A command asks for the same text up to five times: to find a place in it, to write there, and to check it.
@lru_cache(maxsize=64)
def _parsed(lines: tuple[str, ...], first_line: int) -> Structure:
    tokens, faults = parse_tokens("".join(lines))
    blocks = tuple(_Tree(tokens, lines, first_line).blocks(0, len(tokens), 0))
    return Structure(blocks, tuple(fault._replace(line=fault.line + first_line) for fault in faults))


def comments(text: str) -> Iterator[str]:
    """Yield the words of each HTML comment in a comment block, then the words outside comments, if any."""
    for match in _COMMENT.finditer(text):
        yield " ".join(match.group(1).split())
    outside = " ".join(_COMMENT.sub(" ", text).split())
    if outside:
        yield outside


def without_comments(text: str, unwanted: Container[str]) -> str:
    """Return text in which the comments with some words are blank, line for line."""

    def blank(match: re.Match[str]) -> str:
        words = " ".join(match.group(1).split())
        return re.sub(r"[^\r\n]", " ", match.group()) if words in unwanted else match.group()

    return _COMMENT.sub(blank, text)


class _Tree:
    def __init__(self, tokens: "Sequence[Token]", lines: Sequence[str], first_line: int) -> None:
        self._tokens = tokens
        self._lines = lines
        self._first = first_line

    def blocks(self, low: int, high: int, depth: int) -> Iterator[Block]:
        """Yield the blocks of the tokens from `low` to `high`."""
        while low < high:
            closing = self._closing(low)
            kind = self._tokens[low].type
            if kind in ("bullet_list_open", "ordered_list_open"):
                inside = low + 1
                while inside < closing:
                    end = self._closing(inside)
                    yield self._item(inside, end, depth + 1)
                    inside = end + 1
            else:
                yield self._block(low, closing, depth)
            low = closing + 1

    def _closing(self, low: int) -> int:
        opening = self._tokens[low]
        if opening.nesting != 1:
            return low
        for index in range(low + 1, len(self._tokens)):
            token = self._tokens[index]
            if token.level == opening.level and token.nesting == -1:
                return index
        return len(self._tokens) - 1

    def _span(self, low: int) -> tuple[int, int]:
        start, end = self._tokens[low].map or (0, 0)
        while end > start + 1 and not self._lines[end - 1].strip():
            end -= 1
        return start + self._first, end + self._first

    def _item(self, low: int, closing: int, depth: int) -> Block:
        start, end = self._span(low)
        inner = tuple(self.blocks(low + 1, closing, depth))
        first = inner[0] if inner and inner[0].kind is BlockKind.PARAGRAPH else None
        text = first.text if first else ""
        return Block(BlockKind.ITEM, start, end, text, depth, inner[1:] if first else inner)

    def _block(self, low: int, closing: int, depth: int) -> Block:
        token = self._tokens[low]
        start, end = self._span(low)
        kind = _KINDS.get(token.type, BlockKind.CODE)
        text, level = token.content, depth
        children: tuple[Block, ...] = ()
        if kind is BlockKind.HEADING or kind is BlockKind.PARAGRAPH:
            unescape = unescape_heading if kind is BlockKind.HEADING else unescape_lines
            text = unescape(self._tokens[low + 1].content)
            level = int(token.tag[1]) if kind is BlockKind.HEADING else depth
        elif kind is BlockKind.QUOTE:
            children = tuple(self.blocks(low + 1, closing, depth))
            text = "\n".join(words for block in children for words in _words_of(block))
        elif kind is BlockKind.TABLE:
            text = "".join(self._lines[start - self._first : end - self._first])
        elif kind is BlockKind.HTML and text.lstrip().startswith("<!--"):
            kind = BlockKind.COMMENT
        return Block(kind, start, end, text, level, children)


def _words_of(block: Block) -> Iterator[str]:
    """Yield the words of a block in a quote, and of an item those of what is below it."""
    if block.text:
        yield block.text
    for child in block.children if block.kind is BlockKind.ITEM else ():
        if child.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH, BlockKind.QUOTE):
            yield from _words_of(child)


@frozen
class Section:
    """The blocks under one `##` heading, in lines `start` to `end`; `heading` is None before the first."""

    heading: Block | None
    start: int
    end: int
    blocks: tuple[Block, ...]


def split_sections(blocks: Sequence[Block], first_line: int, last_line: int) -> tuple[Section, ...]:
    """Cut a body's blocks at its headings of level 1 and 2; the blocks before the first are a section too."""
    cuts = [i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADING and block.level <= 2]
    edges = [*cuts, len(blocks)]
    first_end = blocks[cuts[0]].start if cuts else last_line
    sections = [Section(None, first_line, first_end, tuple(blocks[: edges[0]]))]
    for low, high in pairwise(edges):
        end = blocks[high].start if high < len(blocks) else last_line
        sections.append(Section(blocks[low], blocks[low].start, end, tuple(blocks[low + 1 : high])))
    return tuple(sections)
