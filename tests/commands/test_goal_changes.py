"""`coachlog goals add` and `goals update`: a goal is written down, moves and is closed."""

import re

import pytest

from tests.support.world import git

EXPLAIN = "explain-why-it-is-proportional-p5v8h"


def added(example, result):
    """The file that `goals add` made."""
    assert result.status == 0, result.err
    return example / re.search(r"goals/\S+\.md", result.out).group()


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
    asked = run("goals", "add", stdin="Count to five\n\n")
    assert "What is the goal called?" in asked.out
    assert "# Count to five\n" in added(example, asked).read_text(encoding="utf-8")
    assert run("goals", "close", "count to five", stdin=f"{answer}\n").status == status


def ids(result):
    return {goal["id"] for goal in result.data}


def test_a_code_is_kept_in_one_form_however_it_was_typed(run, example):
    codes = ("--indicator", "4.2.C", "--standard", "CCSS.MATH.CONTENT.7.RP.A.2.A", "--standard", "OUR 9")
    path = example / run("goals", "add", "Codes", *codes, "--json").data["path"]
    assert "\nstandards: [7.RP.A.2a, OUR 9]\nindicators: [2c]\n" in path.read_text("utf-8")
    run("goals", "update", "codes", "--indicator", "4.4b", "--indicator", "2.c", "--standard", " ")
    assert "\nindicators: [2c, 4b]\n" in path.read_text("utf-8")
    assert "codes" in {goal.rpartition("-")[0] for goal in ids(run("goals", "--standard", "our-9", "--json"))}
