"""`coachlog agenda`: the next meeting, and what is due for it."""

import pytest

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
    assert mentor < out.index("Put the breakout room roles on one slide  (due 3 December)") < mentee
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
