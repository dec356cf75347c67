"""The grammar of a next step: reading what was written, and every form that people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachlog.markdown.task_line import (
    FIELD,
    ListItem,
    TaskLine,
    add_id,
    format_task,
    parse_box,
    parse_item,
    task_id,
    without_id,
    without_marks,
    words_begin,
)
from coachlog.markdown.typed_items import with_box

WORD = st.from_regex(r"[^\W_][\w.,;!?'’*`-]*", fullmatch=True)
WORDS = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
DATE = st.dates().map(str) | st.just("")
MARK = st.sampled_from(" /x->X?")
TASKS = st.builds(
    TaskLine,
    mark=MARK,
    words=WORDS,
    owner=st.from_regex(r"([\w.-]*\w)?", fullmatch=True),
    due=DATE,
    origin=DATE,
    id=st.from_regex(r"([A-Za-z0-9-]{1,40})?", fullmatch=True),
)


@given(TASKS)
def test_a_step_that_is_written_has_its_parts_in_their_places(task):
    assert task_id(format_task(task)) == task.id
    assert format_task(task)[words_begin(format_task(task)) :].startswith(
        f"@{task.owner}" if task.owner else task.words
    )


@given(st.text(alphabet=" \t>-*+1.)[]x/^@()dueab\n\r|", max_size=60) | st.text(max_size=60))
def test_any_line_is_cut_into_parts_without_loss(raw):
    indent, bullet, space, mark, after, words = parse_item(raw)
    box = "" if mark is None else f"[{mark}]{after}"
    assert indent + bullet + space + box + words == raw


@given(TASKS, MARK)
def test_a_mark_changes_one_character_and_an_id_comes_at_the_end(task, mark):
    line = format_task(task) + "\r\n"
    changed = with_box(line, mark)
    assert changed == line[:3] + mark + line[4:]
    bare = format_task(TaskLine(task.mark, task.words, task.owner, task.due, task.origin))
    assert add_id(bare + "\r\n", "k3f9x") == f"{bare} ^k3f9x\r\n"
    assert without_id(f"{bare} ^k3f9x") == bare


@pytest.mark.parametrize(
    ("raw", "item"),
    [
        ("- words", ListItem("", "-", " ", None, "", "words")),
        ("  10. [x]  words\n", ListItem("  ", "10.", " ", "x", "  ", "words\n")),
        ("> * [/] words", ListItem("> ", "*", " ", "/", " ", "words")),
        ("-", ListItem("", "-", "", None, "", "")),
        ("-words", ListItem("", "", "", None, "", "-words")),
        ("- [x]words", ListItem("", "-", " ", None, "", "[x]words")),
        ("prose", ListItem("", "", "", None, "", "prose")),
    ],
)
def test_the_parts_of_a_list_item(raw, item):
    assert parse_item(raw) == item


def test_an_id_is_a_step_s_only_at_the_end_of_an_item_with_a_box():
    assert task_id("- [ ] Ring ^a1b2c  \n") == "a1b2c"
    assert task_id("- Ring ^a1b2c") == ""
    assert task_id("- [ ] Ring ^a1b2c now") == ""
    assert task_id("[ ] Ring ^a1b2c") == ""


def test_a_box_alone_and_lines_without_what_coachlog_puts_there():
    assert parse_box("[x] two\n words") == ("x", "two words")
    assert parse_box("two words") == (None, "two words")
    assert without_id("Ring (due 2026-11-26) ^k3f9x ") == "Ring (due 2026-11-26)"
    assert without_id("2 ^ 3") == "2 ^ 3"
    assert without_marks("- [x] Ring ^k3f9x\n  - [ ] Kim\n").split() == ["Ring", "Kim"]
    assert [words_begin(line) for line in ("> - [x] a", "  a", "[ ] a", "3) a", "a")] == [8, 2, 4, 3, 0]


def test_the_words_with_which_a_step_s_fields_begin():
    assert [bool(FIELD.match(word)) for word in ("(due", "(from", "^a1b2c", "(until", "x^2", "(due)")] == [
        *[True] * 3,
        *[False] * 3,
    ]
