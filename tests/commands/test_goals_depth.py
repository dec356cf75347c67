"""Goals in depth: how they moved, which rest, which are of a term or have a code."""

from datetime import date

import pytest

from coachlog.storage.load import load_log
from coachlog.summary.goals import goal_history, resting_goals

EXPLAIN = "explain-why-it-is-proportional-p5v8h"
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
    told = out.partition("How it moved\n")[2].partition("\n\n")[0].splitlines()
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
    assert "and 5 earlier: they stand below" in out
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
    assert told.startswith("Resting for some weeks: ")
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
    assert "Resting for some weeks: One tool, one purpose (since 5 November)" in out


def test_a_ring_and_a_missing_parent_are_the_same_problems_everywhere(run, example):
    edit(example, "goals/math-reasoning-for-everyone-d4k7m.md", "supports: []", f"supports: [{EXPLAIN}, gone]")
    told = {line.rpartition(" ")[2] for line in run("goals", "--tree").err.splitlines()}
    found = [(row["line"], row["code"]) for row in run("check", "--json").data]
    assert told == {"[goal-loop]", "[unknown-goal]"}
    assert sorted(found) == [(9, "goal-loop"), (9, "unknown-goal")]


def test_a_code_is_kept_in_one_form_however_it_was_typed(run, example):
    codes = ("--indicator", "4.2.C", "--standard", "CCSS.MATH.CONTENT.7.RP.A.2.A", "--standard", "OUR 9")
    path = example / run("goals", "add", "Codes", *codes, "--json").data["path"]
    assert "\nstandards: [7.RP.A.2a, OUR 9]\nindicators: [2c]\n" in path.read_text("utf-8")
    run("goals", "update", "codes", "--indicator", "4.4b", "--indicator", "2.c", "--standard", " ")
    assert "\nindicators: [2c, 4b]\n" in path.read_text("utf-8")
    assert "codes" in {goal.rpartition("-")[0] for goal in ids(run("goals", "--standard", "our-9", "--json"))}
