import os
import re
import subprocess
import sys

import pytest

from coachlog.app import completion
from tests.support.world import git

PLANNED = """---
type: meeting
date: 2026-12-03
start: "16:00"
status: planned
---

# Walk through

## Agenda

- [ ] Which room?
- [x] Who brings the paper
- Kim's session
"""


@pytest.fixture
def planned(example):
    """The example with a planned note."""
    (example / "meetings" / "2026-12-03.md").write_text(PLANNED, encoding="utf-8")
    return example


def test_the_agenda_names_the_next_meeting_its_points_and_what_is_due(run, planned):
    out = run("agenda").out
    lines = out.splitlines()
    assert lines[0] == "Next meeting: Thursday 3 December, 16:00"
    assert lines[1] == "About: walking through the lesson from start to finish"
    assert lines[2:4] == ["- Which room?", "- Kim's session"]
    assert "Who brings the paper" not in out
    mentor = out.index("Next steps: Robin Example")
    mentee = out.index("Next steps: Sam Sample")
    assert mentor < out.index("Put the breakout room roles on one slide  (until 3 December)") < mentee
    assert "Walk through the lesson from start to finish" not in out  # due after the meeting
    assert "Breaks\n- 23 November 2026 to 27 November 2026" in out
    assert "overdue" not in out


def test_without_a_note_the_agenda_goes_by_what_was_named_then_by_the_cadence(run, example):
    first = run("agenda").out
    assert first.startswith("Next meeting: Thursday 3 December, 15:30")
    assert "--in agenda" in first
    (example / "meetings" / "2026-11-19.md").unlink()
    assert run("agenda", "--today", "2026-11-21").out.startswith("Next meeting: Thursday 3 December, 15:30")


def test_on_another_weekday_no_time_is_claimed(run, example):
    path = example / "meetings" / "2026-11-19.md"
    path.write_text(path.read_text("utf-8").replace("date: 2026-12-03", "date: 2026-12-04"), encoding="utf-8")
    assert run("agenda").out.splitlines()[0] == "Next meeting: Friday 4 December"


def test_goals_and_lessons_come_when_their_day_is_near(run, example):
    out = run("agenda", "--today", "2027-02-25").out
    assert "Goals to look at\n- Explain why a relationship is proportional  (to reach by 19 March 2027)" not in out
    assert "- Find proportions in my own world  (to reach by 19 March 2027)" in out
    assert "Lessons to teach\n- Ratios in the real world  (11 March 2027)" in out


def test_the_agenda_as_json(run, planned):
    data = run("agenda", "--json").data
    assert data["next_meeting"] == {
        "date": "2026-12-03",
        "time": "16:00",
        "focus": "walking through the lesson from start to finish",
        "path": "meetings/2026-12-03.md",
    }
    path = "meetings/2026-12-03.md"
    assert data["points"] == [
        {"text": "Which room?", "path": path, "line": 12},
        {"text": "Kim's session", "path": path, "line": 14},
    ]
    assert data["breaks"] == [{"start": "2026-11-23", "end": "2026-11-27"}]
    assert {step["owner"] for step in data["steps"]} == {"mentor", "mentee"}
    assert data["goals"] == data["lessons"] == []


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
    assert run("--me", "kim").status == 1
    assert run("goals", "add", "Mine").status == 1


def test_many_steps_are_counted_not_listed(run, example):
    for number in range(3):
        run("steps", "add", f"Step {number}", "--owner", "mentor")
    assert "  and 2 more: coachlog steps\n" in run().out


def test_what_is_said_at_a_check_in_is_never_at_a_glance(run, example):
    assert "long weekend" not in run().out + run("agenda").out + run("--json").out


def test_the_glance_as_json(run, example):
    data = run("--json").data
    shared = ["news", "not_shared", "kept_twice"]
    assert list(data) == ["log", "next_meeting", "steps", "goals", "lessons", "success", *shared]
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


# Shell completion ---------------------------------------------------------------------------------------------------


def offered(words, shell="bash"):
    """What a shell gets to offer after some typed words; the last one is being typed."""
    typed = ["coachlog", *words]
    names = {"bash": {"COMP_WORDS": " ".join(typed), "COMP_CWORD": str(len(typed) - 1)}}
    names["zsh"] = {"_TYPER_COMPLETE_ARGS": " ".join(typed)}
    settings = {**os.environ, "_COACHLOG_COMPLETE": f"complete_{shell}", **names[shell]}
    done = subprocess.run([sys.executable, "-m", "coachlog"], env=settings, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return [line for line in done.stdout.split("\n") if line]


def test_the_shell_offers_live_ids(run, example):
    assert offered(["goals", "show", "expl"]) == [
        "explain-and-listen-b6r2w",
        "explain-why-it-is-proportional-p5v8h",
    ]
    assert offered(["lessons", "show", "numb"]) == ["numbers-in-arguments-q8h3n"]
    assert offered(["goals", "--owner", "m"]) == ["mentor", "mentee"]
    assert offered(["goals", "add", "x", "--level", "b"]) == ["building"]
    assert offered(["plan", "--term", ""]) == ["2026-fall"]


def test_the_shell_shows_titles_beside_the_ids_whatever_is_in_them(run, example):
    path = example / "goals" / "odd-k3f9x.md"
    path.write_text("# [/b] [red]a\x1b[0m: 'b'\n", encoding="utf-8")
    (line,) = [line for line in offered(["goals", "show", "odd"], "zsh") if "odd-k3f9x" in line]
    assert "(/b) (red)a" in line
    assert "\x1b" not in line


@pytest.mark.parametrize("words", [["goals", "show", ""], ["goals", "show", "zzz"], ["plan", "--term", ""]])
def test_the_shell_is_told_nothing_where_there_is_nothing(sealed, words):
    assert offered(words) == []


class Here:
    """Stands for what a shell's completion knows of the command."""

    def __init__(self, root):
        from coachlog.context import Context, Options

        self._context = Context(Options(log=str(root)))

    def find_root(self):
        return self

    def ensure_object(self, _):
        return self._context


def test_each_kind_of_name_is_offered(run, example):
    here = Here(example)
    assert completion.complete_meetings(here, "2026-1")[0] == ("2026-11-19", "Both platforms, from a student's seat")
    assert ("k3f9x", "Try the exit ticket in period 3 (mentee)") in completion.complete_steps(here, "k")
    assert any(told.endswith("(both, done)") for _, told in completion.complete_steps(here, "c4t7r"))
    documents = {name for name, _ in completion.complete_documents(here, "")}
    assert {"2026-fall", "2026-11-19", "one-platform-or-two-v7d2p"} <= documents
    assert completion.complete_people(here, "") == [("mentor", "Robin Example"), ("mentee", "Sam Sample")]
    assert completion.complete_owners(here, "sh") == [("shared", "everybody in this log")]
    assert completion.complete_terms(here, "") == [("2026-fall", "2026-09-08 to 2026-12-18")]


def test_each_section_that_is_offered_is_understood(run, example):
    for typed, name in completion.complete_sections(Here(example), ""):
        result = run("note", "words", "--in", typed)
        assert result.status == 0, result.err
        assert f"under {name} " in result.out


def test_completion_never_raises(tmp_path):
    assert completion.complete_goals(Here(tmp_path), "") == []
    assert completion.complete_steps(None, "") == []


def test_completion_leaves_the_log_as_it_is(run, example):
    offered(["goals", "show", ""])
    assert git(example, "status", "--porcelain") == ""
