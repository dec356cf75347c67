"""`coachlog` alone: the log at a glance."""

import re
import subprocess
import sys

import pytest


def test_at_a_glance_my_steps_come_first(run, example):
    out = run().out
    assert out.splitlines()[:2] == ["Robin and Sam, grade 7 math", "Robin Example and Sam Sample"]
    assert "Next meeting: Thursday 3 December" in out
    assert "To celebrate, from 19 November: " in out
    assert out.index("Next steps: Robin") < out.index("Next steps: Sam")
    theirs = run("--me", "mentee").out
    assert theirs.index("Next steps: Sam") < theirs.index("Next steps: Robin")
    assert "and 2 more: coachlog goals" in out
    assert "What to type next" in out
    assert len(out.splitlines()) <= 32


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Robin Example and Sam Sample", ["Robin Young and Sam Sample"]),
        ("Robin Young and Sam Sample", ["Robin Young and Sam Sample"]),
        ("Grade 7 and the Samples", ["Grade 7 and the Samples", "Robin Young and Sam Sample"]),
        ("", ["robin-and-sam", "Robin Young and Sam Sample"]),
    ],
)
def test_a_title_of_names_goes_with_the_people_who_bear_them(run, example, title, told):
    path = example / "coachlog.yml"
    text = path.read_text("utf-8").replace("name: Robin Example", "name: Robin Young")
    path.write_text(re.sub("(?m)^title: .*$", f'title: "{title}"', text), encoding="utf-8")
    lines = run().out.splitlines()
    assert lines[: len(told)] == told
    assert lines[len(told)].startswith("Next meeting")


def test_somebody_who_left_the_log_can_still_read_it_but_nobody_writes_as_a_stranger(run, example):
    (example / ".git" / "coachlog" / "me").write_text("kim\n", encoding="utf-8")
    assert run().status == 0
    assert run("--me", "kim").status == 2
    assert run("goals", "add", "Mine").status == 1


def test_many_steps_are_counted_not_listed(run, example):
    for number in range(3):
        run("steps", "add", f"Step {number}", "--owner", "mentor")
    assert "  and 2 more: coachlog steps\n" in run().out


def test_what_is_said_at_a_check_in_is_never_at_a_glance(run, example):
    assert "long weekend" not in run().out + run("agenda").out + run("--json").out


def test_the_glance_as_json(run, example):
    data = run("--json").data
    open_ones = ["steps", "goals", "lessons", "plans_to_agree"]
    shared = ["news", "not_shared", "kept_twice", "letter_sent"]
    assert list(data) == ["log", "next_meeting", "ended_term", *open_ones, "unsorted", "success", *shared]
    assert data["log"]["people"][0] == {"id": "mentor", "name": "Robin Example"}
    assert data["success"]["path"] == "meetings/2026-11-19.md"
    assert data["success"]["date"] == "2026-11-19"
    assert [goal["status"] for goal in data["goals"]].count("active") == 6


def test_an_empty_log_at_a_glance_says_how_to_begin(run, example):
    for folder in ("meetings", "goals", "lessons"):
        for path in (example / folder).iterdir():
            path.unlink()
    out = run().out
    assert "your first note" in out
    assert "coachlog steps add" in out
    assert run("--json").data["success"] is None


def test_a_note_that_cannot_be_read_is_told_of_at_a_glance(run, example):
    (example / "meetings" / "2026-11-20.md").write_bytes(b"\xff\xfe")
    for words in ((), ("agenda",)):
        result = run(*words)
        assert result.status == 1
        assert "meetings/2026-11-20.md:1: " in result.err


def test_without_a_log_the_hint_says_what_to_type(run, sealed):
    for words in ((), ("goals",), ("lessons",), ("plan",), ("agenda",)):
        result = run(*words)
        assert result.status == 3
        assert "coachlog init" in result.err


@pytest.mark.parametrize("words", [(), ("goals",), ("goals", "--tree"), ("lessons",), ("agenda",)])
def test_reading_imports_neither_git_nor_what_only_writing_needs(run, example, words):
    run(*words)  # the index is warm
    code = "import sys; from coachlog.cli import app; app(sys.argv[1:], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"git", "jinja2", "yaml", "markdown_it", "rich"}


def test_a_plan_that_waits_for_my_agreement_is_on_the_glance(run, example):
    assert "waits for your agreement" not in run().out
    run("plan", "--term", "2027-q1")
    how = 'coachlog plan --term "2027-q1", then coachlog plan agree --term "2027-q1"'
    assert f"The plan for 2027-q1 waits for your agreement: {how}" in run().out
    assert run("--json").data["plans_to_agree"] == ["2027-q1"]
    run("plan", "agree", "--term", "2027-q1")
    assert run("--json").data["plans_to_agree"] == []
    assert run("--json", "--me", "mentee").data["plans_to_agree"] == ["2027-q1"]
    assert run("--json", "--me", "mentee", "--today", "2027-04-01").data["plans_to_agree"] == []
