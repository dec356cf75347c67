"""One sentence, row or item that both changed: what can stand as one stands as one, in either order of the two."""

import pytest

from coachlog.merge import Merged, merge_files


def merge(base: str, older: str, newer: str) -> Merged:
    return merge_files(base.encode(), older.encode(), newer.encode())


def both_ways(base: str, one: str, other: str) -> str:
    """The merged text, which is the same whoever is the older."""
    merged = merge(base, one, other)
    assert not merged.whole
    assert merge(base, other, one).content == merged.content
    return merged.content.decode()


LONG = "In period three the students waited for a long time until somebody told them where the answer was.\n"


@pytest.mark.parametrize(("first", "second"), [("three", "answer"), ("long", "somebody")])
def test_two_words_apart_in_a_long_sentence_are_changed_in_one(first: str, second: str) -> None:
    one, other = LONG.replace(first, "ONE"), LONG.replace(second, "OTHER")
    assert both_ways(LONG, one, other) == LONG.replace(first, "ONE").replace(second, "OTHER")
    assert merge(LONG, one, other).conflicts == ()


@pytest.mark.parametrize(
    ("base", "one", "other"),
    [
        (LONG, LONG.replace("long", "short"), LONG.replace("time", "while")),
        (LONG, LONG.replace("long", "short"), LONG.replace("until", "till")),
        ("You asked 14 closed questions.\n", "You asked 12 closed questions.\n", "You asked 14 open questions.\n"),
        ("We began late.\n", "They began late.\n", "We began late again.\n"),
    ],
)
def test_changes_that_stand_near_each_other_are_two_wordings(base: str, one: str, other: str) -> None:
    merged = merge(base, one, other)
    assert merged.content.decode() == f"{one.rstrip()} {other}"
    assert len(merged.conflicts) == 1


def test_one_change_that_holds_the_other_stands_alone() -> None:
    base = "The classs is dependent on the hall\nand begins late.\n"
    one = base.replace("classs", "class")
    other = base.replace("classs is dependent", "class depends")
    assert both_ways(base, one, other) == other
    assert merge(base, one, other).conflicts == ()


def test_marks_that_both_put_in_stand_once() -> None:
    base = "- Where is the hall\n- next\n"
    one, other = base.replace("the hall", "the *hall*?"), base.replace("the hall", "the *hall*")
    assert both_ways(base, one, other) == one


def test_a_comma_of_one_gives_way_to_the_words_of_the_other() -> None:
    base = "We saw pens, books and tables there.\n"
    one, other = base.replace("books and", "books, and"), base.replace("books and", "chairs and")
    assert both_ways(base, one, other) == other


def test_another_wrapping_and_another_word_are_both_taken() -> None:
    base = "The lesson began with a\nquestion on the wall and\nwent on in groups.\n"
    wrapped = "The lesson began with a question\non the wall and went on in groups.\n"
    assert both_ways(base, wrapped, base.replace("groups", "pairs")) == wrapped.replace("groups", "pairs")


def test_two_new_stretches_of_a_wrapped_sentence_stand_one_after_the_other() -> None:
    base = "When it began,\nnobody knew where to go\nand most of them stayed.\n"
    one = "After the long first break of the day,\nwhen it began again,\n" + base.split("\n", 1)[1]
    other = "On a Monday in spring\n(it was raining), it began and\n" + base.split("\n", 1)[1]
    assert merge(base, one, other).content.decode() == (
        "".join(text.rpartition("nobody")[0] for text in (one, other)) + base.split("\n", 1)[1]
    )


def test_of_a_wrapped_sentence_the_lines_that_both_changed_stand_twice_and_where_most_are_so_all_of_it() -> None:
    base = "The lesson began with a\nquestion on the wall and\nwent on in groups until\nthe bell had rung.\n"
    one = base.replace("question on the wall", "riddle at the door").replace("groups until", "pairs till")
    other = base.replace("question on the wall", "song from the hall").replace("groups until", "threes while")
    first, *mine, last = one.splitlines(keepends=True)
    _, *others, _ = other.splitlines(keepends=True)
    assert merge(base, one, other).content.decode() == "".join([first, *mine, *others, last])
    one, other = one.replace("The lesson", "Everything"), other.replace("The lesson", "Our hour")
    assert merge(base, one, other).content.decode() == one + other


def test_a_step_that_one_reworded_and_that_got_its_mark_meanwhile_is_the_one_that_the_other_has_done() -> None:
    base = "# T\n\n## Next steps\n\n- [ ] Try x\n"
    one = base.replace("Try x", "Attempt the exit ticket soon ^k3f9x")
    assert both_ways(base, one, base.replace("[ ]", "[x]")) == one.replace("[ ]", "[x]")


def test_a_wrapped_sentence_that_one_took_away_leaves_the_line_that_the_other_changed() -> None:
    base = "# T\n\nThe class began late\nand went on in groups\nuntil the bell.\n\nEnd.\n"
    assert both_ways(base, "# T\n\nEnd.\n", base.replace("groups", "pairs")) == (
        "# T\n\nand went on in pairs\n\nEnd.\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Nobody asked a long question.", "Nobody asked a question."),
        ("- the first of two", "- the *first*"),
        ("```\na = [1, 2]\nb = 3\n```", "```\na = [1]\n```"),
        ("| one | two words |\n| --- | --- |", "| one | words |\n| --- | --- |"),
        ("First, we sat.", "First we sat."),
    ],
)
def test_what_was_only_shortened_by_one_goes_when_the_other_takes_it_away(before: str, after: str) -> None:
    base = f"# T\n\nBegin.\n\n{before}\n\nEnd.\n"
    assert both_ways(base, "# T\n\nBegin.\n\nEnd.\n", base.replace(before, after)) == "# T\n\nBegin.\n\nEnd.\n"


def test_words_put_in_another_order_are_a_change_that_stays() -> None:
    base = "# T\n\n- dog bites man\n\nEnd.\n"
    assert both_ways(base, "# T\n\nEnd.\n", base.replace("dog bites man", "man bites dog")) == (
        base.replace("dog bites man", "man bites dog")
    )


def test_code_with_another_mark_is_a_change_that_stays() -> None:
    base = "# T\n\n```\na = 1\n```\n\nEnd.\n"
    assert both_ways(base, "# T\n\nEnd.\n", base.replace("a =", "a +=")) == base.replace("a =", "a +=")


def test_two_cells_of_a_row_are_changed_in_one_in_a_table_without_bars_at_its_edges_too() -> None:
    base = "# T\n\nCriterion | Now | Then\n--- | --- | ---\nasks | a | b\nwaits | c | d\n\nEnd.\n"
    one, other = base.replace("| a", "| often"), base.replace("| b\n", "| always\n").replace("Now", "Today")
    assert both_ways(base, one, other) == other.replace("| a |", "| often |")


def test_two_places_in_one_long_cell_are_changed_in_one() -> None:
    base = "| Key | What |\n| --- | --- |\n| A | press it once to stop what runs and then go back to the shell |\n"
    one = base.replace("press it", "hold it down").replace("| A |", "| B |")
    other = base.replace("the shell", "your shell")
    assert both_ways(base, one, other) == one.replace("the shell", "your shell")


def test_a_step_that_both_reworded_is_never_mixed() -> None:
    base = "- [ ] @mentee Plan an exit ticket with three short questions for the lesson on fractions on Monday ^ab1cd\n"
    one, other = base.replace("Plan", "Write"), base.replace("Monday", "Friday")
    merged = merge(base, one, other)
    assert merged.content.decode() == one + other.replace(" ^ab1cd", "")
    assert len(merged.conflicts) == 1


@pytest.mark.parametrize("step_is_older", [True, False])
def test_a_step_that_one_made_a_plain_line_is_never_mixed_either(*, step_is_older: bool) -> None:
    step, plain = "- [x] Plan a ticket ^ab1cd\n", "- Plan an exit ticket again\n"
    sides = (step, plain) if step_is_older else (plain, step)
    merged = merge("- [x] Plan an exit ticket ^ab1cd\n", *sides)
    assert sorted(merged.content.decode().splitlines(keepends=True)) == sorted(sides)


def test_what_both_wrote_with_other_marks_stands_once() -> None:
    base = "# T\n"
    one, other = "# T\n\nThe wall (of the hall) was used.\n", "# T\n\nThe wall (of the hall was used.\n"
    assert both_ways(base, one, other) == one
    one, other = "# T\n\n- **ask** Ann\n", "# T\n\n- ask Ann\n"
    assert both_ways(base, one, other) == one


@pytest.mark.parametrize(("one", "other"), [("2 + 2", "2 - 2"), ("Done?", "Done!"), ("a@b", "a b")])
def test_marks_that_say_something_are_no_marks_of_writing(one: str, other: str) -> None:
    text = merge("# T\n", f"# T\n\n{one}\n", f"# T\n\n{other}\n").content.decode()
    assert one in text
    assert other in text


def test_a_box_tells_a_step_from_a_bullet() -> None:
    text = merge("# T\n", "# T\n\n- [ ] ask Ann\n", "# T\n\n- ask Ann\n").content.decode()
    assert text == "# T\n\n- [ ] ask Ann\n- ask Ann\n"


def test_three_backticks_in_a_line_open_no_code() -> None:
    base = "# T\n\n```git status```\n\nShows what changed.\n\n```git log```\n\nShows what was.\n"
    one, other = base.replace("what changed", "each change"), base.replace("what was", "the past")
    assert both_ways(base, one, other) == one.replace("what was", "the past")


def test_a_heading_stays_gone_over_what_both_put_there() -> None:
    base = "# T\n\n## Aims\n\nOne aim.\n\n## End\n\nThe end.\n"
    one = base.replace("## Aims\n\nOne aim.\n", "We look at pens.\n")
    other = base.replace("## Aims\n\n", "## Aims\n\nWe look at pens.\n\n")
    assert both_ways(base, one, other) == one
    other = base.replace("## Aims\n\n", "## Aims\n\nWe look at books.\n\n")
    assert "## Aims\n\nWe look at books.\n" in both_ways(base, one, other)


def test_sentences_put_in_another_order_go_when_the_other_takes_them_away() -> None:
    base = "# T\n\nWe sat down. They read aloud.\n\nEnd.\n"
    turned = base.replace("We sat down. They read aloud.", "They read aloud. We sat down.")
    assert both_ways(base, turned, "# T\n\nEnd.\n") == "# T\n\nEnd.\n"


GOAL, LESSON = "[[explain-k3f9x]]", "[[ratios-x2p7d]]"


@pytest.mark.parametrize("behind", ["", " ^k3f9x", " (due 2026-11-26)", " (due 2026-11-26) (from 2026-11-12) ^k3f9x"])
@pytest.mark.parametrize(("one", "other"), [(GOAL, LESSON), ("#star", GOAL), ("#star", "#star/talk"), (GOAL, GOAL)])
def test_links_and_stars_of_both_stand_behind_one_line(behind: str, one: str, other: str) -> None:
    line = "- [ ] @mentee Ask why in period three{}" + behind + "\n"
    merged = merge(line.format(""), line.format(f" {one}"), line.format(f" {other}"))
    assert merged.conflicts == ()
    assert merged.content.decode() == line.format("".join(f" {mark}" for mark in dict.fromkeys([one, other])))


def test_one_rewords_a_line_and_the_other_says_what_it_is_about() -> None:
    base = "- They asked why in period three\n"
    assert both_ways(base, "- They asked how in period three\n", f"- They asked why in period three {GOAL}\n") == (
        f"- They asked how in period three {GOAL}\n"
    )


def test_a_link_within_a_sentence_is_part_of_it() -> None:
    base, one, other = (f"In {link} they asked why (twice).\n" for link in (GOAL, LESSON, "[[other-a2b3c]]"))
    assert merge(base, one, other).content.decode() == f"{one.strip()} {other}"
