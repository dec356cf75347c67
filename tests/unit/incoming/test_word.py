"""A Word document's words come in with their looks, links, pictures, comments, footnotes, boxes and headers."""

import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from coachlog.incoming.files import read_page
from coachlog.incoming.passages import OutsidePage, Passage, PassageKind, write_runs
from tests.support.word_files import saved


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


DOT = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        chunk(b"IDAT", zlib.compress(b"\0\0")),
        chunk(b"IEND", b""),
    )
)
FOOTNOTES = (
    '<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>See Foltos.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def read(document: object) -> OutsidePage:
    return read_page("a.docx", saved(document))


def written(page: OutsidePage) -> list[str]:
    links = dict.fromkeys(page.pictures, "p.png")
    return [write_runs(passage.runs, links) for passage in page.passages if not passage.empty]


def run_of(paragraph: object, text: str, **marks: str) -> object:
    run = paragraph.add_run(text)
    for name, value in marks.items():
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), value)
        run._r.get_or_add_rPr().append(element)
    return run


def test_looks_are_kept_and_what_is_off_is_off() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("bold").bold = True
    paragraph.add_run(" and ")
    paragraph.add_run("slanted").italic = True
    run_of(paragraph, " plain", b="0")
    run_of(paragraph, " gone", strike="true")
    assert written(read(document)) == ["**bold** and *slanted* plain ~~gone~~"]


def test_a_link_leads_where_it_led_and_one_within_is_words() -> None:
    document = docx.Document()
    part = document.part
    outside = part.relate_to("https://example.org/x", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    for attribute in (f'r:id="{outside}"', 'w:anchor="here"', 'r:id="rId999"'):
        document.add_paragraph()._p.append(
            parse_xml(f"<w:hyperlink {nsdecls('w', 'r')} {attribute}><w:r><w:t>words</w:t></w:r></w:hyperlink>")
        )
    assert written(read(document)) == ["[words](https://example.org/x)", "words", "words"]


def test_signs_breaks_and_tabs_are_words() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run()
    for name, value in (("sym", "F0A8"), ("sym", "nothing"), ("tab", ""), ("noBreakHyphen", ""), ("br", "")):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:char"), value)
        run._r.append(element)
    run.add_text("end")
    (passage,) = read(document).passages
    assert passage.words == "\uf0a8 -\nend"


def test_a_picture_comes_along_and_a_linked_one_is_not_fetched() -> None:
    document = docx.Document()
    document.add_picture(BytesIO(DOT))
    page = read(document)
    assert written(page) == ["![](p.png)"]
    assert list(page.pictures.values()) == [DOT]
    blip = document.element.body.find(f".//{qn('a:blip')}")
    blip.attrib.pop(qn("r:embed"))
    page = read(document)
    assert (dict(page.pictures), "nothing was fetched" in page.sentences[0]) == ({}, True)


def test_header_and_footer_come_once_and_page_numbers_never() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Mentor log"
    document.sections[0].footer.paragraphs[0].text = "3"
    document.add_section().footer.paragraphs[0].text = "Page 1 of 12"
    document.add_paragraph("words")
    assert [passage.words for passage in read(document).passages if passage.words] == ["Mentor log", "words"]


def test_footnotes_come_last_without_their_line() -> None:
    document = docx.Document()
    document.add_paragraph("words")
    content = saved(document)
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/_rels/document.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                row = f'<Relationship Id="rId77" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                text = text.replace(b"</Relationships>", row.encode())
            new.writestr(name, text)
        new.writestr("word/footnotes.xml", FOOTNOTES)
    page = read_page("a.docx", made.getvalue())
    assert [passage.words for passage in page.passages] == ["words", "See Foltos."]


def test_content_controls_and_text_boxes_hold_words() -> None:
    document = docx.Document()
    words = "<w:p><w:r><w:t>in a control</w:t></w:r></w:p>"
    document.element.body.insert(0, parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent>{words}</w:sdtContent></w:sdt>"))
    spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:drawing><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></w:drawing>"
    document.add_paragraph("words")._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} {spaces}><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    page = read(document)
    assert [passage.words for passage in page.passages if passage.words] == ["in a control", "words", "in a box"]


def test_headings_titles_and_lists_by_their_styles() -> None:
    document = docx.Document()
    for style in ("Title", "Heading 3", "List Number 2", "Normal"):
        document.add_paragraph(style, style=style)
    kinds = [(passage.kind, passage.level) for passage in read(document).passages]
    assert kinds == [
        (PassageKind.HEADING, 1),
        (PassageKind.HEADING, 3),
        (PassageKind.ITEM, 2),
        (PassageKind.PARAGRAPH, 0),
    ]


def test_a_cell_over_several_rows_stands_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "tall"
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(1, 1).text = "low"
    (page,) = (read(document),)
    (passage,) = (passage for passage in page.passages if passage.kind is PassageKind.TABLE)
    assert [[cell_words(cell) for cell in row] for row in passage.rows] == [["tall", ""], ["", "low"]]


def cell_words(cell: tuple[Passage, ...]) -> str:
    return " ".join(filter(None, (passage.words for passage in cell)))
