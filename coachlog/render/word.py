"""A page as a Word document: real headings, lists and tables, page numbers, a title and a language."""

from collections.abc import Iterable, Sequence
from functools import cache, partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.text.run import Run

from coachlog.markdown.rich_text import inline_tokens, rich_tokens
from coachlog.markdown.shown_pictures import PictureAt
from coachlog.model.audience import PROMISE
from coachlog.model.feedback_form import form_markdown
from coachlog.render.escape import safe
from coachlog.render.page import LANGUAGE, PrintedPage
from coachlog.render.pictures import drawing_rows
from coachlog.render.view import FeedbackForm, Item, Line, Part, Picture, Prose, Reworded, Source, Table, Title
from coachlog.render.word_pictures import add_picture
from coachlog.render.word_styles import frame_table, new_document, new_numbering, quiet_colour, set_apart, text_width

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

    from coachlog.markdown.block_parser import Token

_LETTER: Final = Mm(2.5)  # the width of a bold letter in the widest of the usual fonts
_SIDES: Final = Mm(4)  # of a cell, beside its words
_LONG: Final = 60  # letters of a cell, beyond which a column asks for no more room
_DEEPEST: Final = 3  # the levels of lists for which Word has styles
_NO_CHARACTERS: Final = dict.fromkeys((0xFFFE, 0xFFFF))  # what XML does not have
_FACES: Final = {"strong": "bold", "em": "italic", "s": "strike"}
_WIDE: Final = "Consolas"  # letters of one width
_REWORDED: Final = {" ": "", "-": "strike", "+": "underline"}


def file_bytes(page: PrintedPage) -> bytes:
    """Return a page as a Word file."""
    writer = _Writer(new_document(_words(page.title), LANGUAGE, _words(page.author), page.day), page.picture_at)
    writer.paragraph(page.title, "Heading 1")
    if page.about:
        writer.quiet(page.about)
    writer.parts(page.parts)
    set_apart(writer.quiet(PROMISE))
    content = BytesIO()
    writer.document.save(content)
    return content.getvalue()


def _words(text: str) -> str:
    return safe(text).translate(_NO_CHARACTERS)


class _Writer:
    def __init__(self, document: "WordDocument", picture_at: PictureAt) -> None:
        self.document = document
        self.picture_at = picture_at
        self._style_id = cache(partial(self.document.part.get_style_id, style_type=WD_STYLE_TYPE.PARAGRAPH))

    def parts(self, parts: Iterable[Part]) -> None:
        """Write parts one below the other."""
        for part in parts:
            match part:
                case Table():
                    self.table([part.columns, *part.rows])
                case Picture():
                    columns, rows = drawing_rows(part.draw())
                    self.table([columns, *rows])
                case FeedbackForm():
                    _Prose(self).write(rich_tokens(_words(form_markdown(part.about, part.questions))))
                case Source():
                    self.code(_words(part.text))
                case Prose():
                    _Prose(self).write(rich_tokens(_words(part.text), part.top, self.picture_at))
                case _:
                    self.line(part)

    def line(self, part: Part) -> None:
        """Write a part that is one paragraph."""
        match part:
            case Title():
                self.paragraph(part.text, "Heading 2")
            case Line():
                (self.quiet if part.quiet else self.paragraph)(part.text)
            case Item():
                beside = f" ({part.beside})" if part.beside else ""
                self.paragraph(part.text + beside, _list_style("List Bullet", part.indent // 2 + 1))
            case Reworded():
                paragraph = self.document.add_paragraph()
                for mark, text in part.words:
                    _set_face(paragraph.add_run(_words(text)), _REWORDED[mark])

    def code(self, text: str) -> None:
        """Write lines as they are, in letters of one width."""
        for line in text.strip("\n").split("\n"):
            self.styled("No Spacing").add_run(line).font.name = _WIDE

    def styled(self, style: str) -> "Paragraph":
        """Begin a paragraph; python-docx goes through all styles for one, so each is looked up once."""
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self._style_id(style)
        return paragraph

    def paragraph(self, text: str, style: str = "Normal") -> "Paragraph":
        """Write one line of Markdown as a paragraph."""
        paragraph = self.styled(style)
        add_tokens(paragraph, self.inline(text))
        return paragraph

    def inline(self, text: str) -> "Sequence[Token]":
        """Return the tokens of one line of Markdown."""
        return inline_tokens(_words(text), self.picture_at)[0].children or ()

    def quiet(self, text: str) -> "Paragraph":
        """Write a line with less weight."""
        paragraph = self.paragraph(text)
        paragraph.paragraph_format.space_after = Pt(4)
        for run in paragraph.runs:
            run.font.color.rgb = quiet_colour()
        return paragraph

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Write rows of Markdown as a table; the first is its head."""
        self.token_table([[self.inline(cell) for cell in row] for row in rows])

    def token_table(self, rows: "Sequence[Sequence[Sequence[Token]]]") -> None:
        """Write rows of parsed cells as a table; the first is its head."""
        columns = max(map(len, rows))
        table = self.document.add_table(rows=len(rows), cols=columns)
        texts: list[list[str]] = [[] for _ in range(columns)]
        for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            for column, (cell, tokens) in enumerate(zip(row.cells, cells, strict=False)):
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = 0
                add_tokens(paragraph, tokens)
                for run in paragraph.runs if number == 0 else ():
                    run.font.bold = True
                texts[column].append(paragraph.text)
        frame_table(table, _widths(texts, text_width(self.document)))
        self.document.add_paragraph().paragraph_format.space_after = 0


class _Prose:
    """Writes the blocks of a document: where it stands in lists and quotes decides a paragraph's style."""

    def __init__(self, writer: _Writer) -> None:
        self._writer = writer
        self._lists: list[tuple[str, int]] = []  # of each open list its style and, of a numbered one, its numbering
        self._quotes = 0
        self._style = ""
        self._item_begins = False
        self._rows: list[list[Sequence[Token]]] | None = None

    def write(self, tokens: "Iterable[Token]") -> None:
        """Write all tokens."""
        for token in tokens:
            self._open_or_close(token)
            if token.type == "inline":
                self._inline(token.children or ())
            elif token.type in ("fence", "code_block"):
                self._writer.code(token.content)
            elif token.type == "hr":
                self._writer.document.add_paragraph()

    def _open_or_close(self, token: "Token") -> None:
        match token.type:
            case "heading_open":
                self._style = f"Heading {token.tag[1]}"
            case "heading_close":
                self._style = ""
            case "list_item_open":
                self._item_begins = True
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "bullet_list_open" | "ordered_list_open" | "bullet_list_close" | "ordered_list_close":
                self._list(token)
            case "table_open" | "tr_open" | "table_close":
                self._table(token)

    def _list(self, token: "Token") -> None:
        if token.nesting == -1:
            self._lists.pop()
        elif token.tag == "ul":
            self._lists.append(("List Bullet", 0))
        else:
            style = _list_style("List Number", len(self._lists) + 1)
            start = int(token.attrs.get("start", 1))
            self._lists.append(("List Number", new_numbering(self._writer.document, style, start)))

    def _table(self, token: "Token") -> None:
        if token.type == "tr_open" and self._rows is not None:
            self._rows.append([])
        elif token.nesting == 1:
            self._rows = []
        elif self._rows:
            self._writer.token_table(self._rows)
            self._rows = None

    def _inline(self, children: "Sequence[Token]") -> None:
        if self._rows is not None:
            self._rows[-1].append(children)
            return
        paragraph = self._writer.styled(self._paragraph_style())
        if self._lists and self._item_begins and self._lists[-1][1]:
            _set_numbering(paragraph, self._lists[-1][1])
        self._item_begins = False
        add_tokens(paragraph, children)

    def _paragraph_style(self) -> str:
        if self._style:
            return self._style
        if self._lists:
            return _list_style(self._lists[-1][0] if self._item_begins else "List Continue", len(self._lists))
        return "Quote" if self._quotes else "Normal"


def add_tokens(paragraph: "Paragraph", tokens: "Iterable[Token]") -> None:
    """Write the tokens of a line into a paragraph."""
    faces: list[str] = []
    link: Any = None
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type == "link_open":
            link = _add_link(paragraph, str(token.attrs["href"]))
        elif token.type == "link_close":
            link = None
        elif name in _FACES and token.nesting == 1:
            faces.append(_FACES[name])
        elif name in _FACES and token.nesting == -1:
            faces.remove(_FACES[name])
        elif token.type == "hardbreak":
            paragraph.add_run().add_break()
        elif token.type == "image":
            if not add_picture(paragraph.add_run(), token.meta["picture"].content, token.content):
                paragraph.add_run(token.meta["instead"])
        else:
            words = " " if token.type == "softbreak" else token.content
            _add_run(paragraph, link, words, faces, code=token.type == "code_inline")


def _add_run(paragraph: "Paragraph", link: Any, words: str, faces: Iterable[str], *, code: bool) -> None:
    run = paragraph.add_run(words)
    if link is not None:
        link.append(run._r)
        run.font.underline = True
    for face in faces:
        _set_face(run, face)
    if code:
        run.font.name = _WIDE


def _set_face(run: Run, face: str) -> None:
    if face:
        setattr(run.font, face, True)


def _add_link(paragraph: "Paragraph", address: str) -> Any:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    return link


def _set_numbering(paragraph: "Paragraph", numbering: int) -> None:
    numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbers.get_or_add_ilvl().val = 0
    numbers.get_or_add_numId().val = numbering


def _list_style(kind: str, level: int) -> str:
    return kind if level <= 1 else f"{kind} {min(level, _DEEPEST)}"


def _widths(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """Share a table's width among its columns: room for the longest word of each, then more by its longest cell."""
    words = [[len(word) for cell in cells for word in cell.split()] for cells in columns]
    least = [max(lengths, default=1) * _LETTER + _SIDES for lengths in words]
    if sum(least) >= width:
        return [width * narrow // sum(least) for narrow in least]
    wanted = [min(max(map(len, cells), default=1), _LONG) * _LETTER + _SIDES for cells in columns]
    more = [max(wide - narrow, 0) for wide, narrow in zip(wanted, least, strict=True)]
    rest = width - sum(least)
    return [narrow + rest * one // max(sum(more), 1) for narrow, one in zip(least, more, strict=True)]
