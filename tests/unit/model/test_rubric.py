"""A rubric: a fresh one, and what is wrong with one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachlog.markdown.document import parse_document
from coachlog.model.parse_settings import parse_settings
from coachlog.model.rubric import check_rubrics, find_rubrics, fresh_rubric

SETTINGS, _ = parse_settings(b"")
DASHES = "|---|---|---|"


def lesson(*lines, heading="## Assessment and rubric"):
    return parse_document("\n".join(["# L", "", heading, "", *lines, ""]))


def told(*lines):
    return [(problem.line, problem.code) for problem in check_rubrics("l.md", lesson(*lines), SETTINGS)]


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=30), max_size=9)
)
def test_a_fresh_rubric_passes_whatever_the_targets_are(targets):
    targets = [target for target in targets if target.split()]
    document = lesson(*fresh_rubric(targets))
    assert list(check_rubrics("l.md", document, SETTINGS)) == []
    (rubric,) = find_rubrics(document, SETTINGS)
    assert rubric.levels == ("4", "3", "2", "1")
    assert len(rubric.criteria) == (min(len(targets), 6) or 2)


def test_a_bar_in_a_target_stays_a_bar():
    (rubric,) = find_rubrics(lesson(*fresh_rubric(["a | b"])), SETTINGS)
    assert rubric.criteria == ("a | b",)


@pytest.mark.parametrize("ends_no_line", ["\v", "\f", "\x85", "\u2028"])
def test_what_word_puts_into_a_cell_ends_no_row(ends_no_line):
    rows = ("| Criterion | 2 | 1 |", DASHES, f"| Why | two{ends_no_line}reasons | one |", "| How | | x |")
    (rubric,) = find_rubrics(lesson(*rows), SETTINGS)
    assert rubric.criteria == ("Why", "How")
    assert told(*rows) == [(8, "rubric-empty")]


@pytest.mark.parametrize(
    "levels",
    [
        "4 | 3 | 2 | 1",
        "1 | 2 | 3",
        "Level 1 | Level 2",
        "Exceeding (4) | Meeting (3)",
        "0.5 | 1 | 1.5",
        "Beginning | Developing | Proficient | Exceeding",
        "Exceeds | Meets | Approaching | Beginning",
        "not yet | Emerging | **Wow**",
        "Emerging | Beginning | Developing",
        "Getting warm | Hot",
        "4 | 3 | Points",
    ],
)
def test_levels_in_order_up_or_down_are_right(levels):
    count = levels.count("|") + 2
    row = "| Why |" + " x |" * (count - 1)
    assert told(f"| Criterion | {levels} |", "|" + "---|" * count, row) == []


@pytest.mark.parametrize(
    "levels", ["4 | 2 | 3", "1 | 1 | 2", "Beginning | Exceeding | Developing", "Good | good ", "Level 3 | Level 3.0"]
)
def test_levels_out_of_order_or_twice_are_told_of(levels):
    count = levels.count("|") + 2
    row = "| Why |" + " x |" * (count - 1)
    assert told(f"| Criterion | {levels} |", "|" + "---|" * count, row) == [(5, "rubric-levels")]


def test_rows_with_more_or_fewer_columns_are_told_of_with_their_lines():
    rows = told("| C | 2 | 1 |", DASHES, "| a | x |", "| b | x | y | z |", "| c | x \\| y | `a \\| b` |", "loose words")
    assert rows == [(7, "rubric-columns"), (8, "rubric-columns"), (10, "rubric-columns")]


def test_empty_cells_are_told_of_save_in_columns_that_are_filled_in_later():
    found = told("| C | 2 | 1 | Comments |", "|---|---|---|---|", "| a |  | y | |", "|  | x | y | |")
    assert found == [(7, "rubric-empty"), (8, "rubric-empty")]
    assert told("| C | 2 |  |", DASHES, "| a | x | y |") == [(5, "rubric-empty")]
    assert told("|   | 2 | 1 |", DASHES, "| a | x | y |") == []
    assert told("| C | 2 | 1 |", DASHES) == [(5, "rubric-empty")]


def test_a_rubric_of_one_level_has_room_on_both_sides():
    table = ("| Grow | Criterion | Glow |", DASHES, "|  | explains why |  |")
    assert told(*table) == []
    assert find_rubrics(lesson(*table), SETTINGS)[0].criteria == ("explains why",)
    assert told(*table[:2], "| x |  | y |") == [(7, "rubric-empty")]


def test_a_line_of_dashes_of_another_width_makes_no_table_and_is_told_of():
    assert told("| C | 2 | 1 |", "|---|---|", "| a | x | y |") == [(6, "rubric-columns")]
    assert told("Some | words", "and --- more", "", "A line", "| and | another |") == []


def test_the_pairs_own_heading_is_looked_under_and_no_other():
    table = ("| C | 1 | 1 |", DASHES, "| a | x | y |")
    own, _ = parse_settings(b"headings: {How we will see it: Assessment and rubric}\n")
    assert list(check_rubrics("l.md", lesson(*table, heading="## How we will see it"), own))
    assert not list(check_rubrics("l.md", lesson(*table, heading="## Task"), SETTINGS))
