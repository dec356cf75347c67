"""Two versions in a text are found where they stand, and one of them is chosen: the texts themselves."""

import pytest

from coachlog.errors import CoachlogError
from coachlog.model.conflict import Choice, Conflict, Form, Version, second_files
from coachlog.model.resolve_conflict import choose_value, choose_words, find_values, lines_of_one, locate


def conflict(first: str, second: str, where: str = "Notes", path: str = "x.md", form: Form = Form.WORDS) -> Conflict:
    return Conflict(Version(first), Version(second), where, path, form)


WORDS = [
    # text, first, second, after keeping the first, after keeping the second
    ("- a one\n- b two\n- c\n", "- a one", "- b two", "- a one\n- c\n", "- b two\n- c\n"),
    ("- [x] a one ^k3f9x\n  - under\n- [ ] b two\n", "- [ ] a one ^k3f9x", "- [ ] b two ^k3f9x",
     "- [x] a one ^k3f9x\n  - under\n", "- [x] b two ^k3f9x\n  - under\n"),
    ("Before. A one. B two. After.\n", "A one.", "B two.", "Before. A one. After.\n", "Before. B two. After.\n"),
    ("# T\n\nA one.\n\nB two.\n\nRest.\n", "A one.", "B two.", "# T\n\nA one.\n\nRest.\n", "# T\n\nB two.\n\nRest.\n"),
    ("Try it now. Try it.\n", "Try it.", "Try it now.", "Try it.\n", "Try it now.\n"),
    ("- a\r\n- b\r\n", "- a", "- b", "- a\r\n", "- b\r\n"),
    ("B two. A one.", "A one.", "B two.", "A one.", "B two."),
    ("- a long\n  line\n- b two", "- a long\n  line", "- b two", "- a long\n  line\n", "- b two\n"),
    ("- [ ] a ^k3f9x\n  - under\n- [x] b\n", "- [ ] a ^k3f9x", "- [x] b ^k3f9x",
     "- [ ] a ^k3f9x\n  - under\n", "- [x] b ^k3f9x\n  - under\n"),
    ("  - [ ] a ^k3f9x\n> * [/] b ^zz9zz\n", "- [ ] a ^k3f9x", "* [/] b",
     "  - [ ] a ^k3f9x\n", "  * [/] b ^zz9zz\n"),
    ("- [ ] a ^k3f9x\n- [ ] b\n", "- [ ] a ^k3f9x", "- [ ] b", "- [ ] a ^k3f9x\n", "- [ ] b ^k3f9x\n"),
    ("- Try it now\n- Try it\n", "- Try it", "- Try it now", "- Try it\n", "- Try it now\n"),
    ("A one.\nB two. After.\n", "A one.", "B two.", "A one.\nAfter.\n", "B two.\nAfter.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "second", "one", "other"), WORDS)
def test_one_of_two_versions_stays_in_the_place_of_the_first(
    text: str, first: str, second: str, one: str, other: str
) -> None:
    found = conflict(first, second)
    assert locate(found, text)
    assert choose_words(found, Choice.FIRST, text) == one
    assert choose_words(found, Choice.SECOND, text) == other
    assert locate(found, one) is None


ID = "k3f9x"
LINES = ["me: {}", "- {}", "* {}", "3. {}", "- [ ] {} ^{id}", "* [/] {} ^{id}", "- [x] {} ^{id}", "- [done] {} ^{id}"]


@pytest.mark.parametrize("below", ["", "\n"])
@pytest.mark.parametrize(("one", "other"), [(a, b) for a in LINES for b in LINES if a != b])
def test_the_line_that_is_chosen_stays_as_it_was_written(one: str, other: str, below: str) -> None:
    first, second = one.format("a one", id=ID), other.format("b two", id=ID)
    text = f"## Next steps\n\n{first}\n{below}{second}\n\nEnd.\n"
    for choice, words in ((Choice.FIRST, first), (Choice.SECOND, second)):
        kept = choose_words(conflict(first, second), choice, text).splitlines()
        if one.startswith("- [x]"):
            words = words.replace("[ ]", "[x]").replace("[/]", "[x]")  # noqa: PLW2901 - done is done
        assert [line for line in kept if "one" in line or "two" in line] == [words]
        assert kept[-2:] == ["", "End."]


def test_the_lines_that_one_version_has_of_its_own() -> None:
    assert lines_of_one("a\n\n b\na\nc\n", "a\nb \n") == ["a", "c"]
    assert lines_of_one("a\n", "a\nb\n") == []


def test_what_is_not_there_any_more_is_not_settled() -> None:
    assert locate(conflict("a", "b"), "- a\n") is None
    assert locate(conflict("a", ""), "- a\n") is None
    assert locate(conflict("a", "b", path="x.yml"), "- a\n- b\n") is None
    assert locate(conflict("a", "b", where="mood"), "---\nmood: a\n---\na b\n") is None
    assert locate(conflict("a", "b"), "---\nmood: [\n---\na b\n") is None
    with pytest.raises(CoachlogError, match="changed just now"):
        choose_words(conflict("a", "b"), Choice.FIRST, "- a\n")


@pytest.mark.parametrize("rest", ["mood: 3\n\n---\n\n---\n", "mood: 3\n\n---\n"])
def test_a_rule_that_would_make_a_front_matter_of_the_text_below_it_is_for_a_persons_hand(rest: str) -> None:
    text = "***\n\n" + rest
    with pytest.raises(CoachlogError, match="cannot settle") as refused:
        choose_words(conflict("***", "---"), Choice.SECOND, text)
    assert refused.value.hint == "keep what you want by hand: coachlog edit x.md"
    assert choose_words(conflict("***", "---"), Choice.FIRST, text).startswith("***\n\nmood: 3\n")


def test_values_that_cannot_be_settled_in_place_are_for_a_persons_hand() -> None:
    text = "---\nmood: 2\nkept_versions: [{mood: 4}, {a.b: 1}]\n---\n"
    values = list(find_values("x.md", text))
    assert [(value.where, value.first.text, value.second.text) for value in values] == [
        ("mood", "4", "2"),
        ("a.b", "1", ""),
    ]
    assert choose_value(values[0], Choice.FIRST, text) == '---\nmood: 4\nkept_versions: [{a.b: "1"}]\n---\n' or (
        "mood: 4" in choose_value(values[0], Choice.FIRST, text)
    )
    with pytest.raises(CoachlogError, match="cannot settle"):
        choose_value(values[1], Choice.FIRST, text)
    assert "a.b" not in choose_value(values[1], Choice.SECOND, text)
    assert list(find_values("x.md", "kept_versions, just a word")) == []
    assert list(find_values("x.md", "---\nkept_versions: x\n---\n")) == []
    assert list(find_values("x.md", "---\nkept_versions: [\n---\n")) == []
    with pytest.raises(CoachlogError, match="cannot settle"):
        choose_value(conflict("a", "b", form=Form.VALUE), Choice.FIRST, "---\nkept_versions: x\n---\n")
    for path, text in (("x.md", "---\nmood: [\n---\n"), ("x.yml", "mood: [\n")):
        with pytest.raises(CoachlogError, match="cannot settle"):
            choose_value(conflict("4", "2", "mood", path, Form.VALUE), Choice.SECOND, text)


def test_a_second_file_is_one_with_a_first_beside_it() -> None:
    names = {"a.md", "a-2-0123abc.md", "b-2-0123abc.md", "c/x", "c/x-2-aaaaaaa", "d-2-goal.md", "d.md"}
    assert list(second_files(names)) == [("a.md", "a-2-0123abc.md"), ("c/x", "c/x-2-aaaaaaa")]
