"""Markdown and plain text from outside as passages: by hand, by Google Docs, by a phone."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from coachlog.incoming.passages import Cell, OutsidePage, Passage, PassageKind, TextRun, UnreadableFrom
from coachlog.markdown.blocks import Block, BlockKind, parse_blocks, split_lines
from coachlog.markdown.document import MAX_LINES, Document, Unreadable, parse_document
from coachlog.markdown.edit_yaml import plain_data
from coachlog.markdown.inline import parse_inline
from coachlog.markdown.tables import is_delimiter, parse_row
from coachlog.markdown.task_line import parse_box
from coachlog.regex import regex

_NO_FILES: Final[Mapping[str, bytes]] = MappingProxyType({})
_PICTURE: Final = regex(
    r"(?m)^ {0,3}\[(?P<name>[^\]\n]{1,80})\]:\s*<?data:image/(?P<kind>[a-z0-9.+-]{1,12});base64,"
    r"(?P<content>[^>\s]*)>?[ \t]*$\n?"
)
# An empty bullet below words: Markdown would take these for a heading.
_EMPTY_ITEM: Final = regex(r"(?m)^([^\n]*\S[^\n]*)\n( {0,3}-[ \t]*)$")
# A box, or a line in bold type alone, right below other words: Markdown would take it for more of these.
_BEGINS_ANEW: Final = regex(r"(?m)^([^\n]*\S[^\n]*)\n(?=\[[ xX]?\][ \t]+\S|[☐☑]|\*\*[^*\n]+\*\*:?[ \t]*$)")
_DEFINITION: Final = regex(r"(?m)^ {0,3}\[(?P<name>[^\]\n]{1,80})\]:[ \t]*<?(?P<link>https?://[^>\s]+)>?[ \t]*$\n?")
_REFERENCE: Final = regex(r"\[(?P<words>[^\]\n]*)\]\[(?P<name>[^\]\n]*)\]")
_ANCHOR: Final = regex(r"[ \t]*\{#[\w.-]+\}[ \t]*$")
_TAG: Final = regex(r"<(/?)([a-z][a-z0-9]*)\b([^<>]*)>", re.IGNORECASE)
_COLOUR: Final = regex(r"color\s*[:=]\s*[\"']?#?([0-9a-f]{6}|[a-z]+)\b", re.IGNORECASE)


def read_markdown(text: str, beside: Mapping[str, bytes] = _NO_FILES) -> OutsidePage:
    """Read Markdown with the pictures beside it; raise UnreadableFrom if there is too much of it."""
    _require_lines(text)
    text, pictures = _without_pictures(_BEGINS_ANEW.sub(r"\1\n\n", _EMPTY_ITEM.sub(r"\1\n\n\2", text)))
    links = {match["name"].casefold(): match["link"] for match in _DEFINITION.finditer(text)}
    named = {match["name"].casefold() for match in _REFERENCE.finditer(text) if match["name"]}
    text = _DEFINITION.sub(lambda match: "" if match["name"].casefold() in named else match.group(), text)
    text = _REFERENCE.sub(lambda match: _expanded(match, links, pictures), text)
    try:
        document = parse_document(text)
    except Unreadable:
        document = Document(text, None, 0, 0, 0)
    entries = document.front.entries if document.front else ()
    fields = {entry.key: value for entry in entries if isinstance(value := plain_data(entry.value), str) and value}
    passages = [passage for block in document.blocks for passage in _passages(block, document.lines)]
    shown = {name for passage in passages for name in passage.pictures}
    pictures |= {name: content for name, content in beside.items() if name in shown}
    return OutsidePage(tuple(passages), pictures, fields)


def read_plain(text: str) -> OutsidePage:
    """Read plain text: each line is a paragraph; Markdown's own marks are read as such if there are any."""
    _require_lines(text)
    if re.search(r"(?m)^#{1,6} \S|^ {0,3}[-*] \[[ xX]\] |\*\*\S", text):
        return read_markdown(text)
    lines = (line.strip() for line in text.splitlines())
    return OutsidePage(tuple(Passage(PassageKind.PARAGRAPH, (TextRun(line),)) for line in lines if line))


def read_inline(text: str) -> tuple[TextRun, ...]:
    """Return a line of Markdown as runs."""
    runs, colours = list[TextRun](), [""]
    for piece in parse_inline(text):
        if piece.kind == "html":
            if tag := _TAG.fullmatch(piece.text):
                _follow(tag, colours, runs)
            else:
                runs.append(TextRun(piece.text))
            continue
        if piece.kind == "picture":
            runs.append(TextRun(piece.text, picture=piece.link))
        elif piece.text:
            runs.append(
                TextRun(
                    piece.text,
                    bold="bold" in piece.looks,
                    italic="italic" in piece.looks,
                    struck="struck" in piece.looks,
                    code=piece.kind == "code",
                    colour=colours[-1],
                    link=piece.link,
                )
            )
    return tuple(runs)


def _follow(tag: re.Match[str], colours: list[str], runs: list[TextRun]) -> None:
    """Follow a tag among the words: a break is a new line, a colour goes on until its tag is closed."""
    name = tag[2].casefold()
    if name == "br":
        runs.append(TextRun("\n"))
    elif name in ("span", "font"):
        colour = _COLOUR.search(tag[3])
        if tag[1] and len(colours) > 1:
            colours.pop()
        elif not tag[1]:
            colours.append(colour[1].lower() if colour else colours[-1])


def _require_lines(text: str) -> None:
    if len(split_lines(text)) > MAX_LINES:
        raise UnreadableFrom(f"it has more than {MAX_LINES:,} lines", "cut it into parts, for example a file a year")


def _without_pictures(text: str) -> tuple[str, dict[str, bytes]]:
    """Return a text without the pictures that stand in it as letters, and these by name."""
    pictures: dict[str, bytes] = {}

    def take(match: re.Match[str]) -> str:
        try:
            pictures[f"{match['name']}.{match['kind']}"] = b64decode(match["content"], validate=True)
        except (binascii.Error, ValueError):
            return ""
        return ""

    return _PICTURE.sub(take, text), pictures


def _expanded(match: re.Match[str], links: dict[str, str], pictures: dict[str, bytes]) -> str:
    name = match["name"] or match["words"]
    picture = next((full for full in pictures if full.rpartition(".")[0] == name), "")
    target = f"<{picture}>" if picture else links.get(name.casefold(), "")
    return f"[{match['words']}]({target})" if target else match.group()


def _passages(block: Block, lines: tuple[str, ...]) -> Iterator[Passage]:
    match block.kind:
        case BlockKind.HEADING:
            yield Passage(PassageKind.HEADING, read_inline(_ANCHOR.sub("", block.text)), block.level)
        case BlockKind.PARAGRAPH:
            yield Passage(PassageKind.PARAGRAPH, read_inline(block.text))
        case BlockKind.ITEM:
            yield from _item(block, lines)
        case BlockKind.QUOTE:
            for child in block.children:
                yield from _passages(child, lines)
        case BlockKind.TABLE:
            rows = [line for line in lines[block.start : block.end] if not is_delimiter(line.strip())]
            yield Passage(PassageKind.TABLE, rows=tuple(tuple(map(_cell, parse_row(row))) for row in rows))
        case BlockKind.RULE:
            return
        case _:
            yield Passage(PassageKind.VERBATIM, (TextRun("".join(lines[block.start : block.end]).rstrip()),))


def _item(block: Block, lines: tuple[str, ...]) -> Iterator[Passage]:
    mark, words = parse_box(block.text)
    text = block.text if mark is None else words
    yield Passage(PassageKind.ITEM, read_inline(text), block.level, mark if mark is None else mark.lower())
    for child in block.children:
        for passage in _passages(child, lines):
            if passage.kind in (PassageKind.PARAGRAPH, PassageKind.HEADING):
                yield Passage(PassageKind.ITEM, passage.runs, block.level + 1)
            else:
                yield passage


def _cell(text: str) -> Cell:
    lines = re.split(r"(?i)<br\s*/?>", text)
    blocks = [block for line in lines for block in parse_blocks(split_lines(line.strip()))]
    return tuple(passage for block in blocks for passage in _passages(block, (text,)))
