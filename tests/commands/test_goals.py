import re

import pytest

from tests.support.world import git

EXPLAIN = "explain-why-it-is-proportional-p5v8h"
FIELDS = ["id", "title", "status", "level", "owner", "progress", "supports", "target_date", "path"]


def added(example, result):
    """The file that `goals add` made."""
    assert result.status == 0, result.err
    return example / re.search(r"goals/\S+\.md", result.out).group()


def test_the_list_has_the_open_goals_with_just_the_promised_fields(run, example):
    data = run("goals", "--json").data
    assert {goal["status"] for goal in data} == {"active", "draft"}
    assert all(list(goal) == FIELDS for goal in data)
    mine = next(goal for goal in data if goal["id"] == "one-tool-one-purpose-f3x8g")
    assert mine["progress"] is None
    assert mine["supports"] == ["bring-an-own-example-j7w4q"]
    assert mine["target_date"] == "2027-03-26"


def test_a_goal_without_a_day_to_reach_it_by_says_none(run, example):
    run("goals", "add", "Some day")
    data = run("goals", "--json").data
    assert next(goal for goal in data if goal["title"] == "Some day")["target_date"] is None


def test_closed_goals_are_listed_on_demand(run, example):
    assert "Ask before telling" not in run("goals").out
    everything = run("goals", "--all").out
    assert "Ask before telling" in everything
    assert "met" in everything
    assert [goal["id"] for goal in run("goals", "--status", "Revised", "--json").data] == [
        "finish-every-problem-set-g2c6v"
    ]


def test_goals_are_chosen_by_level_and_by_owner(run, example):
    assert {goal["level"] for goal in run("goals", "--level", "student", "--json").data} == {"student"}
    assert {goal["owner"] for goal in run("goals", "--owner", "Sam", "--json").data} == {"mentee"}
    assert {goal["owner"] for goal in run("goals", "--owner", "both", "--json").data} == {"shared"}
    assert "No goals here yet" in run("goals", "--level", "coach", "--owner", "sam").out


def test_an_owner_or_level_that_nobody_has_is_refused_with_a_hint(run, example):
    nobody = run("goals", "--owner", "kim")
    assert nobody.status == 1
    assert "hint: the people are: mentor, mentee" in nobody.err
    level = run("goals", "--level", "pupil")
    assert level.status == 2
    assert "`pupil` is not one of student, teacher" in level.err


def test_a_goal_that_cannot_be_read_is_told_of_and_the_others_are_listed(run, example):
    (example / "goals" / "broken-x2p7d.md").write_text("---\nlevel: [\n---\n# Broken\n", encoding="utf-8")
    result = run("goals")
    assert result.status == 1
    assert "goals/broken-x2p7d.md:" in result.err
    assert EXPLAIN in result.out


def test_the_tree_has_each_goal_under_what_it_supports(run, example):
    out = run("goals", "--tree").out.splitlines()
    assert out[0] == "- Every student reasons about mathematics aloud and in writing  (district, progressing)"
    assert out[2].startswith("    - Grade 7 talks its way through ratios")
    assert sum("Find proportions in my own world" in line for line in out) == 2
    assert any("Ask before telling  (teacher, met)" in line for line in out)  # an open goal serves it
    assert not any("Finish every ratio problem set" in line for line in out)


def test_the_tree_as_json_is_the_same_flat_list(run, example):
    data = run("goals", "--tree", "--json").data
    assert len(data) == len({goal["id"] for goal in data}) == 8
    assert list(data[0]) == FIELDS


def test_a_goal_that_serves_none_is_named_gently(run, example):
    run("goals", "add", "Read the room")
    result = run("goals", "--tree")
    assert result.status == 0
    assert "Standing on its own so far: Read the room." in result.out


def test_a_circle_of_goals_is_a_problem_with_its_line_and_every_goal_is_shown(run, example):
    path = example / "goals" / "math-reasoning-for-everyone-d4k7m.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("supports: []", f"supports: [{EXPLAIN}]"), encoding="utf-8")
    result = run("goals", "--tree")
    assert result.status == 1
    assert "goals/math-reasoning-for-everyone-d4k7m.md:9: " in result.err
    assert "[goal-loop]" in result.err
    assert "Explaining and listening in every subject" in result.out


def test_a_missing_parent_is_a_problem_with_its_line(run, example):
    path = example / "goals" / "one-tool-one-purpose-f3x8g.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[bring-an", "[bringing-an"), encoding="utf-8")
    result = run("goals", "--tree")
    assert result.status == 1
    assert "goals/one-tool-one-purpose-f3x8g.md:8: " in result.err
    assert "[unknown-goal]" in result.err
    assert "One tool, one purpose" in result.out


def test_an_empty_tree_says_how_to_begin(run, example):
    for path in (example / "goals").iterdir():
        path.unlink()
    assert "coachlog goals add" in run("goals", "--tree").out


def test_a_new_goal_is_an_active_one_of_both_for_students_opened_today(run, example):
    path = added(example, run("goals", "add", "Ask a better question"))
    assert re.fullmatch(r"ask-a-better-question-[2-9a-z]{5}\.md", path.name)
    text = path.read_text(encoding="utf-8")
    for line in ("level: student", "owner: shared", "status: active", "opened: 2026-11-19", "supports: []"):
        assert f"\n{line}\n" in text
    assert "\n# Ask a better question\n" in text
    assert git(example, "status", "--porcelain") == ""
    assert git(example, "log", "-1", "--format=%s%n%an").split("\n")[:2] == ["goals add: 1 goal", "Robin Example"]


def test_a_new_goal_takes_what_is_said_of_it(run, example):
    path = added(
        example,
        run(
            *("goals", "add", "Plan a session", "--level", "Coach", "--owner", "robin", "--target", "2027-01-14"),
            *("--supports", "explain why", "--supports", "grade-7", "--measure", "a: count", "--baseline", "none yet"),
            *("--status", "draft", "--standard", "7.RP.A.2", "--indicator", "2c", "--indicator", "4a"),
        ),
    )
    text = path.read_text(encoding="utf-8")
    for line in (
        "level: coach",
        "owner: mentor",
        "status: draft",
        "target_date: 2027-01-14",
        f"supports: [{EXPLAIN}, grade-7-talks-about-ratios-c8n3t]",
        'measure: "a: count"',
        "baseline: none yet",
        "standards: [7.RP.A.2]",
        "indicators: [2c, 4a]",
    ):
        assert f"\n{line}\n" in text
    assert run("goals", "--level", "coach", "--json").status == 0


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("🎉🎉", "untitled"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b\\c", "a-b-c"),
        ("CON", "con"),
        ("nul.md", "nul-md"),
        ("x" * 300, "x" * 40),
        ("\x1b[31mred\x07", "31mred"),
        ("[red]x[/red]", "red-x-red"),
        ("{{owner}} and `code`", "owner-and-code"),
    ],
)
def test_any_title_makes_a_safe_file_that_bears_it(run, example, title, slug):
    before = set(example.rglob("*.md"))
    result = run("goals", "add", title)
    assert result.status == 0
    (path,) = set(example.rglob("*.md")) - before
    assert re.fullmatch(re.escape(slug) + "-[2-9a-z]{5}", path.stem)  # a reserved name is none with letters behind it
    assert path.parent == example / "goals"
    listed = next(goal for goal in run("goals", "--json").data if goal["id"] == path.stem)
    assert listed["title"] == title.replace("\x1b", "").replace("\x07", "")
    assert "\x1b" not in run("goals").out


@pytest.mark.parametrize("title", ["", "   ", "\x07"])
def test_an_empty_title_is_refused_without_a_question_where_nobody_can_answer(run, example, title):
    result = run("goals", "add", title)
    assert result.status == 2
    assert "error: " in result.err
    assert "hint: " in result.err


def test_a_goal_that_is_added_as_met_has_the_day_on_which_it_was(run, example):
    text = added(example, run("goals", "add", "Before coachlog", "--status", "met")).read_text(encoding="utf-8")
    assert "\nclosed: 2026-11-19\n" in text


def test_a_goal_cannot_serve_one_that_is_not_there(run, example):
    before = git(example, "rev-parse", "HEAD")
    result = run("goals", "add", "Lost", "--supports", "nothing-like-it")
    assert result.status == 1
    assert "there is no goal `nothing-like-it`" in result.err
    assert "coachlog goals --all" in result.err
    assert git(example, "rev-parse", "HEAD") == before
    assert git(example, "status", "--porcelain") == ""


def test_an_impossible_day_is_refused(run, example):
    result = run("goals", "add", "Soon", "--target", "2026-02-30")
    assert result.status == 2
    assert "there is no 2026-02-30 in the calendar" in result.err


def test_the_pairs_own_page_is_used_even_where_it_has_no_place_for_the_facts(run, example):
    (example / "templates").mkdir()
    (example / "templates" / "goal.md").write_text("# Our goal\n\n## Goal\n\nWhat for?\n", encoding="utf-8")
    text = added(example, run("goals", "add", "Ours", "--supports", EXPLAIN)).read_text(encoding="utf-8")
    assert text.startswith("---\ntype: goal\nlevel: student\n")
    assert f"supports: [{EXPLAIN}]" in text
    assert "# Ours\n\n## Goal\n\nWhat for?\n" in text


def test_showing_a_goal_leaves_prompts_out_and_names_its_neighbours(run, example):
    out = run("goals", "show", "grade-7").out
    assert "# Grade 7 talks its way through ratios" in out
    assert "It serves: Explaining and listening in every subject" in out
    assert "Explain why a relationship is proportional" in out
    path = added(example, run("goals", "add", "Blank"))
    shown = run("goals", "show", path.stem).out
    assert "<!--" not in shown
    assert "## What success looks like" in shown


def test_a_prompt_that_somebody_changed_is_shown(run, example):
    path = added(example, run("goals", "add", "Blank"))
    text = path.read_text(encoding="utf-8").replace("How would a visitor notice", "How would Kim notice")
    path.write_text(text, encoding="utf-8")
    assert "How would Kim notice" in run("goals", "show", path.stem).out


def test_a_shown_goal_as_json_says_all_of_it(run, example):
    data = run("goals", "show", "ask before", "--json").data
    assert data["closed"] == "2026-11-12"
    assert data["supported_by"] == ["listen-before-suggesting-h9c5d"]
    assert data["text"].startswith("# Ask before telling")


def test_words_that_mean_two_goals_are_refused_with_both(run, example):
    result = run("goals", "show", "explain")
    assert result.status == 1
    assert "means more than one goal" in result.err
    assert EXPLAIN in result.err


def test_what_was_seen_becomes_a_dated_line_and_the_meeting_names_the_goal(run, example):
    path = example / "goals" / "one-tool-one-purpose-f3x8g.md"
    before = path.read_text(encoding="utf-8")
    result = run("goals", "update", "one-tool", "two tools: gone", "--progress", "On track")
    assert result.status == 0
    after = path.read_text(encoding="utf-8")
    assert after.endswith("## Evidence\n\n- 2026-11-19: two tools: gone\n")
    assert "\nprogress: on-track\n" in after
    kept = after.replace("progress: on-track\n", "").replace("\n- 2026-11-19: two tools: gone\n", "")
    assert kept == before
    meeting = (example / "meetings" / "2026-11-19.md").read_text(encoding="utf-8")
    assert "listen-before-suggesting-h9c5d, one-tool-one-purpose-f3x8g]" in meeting
    run("goals", "update", "one-tool", "again")
    assert (example / "meetings" / "2026-11-19.md").read_text(encoding="utf-8") == meeting


def test_without_a_note_of_the_day_only_the_goal_changes(run, example):
    run("goals", "update", "one-tool", "seen", "--today", "2026-11-20")
    changed = git(example, "show", "--name-only", "--format=%s").split()
    assert changed == ["goals", "update:", "1", "goal", "goals/one-tool-one-purpose-f3x8g.md"]


def test_a_meeting_that_was_called_off_names_no_goal(run, example):
    note = example / "meetings" / "2026-11-19.md"
    text = note.read_text(encoding="utf-8").replace("status: held", "status: cancelled")
    note.write_text(text, encoding="utf-8")
    run("goals", "update", "one-tool", "seen")
    assert note.read_text(encoding="utf-8") == text


def test_goals_that_a_note_lists_with_commas_stay_a_list(run, example):
    note = example / "meetings" / "2026-11-19.md"
    text = re.sub(r"goals: \[.*\]", f"goals: {EXPLAIN}, listen-before-suggesting-h9c5d", note.read_text("utf-8"))
    note.write_text(text, encoding="utf-8")
    run("goals", "update", EXPLAIN, "seen")
    assert note.read_text(encoding="utf-8") == text
    run("goals", "update", "one-tool", "seen")
    assert f"goals: [{EXPLAIN}, listen-before-suggesting-h9c5d, one-tool" in note.read_text(encoding="utf-8")


def test_a_note_whose_list_cannot_be_changed_in_place_does_not_hold_the_goal_up(run, example):
    note = example / "meetings" / "2026-11-19.md"
    text = re.sub(r"goals: \[.*\]", "goals: {a: b}", note.read_text("utf-8"))
    note.write_text(text, encoding="utf-8")
    assert run("goals", "update", "one-tool", "seen").status == 0
    assert "goals/one-tool-one-purpose-f3x8g.md" in git(example, "show", "--name-only", "--format=")


def test_an_update_changes_what_it_names(run, example):
    run("goals", "update", "one-tool", "--owner", "sam", "--target", "tomorrow", "--level", "classroom")
    run("goals", "update", "one-tool", "--supports", "grade 7", "--measure", "a tally", "--standard", "MP3")
    text = (example / "goals" / "one-tool-one-purpose-f3x8g.md").read_text(encoding="utf-8")
    for line in ("owner: mentee", "target_date: 2026-11-20", "level: classroom", "measure: a tally"):
        assert f"\n{line}\n" in text
    assert "supports: [bring-an-own-example-j7w4q, grade-7-talks-about-ratios-c8n3t]" in text
    assert "standards: [MP3]" in text


def test_an_update_that_says_nothing_is_refused(run, example):
    result = run("goals", "update", "one-tool")
    assert result.status == 2
    assert "hint: coachlog goals update one-tool" in result.err


def test_a_goal_may_not_serve_itself_straight_or_in_a_circle(run, example):
    itself = run("goals", "update", "one-tool", "--supports", "one-tool")
    assert itself.status == 1
    assert "a goal cannot support itself" in itself.err
    circle = run("goals", "update", "math-reasoning", "--supports", "one-tool")
    assert circle.status == 1
    assert "already supports" in circle.err


@pytest.mark.parametrize("way", ["met", "revised", "dropped"])
def test_closing_a_goal_says_how_and_when(run, example, way):
    result = run("goals", "close", "one-tool", f"--{way}", "We looked twice")
    assert result.status == 0
    assert f"as {way}" in result.out
    text = (example / "goals" / "one-tool-one-purpose-f3x8g.md").read_text(encoding="utf-8")
    assert f"\nstatus: {way}\n" in text
    assert "\nclosed: 2026-11-19\n" in text
    assert text.endswith("## Evidence\n\n## Reflection\n\n- We looked twice\n")
    assert git(example, "log", "-1", "--format=%s").strip() == f"goals close: 1 goal {way}"


def test_closing_again_in_the_same_way_keeps_the_day_and_reopening_takes_it_away(run, example):
    run("goals", "close", "ask before", "--met")
    path = example / "goals" / "ask-before-telling-t2m6z.md"
    assert "\nclosed: 2026-11-12\n" in path.read_text(encoding="utf-8")
    run("goals", "update", "ask before", "--status", "active")
    text = path.read_text(encoding="utf-8")
    assert "\nstatus: active\n" in text
    assert "closed:" not in text


@pytest.mark.parametrize("ways", [(), ("--met", "--dropped")])
def test_a_goal_is_closed_in_one_way(run, example, ways):
    result = run("goals", "close", "one-tool", *ways)
    assert result.status == 2
    assert "--met, --revised or --dropped" in result.err


def test_a_changed_goal_keeps_every_other_byte(run, example):
    path = example / "goals" / "odd-k3f9x.md"
    front = "\ufeff---\r\n# mine\r\nlevel:   'student' # who\r\nextra: {a: 1}\r\n---\r\n"
    odd = front + "\r\nOdd\r\n===\r\n\r\n## evidence:  \r\n* old"
    path.write_bytes(odd.encode())
    assert run("goals", "update", "odd", "new", "--level", "teacher").status == 0
    expected = odd.replace("'student'", "teacher") + "\r\n- 2026-11-19: new\r\n"
    assert path.read_bytes().decode() == expected


@pytest.mark.parametrize(("answer", "status"), [("Dropped", 0), ("perhaps", 2)])
def test_on_a_terminal_it_asks_for_what_is_missing(run, example, monkeypatch, answer, status):
    monkeypatch.setattr("coachlog.context.Context.interactive", True)
    asked = run("goals", "add", stdin="Count to five\n")
    assert "What is the goal called?" in asked.out
    assert "# Count to five\n" in added(example, asked).read_text(encoding="utf-8")
    assert run("goals", "close", "count to five", stdin=f"{answer}\n").status == status
