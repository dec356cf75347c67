"""`report --ask`, gone on with: what was broken off, an editor that fails, dropped lines, and lines about a goal."""

import re

import pytest

from coachlog.errors import Interrupted

pytestmark = pytest.mark.linux


@pytest.fixture
def page(sealed):
    return sealed / "coachlog" / "own" / "reflections" / "robin-and-sam-2026-fall.md"


def first_asked(err):
    return err.partition("\n\n")[2].partition("so far;")[0]


def test_what_was_broken_off_is_unfinished_and_is_asked_again_with_its_words_in_the_line(
    example, run, page, typed, begun
):
    typed += ["One.", "", Interrupted("half a thou")]
    run("report", "--ask")
    typed[:] = [Interrupted("half a thou"), "q"]
    err = run("report", "--ask").err
    question = next(line for line in page.read_text().splitlines()[::-1] if line == "half a thou […]")
    assert question in run("check", "--page").out
    assert "You wrote: half a thou\n" in first_asked(err)
    assert begun[-1] == "half a thou"
    assert page.read_text().count("half a thou […]") == 1
    typed[:] = ["half a thoughtq"]
    run("report", "--ask")
    assert "half a thoughtq" in page.read_text()
    typed[:] = ["back", "half a thoughtqback", "q"]
    begun.clear()
    err = run("report", "--ask").err
    assert err.count("You wrote: half a thoughtq") == 1
    assert "You wrote: One." in err
    assert "half a thoughtq\n" in page.read_text()


def test_an_editor_that_fails_is_told_and_the_question_is_asked_again(example, run, page, typed, monkeypatch):
    monkeypatch.setenv("EDITOR", "no-such-editor")
    typed += ["e", "?", "After all.", "", "q"]
    result = run("report", "--ask")
    assert result.status == 0
    assert "the editor `no-such-editor` failed" in result.err
    assert "goes to the answer before" in result.err
    assert "After all." in page.read_text()


def test_who_goes_back_has_what_was_dropped_below_the_answer_again(example, run, page, typed):
    line = "The coaching plan was too much at first sight."
    typed += ["My answer.", "d", "back", "", "", "q"]
    err = run("report", "--ask").err
    assert f"Back in the page: {line}" in err
    assert line in page.read_text()
    run("report", "--no-edit")
    assert line in page.read_text()
    assert "- [-]" not in page.with_name("robin-and-sam-2026-fall.material.md").read_text()


@pytest.fixture
def about_a_goal(run, tmp_path, monkeypatch):
    """A log with a goal that meetings were about, whose note of each has a line of it, a figure, and another line."""
    people = ("--mentor", "Ann Day", "--mentee", "Lee Park", "--me", "mentor")
    run("init", tmp_path / "log", *people, "--today", "2026-10-01")
    monkeypatch.chdir(tmp_path / "log")
    run("goals", "add", "Transitions", "--measure", "under 3 minutes", "--today", "2026-10-01")
    notes = (("transitions take 10+ min", "We like tea"), ("per 4 = 2 min 50", "transition bell works"))
    for day, lines in zip(("2026-10-01", "2026-10-15"), notes, strict=True):
        run("meet", "--no-edit", "--goal", "transitions", "--today", day)
        for line in lines:
            run("note", line, "--in", "notes", "--speaker", "nobody", "--today", day)
    run("meet", "--no-edit", "--today", "2026-10-08")
    run("note", "7 chairs, and no transition", "--in", "notes", "--speaker", "nobody", "--today", "2026-10-08")


def test_a_goals_gap_is_asked_with_the_lines_about_the_goal(about_a_goal, run, typed, sealed):
    typed += [""] * 20
    err = run("report", "--ask", "--today", "2026-12-10").err
    asked = err.partition("At the start it was like this: […].\n")[2].partition("Fill the gap")[0]
    assert [line.partition("Notes: ")[2] for line in asked.splitlines() if "Notes: " in line] == [
        "transitions take 10+ min",
        "transition bell works",
    ]


def test_a_line_about_a_goal_that_was_picked_stands_with_the_goal(about_a_goal, run, typed, sealed):
    run("report", "--today", "2026-12-10")
    material = next((sealed / "coachlog" / "own" / "reflections").glob("*.material.md"))
    material.write_text(re.sub(r"- \[ \](?= \d+\. (?:transition bell|We like))", "- [x]", material.read_text()))
    run("report", "--today", "2026-12-10")
    text = next(path for path in material.parent.iterdir() if "material" not in path.name).read_text()
    goals = text.partition("## Goals")[2].partition("\n## ")[0]
    assert "ransition bell works." in goals
    assert "tea." not in goals
    assert text.count("ransition bell works") == text.casefold().count("we like tea.") == 1
    typed += [""] * 20
    err = run("report", "--ask", "--today", "2026-12-10").err
    beside = [block.partition("words so far")[0] for block in err.split("In the log about this goal:\n")[1:]]
    assert beside
    assert not any("transition bell works" in block for block in beside), "the page says it"
    assert all("transitions take 10+ min" in block for block in beside)


def test_of_many_lines_about_a_goal_the_first_and_the_last_are_beside_its_gap(about_a_goal, run, typed):
    at_day = ("--in", "notes", "--speaker", "nobody", "--goal", "transitions", "--date", "2026-10-08")
    for at in range(12):
        run("note", f"transition number {at} went well", *at_day, "--today", "2026-10-20")
    typed += [""] * 20
    err = run("report", "--ask", "--today", "2026-12-10").err
    beside = err.partition("In the log about this goal:\n")[2].partition("words so far")[0]
    for at, is_there in {0: False, 1: True, 2: True, 3: False, 8: False, 9: True, 10: True, 11: False}.items():
        assert (f"number {at} " in beside) is is_there, beside


def test_beside_a_goals_gap_stand_its_evidence_and_no_other_lines_of_its_meetings(example, run, typed):
    typed += [""] * 20
    err = run("report", "--ask").err
    beside = {}
    for before, block in zip(*[iter(re.split(r"In the log about this goal:\n((?:    .*\n)+)", err))] * 2, strict=False):
        beside[re.findall(r"“(Listen before suggesting|Grade 7 talks[^”]*)”", before)[-1]] = block
    assert "tally in period 3, four voices" in beside["Grade 7 talks its way through ratios"]
    for of_meeting in ("Kim would plan", "The lesson we pick", "15:30"):
        assert of_meeting not in "".join(beside.values())
