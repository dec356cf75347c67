"""`coachlog lessons review` and `lessons rubric`: the questions of the matrix, and the levels of success."""

import pytest

from coachlog.context import Context
from coachlog.model.parse_settings import parse_settings
from coachlog.model.rubric import RUBRIC_CODES
from tests.support.world import git

SPRING = "ratio-problems-spring-2026-w6t4k"
NUMBERS = "numbers-in-arguments-q8h3n"
JUDGEMENT = "What do students have to weigh up before they can take a position?"


def text_of(example, lesson):
    return (example / "lessons" / f"{lesson}.md").read_text(encoding="utf-8")


def test_review_brings_one_quadrant_in_and_names_it_as_the_focus(run, example):
    result = run("lessons", "review", "numbers", "--focus", "problem")
    assert result.status == 0
    assert "Problem-based task: 5 questions to answer." in result.out
    text = text_of(example, NUMBERS)
    assert f"## Design matrix\n\n### Problem-based task\n\n- {JUDGEMENT}\n" in text
    assert "\nmatrix_focus: [standards, problem]\n" in text
    assert "Engaging task" not in text
    assert git(example, "log", "-1", "--format=%s").strip() == "lessons review: 5 questions"
    again = run("lessons", "review", "numbers", "--focus", "problem")
    assert "all of its questions are there already" in again.out
    assert text_of(example, NUMBERS) == text
    assert git(example, "rev-list", "--count", "HEAD").strip() == "2"


def test_review_takes_several_quadrants_and_beginnings_of_their_names(run, example):
    data = run("lessons", "review", SPRING, "--focus", "tech", "--focus", "Engaging task", "--json").data
    assert data["brought"] == [{"quadrant": "technology", "questions": 7}, {"quadrant": "engaging", "questions": 10}]
    assert data["matrix_focus"] == ["technology", "engaging"]
    assert data["coverage"][1] == {
        "quadrant": "engaging",
        "title": "Engaging task",
        "asked": 10,
        "answered": 0,
        "own_lines": 0,
    }


def test_review_without_a_focus_goes_on_with_the_lessons_own(run, example):
    assert "Standards-based task: 6 questions to answer." in run("lessons", "review", NUMBERS).out
    result = run("lessons", "review", SPRING)
    assert result.status == 2
    assert "hint: say it with --focus: standards, engaging, problem, technology" in result.err


@pytest.mark.parametrize("focus", ["fun", "", "s t"])
def test_a_quadrant_that_there_is_not_is_refused(run, example, focus):
    result = run("lessons", "review", NUMBERS, "--focus", focus)
    assert result.status == 2
    assert "there is no quadrant" in result.err
    assert git(example, "status", "--porcelain") == ""


def test_a_code_block_without_an_end_takes_no_questions(run, example):
    path = example / "lessons" / "open.md"
    text = "---\ntype: lesson\n---\n# Open\n\n## Design matrix\n\n```\ncode\n"
    path.write_text(text, encoding="utf-8")
    result = run("lessons", "review", "open", "--focus", "problem")
    assert result.status == 1
    assert "is not closed" in result.err
    assert path.read_text(encoding="utf-8") == text


def test_the_pairs_own_matrix_stands_in_for_the_shipped_one(run, example):
    (example / "frameworks").mkdir(exist_ok=True)
    own = (
        "id: design-matrix\ntitle: Ours\nkind: design\nversion: '1'\nsource: us\nitems:\n"
        "  - {code: joy, title: Joy}\n  - {code: joy-1, title: A, parent: joy, text: Where do they laugh?}\n"
    )
    (example / "frameworks" / "design-matrix.yml").write_text(own, encoding="utf-8")
    assert run("lessons", "review", NUMBERS, "--focus", "joy").status == 0
    assert "### Joy\n\n- Where do they laugh?\n" in text_of(example, NUMBERS)


def test_on_a_terminal_review_asks_for_the_quadrant_and_opens_the_editor(run, example, monkeypatch):
    monkeypatch.setattr(Context, "interactive", True)
    monkeypatch.setattr(Context, "ask", lambda *_: "problem, tech")
    monkeypatch.setenv("EDITOR", "sed -i s/position?/position?_Yes./")
    out = run("lessons", "review", SPRING).out
    assert "Technology: 7 questions to answer." in out
    assert "Kept: " in out
    assert f"- {JUDGEMENT}_Yes.\n" in text_of(example, SPRING)
    run("lessons", "review", SPRING, "--no-edit")
    assert "_Yes._Yes." not in text_of(example, SPRING)


SETTINGS, _ = parse_settings(b"")
REAL = "ratios-in-the-real-world-x2p7d"


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
    message = f"lessons/{REAL}.md:{line}: nothing is written under Beginning for “The product” [rubric-empty]"
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
    assert "No problems found in its columns, levels and cells." in out


def test_each_code_is_documented(run):
    listed = {row["code"] for row in run("check", "--codes", "--json").data}
    assert {code for code, _ in RUBRIC_CODES} <= listed
