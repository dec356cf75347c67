"""One file of a log: front matter, then Markdown in sections."""

import re
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from coachlog.frozen import frozen
from coachlog.markdown.blocks import Block, BlockKind, Section, Structure, parse_structure, split_lines, split_sections
from coachlog.markdown.literal import unescape_heading
from coachlog.regex import regex

if TYPE_CHECKING:
    from frontmatter.default_handlers import YAMLHandler

    from coachlog.markdown.yaml_text import Mapping

BOM: Final = "\ufeff"
_PLAIN_TITLE: Final = regex(r"\s*^ {0,3}#[ \t]+([^\r\n]*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)


# Front matter without its opening `---`: Markdown would take it for a heading.
_HEADLESS: Final = regex(
    r"(?:[a-z_]+:(?: [^\r\n]*)?(?:\r\n|\n|\r)(?:[ -][^\r\n]*(?:\r\n|\n|\r))*){2,}---[ \t]*(?:\r|\n|\Z)"
)


# Front matter below blank lines, or below a stray word: the line `---` would be a rule there.
_LATE: Final = regex(
    r"(?:[ \t]*(?:\r\n|\n|\r))+[ \t]*---[ \t]*(?:\r\n|\n|\r)[A-Za-z_]+:(?=\s)"
    r"|(?:[^\r\n]{0,80}(?:\r\n|\n|\r)){1,3}---[ \t]*(?:\r\n|\n|\r)type:(?=\s)"
)


_BOUNDARY: Final = regex(r"(?:^|(?<=\r))---[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
# The structure of more lines takes a command longer than a person waits.
MAX_LINES: Final = 20_000
_SMALL: Final = 16_000  # bytes: as long as a note of a week, of which many can be held


class Unreadable(Exception):
    """The file is not a document; `line` counts from 1."""

    def __init__(self, line: int, code: str, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.code = code
        self.message = message


@frozen
class Document:
    """A document's text; its structure is parsed when it is asked for.

    `front` is None if there is no front matter; its YAML stands between the characters `front_at` and `front_end`,
    and the Markdown begins at `body_at`. Lines in a document count from 0.
    """

    text: str
    front: "Mapping | None"
    front_at: int
    front_end: int
    body_at: int

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Return the lines of the whole text with their endings."""
        return split_lines(self.text)

    @cached_property
    def body_line(self) -> int:
        """Return the line (from 0) where the Markdown begins."""
        return len(split_lines(self.text[: self.body_at]))

    @cached_property
    def structure(self) -> Structure:
        """Return the top-level blocks of the Markdown, and its faults."""
        body = self.lines[self.body_line :]
        if body and self.body_line == 0:
            body = (body[0].removeprefix(BOM), *body[1:])
        return parse_structure(body, self.body_line)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the top-level blocks of the Markdown."""
        return self.structure.blocks

    @cached_property
    def block_at(self) -> dict[int, Block]:
        """Return the top-level blocks by the line on which each begins."""
        return {block.start: block for block in self.blocks}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Return the sections of the Markdown, cut at headings of level 1 and 2."""
        return split_sections(self.blocks, self.body_line, len(self.lines))

    @cached_property
    def title(self) -> str:
        """Return the first heading's words, or nothing."""
        plain = _PLAIN_TITLE.match(self.text, self.body_at + (len(BOM) if self.text[self.body_at :][:1] == BOM else 0))
        if plain and plain.group(1):  # a title in the first line needs no block parser
            return unescape_heading(plain.group(1))
        return next((" ".join(b.text.split()) for b in self.blocks if b.kind is BlockKind.HEADING), "")


def parse_document(text: str) -> Document:
    """Read a document's text; raises Unreadable if its front matter cannot be read."""
    start = len(BOM) if text.startswith(BOM) else 0
    plain = text[start:]
    if not _BOUNDARY.match(plain) and _LATE.match(plain):
        raise Unreadable(
            1, "front-matter-late", "the line `---` has to be the first of the file; take away what stands above it"
        )
    if not _BOUNDARY.match(plain):
        if _HEADLESS.match(plain):
            raise Unreadable(
                1, "front-matter-headless", "the line `---` above the fields is missing; put it back as line 1"
            )
        return Document(text, None, 0, 0, 0)
    from coachlog.markdown.yaml_text import YamlError, parse_yaml  # late: many texts are a body alone

    try:
        front, body = _front_matter().split(plain)
    except ValueError:
        raise Unreadable(1, "front-matter-open", "the fields that begin here have no closing `---`") from None
    front_at = start + len(split_lines(plain)[0])
    try:
        mapping = parse_yaml(front)
    except YamlError as trouble:
        raise Unreadable(trouble.line + 2, trouble.code, trouble.message) from None
    return Document(text, mapping, front_at, front_at + len(front), len(text) - len(body))


def body_of(text: str) -> str:
    """Return a document's Markdown, without a look at its fields."""
    plain = text.removeprefix(BOM)
    return _BOUNDARY.split(plain, 2)[-1] if _BOUNDARY.match(plain) else text


@cache
def _front_matter() -> "YAMLHandler":
    """Return python-frontmatter's own split at a strict boundary: exact on any line ending, an unclosed one raises."""
    from frontmatter.default_handlers import YAMLHandler

    handler = YAMLHandler()
    handler.FM_BOUNDARY = _BOUNDARY
    return handler


def decode_text(content: bytes) -> str:
    """Return a file's bytes as text; raise Unreadable if they are not UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            line, "not-utf-8", "this file has letters that cannot be read; save it again as plain text"
        ) from None


def read_document(content: bytes) -> Document:
    """Read a file's bytes; raises Unreadable, also if there are more lines than a person types."""
    if content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n") > MAX_LINES:
        message = f"this file has more than {MAX_LINES:,} lines; put long material into assets/ and link it"
        raise Unreadable(1, "too-large", message)
    return _read_document(content) if len(content) < _SMALL else _read_document.__wrapped__(content)


# A file's fields, its sections and its next steps are read one after another.
@lru_cache(maxsize=256)
def _read_document(content: bytes) -> Document:
    return parse_document(decode_text(content))
