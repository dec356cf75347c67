"""Any words are one item, or one heading, and are read as they were typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachlog.markdown.blocks import BlockKind, parse_blocks
from coachlog.markdown.document import parse_document
from coachlog.markdown.edit import item_lines
from coachlog.markdown.literal import escape_heading
from coachlog.markdown.typed_items import pasted_items
from coachlog.model.fields import clean_text

MARKS = "-+*>#=~`|[]()<!:.)_\\ \n\n1a"
TYPED = (st.text(alphabet=MARKS, max_size=40) | st.text(max_size=60)).map(clean_text).filter(bool)


def read(lines: list[str]) -> list[str]:
    """The words of the one item that some lines are."""
    (item,) = parse_blocks([line + "\n" for line in lines])
    assert item.kind is BlockKind.ITEM
    assert {block.kind for block in item.children} <= {BlockKind.PARAGRAPH}
    return " ".join([item.text, *(block.text for block in item.children)]).split()


@given(TYPED, st.sampled_from(["", " ", "x"]))
def test_an_item_of_any_words_is_read_as_these(text, mark):
    assert read(item_lines(text, mark)) == [*(f"[{mark}]".split() if mark else []), *text.split()]


@given(TYPED)
def test_a_heading_of_any_words_is_read_as_these(text):
    title = " ".join(text.split())
    document = parse_document(f"# {escape_heading(title)}\n\ntext\n")
    assert document.title == title
    assert document.blocks[0].text == title


@given(st.lists(st.from_regex(r"\A[^\W_][^\\\n\r|]{0,20}\Z"), min_size=1, max_size=4).map("\n".join).map(clean_text))
def test_no_backslash_is_written_where_none_is_needed(text):
    if not re.search(r"(?m)^\s*(\d+[.)]|[^\w\s])", text):
        assert "\\" not in "".join(item_lines(text))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("2026-11-19: one\n\ntwo", ["- 2026-11-19: one", "", "  two"]),
        ("- x", ["- \\- x"]),
        ("one\n- two\n---", ["- one", "  \\- two", "  \\---"]),
        ("one\n2. two\n- three", ["- one", "  2. two", "  \\- three"]),
        ("10. May", ["- 10\\. May"]),
        ("[a]: /b", ["- \\[a]: /b"]),
        ("[a]: b", ["- [a]: b"]),
        ("[a]:\nb", ["- [a]:", "  b"]),
        ("(a) [b] *c* -5", ["- (a) [b] *c* -5"]),
        ("\\# a", ["- \\\\# a"]),
        ("| a |\n|---|", ["- | a |", "  \\|---|"]),
    ],
)
def test_only_what_needs_it_has_a_backslash(text, lines):
    assert item_lines(text) == lines
    assert read(lines) == text.split()


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("- x", ["x"]),
        ("• x", ["x"]),
        ("- x\n\n  * y", ["x", "y"]),
        ("- x\nand\n\nmore\n- y", ["x\nand\n\nmore", "y"]),
        ("Bring:\n• x\n•y\nand", ["Bring:", "x", "y\nand"]),
        ("Bring\n- x", ["Bring\n- x"]),  # it may be a sum
        ("·x", ["x"]),
        ("•\nx", ["x"]),
        ("• – x", ["x"]),
        ("→ x\n→ y", ["→ x", "→ y"]),
        ("x\n[ ] y", ["x", "[ ] y"]),
        ("·", ["·"]),
        ("-5 degrees", ["-5 degrees"]),
        ("-", ["-"]),
        ("**b** c", ["**b** c"]),
        ("1. x", ["1. x"]),
    ],
)
def test_a_pasted_list_is_its_items(text, items):
    assert pasted_items(text) == items
