import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachlog.markdown.document import parse_document
from coachlog.model.rubric import RUBRIC_CODES, check_rubrics, find_rubrics, fresh_rubric
from coachlog.model.settings import parse_settings
from tests.support.world import git

SETTINGS, _ = parse_settings(b"")
REAL = "ratios-in-the-real-world-x2p7d"
SPRING = "ratio-problems-spring-2026-w6t4k"
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


def test_a_lesson_without_a_rubric_gets_one_of_its_targets(run, example):
    path = example / "lessons" / f"{SPRING}.md"
    before = path.read_text(encoding="utf-8")
    result = run("lessons", "rubric", SPRING)
    assert result.status == 0
    assert "Began a rubric" in result.out
    after = path.read_text(encoding="utf-8")
    row = "| I can solve ratio and percent problems with several steps. | goes further, and says why |"
    assert row in after
    assert [line for line in after.splitlines() if not line.startswith("|")][:41] == [*before.splitlines()[:40], ""]
    assert "One point for each right answer, ten in all.\n\n| Criterion | 4 | 3 | 2 | 1 |\n" in after
    assert "is begun |\n\n## Resources" in after
    assert run("check").status == 0
    again = run("lessons", "rubric", SPRING, "--json")
    assert again.data["new"] is False
    assert again.data["rubrics"][0]["levels"] == ["4", "3", "2", "1"]
    assert path.read_text(encoding="utf-8") == after
    assert git(example, "log", "-1", "--format=%s").strip() == "lessons rubric: 1 rubric"


def test_a_lesson_without_the_section_gets_section_and_rubric(run, example):
    path = example / "lessons" / "bare.md"
    path.write_text("---\ntype: lesson\n---\n# Bare\n\n## Resources\n\n- Chalk\n", encoding="utf-8")
    assert run("lessons", "rubric", "bare").status == 0
    text = path.read_text(encoding="utf-8")
    assert "# Bare\n\n## Assessment and rubric\n\n| Criterion | 4 | 3 | 2 | 1 |\n" in text
    assert "| The work | goes further, and says why |" in text
    assert text.endswith("is begun |\n\n## Resources\n\n- Chalk\n")


def test_problems_of_a_rubric_are_told_with_file_and_line_by_rubric_and_by_check(run, example):
    path = example / "lessons" / f"{REAL}.md"
    text = path.read_text(encoding="utf-8").replace("| is begun |", "|  |")
    path.write_text(text, encoding="utf-8")
    line = text[: text.index("| The product")].count("\n") + 1
    message = f"lessons/{REAL}.md:{line}: nothing stands under Beginning for “The product” [rubric-empty]"
    result = run("lessons", "rubric", "real world")
    assert result.status == 1
    assert message in result.out
    assert message in run("check").out
    data = run("lessons", "rubric", "real world", "--json")
    assert data.status == 1
    assert '"code": "rubric-empty"' in data.out
    assert path.read_text(encoding="utf-8") == text


def test_a_table_that_is_none_gets_no_second_one(run, example):
    path = example / "lessons" / "bare.md"
    text = "---\ntype: lesson\n---\n# Bare\n\n## Assessment and rubric\n\n| C | 2 | 1 |\n|---|---|\n| a | b | c |\n"
    path.write_text(text, encoding="utf-8")
    result = run("lessons", "rubric", "bare")
    assert result.status == 1
    assert "lessons/bare.md:9: the line of dashes has 2 columns, the head of the rubric 3" in result.out
    assert path.read_text(encoding="utf-8") == text


def test_a_good_rubric_is_said_to_be_so(run, example):
    out = run("lessons", "rubric", REAL).out
    assert "4 criteria, levels Beginning, Developing, Meeting, Exceeding" in out
    assert "as they ought to be" in out


def test_each_code_is_documented(run):
    listed = {row["code"] for row in run("check", "--codes", "--json").data}
    assert {code for code, _ in RUBRIC_CODES} <= listed
