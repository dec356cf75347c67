"""The one door of python-docx for what comes in: a Word document as passages. Nothing in it is run or fetched."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile

from coachlog.incoming.boxes import mark_of_glyph
from coachlog.incoming.passages import Cell, OutsidePage, Passage, PassageKind, Remark, TextRun, UnreadableFrom
from coachlog.regex import regex

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BLIP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_TEXTBOX: Final = f"{_W}txbxContent"
_HOLDERS: Final = frozenset(
    f"{_W}{name}" for name in ("sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "fldSimple", "hyperlink")
)
_GONE: Final = frozenset(f"{_W}{name}" for name in ("del", "moveFrom"))
_SIGNS: Final = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_PAGE_NUMBER: Final = regex(r"(?:page|p\.|seite|página|-)?\s*\d*(?:\s*(?:of|/|von|de)\s*\d*)?\s*-?", re.IGNORECASE)
_OFF: Final = ("0", "false", "off", "none")
_BROKEN: Final = (KeyError, ValueError, SyntaxError, TypeError, AttributeError, BadZipFile, OSError, EOFError)


def read_word(content: bytes) -> OutsidePage:
    """Read a Word document; raise UnreadableFrom if python-docx cannot."""
    import docx

    try:
        return _Reader(docx.Document(BytesIO(content))).page()
    except _BROKEN as error:
        if "macroEnabled" in str(error):
            raise UnreadableFrom("it is a Word file with macros", "save it as a plain Word file (.docx)") from None
        raise UnreadableFrom(
            "it cannot be read as a Word file", "open it in Word or Google Docs and save it again as .docx"
        ) from None
    except RecursionError:
        raise UnreadableFrom("it is nested too deep", "copy its text into a new document") from None


class _Reader:
    """One document on its way to passages."""

    def __init__(self, document: "WordDocument") -> None:
        self._document = document
        self._pictures: dict[str, bytes] = {}
        self._suggestions = 0
        self._linked = 0

    def page(self) -> OutsidePage:
        """Return the whole document: what stands in its head first, and its footnotes last."""
        passages = [*self._edges(), *self._blocks(self._document.element.body), *self._notes()]
        return OutsidePage(tuple(passages), self._pictures, sentences=tuple(self._sentences()))

    def _sentences(self) -> Iterator[str]:
        if self._suggestions:
            yield (
                "It has suggestions that nobody has accepted yet: what they add is in, and what they take away stays, "
                "struck through."
            )
        if self._linked:
            yield "It shows pictures from elsewhere on the web: nothing was fetched, so these are not in."

    def _edges(self) -> Iterator[Passage]:
        seen = set[str]()
        for section in self._document.sections:
            for edge in (section.header, section.footer):
                if edge.is_linked_to_previous:
                    continue
                for passage in self._blocks(edge._element, edge.part):
                    if passage.words and passage.words not in seen and not _PAGE_NUMBER.fullmatch(passage.words):
                        seen.add(passage.words)
                        yield passage

    def _notes(self) -> Iterator[Passage]:
        from docx.oxml import parse_xml

        for relation in self._document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
                continue
            for note in parse_xml(relation.target_part.blob).iter(f"{_W}footnote", f"{_W}endnote"):
                if not note.get(f"{_W}type"):
                    yield from self._blocks(note)

    def _blocks(self, parent: Any, part: Any = None) -> Iterator[Passage]:
        for element in parent.iterchildren():
            match element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "":
                case "p":
                    yield from self._paragraph(element, part)
                case "tbl":
                    yield self._table(element, part)
                case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo":
                    yield from self._blocks(element, part)

    def _table(self, table: Any, part: Any) -> Passage:
        rows = tuple(
            tuple(cell for cell in self._cells(row, part)) for row in table.iter(f"{_W}tr") if _table_of(row) is table
        )
        return Passage(PassageKind.TABLE, rows=rows)

    def _cells(self, row: Any, part: Any) -> Iterator[Cell]:
        for cell in row.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tr")) is row:
                below = cell.find(f"{_W}tcPr/{_W}vMerge")
                is_covered = below is not None and below.get(f"{_W}val") != "restart"
                yield () if is_covered and not _has_text(cell) else tuple(self._blocks(cell, part))

    def _paragraph(self, element: Any, part: Any) -> Iterator[Passage]:
        runs = tuple(self._runs(element, TextRun(""), part or self._document.part))
        remarks = tuple(self._remarks(element))
        kind, level, mark = self._kind(element)
        yield Passage(kind, runs, level, mark, remarks=remarks)
        for box in element.iter(_TEXTBOX):
            if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors()):
                yield from self._blocks(box, part)

    def _kind(self, element: Any) -> tuple[PassageKind, int, str | None]:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = self._styles.get(style.get(f"{_W}val"), "") if style is not None else ""
        if name.startswith("heading ") and name[8:9].isdecimal():
            return PassageKind.HEADING, int(name[8:9]), None
        if name == "title":
            return PassageKind.HEADING, 1, None
        numbered = element.find(f"{_W}pPr/{_W}numPr")
        number = numbered.find(f"{_W}numId") if numbered is not None else None
        if number is not None and number.get(f"{_W}val") != "0":
            depth = numbered.find(f"{_W}ilvl")
            level = int(depth.get(f"{_W}val") or 0) if depth is not None else 0
            return PassageKind.ITEM, level + 1, mark_of_glyph(self._glyphs.get((number.get(f"{_W}val"), level), ""))
        if name.startswith(("list bullet", "list number")):
            last = name[-1:]
            return PassageKind.ITEM, int(last) if last.isdecimal() else 1, None
        return PassageKind.PARAGRAPH, 0, None

    @cached_property
    def _styles(self) -> Mapping[str, str]:
        return {style.style_id: (style.name or "").casefold() for style in self._document.styles}

    @cached_property
    def _glyphs(self) -> Mapping[tuple[str, int], str]:
        """Return the sign of each list's level."""
        try:
            root = self._document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return {}
        kinds = {kind.get(f"{_W}abstractNumId"): kind for kind in root.iter(f"{_W}abstractNum")}
        glyphs = {}
        for number in root.iter(f"{_W}num"):
            pointer = number.find(f"{_W}abstractNumId")
            kind = kinds.get(pointer.get(f"{_W}val")) if pointer is not None else None
            for level in kind.iter(f"{_W}lvl") if kind is not None else ():
                sign = level.find(f"{_W}lvlText")
                place = number.get(f"{_W}numId"), int(level.get(f"{_W}ilvl") or 0)
                glyphs[place] = sign.get(f"{_W}val") or "" if sign is not None else ""
        return glyphs

    def _runs(self, parent: Any, look: TextRun, part: Any) -> Iterator[TextRun]:
        for element in parent.iterchildren():
            tag = element.tag
            if tag == f"{_W}r":
                yield from self._run(element, look, part)
            elif tag == f"{_W}hyperlink":
                yield from self._runs(element, replace(look, link=_target(part, element)), part)
            elif tag in _HOLDERS:
                self._suggestions += tag == f"{_W}ins"
                yield from self._runs(element, look, part)
            elif tag in _GONE:
                self._suggestions += 1
                yield from self._runs(element, replace(look, struck=True), part)

    def _run(self, element: Any, look: TextRun, part: Any) -> Iterator[TextRun]:
        look = _look(element.find(f"{_W}rPr"), look)
        text = ""
        for child in element.iterchildren():
            if child.tag in (f"{_W}t", f"{_W}delText"):
                text += child.text or ""
            elif child.tag == f"{_W}sym":
                text += _symbol(child)
            elif child.tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_MC}AlternateContent"):
                yield from self._shown(child, part)
            else:
                text += _SIGNS.get(child.tag, "")
        if text:
            yield replace(look, text=text)

    def _shown(self, element: Any, part: Any) -> Iterator[TextRun]:
        """Yield the pictures of a drawing; one that is only linked is not fetched."""
        for blip in element.iter(_BLIP):
            name = blip.get(f"{_R}embed") or ""
            target = part.rels.get(name)
            if target is None or target.is_external:
                self._linked += 1
                continue
            name = str(target.target_part.partname)
            self._pictures[name] = target.target_part.blob
            yield TextRun("", picture=name)

    @cached_property
    def _comments(self) -> Mapping[str, Remark]:
        return {
            str(comment.comment_id): Remark(comment.author or "", comment.text.strip())
            for comment in self._document.comments
        }

    def _remarks(self, element: Any) -> Iterator[Remark]:
        for reference in element.iter(f"{_W}commentReference"):
            remark = self._comments.get(reference.get(f"{_W}id") or "")
            if remark and remark.text:
                about = "".join(text.text or "" for text in element.iter(f"{_W}t")).strip()
                yield replace(remark, about=about)


def _look(properties: Any, look: TextRun) -> TextRun:
    if properties is None:
        return look
    colour = properties.find(f"{_W}color")
    value = (colour.get(f"{_W}val") or "").lower() if colour is not None else ""
    return replace(
        look,
        bold=_is_on(properties, "b"),
        italic=_is_on(properties, "i"),
        struck=look.struck or _is_on(properties, "strike") or _is_on(properties, "dstrike"),
        colour="" if value in ("", "auto", "000000") else value,
    )


def _is_on(properties: Any, name: str) -> bool:
    element = properties.find(f"{_W}{name}")
    return element is not None and (element.get(f"{_W}val") or "1").lower() not in _OFF


def _symbol(element: Any) -> str:
    try:
        return chr(int(element.get(f"{_W}char") or "", 16))
    except ValueError:
        return ""


def _target(part: Any, element: Any) -> str:
    relation = part.rels.get(element.get(f"{_R}id") or "")
    return str(relation.target_ref) if relation is not None and relation.is_external else ""


def _table_of(row: Any) -> Any:
    return next(row.iterancestors(f"{_W}tbl"))


def _has_text(cell: Any) -> bool:
    return any((text.text or "").strip() for text in cell.iter(f"{_W}t"))
