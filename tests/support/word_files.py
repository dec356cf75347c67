"""Word documents, made as people make them: headings, bold lines, lists, tables, colours, comments, suggestions."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor

Line = str | tuple[str, ...] | Sequence[Any]


def word(*lines: Any) -> bytes:
    """Make a Word document of lines such as `h2 Sept 17`, `* an item`, `** a nested one`, `b: bold`, or a table."""
    document = docx.Document()
    for line in lines:
        add(document, document, line)
    return saved(document)


def saved(document: Any) -> bytes:
    """Return a document's bytes."""
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def add(document: Any, at: Any, line: Any) -> Any:
    """Add a line, or a table where the line is a list of rows."""
    if isinstance(line, list):
        return add_table(document, at, line)
    mark, _, words = line.partition(" ")
    if mark in ("h1", "h2", "h3"):
        return at.add_paragraph(words, style=f"Heading {mark[1]}")
    if mark in ("*", "**"):
        return at.add_paragraph(words, style="List Bullet" if mark == "*" else "List Bullet 2")
    if mark == "b:":
        paragraph = at.add_paragraph()
        paragraph.add_run(words).bold = True
        return paragraph
    paragraph = at.add_paragraph()
    for number, part in enumerate(line.split("**")):
        if part:
            paragraph.add_run(part).bold = number % 2 == 1 or None
    return paragraph


def add_table(document: Any, at: Any, rows: list[Any]) -> Any:
    """Add a table; a cell is its lines, parted by newlines."""
    width = max(map(len, rows))
    table = document.add_table(rows=0, cols=width) if at is document else at.add_table(rows=0, cols=width)
    for row in rows:
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=False):
            cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
            for line in words.split("\n"):
                add(document, cell, line)
    return table


def coloured(document: Any, colour: str, words: str) -> Any:
    """Add a paragraph in a colour."""
    paragraph = document.add_paragraph()
    paragraph.add_run(words).font.color.rgb = RGBColor.from_string(colour)
    return paragraph


def suggest(paragraph: Any, added: str = "", removed: str = "") -> None:
    """Add a suggestion that nobody has accepted to a paragraph."""
    for tag, inner, words in (("w:ins", "w:t", added), ("w:del", "w:delText", removed)):
        if words:
            mark, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
            text.text = words
            run.append(text)
            mark.append(run)
            paragraph._p.append(mark)


def chip(paragraph: Any, words: str) -> None:
    """Add a date chip or the choice of a dropdown to a paragraph."""
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = words
    run.append(text)
    content.append(run)
    control.append(content)
    paragraph._p.append(control)


def checklist(document: Any, sign: str, *lines: str) -> None:
    """Add a list whose sign is a box, as Google Docs writes its checklists."""
    numbering = document.part.numbering_part.element
    kind = OxmlElement("w:abstractNum")
    kind.set(qn("w:abstractNumId"), str(900 + ord(sign)))
    level, text = OxmlElement("w:lvl"), OxmlElement("w:lvlText")
    level.set(qn("w:ilvl"), "0")
    text.set(qn("w:val"), sign)
    level.append(text)
    kind.append(level)
    numbering.insert(0, kind)
    number, pointer = OxmlElement("w:num"), OxmlElement("w:abstractNumId")
    number.set(qn("w:numId"), str(900 + ord(sign)))
    pointer.set(qn("w:val"), str(900 + ord(sign)))
    number.append(pointer)
    numbering.append(number)
    for line in lines:
        paragraph = document.add_paragraph()
        paragraph.add_run(line)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().set(qn("w:val"), str(900 + ord(sign)))
