"""The one door of lxml: a web page, as Google Docs and Word save one, as passages. Nothing in it is run or fetched."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from coachlog.frozen import frozen
from coachlog.incoming.boxes import mark_of_glyph
from coachlog.incoming.passages import Cell, OutsidePage, Passage, PassageKind, Remark, TextRun, UnreadableFrom
from coachlog.regex import regex

_DECLARATION: Final = regex(r"\A\s*<\?xml[^>]*\?>")
_RULE: Final = regex(r"([^{}@;]{1,200})\{([^{}]*)\}")
_CLASS: Final = regex(r"\.([\w-]+)$")
_BEFORE: Final = regex(r"(?:ul|ol)?\.([\w-]+)\s*>\s*li::?before$")
_CONTENT: Final = regex(r"content\s*:\s*\"([^\"]*)\"")
_ESCAPE: Final = regex(r"\\([0-9a-fA-F]{1,6})\s?")
_LIST_LEVEL: Final = regex(r"lst-\S*?-(\d)(?:\s|\Z)")
_DATA: Final = regex(r"data:image/([a-z0-9.+-]{1,12});base64,(.*)\Z", re.DOTALL | re.IGNORECASE)
_HEX: Final = regex(r"#([0-9a-f]{6}|[0-9a-f]{3})\b|rgba?\((\d+),\s*(\d+),\s*(\d+)", re.IGNORECASE)
_SILENT: Final = regex(r"script|style|head|title|template|noscript|svg|math|object|iframe")
_BLOCK: Final = regex(
    r"address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    r"|header|html|main|nav|p|pre|section|summary|h[1-6]"
)
_HEADING: Final = regex(r"h([1-6])")
_BOLD: Final = regex(r"bold|bolder|[6-9]00")
_MOST_DEPTH: Final = 200


@frozen
class _Style:
    """The style of a page's classes: their declarations, and the signs of their lists."""

    looks: Mapping[str, str]
    signs: Mapping[str, str]


@dataclass
class _Block:
    """The block that is being filled, and the comments that are about it."""

    kind: PassageKind
    level: int
    mark: str | None
    runs: list[TextRun] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def passage(self) -> Passage:
        """Return the block as far as it is filled, and begin anew."""
        done = Passage(self.kind, tuple(self.runs), self.level, self.mark, remarks=tuple(self.remarks))
        self.runs, self.remarks = [], []
        if self.kind is PassageKind.ITEM and not done.empty:
            self.level, self.mark = self.level + 1, None
        return done


def read_web_page(text: str, pictures: Mapping[str, bytes]) -> OutsidePage:
    """Read a web page; `pictures` are the files beside it. Raise UnreadableFrom if its tags are nested too deep."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableFrom("its tags are nested too deep", "copy its text into a new document")
    if root is None:
        raise UnreadableFrom("there is nothing in it", "save the page again, then import that file")
    return _Reader(root, pictures).page()


class _Reader:
    """One page on its way to passages."""

    def __init__(self, root: Any, pictures: Mapping[str, bytes]) -> None:
        self._root = root
        self._files = pictures
        self._style = _style_of(root)
        self._pictures: dict[str, bytes] = {}
        self._linked = False
        self._comments = dict(self._take_comments())

    def page(self) -> OutsidePage:
        """Return the whole page."""
        block = _Block(PassageKind.PARAGRAPH, 0, None)
        passages = [*self._inside(self._root, TextRun(""), block, 0), block.passage()]
        kept = tuple(passage for passage in passages if not passage.empty or passage.remarks)
        sentences = ("It shows pictures from elsewhere: nothing was fetched, so these are not in.",) * self._linked
        title = next((" ".join((one.text or "").split()) for one in self._root.iter("title")), "")
        return OutsidePage(kept, self._pictures, {"title": title}, sentences)

    def _take_comments(self) -> Iterator[tuple[str, Remark]]:
        """Take the comments that Google Docs puts at the end of a page out of it, and yield them by their id."""
        for anchor in list(self._root.iter("a")):
            name = anchor.get("id") or ""
            if re.fullmatch(r"cmnt\d+", name):
                holder = next((above for above in anchor.iterancestors("div")), anchor.getparent())
                words = " ".join("".join(holder.itertext()).split())
                yield name, Remark("", re.sub(r"\A\[\w+\]\s*", "", words))
                if (above := holder.getparent()) is not None:
                    above.remove(holder)

    def _inside(self, element: Any, look: TextRun, block: _Block, depth: int) -> Iterator[Passage]:
        """Yield the passages inside an element; words go to the open block."""
        _add(block, element.text, look)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._element(child, look, block, depth)
            _add(block, child.tail, look)

    def _element(self, element: Any, look: TextRun, block: _Block, depth: int) -> Iterator[Passage]:
        tag = element.tag.rpartition("}")[2].casefold()
        if _SILENT.fullmatch(tag) or depth > _MOST_DEPTH:
            return
        if tag in ("ul", "ol"):
            yield block.passage()
            yield from self._list(element, look, block, depth)
        elif tag == "table":
            yield block.passage()
            yield self._table(element)
        elif _BLOCK.fullmatch(tag):
            yield block.passage()
            inner = self._block_of(element, tag, block)
            yield from self._inside(element, self._look(element, look), inner, depth + 1)
            yield inner.passage()
        else:
            yield from self._inline(element, tag, look, block, depth)

    def _block_of(self, element: Any, tag: str, outer: _Block) -> _Block:
        classes = (element.get("class") or "").split()
        if match := _HEADING.fullmatch(tag):
            return _Block(PassageKind.HEADING, int(match[1]), None)
        if tag == "p" and "title" in classes:
            return _Block(PassageKind.HEADING, 1, None)
        is_in_item = outer.kind is PassageKind.ITEM
        return _Block(outer.kind, outer.level, outer.mark) if is_in_item else _Block(PassageKind.PARAGRAPH, 0, None)

    def _list(self, element: Any, look: TextRun, outer: _Block, depth: int) -> Iterator[Passage]:
        classes = element.get("class") or ""
        class_level = _LIST_LEVEL.search(classes)
        nested = sum(1 for above in element.iterancestors("ul", "ol")) + 1
        level = int(class_level[1]) + 1 if class_level else nested
        sign = next((self._style.signs[name] for name in classes.split() if name in self._style.signs), "")
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag in ("ul", "ol"):
                yield from self._list(child, look, outer, depth + 1)
                continue
            mark = mark_of_glyph(sign)
            if child.get("aria-checked") or child.get("role") == "checkbox":
                mark = "x" if child.get("aria-checked") == "true" else " "
            block = _Block(PassageKind.ITEM, level, mark)
            yield from self._inside(child, self._look(child, look), block, depth + 1)
            yield block.passage()

    def _table(self, table: Any) -> Passage:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        return Passage(
            PassageKind.TABLE, rows=tuple(tuple(map(self._cell, row.iterchildren("td", "th"))) for row in rows)
        )

    def _cell(self, cell: Any) -> Cell:
        block = _Block(PassageKind.PARAGRAPH, 0, None)
        passages = [*self._inside(cell, self._look(cell, TextRun("")), block, 0), block.passage()]
        return tuple(passage for passage in passages if not passage.empty)

    def _inline(self, element: Any, tag: str, look: TextRun, block: _Block, depth: int) -> Iterator[Passage]:
        target = element.get("href") or ""
        if tag == "br":
            block.runs.append(TextRun("\n"))
        elif tag == "img":
            self._show(element, block)
        elif tag == "input":
            if element.get("type") == "checkbox":
                block.runs.append(TextRun("☑ " if element.get("checked") is not None else "☐ "))
        elif tag == "a" and target.startswith("#cmnt"):
            remark = self._comments.get(target[1:])
            if remark:
                about = "".join(run.text for run in block.runs).strip()
                block.remarks.append(replace(remark, about=about))
        else:
            look = replace(self._look(element, look), link=(_link(target) if tag == "a" else "") or look.link)
            yield from self._inside(element, look, block, depth + 1)

    def _show(self, element: Any, block: _Block) -> None:
        """Put a picture that came with the page into the block; any other is not fetched."""
        source = unquote(element.get("src") or "")
        if data := _DATA.match(source):
            name = f"picture-{len(self._pictures)}.{data[1].lower()}"
            try:
                self._pictures[name] = b64decode(data[2], validate=True)
            except (binascii.Error, ValueError):
                return
        elif source in self._files:
            name = source
            self._pictures[name] = self._files[source]
        else:
            self._linked = self._linked or bool(source)
            return
        block.runs.append(TextRun(element.get("alt") or "", picture=name))

    def _look(self, element: Any, look: TextRun) -> TextRun:
        tag = element.tag.casefold()
        classes = (element.get("class") or "").split()
        styles = (*(self._style.looks.get(name, "") for name in classes), element.get("style") or "")
        style = ";".join(styles).casefold()
        bold = re.findall(r"font-weight\s*:\s*(\w+)", style)
        italic = re.findall(r"font-style\s*:\s*(\w+)", style)
        colour = _colour(style) or _colour(f"color:{element.get('color')}" if element.get("color") else "")
        return replace(
            look,
            bold=bool(_BOLD.fullmatch(bold[-1])) if bold else look.bold or tag in ("b", "strong", "th"),
            italic=italic[-1] == "italic" if italic else look.italic or tag in ("i", "em"),
            struck=look.struck or "line-through" in style or tag in ("s", "strike", "del"),
            colour=look.colour if colour is None else colour,
        )


def _add(block: _Block, text: str | None, look: TextRun) -> None:
    words = re.sub(r"\s+", " ", (text or "").replace("\xa0", " "))
    if words and not (words == " " and (not block.runs or block.runs[-1].text.endswith((" ", "\n")))):
        block.runs.append(replace(look, text=words))


def _style_of(root: Any) -> _Style:
    looks, signs = dict[str, str](), dict[str, str]()
    for element in root.iter("style"):
        for selector, declarations in _RULE.findall((element.text or "")[:1_000_000]):
            plain = selector.strip()
            if match := _BEFORE.search(plain):
                if content := _CONTENT.search(declarations):
                    signs[match[1]] = _ESCAPE.sub(lambda one: chr(min(int(one[1], 16), 0x10FFFF)), content[1])
            elif match := _CLASS.search(plain):
                looks[match[1]] = f"{looks.get(match[1], '')};{declarations}"
    return _Style(looks, signs)


def _colour(style: str) -> str | None:
    """Return the colour that a style gives to words: empty for black, None if it gives none."""
    colours = re.findall(r"(?<![-\w])color\s*:\s*([^;]+)", style)
    match = _HEX.search(colours[-1]) if colours else None
    if match is None:
        return None
    if match[1]:
        digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
    else:
        digits = "".join(f"{min(int(match[number]), 255):02x}" for number in (2, 3, 4))
    return "" if digits == "000000" else digits


def _link(target: str) -> str:
    """Return where a link leads; Google Docs puts its own address before each."""
    parts = urlsplit(target)
    if parts.netloc.endswith("google.com") and parts.path == "/url":
        return next(iter(parse_qs(parts.query).get("q", [])), "")
    return target if parts.scheme in ("http", "https", "mailto") else ""
