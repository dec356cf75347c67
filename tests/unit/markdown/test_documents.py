"""Text to documents and back: what a person typed survives, and an edit changes its own span."""

import difflib
import sys

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from coachlog.errors import CoachlogError
from coachlog.markdown.blocks import BlockKind, comments, parse_blocks, split_lines
from coachlog.markdown.document import Unreadable, decode_text, parse_document, read_document
from coachlog.markdown.edit import add_to_list, insert_at_end, item_lines, replace_lines, set_key
from coachlog.markdown.edit_yaml import add_item, plain_data, set_value, write_scalar
from coachlog.markdown.yaml_text import YamlError, parse_yaml
from coachlog.model.blank_pages import add_entry, fill_template, find_section
from coachlog.model.settings import parse_settings
from tests.support.documents import HOSTILE, ODD

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


@given(st.text(alphabet=st.sampled_from("-#: \n\r\t`>*[]x1.a|<!\ufeff\u2028é"), max_size=200))
def test_lines_and_blocks_of_any_text_stay_in_their_bounds(text):
    lines = split_lines(text)
    assert "".join(lines) == text
    ends = 0
    for block in parse_blocks(lines):
        assert ends <= block.start < block.end <= len(lines)
        ends = block.end if block.kind is not BlockKind.ITEM else block.start


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


YAML = (
    "type: meeting # c\nminutes:\nmode:   # how\nnext: {date: 2026-01-01}\ngoals: [a, b]\n"
    "cad:\n  weekday: thu\nlist:\n  - x # one\n  - y # two\nlast:\n"
)


@pytest.mark.parametrize(
    ("path", "data", "line"),
    [
        (("minutes",), "45", "minutes: 45"),
        (("mode",), "virtual", "mode: virtual   # how"),
        (("type",), "no", 'type: "no" # c'),
        (("next", "date"), "2026-02-02", "next: {date: 2026-02-02}"),
        (("next", "focus"), "a: b", 'next: {date: 2026-01-01, focus: "a: b"}'),
        (("cad", "weekday"), "fri", "  weekday: fri"),
        (("cad", "every"), "week", "  every: week"),
        (("new", "deep"), "1", "new: {deep: 1}"),
        (("last",), ["q"], "last: [q]"),
        (("list",), [], "list: [] # two"),
    ],
)
def test_an_edit_of_yaml_is_one_line(path, data, line):
    changed = set_value(YAML, path, data)
    assert line in changed.splitlines()
    kept = [old for old in YAML.splitlines() if old in changed.splitlines()]
    assert len(kept) >= len(YAML.splitlines()) - (3 if path == ("list",) else 1)


@pytest.mark.parametrize("path", [("type",), ("minutes",), ("next",), ("next", "date"), ("list",), ("last",)])
def test_a_key_is_taken_away_with_its_lines_only(path):
    changed = set_value(YAML, path, None)
    wanted = plain_data(parse_yaml(YAML))
    place = wanted
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    assert plain_data(parse_yaml(changed)) == wanted


def test_an_edit_that_would_change_a_meaning_is_refused():
    with pytest.raises(CoachlogError, match=r"`cad\.weekday` is written in a way"):
        set_value(YAML, ("cad", "weekday"), None)


def test_a_comment_stays_with_its_item():
    assert "  - y # two\n  - z\n" in add_item(YAML, ("list",), "z")
    assert "last: [z]" in add_item(YAML, ("last",), "z")
    assert "minutes: [z]" in add_item(YAML, ("minutes",), "z")


def test_a_list_in_front_matter_grows_in_place():
    document = add_to_list(parse_document("---\ngoals: [a]\n---\n# T\n"), ("goals",), "b")
    assert document.text == "---\ngoals: [a, b]\n---\n# T\n"


def test_front_matter_is_made_where_there_is_none():
    assert set_key(parse_document("# T\r\n"), ("status",), "met").text == "---\r\nstatus: met\r\n---\r\n# T\r\n"


@pytest.mark.parametrize(("text", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_yaml_is_refused_with_its_line(text, code):
    with pytest.raises(YamlError) as trouble:
        parse_yaml(text)
    assert trouble.value.code == code
    assert trouble.value.line <= text.count("\n")


def refusal(text):
    with pytest.raises(YamlError) as trouble:
        parse_yaml(text)
    return trouble.value.line, trouble.value.code, trouble.value.message


def reworded(text, **options):
    try:
        yield from PARSE(text, **options)
    except yaml.MarkedYAMLError as error:
        error.problem, error.context = "foo", error.context and "bar"
        raise


PARSE = yaml.parse
PLAIN_WORDS = {
    "colon": ("a: 1\nb: x: y\n", 1, "a value with a colon in it needs quotes around it"),
    "bracket": ("a: 1\nb: [2\nc: 3\n", 1, "a bracket opens here and does not close"),
    "brace": ("a: {b: 2\nc: 3\n", 0, "a bracket opens here and does not close"),
    "bracket at the end": ("a: [1,\n", 1, "a bracket opens before this and does not close"),
    "quote": ("a: 'x\nb: 1\n", 0, "a quote opens here and does not close"),
    "double quote": ('b: 1\na: "x\n', 1, "a quote opens here and does not close"),
    "backslash": (
        'a: "\\q"\n',
        0,
        "a `\\` between double quotes has a meaning in YAML; put single quotes around the value",
    ),
    "letters after a backslash": (
        'a: "\\xZZ"\n',
        0,
        "a `\\` between double quotes has a meaning in YAML; put single quotes around the value",
    ),
    "at sign": ("a: @mentor\n", 0, "a value cannot begin with this character; put quotes around it"),
    "tab": ("a:\n\tb: 1\n", 1, "a value cannot begin with this character; put quotes around it"),
    "dash": ("a: - b\n", 0, "a value cannot begin with this character; put quotes around it"),
    "star": ("a: * b\n", 0, "a value cannot begin with this character; put quotes around it"),
    "closing bracket": ("a: ]\n", 0, "a value cannot begin with this character; put quotes around it"),
    "more after a quote": (
        "a: 'x' y\n",
        0,
        "this line is not a `key: value` line; quotes or indents before it may be off",
    ),
    "quoted line": ("'x'\nfoo\n", 1, "this line is not a `key: value` line; quotes or indents before it may be off"),
    "indent": ("  a: 1\n b: 2\n", 1, "this line is not a `key: value` line; quotes or indents before it may be off"),
}


@pytest.mark.parametrize(("text", "line", "message"), PLAIN_WORDS.values(), ids=PLAIN_WORDS)
def test_bad_yaml_is_told_in_our_words(text, line, message):
    assert refusal(text) == (line, "bad-yaml", message)


@pytest.mark.parametrize("text", [text for text, *_ in (*HOSTILE.values(), *PLAIN_WORDS.values())])
def test_hostile_yaml_is_refused_alike_whatever_the_words_of_the_library(text, monkeypatch):
    before = refusal(text)
    monkeypatch.setattr(yaml, "parse", reworded)
    assert refusal(text) == before


def test_hostile_yaml_is_measured_by_our_limit_before_the_limit_of_the_library(monkeypatch):
    def refuse_early(text, **options):
        if text.count("[") > 20:
            mark = yaml.Mark("", text.index("[" * 20) + 20, 0, 0, text, 0)
            raise yaml.scanner.ScannerError("foo", mark, "bar", mark)
        yield from PARSE(text, **options)

    monkeypatch.setattr(yaml, "parse", refuse_early)
    assert refusal("a: " + "[" * 200)[1] == "yaml-too-deep"
    assert refusal("a: " + "[" * 20)[1] == "yaml-too-deep"


@pytest.mark.parametrize(
    "text", ["a: '" + "[" * 2_000 + "'\n", "a: x # " + "[" * 2_000 + "\n", "a: x" + "[" * 2_000 + "\n"]
)
def test_brackets_in_a_text_or_a_comment_are_no_depth(text):
    assert list(plain_data(parse_yaml(text))) == ["a"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("15:30", "15:30"),
        ("no", "no"),
        ("0123", "0123"),
        ("2025-02-30", "2025-02-30"),
        ("1e3", "1e3"),
        ("'a'", "a"),
        ("~", ""),
    ],
)
def test_a_scalar_stays_the_text_that_was_typed(typed, read):
    assert plain_data(parse_yaml(f"key: {typed}\n")) == {"key": read}


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
    with pytest.raises(CoachlogError, match="line 3 begins something"):
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


@pytest.mark.parametrize("depth", [5, 10, 19, 40, 60, 300])
@pytest.mark.parametrize("mark", ["- ", "1. ", "> ", "> - "])
def test_no_depth_of_lists_and_quotes_hides_what_comes_after_it(depth, mark):
    in_one_line = f"{mark * depth}deepest\n"
    lines = in_one_line
    if mark in ("- ", "1. "):
        lines += "".join(f"{' ' * len(mark) * level}{mark}level {level}\n" for level in range(depth))
    document = parse_document(f"## Notes\n\n{lines}\n## Next steps\n\n- [ ] plan it\n")
    assert [section.heading.text for section in document.sections[1:]] == ["Notes", "Next steps"]
    assert document.sections[2].blocks[0].text == "[ ] plan it"
    levels = depth * (2 if "-" in mark or "1" in mark else 1) + (depth if mark == "> - " else 0)
    assert ([fault.code for fault in document.structure.faults] == ["too-deep"]) == (levels > 100)
    assert "deepest" in str(document.blocks)


@pytest.mark.parametrize(
    "opening", ["<!-- a", "```", "~~~~ text", "<pre>", "<script>", "<?php", "<![CDATA[", "<!DOCTYPE"]
)
@pytest.mark.parametrize("heading", ["## Notes", "# Notes", "Notes\n---", "  ## Notes"])
def test_what_is_not_closed_ends_at_the_next_heading(opening, heading):
    for behind in ("", "<!-- a prompt -->\n", "```python\nx\n```\n", "### Part\n"):
        document = parse_document(f"## Successes\n\n{opening}\nwords\n\n{heading}\n\nsaid\n{behind}")
        assert [section.heading.text for section in document.sections[1:]] == ["Successes", "Notes"]
        assert document.sections[2].blocks[0].text.startswith("said")
        assert [(fault.code, fault.line) for fault in document.structure.faults] == [("not-closed", 2)]


@pytest.mark.parametrize(
    "text", ["<!-- a\n# h\n-->\n", "```\n# h\n```\n", "<pre>\n# h\n</pre>\n", "<!-- a -->\n", "<div>\n\n"]
)
def test_what_is_closed_is_left_whole(text):
    document = parse_document(f"{text}\nwords\n")
    assert document.structure.faults == ()
    assert len(document.blocks) == 2


@pytest.mark.parametrize(
    "text",
    [
        "# a\n<!--\n",
        "# a\n```\n",
        "- a\n  # h\n  <!--\n",
        "<!--\n",
        "<pre>\n# h\n",
        "a\n---\n",
        "- x\n",
        "> - ",
        "- ",
        "a <!-- coachlog:",
        "**a ",
    ],
)
def test_reading_takes_time_in_proportion_to_the_text(text):
    def lines_run(times):
        count = 0

        def tracer(frame, event, _):
            nonlocal count
            count += 1
            return tracer

        sys.settrace(tracer)
        try:
            parse_document(text * times).structure  # noqa: B018 - asked for the work that it is
        finally:
            sys.settrace(None)
        return count

    lines_run(1)
    assert lines_run(800) < 2.5 * lines_run(400) + 2_000
