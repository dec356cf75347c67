"""Markdown from outside: pictures in letters, named links, quotes, comments and colours keep their words."""

from base64 import b64encode

import pytest

from coachlog.incoming.files import decode_outside
from coachlog.incoming.marked_text import read_inline, read_markdown, read_plain
from coachlog.incoming.passages import PassageKind, UnreadableFrom, write_runs
from coachlog.incoming.write_page import write_page


def test_a_picture_in_letters_becomes_a_file() -> None:
    text = f"![a cat][image1]\n\n[image1]: <data:image/png;base64,{b64encode(b'cat').decode()}>\n"
    page = read_markdown(text)
    assert dict(page.pictures) == {"image1.png": b"cat"}
    assert write_page(page.passages, {"image1.png": "../assets/x.png"}) == "![a cat](../assets/x.png)\n"


def test_letters_that_are_no_picture_are_none() -> None:
    page = read_markdown("![a cat][image1]\n\n[image1]: <data:image/png;base64,!!!>\n")
    assert dict(page.pictures) == {}
    assert "a cat" in page.passages[0].words


def test_named_links_are_links_and_a_name_that_nothing_uses_stays() -> None:
    text = "See [the book][1] and [Foltos][].\n\n[1]: https://example.org/a\n[foltos]: https://example.org/b\n[x]: https://example.org/c\n"
    written = write_page(read_markdown(text).passages, {})
    assert "[the book](https://example.org/a) and [Foltos](https://example.org/b)." in written


def test_quotes_comments_code_and_rules() -> None:
    page = read_markdown("> said\n\n---\n\n<!-- to fill -->\n\n```\ncode\n```\n\n## A {#anchor}\n")
    assert [passage.kind for passage in page.passages] == [
        PassageKind.PARAGRAPH,
        PassageKind.VERBATIM,
        PassageKind.VERBATIM,
        PassageKind.HEADING,
    ]
    assert page.passages[-1].words == "A"


def test_fields_at_the_top_are_fields_and_broken_ones_are_words() -> None:
    page = read_markdown("---\ndate: 2026-09-17\ntags: [a]\n---\nWords\n")
    assert dict(page.fields) == {"date": "2026-09-17"}
    assert read_markdown("---\na: b: c\n---\nWords\n").passages


def test_an_item_keeps_its_paragraphs_and_its_table() -> None:
    page = read_markdown("- one\n\n  more\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n")
    assert [passage.kind for passage in page.passages] == [PassageKind.ITEM, PassageKind.ITEM, PassageKind.TABLE]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a <span style='color:#38761d'>green</span> word", "a green word"),
        ("a<br>b", "a\nb"),
        ("`x < y` and 3 < 4", "`x < y` and 3 < 4"),
        ("<b>loud</b> <!-- aside -->", "loud \\<!-- aside -->"),
        ("[x](javascript:evil)", "[x](javascript:evil)"),
        ("[x](file:///etc)", "[x](file:///etc)"),
        ("<https://example.org>", "https://example.org"),
        ("~~old~~ **new** *x*", "~~old~~ **new** *x*"),
    ],
)
def test_words_inside_a_line(typed: str, written: str) -> None:
    assert write_runs(read_inline(typed), {}) == written


def test_a_colour_is_a_run_s_own() -> None:
    runs = read_inline("a <font color=blue>b <span>c</span></font></span> d")
    assert [(run.text.strip(), run.colour) for run in runs if run.text.strip()] == [
        ("a", ""),
        ("b", "blue"),
        ("c", "blue"),
        ("d", ""),
    ]


def test_plain_text_with_marks_is_markdown_and_without_them_lines() -> None:
    assert read_plain("# A\n\nb").passages[0].kind is PassageKind.HEADING
    assert [passage.words for passage in read_plain("a\n\n  b  \n").passages] == ["a", "b"]
    with pytest.raises(UnreadableFrom, match="20,000 lines"):
        read_plain("a\n" * 20_001)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_of_any_program_are_read(encoding: str) -> None:
    assert decode_outside("“Größe”\r\n– ok".encode(encoding)) == "“Größe”\n– ok"
