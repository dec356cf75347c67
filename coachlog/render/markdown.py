"""A page as clean Markdown: no fields at the top, no comments, no marks."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from coachlog.markdown.literal import escape_line
from coachlog.markdown.tables import format_row
from coachlog.model.audience import PROMISE
from coachlog.regex import regex
from coachlog.render.escape import safe
from coachlog.render.page import PrintedPage
from coachlog.render.view import Item, Line, Part, Prose, Reworded, Source, Table, Title, in_words

_MARKED: Final = {" ": "{}", "-": "~~{}~~", "+": "**{}**"}
_OPENS_BLOCK: Final = regex(r"[-+*>|<]|#{1,6}(?:\s|$)|\d{1,9}[.)]|=+$|`{3}|~{3}")


def file_bytes(page: PrintedPage) -> bytes:
    """Return a page as a Markdown file."""
    return safe("\n\n".join(_blocks(page))).encode() + b"\n"


def _blocks(page: PrintedPage) -> Iterator[str]:
    yield f"# {_words(page.title)}"
    if page.about:
        yield _words(page.about)
    for is_item, run in groupby(in_words(page.parts), lambda part: isinstance(part, Item)):
        blocks = [block for block in map(_block, run) if block]
        yield from ["\n".join(blocks)] if is_item else blocks
    yield PROMISE


def _block(part: Part) -> str:
    match part:
        case Table():
            return "\n".join(map(format_row, (part.columns, ["---"] * len(part.columns), *part.rows)))
        case Source():
            return f"```\n{part.text.strip()}\n```"
        case Prose():
            return part.text.strip("\n")
        case _:
            return _line(part)


def _line(part: Part) -> str:
    match part:
        case Title():
            return f"## {_words(part.text)}"
        case Item():
            beside = f" ({_words(part.beside)})" if part.beside else ""
            return f"{' ' * part.indent}- {_words(part.text)}{beside}"
        case Line():
            return _escaped(_words(part.text))
        case Reworded():
            return "".join(_MARKED[mark].format(text) if text.strip() else text for mark, text in part.words)
        case _:
            return ""


def _escaped(words: str) -> str:
    """Return a sentence that begins no block of Markdown."""
    return escape_line(words) if _OPENS_BLOCK.match(words) else words


def _words(text: str) -> str:
    return " ".join(text.split())
