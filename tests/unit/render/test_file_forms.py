"""A contract over every form of file: it has each part of a page, and nothing that acts."""

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import get_args

import docx
import icalendar
import pytest

from coachlog.model.settings import Person
from coachlog.render.calendar import calendar_bytes
from coachlog.render.forms import FILE_FORMS
from coachlog.render.html import markdown_to_html, words_to_html
from coachlog.render.page import build_page
from coachlog.render.view import Answer, Aside, Item, Line, Part, Prose, Reworded, Source, Table, Title
from coachlog.summary.calendar_events import Calendar, DatedEvent

PARTS = [
    Title("A title \x1b[2J"),
    Line("A *sentence* \ud800 \ufffe", quiet=True, id="id-to-type"),
    Item("an item", "beside", id="id-to-type"),
    Item("a deeper item", indent=2),
    Item("a deepest item", indent=8),
    Table(("Id", "Words", ""), [("id-to-type", "tab\tle | bar", "2026-11-19"), ("id-to-type", "`code`", "")]),
    Source("source   as it is\n\n* no list\n"),
    Prose("# Prose\n\nwords\n\n1. one\n2. two\n   - inner\n\n   more of two\n"),
    Prose("> a quotation\n\n| a | b |\n|---|---|\n| c | d |\n\n***\n\n    code of a block\n"),
    Aside("to type next: coachlog"),
    Reworded([(" ", "say "), ("-", "old"), ("+", "new")]),
]
READABLE = [form for form in FILE_FORMS if form.ending in (".md", ".html", ".docx")]


def text_of(form, content):
    if form.ending != ".docx":
        return content.decode()
    document = docx.Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("form", READABLE, ids=lambda form: form.ending)
def test_a_form_has_every_part_and_nothing_for_the_screen_alone(form):
    text = text_of(form, form.content(build_page(Answer({}, PARTS, title="The page"), "goals", "about it")))
    there = ["The page", "about it", "A title", "sentence", "an item", "(beside)", "a deepest item", "source   as it"]
    there += ["19 November 2026", "code", "Prose", "one", "inner", "a quotation", "old", "new", "of a block"]
    assert [words for words in there if words not in text] == []
    for words in ("\x1b", "id-to-type", "coachlog", "Id"):
        assert words not in text


def test_these_are_all_parts_that_a_page_can_have():
    others = {part.__name__ for part in get_args(Part)} - {type(part).__name__ for part in PARTS}
    assert others <= {"Picture", "Drawn", "Strip", "Bars", "Spans", "FeedbackForm"}


@pytest.mark.parametrize("form", READABLE, ids=lambda form: form.ending)
def test_a_page_without_anything_says_so(form):
    assert "Nothing to show." in text_of(form, form.content(build_page(Answer([], [Line(), Aside("x")]), "goals")))


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        (Answer({}, [Line("x")], title="Its own"), "Its own"),
        (Answer({}, [Title("The first"), Line("x")]), "The first"),
        (Answer({}, [Title("The first"), Line("x")], title="Its own"), "Its own"),
        (Answer({}, [Title("Its own"), Line("x")], title="Its own"), "Its own"),
        (Answer({}, [Title("One part"), Line("x"), Title("Another"), Line("y")]), "Goals show"),
        (Answer({}, [Line("x"), Prose("# A document\n\nwords\n")]), "A document"),
        (Answer({}, [Line("x"), Prose("words\n")]), "Goals show"),
    ],
)
def test_a_page_has_one_title_which_nothing_repeats(answer, title):
    page = build_page(answer, "goals show")
    assert page.title == title
    assert Title(title) not in page.parts
    assert not any(isinstance(part, Prose) and part.text.startswith(f"# {title}") for part in page.parts)


def test_numbers_of_a_list_in_word_begin_anew(tmp_path):
    prose = Prose("# x\n\n1. one\n2. two\n\nwords\n\n3. three\n4. four\n")
    (form,) = (form for form in FILE_FORMS if form.ending == ".docx")
    document = docx.Document(BytesIO(form.content(build_page(Answer({}, [prose]), "x"))))
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert len(set(numbers)) == 2
    assert 'w:startOverride w:val="3"' in document.part.numbering_part.element.xml


def test_a_link_in_word_is_one_and_leads_where_it_says():
    prose = Prose("# x\n\n[the **page**](https://example.org/a) and `code` and ~~gone~~ *so*  \nnext\n")
    (form,) = (form for form in FILE_FORMS if form.ending == ".docx")
    document = docx.Document(BytesIO(form.content(build_page(Answer({}, [prose]), "x"))))
    paragraph = document.paragraphs[1]
    (link,) = paragraph.hyperlinks
    assert (link.text, link.url) == ("the page", "https://example.org/a")
    faces = {run.text: (run.font.bold, run.font.italic, run.font.strike) for run in [*link.runs, *paragraph.runs]}
    assert (faces["page"], faces["gone"], faces["so"]) == ((True, None, None), (None, None, True), (None, True, None))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- [ ] open\n- [x] done", '<ul>\n<li class="box">☐ open</li>\n<li class="box">☑ done</li>\n</ul>\n'),
        ("# one\n#### four\n## two", "<h2>one</h2>\n<h3>four</h3>\n<h2>two</h2>\n"),
        ("a<br>b<script>1</script>", "<p>a<br>\nb1</p>\n"),
        ("<div onclick=1>words &amp; more", "<p>words &amp; more</p>\n"),
        ("<script>alert(1)</script>", ""),
        ("[x](javascript:1) [y](../goals/a.md) ![z](https://a.b/c.png)", "<p>x y (picture: z)</p>\n"),
        ("![](https://a.b/c.png)", "<p>(picture: without words)</p>\n"),
        ("[y](mailto:a@b.c 'title')", '<p><a href="mailto:a@b.c" rel="noopener noreferrer">y</a></p>\n'),
        ("3<x and x>5, a<b and b>c", "<p>3&lt;x and x&gt;5, a&lt;b and b&gt;c</p>\n"),
        ("<outside>\n<b>x</b>", "<p>&lt;outside&gt; x</p>\n"),
        ("<div>1 < 2 > 0</div>", "<p>1 &lt; 2 &gt; 0</p>\n"),
        ("```\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>\n"),
    ],
)
def test_markdown_is_made_harmless(text, html):
    assert markdown_to_html(text) == html


def test_the_words_of_a_line_are_no_blocks():
    assert words_to_html("# a *b* <i>c</i>\n- d") == "# a <em>b</em> c - d"


@pytest.mark.parametrize(
    "words", ["A walk <outside> & back", "a<b and b>c", "<x> <y z=1> <Name of student>", "p<q or q>p"]
)
def test_what_only_looks_like_a_tag_is_words_in_every_form(words):
    assert words_to_html(words) == words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    (form,) = (form for form in FILE_FORMS if form.ending == ".docx")
    document = docx.Document(BytesIO(form.content(build_page(Answer({}, [Prose(words)]), "x"))))
    assert words in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("text", ["<div" + " a=b/" * 5000, "<div>" + "<a a='" * 5000, "<div " + "/ " * 5000])
def test_a_tag_without_an_end_costs_no_time(text):
    assert "<div" not in markdown_to_html(text)


def test_a_table_says_what_heads_a_column():
    html = markdown_to_html("| a | |\n|---|---|\n| b | c |")
    assert '<th scope="col">a</th>\n<td></td>' in html
    assert html.startswith('<div class="wide" role="group"')


def test_a_calendar_without_events_is_a_calendar():
    empty = calendar_bytes(Calendar((), datetime(2026, 11, 19, tzinfo=UTC), None))
    assert icalendar.Calendar.from_ical(empty)["method"] == "PUBLISH"


def test_an_event_of_no_zone_by_name_is_at_its_moment():
    host = Person("mentor", "Robin; Example", "mentor", "robin@example.org")
    event = DatedEvent("a@b", date(2026, 11, 19), "x", time(15, 30), 45, "about", invited=(host,))
    made = datetime(2026, 11, 19, tzinfo=UTC)
    (read,) = icalendar.Calendar.from_ical(calendar_bytes(Calendar((event,), made, host))).events
    assert read["attendee"].params["cn"] == "Robin; Example"
    assert (read.end - read.start).total_seconds() == 45 * 60


def test_no_column_of_a_table_in_word_breaks_a_word():
    rows = [("Explain why a relationship is proportional, at length, over lines", "progressing", "a b")] * 3
    (form,) = (form for form in FILE_FORMS if form.ending == ".docx")
    content = form.content(build_page(Answer({}, [Table(("Goal", "Progress", "x"), rows)]), "x"))
    widths = [column.width.mm for column in docx.Document(BytesIO(content)).tables[0].columns]
    assert widths[1] >= len("progressing") * 2.4
    assert widths[0] > widths[1] > widths[2]
    wide = Table([str(number) for number in range(9)], [["antidisestablishmentarianism"] * 9])
    content = form.content(build_page(Answer({}, [wide]), "x"))
    assert sum(column.width.mm for column in docx.Document(BytesIO(content)).tables[0].columns) < 180
