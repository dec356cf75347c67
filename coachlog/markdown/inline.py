"""The words inside a line of Markdown, cut into pieces of one look: bold, struck, a link, a picture."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_LOOKS: Final = {"strong": "bold", "em": "italic", "s": "struck"}


class InlinePiece(NamedTuple):
    """Words of one look; `kind` is text, code, picture or html."""

    kind: str
    text: str
    looks: frozenset[str] = frozenset()
    link: str = ""


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("strikethrough")


def parse_inline(text: str) -> Iterator[InlinePiece]:
    """Yield the pieces of a paragraph's words; line breaks are newlines."""
    looks, link = set[str](), ""
    for token in _parser().parseInline(text)[0].children or ():
        name, _, side = token.type.rpartition("_")
        if name in _LOOKS:
            (looks.add if side == "open" else looks.discard)(_LOOKS[name])
        elif name == "link":
            link = str(token.attrs.get("href", "")) if side == "open" else ""
        elif token.type == "image":
            yield InlinePiece("picture", token.content, frozenset(looks), str(token.attrs.get("src", "")))
        elif token.type in ("softbreak", "hardbreak"):
            yield InlinePiece("text", "\n", frozenset(looks), link)
        else:
            kind = {"code_inline": "code", "html_inline": "html"}.get(token.type, "text")
            yield InlinePiece(kind, token.content, frozenset(looks), link)
