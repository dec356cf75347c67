"""Whole files through the merge: endings, marks, bounds, YAML, generated blocks, and what comes back whole."""

import time

import pytest

from coachlog.merge import merge_files
from coachlog.merge.merge_piece import digest_line
from coachlog.merge.pieces import cut_body
from coachlog.model.conflict import Conflict, Version

NOTE = "---\nmood: 3\n---\n# Note\n\n## Notes\n\n- one thing\n- another thing\n"


def merged(base: str | None, older: str, newer: str, path: str = "x.md") -> str:
    result = merge_files(None if base is None else base.encode(), older.encode(), newer.encode(), path)
    assert not result.whole
    return result.content.decode()


def test_other_line_ends_are_no_change_of_words() -> None:
    windows = NOTE.replace("\n", "\r\n")
    edited = NOTE.replace("one thing", "two things")
    for older, newer in ((windows, edited), (edited, windows)):
        assert merged(NOTE, older, newer) == edited.replace("\n", "\r\n")


def test_each_line_keeps_its_own_end() -> None:
    mixed = NOTE.replace("one thing\n", "one thing\r\n")
    assert merged(mixed, mixed + "- last\r\n", mixed.replace("# Note", "# My note")) == (
        mixed.replace("# Note", "# My note") + "- last\r\n"
    )


def test_a_byte_order_mark_and_a_missing_last_newline_stay() -> None:
    base = "\ufeff" + NOTE.rstrip()
    assert merged(base, base + "\n- a", base.replace("one", "1")) == base.replace("one", "1") + "\n- a"
    assert merged(base, base + "\n- a", base + "\n- b") == base + "\n- a\n- b"
    assert merged(base, base[1:], base.replace("one", "1")) == base[1:].replace("one", "1")


def test_blank_lines_and_blanks_at_the_end_stay() -> None:
    base = NOTE + "\n\n\n"
    older, newer = base.replace("one thing", "one thing  "), base.replace("another", "a third")
    assert merged(base, older, newer) == older.replace("another", "a third")


def test_both_started_the_same_note() -> None:
    older = "---\ntype: meeting\nmode: video\n---\n# 19 November\n\n## Check-in\n\n- calm\n\n## Next steps\n\n"
    newer = older.replace("mode: video", "minutes: 45").replace("- calm", "- tired")
    step = "- [{}] @mentee Try the ticket (from 2026-11-12) ^k3f9x\n"
    assert merged(None, older + step.format(" "), newer + step.format("x") + "- [ ] More\n") == (
        "---\ntype: meeting\nmode: video\nminutes: 45\n---\n# 19 November\n\n## Check-in\n\n- calm\n- tired\n\n"
        "## Next steps\n\n" + step.format("x") + "- [ ] More\n"
    )


def test_sections_of_one_name_unite_in_the_order_of_the_older() -> None:
    older = "# T\n\n## One\n\n- a\n\n## Two\n\n- b\n"
    newer = "# T\n\n## Two\n\n- c\n\n## One\n\n- d\n"
    text = merged("# T\n", older, newer)
    assert text.count("## One") == text.count("## Two") == 1
    assert text.index("- a") < text.index("- d") < text.index("## Two") < text.index("- b") < text.index("- c")


def test_two_versions_of_an_item_leave_what_lies_under_it_with_the_first() -> None:
    base = "- went well\n  - why\n- next\n"
    assert merged(base, base.replace("went well", "was loud"), base.replace("went well", "had a circle")) == (
        "- was loud\n  - why\n- had a circle\n- next\n"
    )


def test_an_answer_follows_a_bullet_that_was_moved() -> None:
    base = "- one\n- two\n- three\n"
    assert merged(base, "- two\n- three\n- one\n", "- one\n  - why\n- two\n- three\n") == (
        "- two\n- three\n- one\n  - why\n"
    )


def test_lines_of_a_wrapped_sentence_are_merged_line_by_line() -> None:
    base = "The class began\nwith a question on the wall\nand went on in groups.\n"
    older, newer = base.replace("class", "lesson"), base.replace("in groups", "in pairs")
    assert merged(base, older, newer) == "The lesson began\nwith a question on the wall\nand went on in pairs.\n"
    newer = base.replace("class", "day").replace("groups", "pairs")
    assert merged(base, older, newer) == (
        "The lesson began\nThe day began\nwith a question on the wall\nand went on in pairs.\n"
    )


def test_a_wrapped_paragraph_in_a_quote_keeps_its_marks() -> None:
    base = "> They waited long. Nobody\n> asked why it was so.\n"
    older, newer = base.replace("long", "a minute"), base.replace("why", "how")
    assert merged(base, older, newer) == "> They waited a minute. Nobody\n> asked how it was so.\n"


def test_lines_next_to_each_other_changed_by_each_stand() -> None:
    base = "The class began early\nwith a question on the wall\nand went on.\n"
    older, newer = base.replace("early", "late"), base.replace("with", "after")
    assert merged(base, older, newer) == "The class began late\nafter a question on the wall\nand went on.\n"


def test_a_sentence_rewritten_on_all_its_lines_stands_twice() -> None:
    base = "one two three\nfour five six.\n"
    assert merged(base, "one two tree\nfour five sex.\n", "one to three\nfor five six.\n") == (
        "one two tree\nfour five sex.\none to three\nfor five six.\n"
    )


def test_a_paragraph_taken_away_by_one_and_shortened_by_the_other_goes() -> None:
    base = "# T\n\nOne thing. Two things. Three things.\n\nEnd.\n"
    assert merged(base, "# T\n\nEnd.\n", base.replace(" Two things.", "")) == "# T\n\nEnd.\n"


def test_a_comma_brings_nothing_back() -> None:
    base = "# T\n\n- one two\n- three\n"
    assert merged(base, "# T\n\n- three\n", base.replace("one two", "one, two")) == "# T\n\n- three\n"
    assert merged(base, "# T\n\n- three\n", base.replace("one two", "one too")) == base.replace("two", "too")


def test_a_heading_comes_back_over_what_was_edited_under_it() -> None:
    base = "# T\n\n## A\n\n- one two\n- three\n\n## B\n"
    assert merged(base, "# T\n\n## B\n", base.replace("two", "to")) == "# T\n\n## A\n\n- one to\n\n## B\n"


def test_code_taken_away_and_edited_stays_as_edited() -> None:
    base = "# T\n\n```\na = 1\n```\n\nEnd.\n"
    assert merged(base, "# T\n\nEnd.\n", base.replace("= 1", "== 1")) == base.replace("= 1", "== 1")


INDENTED = "# T\n\nType this:\n\n    a = 1\n    b = 2\n\nEnd.\n"


def test_indented_code_is_one_piece_that_nobody_mixes() -> None:
    one, other = INDENTED.replace("a = 1", "a = 3"), INDENTED.replace("b = 2", "b = 4")
    assert merged(INDENTED, one, INDENTED.replace("End.", "The end.")) == one.replace("End.", "The end.")
    assert merged(INDENTED, one, other) == INDENTED.replace(
        "    a = 1\n    b = 2\n", "    a = 3\n    b = 2\n\n    a = 1\n    b = 4\n"
    )


def test_the_same_words_with_other_blanks_between_them_stand_once() -> None:
    assert merged("# T\n", "# T\n\n- ask  Ann\n", "# T\n\n- ask Ann\n") == "# T\n\n- ask  Ann\n"
    base = "# T\n\n- ask\n"
    assert merged(base, base.replace("ask", "ask Ann"), base.replace("ask", "ask\tAnn")) == "# T\n\n- ask Ann\n"


def test_the_longer_of_two_new_gaps_is_taken() -> None:
    assert merged("a\n\nb\n", "a\n\n\nb\n", "a\n\n\n\nb\n") == "a\n\n\n\nb\n"


def test_a_merged_body_that_would_read_as_front_matter_comes_back_whole() -> None:
    base = "p\n\nq\n\n---\n\na: 1\n\n---\n\nend\n"
    result = merge_files(base.encode(), base.replace("p\n\n", "", 1).encode(), base.replace("q\n\n", "", 1).encode())
    assert result.whole


def test_a_tables_form_is_the_newers_and_another_column_keeps_both_rows() -> None:
    base = "| a | b |\n|---|---|\n| one | two |\n"
    assert merged(base, base.replace("|---|---|", "|:--|---|"), base.replace("|---|---|", "|--:|---|")) == (
        base.replace("|---|---|", "|--:|---|")
    )
    assert merged(base, base.replace("| two |", "| to | x |"), base.replace("two", "too")) == (
        base.replace("| two |", "| to | x |") + "| one | too |\n"
    )


FORMS = """Title
=====

1. one
2. two
year
2026. was good
-

    code
    code

    more
2026 was
2026. good
text | more
--- | ---
a | b
> ```
> open
after
> lazy
line

[a]: b
<div>
<!-- two
lines -->
"""


def test_every_form_is_cut_without_loss() -> None:
    run = cut_body(FORMS)
    assert run.text == FORMS
    assert merged(FORMS, FORMS + "\n- x\n", "- y\n\n" + FORMS) == "- y\n\n" + FORMS + "\n- x\n"


def generated(*lines: str, own: str = "", after: str = "") -> str:
    marks = " ".join(digest_line(line) for line in lines)
    inside = "".join(f"{line}\n" for line in lines)
    return f"# R\n\n<!-- coachlog: successes {marks} -->\n{inside}{own}<!-- /coachlog -->\n{after}"


def test_a_generated_block_is_never_doubled() -> None:
    base = generated("- a", "- b")
    older, newer = generated("- a", "- b", "- c"), generated("- b", "- d")
    assert merged(base, older, newer) == newer
    assert merged(None, older, newer) == newer
    assert merged(base, older, newer.replace("# R", "# My R")) == newer.replace("# R", "# My R")


def test_a_persons_line_in_a_generated_block_stays() -> None:
    base = generated("- a")
    older = generated("- a", "- c", own="- my own words\n")
    newer = generated("- a", "- d")
    assert merged(base, older, newer) == newer.replace("<!-- /", "- my own words\n<!-- /")


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (b"\xff\xfe", NOTE.encode()),
        (b"---\na: [\n---\n", NOTE.encode()),
        (b"---\nopen\n", NOTE.encode()),
        (NOTE.encode(), b"---\n{a: 1}\n---\n"),
        (NOTE.encode(), NOTE.encode() + b"x" * 600_000),
        (NOTE.encode(), NOTE.encode() + b"- bullet\n" * 7_000),
        (b"# A\n\n```\ncode\n", b"# B\n\ntext\n\n```\nmore\n```\n"),
    ],
)
def test_what_cannot_be_merged_comes_back_whole(older: bytes, newer: bytes) -> None:
    result = merge_files(b"# Base\n", older, newer)
    assert result.whole
    assert result.content == newer


def test_a_paragraph_of_more_sentences_than_anybody_writes_comes_back_whole() -> None:
    base = " ".join(f"It rained {day} times." for day in range(501)) + "\n"
    newer = base.replace("rained 400", "snowed 400")
    result = merge_files(base.encode(), base.replace("rained 3 ", "snowed 3 ").encode(), newer.encode())
    assert (result.content.decode(), result.whole) == (newer, True)


def test_other_files_are_settled_by_identity_alone() -> None:
    assert merge_files(b"a", b"a", b"b", "x.png").content == b"b"
    assert merge_files(b"a", b"b", b"a", "x.png").content == b"b"
    assert merge_files(b"a", b"b", b"c", "x.png").whole


TRAPS = {
    "identical lines": ("- same\n" * 2_000, "- same\n" * 1_990 + "- x\n", "- y\n" + "- same\n" * 2_003),
    "one long paragraph": ("One two. " * 50_000, "One two. " * 50_000 + "A.", "B. " + "One two. " * 50_000),
    "a million letters": ("a" * 500_000, "a" * 499_999 + "b", "c" + "a" * 500_000),
    "all lines differ": tuple("".join(f"- {side}{i} word{side}{i}\n" for i in range(4_900)) for side in "oab"),
    "all lines alike": tuple("".join(f"- w {i} {side} x y z\n" for i in range(4_900)) for side in "oab"),
    "deep quotes": (">" * 9_000 + " a\n", ">" * 9_000 + " b\n", "> " * 9_000 + "c\n"),
    "open comments": tuple("<!-- coachlog: x -->\n" * 4_000 + end for end in ("", "<!--", "<!-- /coachlog")),
    "fences": ("```\n" * 4_000, "~~~\n```\n" * 2_000, "````\n```\n" * 2_000),
    "a row of bars": ("|" * 200_000 + "\n", "|" * 200_001 + "\n", "|`" * 100_000 + "\n"),
    "many sentences": tuple(" ".join(f"S{side}{i}." for i in range(490)) + "\n" for side in "oab"),
    "list of values": tuple(f"---\nk: [{', '.join(f'{side}{i}' for i in range(1900))}]\n---\n" for side in "oab"),
    "keys": tuple("---\n" + "".join(f"{side}{i}: 1\n" for i in range(900)) + "---\n" for side in "oab"),
    "too many sentences": tuple(" ".join(f"S{side}{i}." for i in range(600)) + " s.\n" for side in "oab"),
    "words in one item": tuple("- " + f"{side} word " * 40_000 + "\n" for side in "oab"),
}  # fmt: skip


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", TRAPS)
@pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured
def test_no_text_takes_long(name: str) -> None:
    begun = time.process_time()
    merge_files(*(text.encode() for text in TRAPS[name]))
    assert time.process_time() - begun < 30  # a guard against hanging; benchmarks/merge_cases.py measures


def test_what_was_kept_is_told_with_its_heading_or_key() -> None:
    older, newer = (
        NOTE.replace("one thing", "a b").replace("3", "4"),
        NOTE.replace("one thing", "c d").replace("3", "5"),
    )
    assert merge_files(NOTE.encode(), older.encode(), newer.encode()).conflicts == (
        Conflict(Version("4"), Version("5"), "mood", "x.md"),
        Conflict(Version("- a b"), Version("- c d"), "Notes", "x.md"),
    )
