"""`coachlog lessons update` and `lessons taught`: what is said of a lesson later."""

import pytest

from tests.support.world import git

SPRING = "ratio-problems-spring-2026-w6t4k"
REAL = "ratios-in-the-real-world-x2p7d"
NUMBERS = "numbers-in-arguments-q8h3n"


def text_of(example, lesson):
    return (example / "lessons" / f"{lesson}.md").read_text(encoding="utf-8")


def test_a_lesson_that_was_taught_has_its_dates_and_a_place_to_look_back(run, example):
    assert "After teaching" not in text_of(example, REAL)
    result = run("lessons", "taught", REAL, "--on", "2026-11-17")
    assert result.status == 0
    assert "“Ratios in the real world” was taught on 17 November 2026." in result.out
    text = text_of(example, REAL)
    assert "\nstatus: taught\n" in text
    assert "\ntaught: [2026-11-17]\n" in text
    assert text.endswith("\n\n## After teaching\n")
    result = run("lessons", "taught", REAL, "They argued\nfor long", "--json")
    assert result.data["taught"] == ["2026-11-17", "2026-11-19"]
    assert text_of(example, REAL).endswith("\n## After teaching\n\n- 2026-11-19: They argued\n  for long\n")
    assert git(example, "log", "-1", "--format=%s").strip() == "lessons taught: 1 lesson"


def test_the_same_day_is_noted_once_and_a_day_to_come_is_refused(run, example):
    run("lessons", "taught", SPRING, "--on", "2026-03-19")
    assert text_of(example, SPRING).count("2026-03-19") == 2
    result = run("lessons", "taught", SPRING, "--on", "tomorrow")
    assert result.status == 2
    assert "20 November is still to come" in result.err


def test_tools_grouping_and_a_date_are_said_without_opening_the_file(run, example):
    before = text_of(example, NUMBERS)
    result = run(
        *("lessons", "update", "numbers", "--teach-on", "2027-05-06", "--status", "ready", "--minutes", "1h30"),
        *(
            "--tool",
            "Nearpod=hear from every student: at once",
            "--tool",
            "Paper",
            "--grouping",
            "fours",
            "--mode",
            "hybrid",
        ),
        *("--sel", "self-awareness", "--udl", "8.3", "--goal", "explain-why", "--standard", "MP3"),
    )
    assert result.status == 0, result.err
    assert "ready, " in result.out
    data = run("lessons", "show", NUMBERS, "--json").data
    assert data["tools"] == [
        {"name": "Nearpod", "purpose": "hear from every student: at once"},
        {"name": "Paper", "purpose": ""},
    ]
    assert data["grouping"] == ["pairs", "whole-class", "fours"]
    assert (data["teach_on"], data["minutes"], data["mode"]) == ("2027-05-06", 90, "hybrid")
    assert (data["sel"], data["udl"], data["standards"]) == (["self-awareness"], ["8.3"], ["MP3"])
    assert data["goals"][-1] == "explain-why-it-is-proportional-p5v8h"
    assert text_of(example, NUMBERS).partition("\n# ")[2] == before.partition("\n# ")[2]
    assert git(example, "log", "-1", "--format=%s").strip() == "lessons update: 1 lesson"


@pytest.mark.parametrize(
    ("typed", "heading"),
    [("choice", "Voice and choice"), ("What to adapt", "What to adapt or change"), ("task", "Task")],
)
def test_a_line_goes_to_the_section_that_a_word_of_its_name_means(run, example, typed, heading):
    before = text_of(example, REAL)
    told = run("lessons", "update", REAL, "Students # choose\nthe audience", "--in", typed)
    assert (told.status, f"Written under {heading}: lessons/{REAL}.md" in told.out) == (0, True)
    after = text_of(example, REAL)
    assert "Students # choose" in after.split(f"## {heading}\n")[1].split("\n## ")[0]
    assert [line for line in after.splitlines() if line and line in before] == list(filter(None, before.splitlines()))


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "there is nothing to change in the lesson"),
        (("--tool", "nearpod=x"), 1, "`nearpod` is among its tools already"),
        (("--goal", "nothing like it"), 1, "there is no goal"),
        (("a line without a place",), 2, "a line needs the section that it belongs to"),
        (("--in", "task"), 2, "a line needs the section that it belongs to"),
        (("A line", "--in", "glows"), 1, "a lesson has no section `glows`"),
        (("A line", "--in", "chioce"), 1, "did you mean Voice and choice?"),
        (("--minutes", "long"), 2, "`long` is not a number of minutes"),
        (("--teach-on", "soon"), 2, "`soon` is not a date"),
    ],
)
def test_what_cannot_be_said_of_a_lesson_is_refused_with_a_hint(run, example, words, status, said):
    result = run("lessons", "update", REAL, *words)
    assert result.status == status
    assert said in result.err
    assert "hint: " in result.err
    assert git(example, "status", "--porcelain") == ""
