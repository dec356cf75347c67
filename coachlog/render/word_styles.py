"""The look of a Word document: styles, list numbers, table borders and the number of each page."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Emu, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph

_INK: Final = RGBColor(0x1D, 0x4F, 0x63)
_QUIET: Final = RGBColor(0x55, 0x5D, 0x66)
_FONT: Final = "Calibri"
_SIZES: Final = {1: 20, 2: 14, 3: 12, 4: 11, 5: 11, 6: 11}  # points of headings by level
_CELL: Final = {"top": 50, "bottom": 50, "left": 90, "right": 90}  # twentieths of a point around a cell's words


def new_document(title: str, language: str, author: str = "", day: date | None = None) -> "WordDocument":
    """Return an empty document with a title, a language, our styles and a page number at the foot.

    It says who wrote it and on which `day`; without one it has that of the template.
    """
    document = docx.Document()
    about = document.core_properties
    about.title, about.language, about.author, about.comments = title, language, author, ""
    if day:
        about.created = about.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day, no instant
    _set_language(document, language)
    _set_styles(document)
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.1)
    _number_pages(section.footer.paragraphs[0])
    return document


def set_apart(paragraph: "Paragraph") -> None:
    """Put a line above a paragraph, and room: it is the page's foot."""
    paragraph.paragraph_format.space_before = Pt(24)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "8"), ("color", "auto")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def quiet_colour() -> RGBColor:
    """Return the colour of words with less weight."""
    return _QUIET


def text_width(document: "WordDocument") -> Emu:
    """Return the width between the margins."""
    section = document.sections[0]
    sizes = (section.page_width, section.left_margin, section.right_margin)
    width, left, right = (size or Emu(0) for size in sizes)
    return Emu(width - left - right)


def new_numbering(document: "WordDocument", style: str, start: int) -> int:
    """Return the id of a numbering of a style's look that begins anew."""
    numbering = document.part.numbering_part.element
    properties: Any = document.styles[style].element.pPr
    looks = numbering.num_having_numId(properties.numPr.numId.val).abstractNumId.val
    number = numbering.add_num(looks)
    number.add_lvlOverride(0).add_startOverride(start)
    return int(number.numId)


def frame_table(table: "WordTable", widths: list[int]) -> None:
    """Give a table thin lines, its head on each page, whole rows, and columns of some widths."""
    properties = table._tbl.tblPr
    properties.append(_borders())
    properties.append(_margins())
    table.autofit = False
    for number, row in enumerate(table.rows):
        row_properties = row._tr.get_or_add_trPr()
        row_properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            row_properties.append(OxmlElement("w:tblHeader"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Emu(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)


def _set_styles(document: "WordDocument") -> None:
    normal = _set_font(document, "Normal", 11)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.15
    for level, size in _SIZES.items():
        style = _set_font(document, f"Heading {level}", size, _INK)
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.space_before = Pt(0 if level == 1 else 15 - level)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    for kind in ("List Bullet", "List Number", "List Continue"):
        for deeper in ("", " 2", " 3"):
            item: Any = document.styles[kind + deeper]
            item.paragraph_format.space_after = Pt(3)
    quote = _set_font(document, "Quote", 11, _QUIET)
    quote.paragraph_format.left_indent = Cm(0.8)
    _set_font(document, "Footer", 9, _QUIET)


def _set_font(document: "WordDocument", name: str, points: float, colour: RGBColor | None = None) -> Any:
    style: Any = document.styles[name]
    style.font.name = _FONT
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font would win
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), _FONT)
    style.font.size = Pt(points)
    if colour is not None:
        style.font.color.rgb = colour
    return style


def _set_language(document: "WordDocument", language: str) -> None:
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)


def _number_pages(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run("Page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Any, code: str) -> None:
    """Add a field, which Word fills in; the `1` stands until then."""
    for kind, words in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = words
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)


def _borders() -> Any:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for key, value in {"val": "single", "sz": "4", "space": "0", "color": "B8BEC4"}.items():
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    return borders


def _margins() -> Any:
    margins = OxmlElement("w:tblCellMar")
    for side, width in _CELL.items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins
