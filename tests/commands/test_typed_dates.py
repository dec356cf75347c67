"""Dates and times as people type them, wherever a command or a file takes one, and what was understood said back."""

from pathlib import Path

import pytest

from tests.support.terminal import talk
from tests.support.world import Run

GOAL = "ask-before-telling-t2m6z"


def front(path: Path, line: str) -> None:
    """Put a line into a document's front matter."""
    path.write_text(path.read_text("utf-8").replace("---\n", f"---\n{line}\n", 1), "utf-8")


@pytest.mark.parametrize(
    ("typed", "day", "told"),
    [
        ("thursday", "2026-11-26", "Thursday 26 November"),  # today is one
        ("Nov 26", "2026-11-26", "Thursday 26 November"),
        ("11/26/2026", "2026-11-26", "Thursday 26 November"),
        ("next thursday", "2026-11-26", "Thursday 26 November"),
        ("in a week", "2026-11-26", "Thursday 26 November"),
        ("Jan 8", "2027-01-08", "Friday 8 January 2027"),
        ("Thursday 26 November", "2026-11-26", "Thursday 26 November"),  # as it was said back
    ],
)
def test_a_due_date_is_understood_and_said_back(run: Run, example: Path, typed: str, day: str, told: str) -> None:
    for words in (["Ring", "--due", typed], [f"Ring (due {typed})"], [f"Ring, due {typed}"]):
        result = run("steps", "add", *words)
        assert f"due {told}" in result.out, result.err
        assert f"- [ ] @mentor Ring (due {day}) ^" in (example / "meetings" / "2026-11-19.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("order", "typed", "told"),
    [
        ("month-first", "9/10", "for Friday 9 October type 2026-10-09."),
        ("day-first", "10/9", "for Friday 9 October type 2026-10-09."),
        ("month-first", "8/31", "for another day add its year."),
        ("month-first", "Sept 10", "for another day add its year."),
    ],
)
def test_a_due_day_that_is_just_over_is_told_to_mean_next_years(run: Run, example: Path, order, typed, told) -> None:
    run("people", "set", "--dates", order)
    now = ("--today", "2026-09-29")
    for words in (["Ring", "--due", typed], [f"Ring (due {typed})"], [f"Ring, due {typed}"]):
        result = run("steps", "add", *words, *now)
        assert f"is over, so `{typed}` means" in " ".join(result.err.split()), result.err
        assert told in " ".join(result.err.split())
    assert "is over" in run("goals", "update", GOAL, "--target", typed, *now).err


@pytest.mark.parametrize("typed", ["9/30", "10/9", "2/10", "9/10/2027", "2027-09-10", "thu", "today", "in 2 weeks"])
def test_a_due_day_to_come_is_told_without_more(run: Run, example: Path, typed: str) -> None:
    run("people", "set", "--dates", "month-first")
    for words in (["Ring", "--due", typed], [f"Ring (due {typed})"]):
        result = run("steps", "add", *words, "--today", "2026-09-29")
        assert (result.status, "is over" in result.err) == (0, False)


@pytest.mark.parametrize("typed", ["next week", "end of month"])
def test_words_that_are_no_day_are_refused_with_words_that_are_one(run: Run, example: Path, typed: str) -> None:
    hint = run("steps", "add", "Ring", "--due", typed).err.partition("or say ")[2]
    for word in hint.strip().split(", "):
        assert run("steps", "add", "Ring", "--due", word).status == 0


@pytest.mark.parametrize(
    "words",
    [
        ["steps", "add", "Ring", "--due", "11/5"],
        ["steps", "add", "Ring (due 11/5)"],
        ["steps", "add", "Ring, due 11/5"],
        ["meet", "--date", "11/5", "--no-edit"],
        ["goals", "update", GOAL, "--target", "11/5"],
        ["news", "--since", "11/5"],
        ["show", "11/5"],
        ["--today", "11/5", "agenda"],
    ],
)
def test_a_date_that_can_mean_two_days_is_refused_with_both(run: Run, example: Path, words: list[str]) -> None:
    before = {path: path.read_bytes() for path in [*example.glob("*/*.md"), example / "coachlog.yml"]}
    result = run(*words)
    assert result.status == 2
    assert "5 November" in result.err
    assert "11 May" in result.err
    assert "--dates month-first" in result.err
    assert {path: path.read_bytes() for path in before} == before


def test_with_the_pairs_order_it_is_understood(run: Run, example: Path) -> None:
    settings = example / "coachlog.yml"
    settings.write_text(settings.read_text("utf-8") + "dates: day-first\n", "utf-8")
    assert "due Saturday 5 December" in run("steps", "add", "Ring", "--due", "5/12").out
    assert run("show", "12/11", "--json").data["path"] == "meetings/2026-11-12.md"


def test_with_the_pairs_order_the_day_to_work_on_is_understood(run: Run, example: Path) -> None:
    settings = example / "coachlog.yml"
    settings.write_text(settings.read_text("utf-8") + "dates: month-first\n", "utf-8")
    assert "Thursday 10 December" in run("steps", "add", "Ring", "--due", "thursday", "--today", "12/4/2026").out


def test_the_order_is_asked_once_and_kept(example: Path, run: Run) -> None:
    status, screen = talk(["steps", "add", "Ring", "--due", "11/5"], ["3", "1"])
    assert status == 0, screen
    assert "Does `11/5` mean Friday 5 November 2027 (1) or Tuesday 11 May 2027 (2)?" in screen.replace("\n", " ")
    assert "due Friday 5 November 2027" in screen.replace("\n", " ")
    assert "dates: month-first" in (example / "coachlog.yml").read_text("utf-8")
    status, screen = talk(["steps", "add", "Ring again", "--due", "12/1"])
    assert (status, "Does" in screen) == (0, False), screen
    assert "due Tuesday 1 December" in screen.replace("\n", " ")
    assert run("check").status == 0


def test_fields_are_understood_as_people_write_them(run: Run, example: Path) -> None:
    goal = example / "goals" / "late-x2x2x.md"
    goal.write_text(
        "---\ntype: goal\nopened: Sep 8, 2026\ntarget_date: Jan 8\n---\n# Late\n\n## Evidence\n\n- Oct 2: seen\n"
    )
    shown = run("goals", "show", "late-x2x2x", "--json").data
    assert (shown["opened"], shown["target_date"]) == ("2026-09-08", "2027-01-08")
    assert {"date": "2026-10-02", "what": "evidence", "text": "seen"} in shown["history"]
    lesson = example / "lessons" / "late-x2x2x.md"
    lesson.write_text("---\ntype: lesson\ntaught: [10/14/2026, 2026-10-15]\n---\n# Late\n")
    assert run("lessons", "show", "late-x2x2x", "--json").data["taught"] == ["2026-10-14", "2026-10-15"]
    lesson.write_text("---\ntype: lesson\ntaught: Oct 14, 2026\n---\n# Late\n")
    assert run("lessons", "show", "late-x2x2x", "--json").data["taught"] == ["2026-10-14"]
    lesson.write_text("---\ntype: lesson\nteach_on: Dec 14\n---\n# Late\n")
    assert "lessons/late-x2x2x.md:3: teach_on: `Dec 14` needs a year" in run("lessons").err


@pytest.mark.parametrize(
    "name", ["Nov 5, 2026", "11-05-2026 notes", "20261105", "2026_11_05", "Meeting Nov 5 2026", "5.11.2026"]
)
def test_a_notes_name_may_have_its_date_in_any_form(run: Run, example: Path, name: str) -> None:
    settings = example / "coachlog.yml"
    settings.write_text(settings.read_text("utf-8") + "dates: month-first\n" * ("-05-" in name), "utf-8")
    (example / "meetings" / "2026-11-05.md").rename(example / "meetings" / f"{name}.md")
    note = example / "meetings" / f"{name}.md"
    note.write_text(note.read_text("utf-8").replace("date: 2026-11-05\n", ""), "utf-8")
    assert any(
        row["path"] == f"meetings/{name}.md" and row["date"] == "2026-11-05" for row in run("successes", "--json").data
    )


def test_a_note_of_two_days_is_named(run: Run, example: Path) -> None:
    (example / "meetings" / "11-05-2026.md").write_text("---\ntype: meeting\n---\n# T\n", "utf-8")
    result = run("hours")
    assert result.status == 1
    assert "meetings/11-05-2026.md:" in result.err


def test_a_time_is_the_afternoons_and_night_is_named(run: Run, example: Path) -> None:
    note = example / "meetings" / "2026-12-03.md"
    note.write_text("---\ntype: meeting\nstatus: planned\nstart: 3:30\n---\n# T\n", "utf-8")
    assert run("agenda", "--json").data["next_meeting"]["time"] in ("15:30", "")
    front(note, "minutes: 45")
    note.write_text(note.read_text("utf-8").replace("start: 3:30", "start: 03:30"), "utf-8")
    (problem,) = [row for row in run("check", "--json").data if row["code"] == "at-night"]
    assert problem["message"] == "start: 3:30 at night; for the afternoon write 15:30"
    assert problem["line"] == 5


@pytest.mark.parametrize("words", [["goals"], ["people"], ["search", "ratio"], ["goals", "show", "listen"]])
def test_a_day_that_is_none_is_refused_where_no_day_matters(words: list[str], run: Run, example: Path) -> None:
    result = run(*words, "--today", "30 feb", "--json")
    assert (result.status, result.out) == (2, "")
    assert "30 feb" in result.err
