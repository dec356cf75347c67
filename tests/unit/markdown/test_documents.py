"""Text to documents and back: what a person typed survives, and an edit changes its own span."""

import difflib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coachlog.errors import CoachlogError
from coachlog.markdown.blocks import BlockKind, comments
from coachlog.markdown.document import Unreadable, decode_text, parse_document, read_document
from coachlog.markdown.edit import add_to_list, insert_at_end, item_lines, replace_lines, set_key
from coachlog.markdown.edit_yaml import add_item, plain_data, write_scalar
from coachlog.markdown.yaml_text import parse_yaml
from coachlog.model.blank_pages import add_entry, fill_template, find_section
from coachlog.model.parse_settings import parse_settings
from tests.support.documents import ODD

SETTINGS, _ = parse_settings(b"coachlog: 1\npeople:\n  - {id: mentor, name: Robin}\n  - {id: mentee, name: Sam}\n")


@given(st.binary(max_size=400))
def test_reading_and_writing_any_bytes_is_identity_or_a_refusal(content):
    try:
        document = read_document(content)
    except Unreadable:
        return
    assert document.text.encode() == content
    assert "".join(document.lines) == document.text
    assert document.sections[0].start == document.body_line


@pytest.mark.parametrize("text", ODD)
def test_one_changed_value_changes_one_span(text):
    changed = set_key(parse_document(text), ("status",), "met").text
    spans = [
        op for op in difflib.SequenceMatcher(None, text, changed, autojunk=False).get_opcodes() if op[0] != "equal"
    ]
    front_end = text.index("---", 5)
    assert spans
    assert all(low < front_end for _, low, *_ in spans)
    assert changed[changed.index("---", 5) :] == text[front_end:]
    assert plain_data(parse_document(changed).front)["status"] == "met"


@pytest.mark.parametrize("text", ODD)
def test_changing_a_value_twice_is_changing_it_once(text):
    once = set_key(parse_document(text), ("status",), "met")
    assert set_key(once, ("status",), "met").text == once.text


@pytest.mark.parametrize("text", ODD)
def test_a_line_is_added_under_its_section_with_its_neighbours_ending(text):
    document = parse_document(text)
    changed = add_entry(document, "meeting", "Successes", "Sam waited five seconds", SETTINGS)
    added = [line for line in changed.lines if "Sam waited" in line]
    assert len(added) == 1
    section = find_section(changed, "Successes", SETTINGS)
    assert any(block.text == "Sam waited five seconds" for block in section.blocks)
    rest = list(changed.lines)
    rest.remove(added[0])
    assert [line.strip() for line in rest if line.strip()] == [
        line.strip() for line in text.splitlines() if line.strip()
    ]
    assert ("\r\n" in added[0]) == ("\r\n" in text and "mixed" not in text) or "mixed" in text


KEYS = st.sampled_from(["status", "minutes", "title", "a b", "goals"])
WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30)


@given(values=st.dictionaries(KEYS, WORDS, max_size=4), key=KEYS, value=WORDS)
def test_any_words_can_be_a_value_and_unknown_keys_survive(values, key, value):
    front = "".join(f"{name}: {write_scalar(word)}\n" for name, word in values.items())
    document = parse_document(f"---\n{front}---\nbody\n")
    changed = set_key(document, (key,), value)
    assert plain_data(changed.front) == values | {key: value}
    assert changed.text.endswith("---\nbody\n")


@given(st.lists(WORDS.filter(str.strip), max_size=4), WORDS.filter(str.strip), st.booleans())
def test_a_list_takes_one_more_item(items, item, flow):
    written = [write_scalar(word) if not flow else f'"{word}"' for word in items]
    assume(not flow or not any(c in word for word in items for c in '"\\'))
    text = (
        f"goals: [{', '.join(written)}]\n"
        if flow or not items
        else "goals:\n" + "".join(f"  - {word}\n" for word in written)
    )
    assert plain_data(parse_yaml(add_item(text, ("goals",), item)))["goals"] == [*items, item]


def test_a_list_in_front_matter_grows_in_place():
    document = add_to_list(parse_document("---\ngoals: [a]\n---\n# T\n"), ("goals",), "b")
    assert document.text == "---\ngoals: [a, b]\n---\n# T\n"


def test_front_matter_is_made_where_there_is_none():
    assert set_key(parse_document("# T\r\n"), ("status",), "met").text == "---\r\nstatus: met\r\n---\r\n# T\r\n"


def test_a_repeated_key_is_read_once_and_told():
    mapping = parse_yaml("a: 1\nb: 2\na: 3\n")
    assert plain_data(mapping) == {"a": "1", "b": "2"}
    assert [entry.line for entry in mapping.repeated] == [2]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("---\na: 1\n# no end\n", 1, "front-matter-open"),
        ("---\nok: 1\nbad: x: y\n---\n", 3, "bad-yaml"),
        ("---\n\nJust text\n\n---\nmore", 3, "not-a-mapping"),
        ("---\na: 1\nb: [2\nc: 3\n---\n", 3, "bad-yaml"),
        ("type: meeting\ndate: 2026-11-19\n---\n# T\n", 1, "front-matter-headless"),
    ],
)
def test_front_matter_that_cannot_be_read_names_its_line(text, line, code):
    with pytest.raises(Unreadable) as trouble:
        parse_document(text)
    assert (trouble.value.line, trouble.value.code) == (line, code)


@pytest.mark.parametrize("text", ["Note: this\n---\nwords\n", "Title: a\nwords\n---\n", "just words\n\n---\n"])
def test_markdown_that_only_looks_like_lost_facts_is_markdown(text):
    assert parse_document(text).front is None


def test_what_is_not_utf_8_names_its_line():
    with pytest.raises(Unreadable) as trouble:
        decode_text(b"one\ntwo \xe9\n")
    assert (trouble.value.line, trouble.value.code) == (2, "not-utf-8")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# One\n", "One"),
        ("\ufeff# One\n", "One"),
        ("---\na: 1\n---\n\n\n# One ##\n# Two\n", "One"),
        ("One\n===\n", "One"),
        ("```\n# no\n```\n## One\n", "One"),
        ("words\n", ""),
        ("    # code\n", ""),
        ("#One\n", ""),
    ],
)
def test_the_title_is_the_first_heading(text, title):
    assert parse_document(text).title == title


@pytest.mark.parametrize(
    "words",
    ["# x", "1. x", "- x", "> q", "```", "<!-- x", "---", "| a |", "a\n\nb", "x\n---", "+ y", "~~~", "<div>", "[a]: b"],
)
def test_words_that_markdown_would_take_for_more_stay_one_item(words):
    document = parse_document("## Notes\n\n- before\n\n## After\n")
    changed = insert_at_end(document, document.sections[1], item_lines(words))
    assert [s.heading.text for s in changed.sections[1:]] == ["Notes", "After"]
    items = [block for block in changed.sections[1].blocks if block.kind is BlockKind.ITEM]
    assert len(items) == 2


def test_an_open_code_fence_is_not_written_into():
    document = parse_document("## Notes\n\n```\nnever closed\n")
    with pytest.raises(CoachlogError, match="line 3 opens a block"):
        insert_at_end(document, document.sections[1], item_lines("words"))


def test_a_file_without_a_last_newline_gets_one_only_where_words_follow():
    document = parse_document("## Notes\n- a")
    assert insert_at_end(document, document.sections[1], item_lines("b")).text == "## Notes\n- a\n- b\n"
    assert replace_lines(document, 1, 2, ["- c"]).text == "## Notes\n- c"


def test_a_comment_gives_its_words_and_those_around_it():
    assert list(comments("<!-- one\n two --> three <!-- four -->\n")) == ["one two", "four", "three"]


def test_a_blank_page_is_filled_with_values_that_yaml_reads_back():
    page = (
        "---\ndate: {{date}}\nstart: {{start}}\nmode: {{mode}}\nother: {{else}}\n---\n\n# {{title}} {{constructor}}\n"
    )
    slots = {"date": "2026-11-19", "start": "15:30", "mode": "", "title": "A {{date}} \x1b[31m: b"}
    document = fill_template(page.replace("{{else}}", "kept"), slots)
    assert plain_data(document.front) == {"date": "2026-11-19", "start": "15:30", "mode": "", "other": "kept"}
    assert document.title == "A {{date}} [31m: b {{constructor}}"


@pytest.mark.parametrize("text", [text.replace("\r\n", "\n").replace("\n", "\r") for text in ODD if "|" not in text])
def test_a_document_with_an_old_computers_line_ends_is_read_and_edited_like_any_other(text):
    document, same = parse_document(text), parse_document(text.replace("\r", "\n"))
    assert [(block.kind, block.start, block.text.split()) for block in document.blocks] == [
        (block.kind, block.start, block.text.split()) for block in same.blocks
    ]
    for change in (
        lambda given: set_key(given, ("status",), "met"),
        lambda given: set_key(given, ("status",), None),
        lambda given: set_key(given, ("new",), "x"),
        lambda given: add_to_list(given, ("list",), "z"),
        lambda given: add_entry(given, "meeting", "Successes", "Sam waited", SETTINGS),
    ):
        assert change(document).text == change(same).text.replace("\n", "\r")


@pytest.mark.parametrize("blank", ["\n", "\r\n", "\r", " \n", "\n\n\n", "\ufeff\n", "x\n", "x\r\n\r\n"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_front_matter_below_blank_lines_or_a_stray_word_is_named(blank, ending):
    with pytest.raises(Unreadable) as refused:
        parse_document(f"{blank}---{ending}type: goal{ending}---{ending}# T{ending}")
    assert (refused.value.line, refused.value.code) == (1, "front-matter-late")
    assert parse_document(f"{blank}---{ending}words").front is None
