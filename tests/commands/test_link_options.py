"""`--goal`, `--lesson`, `--indicator`, `--standard`: what a line or a meeting is about, said by command."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coachlog.context import Context
from tests.support.terminal import talk
from tests.support.world import Run

GOAL = "ask-before-telling-t2m6z"
OTHER = "explain-why-it-is-proportional-p5v8h"
LESSON = "ratios-in-the-real-world-x2p7d"
NOTE = Path("meetings/2026-11-19.md")
DISTRICT = """title: Our district
kind: coaching
items:
  - {code: 2c, title: Gives feedback}
"""


def read(path: Path | str) -> str:
    return Path(path).read_text(encoding="utf-8")


def test_a_note_says_what_it_is_about_behind_its_words(run: Run, example: Path) -> None:
    run("note", "They asked why", "--in", "successes", "--goal", "ask before", "--lesson", LESSON)
    assert f"- Robin: They asked why [[{GOAL}]] [[{LESSON}]]\n" in read(NOTE)
    assert "Robin: They asked why" in [row["text"] for row in run("successes", "--json").data]


def test_a_link_that_is_there_is_not_doubled_and_each_pasted_line_has_one(run: Run, example: Path) -> None:
    run("note", "--in", "notes", "--goal", GOAL, "--", f"- one [[{GOAL}]]\n- two")
    assert f"- one [[{GOAL}]]\n- two [[{GOAL}]]\n" in read(NOTE)


def test_a_step_has_its_links_before_its_day_and_id(run: Run, example: Path) -> None:
    run("steps", "add", "@mentee Try the exit ticket twice", "--due", "2026-11-26", "--goal", GOAL)
    (step,) = [row for row in run("steps", "--json").data if row["text"] == "Try the exit ticket twice"]
    assert f"@mentee Try the exit ticket twice [[{GOAL}]] (due 2026-11-26) ^{step['id']}\n" in read(NOTE)


def test_a_goals_evidence_says_what_else_it_is_about(run: Run, example: Path) -> None:
    run("goals", "update", OTHER, "Four groups explained", "--lesson", "ratios in the")
    assert f"- 2026-11-19: Four groups explained [[{LESSON}]]\n" in read(f"goals/{OTHER}.md")
    refused = run("goals", "update", OTHER, "--lesson", LESSON)
    assert refused.status == 2
    assert "nothing to change" in refused.err


def test_feedback_is_about_the_first_and_its_lines_about_all(run: Run, example: Path) -> None:
    added = run("feedback", "add", "--from", "Kim", "--strength", "A fine question", "--goal", GOAL, "--json").data
    assert f"about: {GOAL}\n" in read(added["path"])
    assert f"- A fine question [[{GOAL}]]\n" in read(added["path"])
    both = ("--lesson", LESSON, "--goal", GOAL)
    assert "no lines for other links" in run("feedback", "add", "--from", "Kim", *both).err
    given = Path("given.md")
    given.write_text(f"---\nabout: {LESSON}\n---\n# Notes\n\nIt worked.\n", encoding="utf-8")
    added = run("feedback", "add", "--file", given, "--strength", "Good", "--goal", GOAL, "--json").data
    assert f"about: {LESSON}\n" in read(added["path"])


def test_a_goal_that_nobody_has_is_told_and_nothing_written(run: Run, example: Path) -> None:
    before = read(NOTE)
    for command in (["note", "x"], ["steps", "add", "x"], ["meet", "--no-edit"]):
        refused = run(*command, "--goal", "no such goal")
        assert (refused.status, "there is no goal `no such goal`" in refused.err) == (1, True)
    assert read(NOTE) == before


def test_a_meeting_says_what_it_was_about(run: Run, example: Path) -> None:
    run("--today", "2026-11-26", "meet", "--no-edit", "--goal", "ask before", "--lesson", LESSON, "--indicator", "2.c")
    run("--today", "2026-11-26", "meet", "--no-edit", "--goal", OTHER, "--standard", "7.RP.A.2", "--focus", "The task")
    text = read("meetings/2026-11-26.md")
    for line in (f"goals: [{GOAL}, {OTHER}]", f"lessons: [{LESSON}]", "standards: [7.RP.A.2]", "focus: The task"):
        assert line in text
    assert run("check").status == 0
    assert "`99z` is not in" in run("meet", "--no-edit", "--indicator", "99z").err


def test_a_code_of_two_frameworks_is_told_as_ambiguous_until_one_is_named(run: Run, example: Path) -> None:
    Path("frameworks").mkdir(exist_ok=True)
    Path("frameworks/district.yml").write_text(DISTRICT, encoding="utf-8")
    refused = run("meet", "--no-edit", "--indicator", "2c")
    assert refused.status == 1
    assert "in more than one framework: district:2c (Gives feedback) and iste-coaches-2019:2c" in refused.err
    assert "in more than one framework" in run("goals", "update", GOAL, "--indicator", "2c").err
    run("goals", "update", GOAL, "--indicator", "district:2c")
    assert "district:2c" in read(f"goals/{GOAL}.md")
    assert GOAL in [row["id"] for row in run("goals", "--all", "--indicator", "2c", "--json").data]
    assert GOAL not in [
        row["id"] for row in run("goals", "--all", "--indicator", "iste-coaches-2019:2c", "--json").data
    ]
    rows = [row for row in run("check", "--json").data if "district" in row["message"]]
    assert rows
    assert all(row["code"] == "unknown-code" and "`2c` is in more than one" in row["message"] for row in rows)
    assert GOAL not in "".join(row["path"] for row in rows)


def test_a_named_framework_is_left_out_where_its_code_is_no_others(run: Run, example: Path) -> None:
    run("goals", "update", GOAL, "--indicator", "iste-coaches-2019:2b")
    assert "2b" in read(f"goals/{GOAL}.md")
    assert "iste" not in read(f"goals/{GOAL}.md")


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Somebody at a terminal, who gives these answers; returns the questions as they come."""

    def sit_down(*answers: str) -> list[str]:
        questions: list[str] = []
        given = iter(answers)

        def ask(question: str, default: str, *_: object) -> str:
            questions.append(question)
            return next(given) or default

        monkeypatch.setattr(Context, "interactive", property(lambda _: True))
        monkeypatch.setattr("coachlog.render.asking.ask", ask)
        return questions

    return sit_down


SUBJECTS, MINUTES = "Which of these was it about (numbers; Enter for none)?", "How many minutes did you meet?"


def test_a_meeting_asks_once_what_it_was_about_and_for_the_usual_minutes(run: Run, example: Path, answer) -> None:
    questions = answer("1 99", "3, 8", "")
    done = run("--today", "2026-11-26", "meet", "--no-edit")
    assert "1  Find proportions in my own world\n" in done.err
    assert "`1 99` is not a choice of the numbers" in done.err
    text = read("meetings/2026-11-26.md")
    assert f"goals: [{OTHER}]\n" in text
    assert "lessons: [" in text
    assert "minutes: 45\n" in text
    assert questions == [SUBJECTS, SUBJECTS, MINUTES]
    run("--today", "2026-11-26", "meet", "--no-edit")
    assert len(questions) == 3
    assert "set the goals" in run("history").out


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("1 and 3", 2), ("2&1", 2), ("proportions in my own", 1), ("none", 0), ("all", 9)],
)
def test_what_it_was_about_is_said_in_words_too(run: Run, example: Path, answer, typed: str, chosen: int) -> None:
    answer(typed, "50")
    run("--today", "2026-11-26", "meet", "--no-edit")
    lists = re.findall(r"^(?:goals|lessons): \[(.*)\]$", read("meetings/2026-11-26.md"), re.MULTILINE)
    assert len([one for listed in lists for one in listed.split(", ") if one]) == chosen


def test_enter_says_that_it_was_about_none_of_them_for_good(run: Run, example: Path, answer) -> None:
    questions = answer("", "50")
    run("--today", "2026-11-26", "meet", "--no-edit")
    assert "goals: []\n" in read("meetings/2026-11-26.md")
    assert "minutes: 50\n" in read("meetings/2026-11-26.md")
    run("--today", "2026-11-26", "meet", "--no-edit")
    assert questions == [SUBJECTS, MINUTES]


def test_what_was_typed_or_is_still_planned_is_not_asked_about(run: Run, example: Path, answer) -> None:
    questions = answer()
    run("meet", "--no-edit", "--date", "2026-12-03")
    run("--today", "2026-11-26", "meet", "--no-edit", "--lesson", LESSON, "--minutes", "30")
    assert questions == []


def test_a_pair_without_goals_and_a_usual_time_is_asked_for_minutes_alone(run: Run, sealed: Path, answer) -> None:
    run("init", "--mentor", "Dana", "--mentee", "Sam", "--me", "mentor")
    questions = answer("40")
    run("meet", "--no-edit")
    assert ["How many minutes" in question for question in questions] == [True]
    run("meet", "--no-edit")
    assert len(questions) == 1


def test_on_a_real_terminal_the_choices_stand_above_the_question(run: Run, example: Path) -> None:
    _, screen = talk(["--today", "2026-11-26", "meet", "--no-edit"], ["1", ""])
    assert screen.index("1  ") < screen.index("Which of these was it about") < screen.index("How many minutes")


def test_the_title_of_another_framework_is_never_shown_for_an_ambiguous_code(run: Run, example: Path) -> None:
    Path("frameworks").mkdir(exist_ok=True)
    Path("frameworks/district.yml").write_text(DISTRICT, encoding="utf-8")
    drafted = run("report", "--no-edit", "--json").data["material"]
    text = Path(drafted).expanduser().read_text(encoding="utf-8")
    assert "2c (in more than one framework)" in text
    assert "2c Shared goals" not in text
