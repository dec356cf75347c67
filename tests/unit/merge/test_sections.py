"""A merge changes no line's section: the cases by which two people's words came under another heading."""

import re

import pytest

from coachlog.markdown.document import parse_document
from coachlog.merge import merge_files
from coachlog.merge.audit import find_loss
from coachlog.merge.audit_check_in import find_published
from coachlog.merge.audit_sections import find_misplaced
from coachlog.merge.pieces import cut_body
from coachlog.merge.three_way import Three

BASE = """# Meeting of 12 November

## Check-in

- Sam slept badly this week
- Robin has a cold since Monday

## Successes

- The exit ticket worked

## Notes

- We looked at the unit plan together
- The class is loud after lunch

## Next steps

- [ ] @mentee Try the exit ticket in period 3 ^a1b2c
"""
MOVED = "- Sam slept badly this week\n"
ADDED = "- I was close to tears on Tuesday\n"


def section(text: str, name: str) -> str:
    """Everything under a heading, down to the next of its level."""
    match = re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return match[1] if match else ""


def cut(text: str, name: str) -> tuple[str, str]:
    """A text without a section, and the section with its heading."""
    whole = f"## {name}\n" + section(text, name)
    return text.replace(whole, ""), whole


def both_ways(one: str, other: str, base: str = BASE) -> list[str]:
    merged = [merge_files(base.encode(), *map(str.encode, sides)) for sides in ((one, other), (other, one))]
    assert not any(one.whole for one in merged)
    return [one.content.decode() for one in merged]


def put_after(text: str, line: str, new: str) -> str:
    assert line in text
    return text.replace(line, line + new, 1)


def test_a_line_put_below_one_that_was_moved_stays_in_its_section() -> None:
    moved = put_after(BASE.replace(MOVED, ""), "- The exit ticket worked\n", MOVED)
    for text in both_ways(moved, put_after(BASE, MOVED, ADDED)):
        assert ADDED in section(text, "Check-in")
        assert MOVED in section(text, "Successes")
        assert text.count(ADDED) == text.count(MOVED) == 1


def test_a_reply_to_a_line_that_was_moved_stays_and_comes_under_no_other_line() -> None:
    moved = put_after(BASE.replace(MOVED, ""), "- The exit ticket worked\n", MOVED)
    replied = put_after(BASE, MOVED, "  - because of the baby\n    who cries\n")
    for text in both_ways(moved, replied):
        assert "\n- because of the baby\n  who cries\n" in section(text, "Check-in")


@pytest.mark.parametrize("below", ["", "- We won the quiz\n"])
def test_a_new_section_never_opens_in_the_middle_of_another(below: str) -> None:
    last = "- The class is loud after lunch\n"
    moved = put_after(BASE.replace(last, ""), MOVED, last)
    for text in both_ways(moved, put_after(BASE, last, f"\n## Wins\n\n{below}")):
        assert section(text, "Check-in").split("\n")[1:4] == [
            "- Sam slept badly this week",
            "- The class is loud after lunch",
            "- Robin has a cold since Monday",
        ]
        assert section(text, "Wins").strip() == below.strip()


def test_a_section_that_was_moved_takes_along_what_the_other_did_in_it() -> None:
    rest, check_in = cut(BASE, "Check-in")
    lines = check_in.splitlines(keepends=True)
    swapped = put_after(BASE.replace("".join(lines[2:4]), lines[3] + lines[2]), lines[2], ADDED)
    for text in both_ways(rest + "\n" + check_in, swapped):
        assert sorted(section(text, "Check-in").split("\n")) == sorted(section(swapped, "Check-in").split("\n"))
        assert text.index("## Next steps") < text.index("## Check-in")


@pytest.mark.parametrize("heading", ["## How are you?", "### Check-in", "# **CHECK-IN**", "## 1. Check-in:"])
def test_a_check_in_under_another_name_is_the_same_section(heading: str) -> None:
    for text in both_ways(BASE.replace("## Check-in", heading), put_after(BASE, MOVED, ADDED)):
        assert heading + "\n\n" + MOVED + ADDED in text


@pytest.mark.parametrize("heading", ["## Wins", "## Successes of the class", ""])
def test_a_check_in_that_one_made_something_else_comes_back_with_what_the_other_wrote_in_it(heading: str) -> None:
    for text in both_ways(BASE.replace("## Check-in", heading), put_after(BASE, MOVED, ADDED)):
        assert section(text, "Check-in").strip() == ADDED.strip()


@pytest.mark.parametrize("line", ["- The exit ticket worked\n", MOVED])
def test_a_line_that_one_moved_out_of_or_into_the_check_in_and_the_other_reworded_stays_twice(line: str) -> None:
    here, there = ("Check-in", "Successes") if line == MOVED else ("Successes", "Check-in")
    neighbour = "- The exit ticket worked\n" if line == MOVED else MOVED
    moved = put_after(BASE.replace(line, ""), neighbour, line)
    reworded = BASE.replace(line, line.rstrip() + ", and much more of that\n")
    for text in both_ways(moved, reworded):
        assert "much more" in section(text, here)
        assert "much more" not in section(text, there)
        assert line in section(text, there)


def test_a_line_that_one_moved_between_other_sections_and_the_other_reworded_follows() -> None:
    line = "- The class is loud after lunch\n"
    moved = put_after(BASE.replace(line, ""), "- The exit ticket worked\n", line)
    for text in both_ways(moved, BASE.replace("after lunch", "after the long lunch")):
        assert text.count("- The class is loud") == 1
        assert "after the long lunch" in section(text, "Successes")


def test_a_section_that_one_took_out_comes_back_with_what_the_other_wrote_in_it() -> None:
    rest, _ = cut(BASE, "Notes")
    for text in both_ways(rest, put_after(BASE, "- We looked at the unit plan together\n", ADDED)):
        assert section(text, "Notes").strip() == ADDED.strip()


@pytest.mark.parametrize("opener", ["**Check-in**", "__How are we?__", "**Check-in:**"])
def test_a_bold_line_opens_a_check_in(opener: str) -> None:
    base = BASE.replace("## Check-in", opener)
    moved = put_after(base.replace(MOVED, ""), "- The exit ticket worked\n", MOVED)
    for text in both_ways(moved, put_after(base, MOVED, ADDED), base):
        assert ADDED in text[text.index(opener) : text.index("## Successes")]


def test_a_part_of_the_check_in_that_was_moved_out_comes_back_with_what_the_other_wrote_in_it() -> None:
    base = put_after(BASE, "- Robin has a cold since Monday\n", "\n### Sam\n\n- Tired of it all\n")
    part = "\n### Sam\n\n- Tired of it all\n"
    moved = put_after(base.replace(part, ""), "- The exit ticket worked\n", part)
    for text in both_ways(moved, put_after(base, "- Tired of it all\n", ADDED), base):
        assert section(text, "Check-in").endswith(f"### Sam\n\n{ADDED}\n")
        assert "Tired" in section(text, "Successes")


LONG = "- The fraction strips helped everybody who was lost before\n"


@pytest.mark.parametrize("place", ["- We looked at the unit plan together\n", "- The exit ticket worked\n"])
def test_a_long_line_that_both_typed_in_two_places_stands_once_where_the_older_has_it(place: str) -> None:
    older, newer = put_after(BASE, "- The class is loud after lunch\n", LONG), put_after(BASE, place, LONG)
    assert merge_files(BASE.encode(), older.encode(), newer.encode()).content.decode() == older
    assert merge_files(BASE.encode(), newer.encode(), older.encode()).content.decode() == newer


@pytest.mark.parametrize(
    ("line", "place"), [("- Nothing new\n", "- The exit ticket worked\n"), (LONG, MOVED)], ids=["short", "check-in"]
)
def test_a_short_line_and_one_of_the_check_in_stay_in_both_places(line: str, place: str) -> None:
    for text in both_ways(put_after(BASE, "- The class is loud after lunch\n", line), put_after(BASE, place, line)):
        assert text.count(line) == 2


def test_two_sections_each_moved_into_the_other_are_kept_apart() -> None:
    base = b"## Aims of the term\n\n- a\n\n## Books of the term\n\n- b\n- c\n- d\n"
    one = base.replace(b"## Aims", b"# Aims")
    other = b"# Books of the term\n\n- b\n- c\n- d\n\n## Aims of the term\n\n- a\n"
    assert merge_files(base, one, other).whole


@pytest.mark.parametrize(
    ("merged", "wrong"),
    [
        (put_after(BASE, MOVED, ADDED), ""),
        (put_after(BASE, "- The exit ticket worked\n", ADDED), "the word I outside of the Check-in"),
    ],
)
def test_the_audit_knows_words_that_left_the_check_in(merged: str, wrong: str) -> None:
    assert find_misplaced(Three(BASE, BASE, put_after(BASE, MOVED, ADDED)), merged) == wrong


def test_the_audit_knows_a_line_under_another_heading() -> None:
    one = put_after(BASE, "- The exit ticket worked\n", "- We won\n")
    other = put_after(BASE, "- We looked at the unit plan together\n", "- We won\n")
    assert find_misplaced(Three(BASE, one, BASE), other) == "the line - We won under notes"
    assert not find_misplaced(Three(BASE, one, other), other)


OPENED = """# 12 November

## Successes

- The exit ticket worked

{}

## Notes

- We looked at the unit plan together

## Check-in

- Sam slept badly
"""


@pytest.mark.parametrize("opening", ["<!-- a thought", "```", "~~~ sh", "<!--", "- an item\n  ```"])
def test_what_nobody_closed_ends_at_the_next_heading(opening: str) -> None:
    base = OPENED.format(opening)
    one = base.replace("- We looked", "- We looked well")
    other = base.replace("- Sam slept badly", "- Sam slept badly\n- Robin is tired")
    for text in both_ways(one, other, base):
        assert text == one.replace("- Sam slept badly", "- Sam slept badly\n- Robin is tired")


@pytest.mark.parametrize(
    "closed", ["<!-- a\n\n## Notes\n\nb -->", "```\n## Notes\n```", "> ```\n> ## Notes\n> code\n> ```"]
)
def test_a_heading_in_what_is_closed_is_none(closed: str) -> None:
    assert [piece.raw.strip() for piece in cut_body(f"- a\n\n{closed}\n\n- b\n").pieces] == ["- a", closed, "- b"]


def test_behind_a_heading_a_second_opening_ends_the_first() -> None:
    text = "<!-- a thought\n\n## Notes\n\n- a\n\n<!-- closed -->\n\nTitle\n---\n\n> ```\n> code\n\n- b\n"
    pieces = [piece.raw.strip() for piece in cut_body(text).pieces]
    assert pieces == ["<!-- a thought", "## Notes", "- a", "<!-- closed -->", "Title\n---", "> ```\n> code", "- b"]


TWICE = "## Check-in\n\n- {0}\n\n## Notes\n\n- a line that stands twice\n- b\n- a line that stands twice\n- {0}\n"


def test_of_what_stood_twice_one_stays_where_each_deleted_another_copy() -> None:
    words = "Sam said so, too"
    base = TWICE.format(words)
    one = base.replace("- a line that stands twice\n", "", 1).replace(f"\n- {words}\n\n", "\n\n", 1)
    other = (base[::-1].replace("- a line that stands twice\n"[::-1], "", 1))[::-1].removesuffix(f"- {words}\n")
    for text in both_ways(one, other, base):
        assert text.count("- a line that stands twice") == 1
        assert text.count(words) == 1
        assert text.index(words) < text.index("## Notes")
    assert not find_loss(Three(base, one, other), text)
    assert find_loss(Three(base, one, other), text.replace("- a line that stands twice\n", ""))


@pytest.mark.parametrize(
    "opener", ["Check-in:", "> ## Check-in", "- **Check-in:** today", "<h2>Check-in</h2>", "## Check-in"]
)
def test_whatever_opens_a_check_in_for_the_outputs_opens_one_for_the_merge(opener: str) -> None:
    base = f"## Successes\n\n- one\n\n{opener}\n\n- Sam slept badly\n\n# Plan\n\n- two\n"
    one = base.replace("- Sam slept badly\n", "").replace("- one\n", "- one\n- Sam slept badly\n")
    other = base.replace("badly", "badly for a week")
    for text in both_ways(one, other, base):
        assert text.index(opener) < text.index("badly for a week") < text.index("# Plan")


def test_a_line_that_leaves_an_item_of_a_check_in_takes_no_new_word_along() -> None:
    base = "## Successes\n\n- Check-in\n  - Sam slept badly\n- the ticket worked\n\n# Plan\n"
    one = base.replace("  - Sam slept badly\n", "").replace("worked\n", "worked\n- Sam slept badly\n")
    other = base.replace("badly\n", "badly\n  - so did the baby\n")
    assert merge_files(base.encode(), one.encode(), other.encode()).whole
    other = base.replace("- the", "- a win\n- the")
    for text in both_ways(base.replace("worked", "worked twice"), other, base):
        assert "  - Sam slept badly\n- a win\n- the ticket worked twice\n" in text


def test_the_reading_of_the_outputs_knows_what_is_published() -> None:
    base = "## Successes\n\n- one\n\nCheck-in:\n\n- Sam slept badly\n"
    read = [parse_document(text) for text in (base, base, base.replace("badly", "well"))]
    moved = base.replace("- one\n", "- one\n- Sam slept badly\n")
    assert find_published(Three(*read), parse_document(moved)) == "the word Sam"
    again = [parse_document(text + "\n# Sam slept badly\n\nSam\n") for text in (base, base, base)]
    assert find_published(Three(*again), parse_document(moved + "\n# Sam slept badly\n")) == "the line Sam slept badly"
    assert not find_published(Three(*read), read[2])


@pytest.mark.parametrize("name", ["{}:", "**{}**", "**{}:**", "{} said:"])
def test_a_line_that_nobody_is_named_above_is_not_below_a_name_after_the_merge(name: str) -> None:
    base = "# N\n\n## Successes\n\n## Notes\n\nthe end\n"
    first, second = map(name.format, ("Sam", "Robin"))
    named = f"{first}\n\n- a one\n\n{second}\n\n- r one\n"
    bare = "- the window kids moved!!\n- quiz avg 62 -> 71\n"
    for text in both_ways(*(base.replace("Successes\n", f"Successes\n\n{part}") for part in (named, bare)), base):
        assert f"## Successes\n\n{bare}\n{named}" in text
    below = base.replace("Successes\n", f"Successes\n\n{named}")
    longer = below.replace("- a one\n", "- a one\n- a two\n"), below.replace("- r one\n", "- r one\n- r two\n")
    for text in both_ways(*longer, below):
        assert f"{first}\n\n- a one\n- a two\n\n{second}\n\n- r one\n- r two\n" in text


@pytest.mark.parametrize("above", ["Some words", "- an item", "> words of others"])
def test_a_bold_line_below_other_words_gets_no_blank_line(above):
    base = f"# N\n\n{above}\n**Next steps**\n\nthe end\n"
    ours, theirs = base.replace("# N", "# Note"), base.replace("the end", "the very end")
    assert merge_files(base.encode(), ours.encode(), theirs.encode()).content == (
        f"# Note\n\n{above}\n**Next steps**\n\nthe very end\n".encode()
    )
