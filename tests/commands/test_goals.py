"""`coachlog goals`: the list, the tree, and one goal with how it moved."""

import re
from datetime import date

import pytest

from coachlog.storage.load import load_log
from coachlog.summary.goals import goal_history, resting_goals
from tests.support.terminal import talk

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
    assert "hint: the people are: mentor (Robin Example), mentee (Sam Sample)" in nobody.err
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
    assert "Without a link so far: Read the room." in result.out


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


def test_showing_a_goal_leaves_prompts_out_and_names_its_neighbours(run, example):
    out = run("goals", "show", "grade-7").out
    assert "# Grade 7 talks its way through ratios" in out
    assert "Supports: Explaining and listening in every subject" in out
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


TOOL = "one-tool-one-purpose-f3x8g"


def edit(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def ids(result):
    return {goal["id"] for goal in result.data}


def test_a_goal_is_shown_with_how_it_moved(run, example):
    run("goals", "update", EXPLAIN, "ten slips in ten", "--progress", "on-track")
    out = run("goals", "show", EXPLAIN).out
    told = out.partition("How it moved\n")[2].partition("Lines about it\n")[0].splitlines()
    assert told[0] == "- opened  (1 October 2026)"
    assert told[1] == "- three exit slips in ten give a reason  (2 October 2026)"
    assert told[-1] == "- ten slips in ten  (19 November 2026)"
    assert "Meetings about it: 4 meetings, the last on 19 November 2026" in out
    data = run("goals", "show", EXPLAIN, "--json").data
    assert data["history"][0] == {"date": "2026-10-01", "what": "opened", "text": ""}
    assert data["meetings"][-1] == "2026-11-19"


def test_an_update_is_linked_from_the_meeting_of_that_day(run, example):
    run("goals", "update", TOOL, "chose one")
    assert TOOL in (example / "meetings" / "2026-11-19.md").read_text("utf-8").partition("\n---")[0]
    assert run("goals", "show", TOOL, "--json").data["meetings"][-1] == "2026-11-19"


def test_a_long_life_is_shown_by_its_newest_days(run, example):
    path = example / "goals" / f"{TOOL}.md"
    lines = "".join(f"- 2026-10-{day:02}: seen {day}\n" for day in range(1, 13))
    path.write_text(
        path.read_text("utf-8").replace("## Evidence\n", "") + f"\n## Evidence\n\n{lines}", encoding="utf-8"
    )
    out = run("goals", "show", TOOL).out
    assert "and 5 earlier, shown below" in out
    assert "- opened  (5 November 2026)" in out


def test_a_goal_that_nothing_was_written_of_has_no_story(run, example):
    run("goals", "add", "Fresh one")
    assert "How it moved" not in run("goals", "show", "fresh").out


def test_a_closed_goal_ends_its_story(example):
    log = load_log(example, ("goal", "meeting", "feedback"), ("goal",))
    assert goal_history(log, log.find_goal("ask-before"))[-1].what == "met"


def test_goals_that_rest_are_named_without_blame(run, example):
    out = run("goals", "--tree", "--today", "2027-01-20").out
    told = out.splitlines()[-1]
    assert told.startswith("Not worked on for some weeks: ")
    assert "Find proportions in my own world (since 19 November)" in told
    for word in ("overdue", "late", "behind", "neglect", "still"):
        assert word not in told.casefold()
    assert "Resting" not in run("goals", "--tree").out


def test_what_serves_a_goal_keeps_it_awake(example):
    log = load_log(example, ("goal", "meeting", "feedback"), ("goal",))
    assert resting_goals(log, date(2026, 12, 1)) == ()
    resting = resting_goals(log, date(2026, 12, 20))
    assert {goal.level: day for goal, day in resting}["district"] == date(2026, 11, 19)
    assert "ask-before-telling-t2m6z" not in {goal.id for goal, _ in resting}


@pytest.mark.parametrize("code", ["3b", "4.3.b", "3.B"])
def test_goals_are_chosen_by_an_indicator_however_it_is_written(code, run, example):
    assert ids(run("goals", "--indicator", code, "--json")) == {TOOL}


def test_goals_are_chosen_by_a_standard_and_by_both(run, example):
    assert EXPLAIN in ids(run("goals", "--standard", "CCSS.MATH.CONTENT.7.RP.A.2", "--json"))
    assert ids(run("goals", "--standard", "MP4", "--indicator", "4c", "--json")) == {"bring-an-own-example-j7w4q"}
    assert ids(run("goals", "--indicator", "nothing", "--json")) == set()


def test_goals_of_a_term_are_those_that_were_worked_on_in_it(run, example):
    fall = ids(run("goals", "--term", "2026-fall", "--json"))
    assert {"finish-every-problem-set-g2c6v", "ask-before-telling-t2m6z", EXPLAIN} <= fall
    november = ids(run("goals", "--term", "2026-11", "--json"))
    assert "finish-every-problem-set-g2c6v" not in november
    assert "ask-before-telling-t2m6z" in november
    assert TOOL not in ids(run("goals", "--term", "2026-10", "--json"))
    assert ids(run("goals", "--term", "2026-fall", "--status", "met", "--json")) == {"ask-before-telling-t2m6z"}
    assert run("goals", "--term", "some time").status == 2


def test_a_tree_of_some_goals_names_the_resting_ones_among_them_alone(run, example):
    out = run("goals", "--tree", "--level", "teacher", "--today", "2027-01-20").out
    assert "Not worked on for some weeks: One tool, one purpose (since 5 November)" in out


def test_a_ring_and_a_missing_parent_are_the_same_problems_everywhere(run, example):
    edit(example, "goals/math-reasoning-for-everyone-d4k7m.md", "supports: []", f"supports: [{EXPLAIN}, gone]")
    told = {line.rpartition(" ")[2] for line in run("goals", "--tree").err.splitlines()}
    found = [(row["line"], row["code"]) for row in run("check", "--json").data]
    assert told == {"[goal-loop]", "[unknown-goal]"}
    assert sorted(found) == [(9, "goal-loop"), (9, "unknown-goal")]


def test_a_goal_whose_file_was_renamed_is_found_by_its_old_id(run, example):
    old = example / "goals" / f"{EXPLAIN}.md"
    new = old.with_name(f"talk-{old.stem.rpartition('-')[2]}.md")
    old.rename(new)
    updated = run("goals", "update", old.stem, "a line of today")
    assert updated.status == 0, updated
    assert "a line of today" in new.read_text(encoding="utf-8")


@pytest.mark.parametrize(("answer", "baseline"), [("Nobody says why", "Nobody says why"), ("", "")])
def test_on_a_terminal_it_asks_once_what_is_seen_now(example, run, answer, baseline):
    status, screen = talk(["goals", "add", "Students say why"], [answer])
    assert status == 0
    assert screen.count("What do you see now?") == 1
    assert "“Students say why”: where does this stand today?" in screen.partition("What do you see now?")[0]
    goal = next(row["id"] for row in run("goals", "--json").data if row["title"] == "Students say why")
    assert run("goals", "show", goal, "--json").data["baseline"] == baseline


def test_a_baseline_that_was_typed_is_not_asked_for(example):
    _, screen = talk(["goals", "add", "Students say why", "--baseline", "Nobody does"])
    assert "What do you see now?" not in screen


def test_a_baseline_written_down_later_says_that_it_looks_back(example, run):
    run("goals", "add", "Students say why")
    run("goals", "update", "students say", "--baseline", "Nobody did.", "--today", "2026-12-03")
    shown = "Nobody did (looking back on 3 December 2026)"
    assert run("goals", "show", "students say", "--json").data["baseline"] == shown
    run("goals", "update", "students say", "--baseline", "Two of thirty did", "--today", "2026-12-04")
    assert run("goals", "show", "students say", "--json").data["baseline"] == "Two of thirty did"


def test_a_baseline_of_the_first_day_is_a_baseline(example, run):
    run("goals", "add", "Students say why")
    run("goals", "update", "students say", "--baseline", "Nobody did")
    assert run("goals", "show", "students say", "--json").data["baseline"] == "Nobody did"


def test_a_title_needs_no_quotes(run, example):
    told = run("goals", "add", *["Students", "explain", "ratios"])
    assert told.status == 0, told.err
    assert "Students explain ratios" in run("goals").out


def test_a_second_goal_of_one_title_is_told(run, example):
    assert run("goals", "add", "Shorter transitions").err == ""
    result = run("goals", "add", "shorter  transitions")
    assert result.status == 0
    assert "An open goal has this title already: goals/shorter-transitions-" in result.err
    assert "coachlog undo" in result.err


def test_a_goal_that_is_closed_again_with_the_same_words_has_them_once(run, example):
    for _ in range(2):
        assert run("goals", "close", "explain-why", "too vague", "--revised").status == 0
    (goal,) = (example / "goals").glob("explain-why*.md")
    assert goal.read_text().count("too vague") == 1
