"""A paragraph or a bullet that one cut in two, or joined, while the other edited, moved or took it away; either way."""

import pytest

from coachlog.merge import merge_files

PROSE = "We asked them to write a question. Then they read it out to the class. At the end we counted.\n"
FIRST, SECOND, THIRD = (f"{sentence.rstrip('.')}." for sentence in PROSE.strip().split(". "))


def both_ways(base: str, one: str, other: str) -> str:
    """The merged text, which is the same whoever is the older."""
    merged, turned = (
        merge_files(base.encode(), *sides) for sides in ((one.encode(), other.encode()), (other.encode(), one.encode()))
    )
    assert not merged.whole
    assert merged == turned or merged.content == turned.content
    return merged.content.decode()


@pytest.mark.parametrize(
    "between", ["", "![the class](fig/class.png){: .wide}\n\n", "## Reading\n\n", "- a bullet\n\n"]
)
@pytest.mark.parametrize("word", ["asked", "question", "read", "counted"])
def test_the_edit_is_in_the_part_where_its_words_went(between: str, word: str) -> None:
    base = f"# T\n\n{PROSE}\nEnd.\n"
    parted = f"# T\n\n{FIRST}\n\n{between}{SECOND} {THIRD}\n\nEnd.\n"
    assert both_ways(base, parted, base.replace(word, "wondered")) == parted.replace(word, "wondered")


@pytest.mark.parametrize("word", ["asked", "read"])
def test_the_parts_stay_apart_when_what_was_put_between_them_is_taken_away(word: str) -> None:
    bullet, rest = "- they had no pens\n", "\n## Notes\n\n- one map\n- two books\n"
    base = f"{PROSE}{rest}{bullet}"
    parted = f"{FIRST}\n\n{bullet}\n{SECOND} {THIRD}\n{rest}"
    other = f"{PROSE}{rest}".replace(word, "wondered")
    assert both_ways(base, parted, other) == f"{FIRST}\n\n{SECOND} {THIRD}\n{rest}".replace(word, "wondered")


def test_a_wrapped_paragraph_is_cut_where_its_line_ends() -> None:
    base = "> We asked them to write\n> a question. Then they\n> read it out to the class.\n"
    parted = "> We asked them to write\n> a question.\n>\n> Then they\n> read it out to the class.\n"
    assert both_ways(base, parted, base.replace("read", "sang")) == parted.replace("read", "sang")


def test_a_paragraph_cut_in_three_takes_an_edit_in_each() -> None:
    parted = f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n"
    other = PROSE.replace("write", "say").replace("class", "room").replace("counted", "slept")
    edited = parted.replace("write", "say").replace("class", "room").replace("counted", "slept")
    assert both_ways(PROSE, parted, other) == edited


def test_both_parts_of_what_the_other_took_away_go() -> None:
    base = f"# T\n\n{PROSE}\nEnd.\n"
    assert both_ways(base, f"# T\n\n{FIRST}\n\n{SECOND} {THIRD}\n\nEnd.\n", "# T\n\nEnd.\n") == "# T\n\nEnd.\n"


def test_a_bullet_that_became_two_is_edited_or_goes() -> None:
    base = "# T\n\n- one pen and two books\n  or three maps of the town\n- next\n"
    parted = "# T\n\n- one pen and two books\n- or three maps of the town\n- next\n"
    assert both_ways(base, parted, "# T\n\n- next\n") == "# T\n\n- next\n"
    assert both_ways(base, parted, base.replace("town", "city")) == parted.replace("town", "city")


def test_what_the_other_rewrote_over_the_cut_is_kept_whole() -> None:
    base = f"# T\n\n{PROSE}\nEnd.\n"
    other = base.replace("question. Then they read", "riddle which somebody sang")
    text = both_ways(base, f"# T\n\n{FIRST}\n\n{SECOND} {THIRD}\n\nEnd.\n", other)
    assert "riddle which somebody sang" in text


def test_a_step_is_never_cut() -> None:
    base = "- [ ] @mentee Ask Ann about the wall and the new tables ^ab1cd\n"
    parted = "- [ ] @mentee Ask Ann about the wall ^ab1cd\n- [ ] and the new tables\n"
    text = both_ways(base, parted, base.replace("[ ]", "[x]"))
    assert text == parted.replace("[ ]", "[x]", 1)


PARTS = (FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    ("one", "other", "merged"),
    [
        ("{0} {1}\n\n{2}", "{0} {1}\n\n{2}", "{0} {1}\n\n{2}"),
        ("{0} {1}\n\n{2}", "{a0} {1}\n\n{2}", "{a0} {1}\n\n{2}"),
        ("{0} {a1}\n\n{2}", "{a0} {1}\n\n{2}", "{a0} {a1}\n\n{2}"),
        ("{0} {1} {2}", "{a0} {1} {a2}", "{a0} {1} {a2}"),
        ("{0} {1} {2}", "{a0}\n\n{1}\n\n{a2}", "{a0} {1} {a2}"),
        ("{0} {1}\n\n{a2}", "{0}\n\n{a1}\n\n{2}", "{0} {a1}\n\n{a2}"),
        ("{0} {a1}\n\n{2}", "{a0}\n\n{1}\n\n{2}", "{a0} {a1}\n\n{2}"),
        ("{0} So good. {1}\n\n{2}", "{0} {a1}\n\n{2}", "{0} So good. {a1}\n\n{2}"),
        ("{0} {1}\n\n{2}", "{0} {1}\n\nWe went on.\n\n{2}", "{0} {1}\n\nWe went on.\n\n{2}"),
    ],
)
def test_what_one_or_both_joined_stands_once_and_in_its_order(one: str, other: str, merged: str) -> None:
    words = {
        "a0": FIRST.replace("question", "riddle"),
        "a1": SECOND.replace("out", "aloud"),
        "a2": THIRD.replace("counted", "slept"),
    }
    base, one, other, merged = (
        f"# T\n\n{form.format(*PARTS, **words)}\n\n## End\n" for form in ("{0}\n\n{1}\n\n{2}", one, other, merged)
    )
    assert both_ways(base, one, other) == merged


@pytest.mark.parametrize("between", ["We went on.\n\n", "## Notes\n\n", "- a bullet\n\n"])
def test_what_was_put_between_two_paragraphs_keeps_them_apart(between: str) -> None:
    base = f"# T\n\n{FIRST}\n\n{SECOND}\n"
    text = both_ways(base, f"# T\n\n{FIRST} {SECOND}\n", f"# T\n\n{FIRST}\n\n{between}{SECOND}\n")
    assert between.strip() in text
    assert text.count(SECOND) == 1
