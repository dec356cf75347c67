"""`coachlog terms`: the school year without its settings, and what happens when the last term has ended."""

import pytest

from tests.support.world import git

WINTER = "2027-01-02"  # the example's only term has ended
SPRING = ("terms", "add", "2027-spring", "--start", "2027-01-05", "--end", "2027-06-11")
ENDED = "The last term, 2026-fall, ended on Friday 18 December 2026."


@pytest.fixture
def spring(run, example):
    assert run(*SPRING).status == 0
    return example


def test_a_term_is_added_said_back_and_listed(run, example):
    result = run("terms", "add", "2027-spring", "--start", "Jan 5", "--end", "June 11")
    assert result.out == "Added the term 2027-spring: Tuesday 5 January 2027 to Friday 11 June 2027\n"
    assert "  - id: 2027-spring\n    start: 2027-01-05\n    end: 2027-06-11\n" in (example / "coachlog.yml").read_text()
    assert git(example, "log", "-1", "--format=%s").strip() == "terms add: settings"
    lines = run("terms").out.splitlines()
    assert lines[1].endswith("now")
    assert lines[2].split() == [
        "2027-spring",
        *["Tuesday", "5", "January", "2027", "Friday", "11", "June", "2027", "to", "come"],
    ]
    data = run("terms", "--json").data
    assert [term["id"] for term in data["terms"]] == ["2026-fall", "2027-spring"]
    assert (data["current"], data["ended"]) == ("2026-fall", None)
    assert run("check").status == 0


def test_a_term_without_a_year_goes_on_from_those_that_are_known(run, spring):
    june = ("terms", "add", "summer", "--start", "14 June", "--end", "30 June", "--today", "2026-11-29")
    assert run(*june).out.startswith("Added the term summer: Monday 14 June 2027 to Wednesday 30 June 2027")
    assert run(*june).out.startswith("Nothing changed: the term summer is Monday 14 June 2027")
    today = run("terms", "add", "2026-fall", "--start", "today", "--end", "Dec 18", "--today", "2026-11-27").out
    assert today.startswith("Changed the term 2026-fall: Friday 27 November 2026")
    pause = run("terms", "break", "--start", "May 17", "--end", "May 21", "--today", "2026-11-29")
    assert pause.out.startswith("Added the break: Monday 17 May 2027 to Friday 21 May 2027")
    past = run("terms", "add", "2026-summer", "--start", "June 1 2026", "--end", "June 30 2026")
    assert past.out.startswith("Added the term 2026-summer: Monday 1 June 2026")


def test_a_term_that_goes_on_is_added_before_one_to_come(run, spring):
    run("terms", "remove", "2026-fall")
    fall = run("terms", "add", "fall", "--start", "Sept 8", "--end", "Dec 18", "--today", "2026-11-29")
    assert fall.out.startswith("Added the term fall: Tuesday 8 September 2026 to Friday 18 December 2026")


def test_without_a_name_a_term_has_the_seasons(run, example):
    assert "the term 2027-spring:" in run("terms", "add", "--start", "2027-01-05", "--end", "2027-06-11").out


def test_adding_a_term_again_changes_its_days(run, spring):
    result = run("terms", "add", "2027-SPRING", "--start", "2027-01-06", "--end", "2027-06-11")
    assert result.out.startswith(
        "Changed the term 2027-spring: Wednesday 6 January 2027 to Friday 11 June 2027 (it was "
    )
    assert [term["start"] for term in run("terms", "--json").data["terms"]] == ["2026-09-08", "2027-01-06"]
    assert "to Friday 4 June 2027 (it was" in run("terms", "add", "2027-spring", "--end", "June 4").out
    assert "Wednesday 6 January" in run("terms", "add", "2027-spring", "--end", "June 11").out
    again = run("terms", "add", "2027-spring", "--start", "Jan 6 2027")  # the day that is not said stays
    assert again.out.startswith("Nothing changed: the term 2027-spring is Wednesday 6 January 2027 to")


def test_a_break_is_added_changed_and_removed(run, example):
    assert run("terms", "break", "Dec 14").out == "Added the break: Monday 14 December 2026\n"
    assert run("terms", "break", "--start", "Dec 14").out.startswith("Nothing changed: the break is Monday 14 December")
    assert "a day stands twice" in run("terms", "break", "Dec 14", "--start", "Dec 15").err
    named = run("terms", "break", "Thanksgiving", "--start", "Nov 26", "--end", "Nov 27").err
    assert "a break has no name, only its days" in named
    assert 'hint: coachlog terms break --start "Nov 26" --end "Nov 27"' in named
    run("terms", "break", "2026-12-14", "dec 16")
    changed = run("terms", "break", "--start", "Dec 14", "--end", "Dec 18")
    assert changed.out.startswith(
        "Changed the break: Monday 14 December 2026 to Friday 18 December 2026 (it was Monday 14 December 2026 to Wed"
    )
    assert run("--json", "--today", "2026-12-14").data["next_meeting"] is None
    assert run("terms", "remove", "Dec 16").out.startswith("Removed the break: Monday 14 December 2026")
    assert run("terms", "remove", "2026-11-23").status == 0
    assert "breaks" not in (example / "coachlog.yml").read_text()
    assert run("terms", "remove", "2026-fall").status == 0
    assert "No term is set, so each quarter of the calendar is one." in run("terms").out


def test_a_term_beside_one_that_cannot_be_read_is_found(run, example):
    settings = example / "coachlog.yml"
    odd = "terms:\n  - id: odd\n    start: someday\n  - word\n"
    settings.write_text(settings.read_text().replace("terms:\n", odd).replace("2026-09-08", "Sep 8, 2026"))
    assert run("terms", "add", "2026-fall", "--start", "2026-09-09", "--end", "2026-12-18").status == 0
    assert "  - id: 2026-fall\n    start: 2026-09-09\n" in settings.read_text()
    assert "  - id: odd\n    start: someday\n  - word\n" in settings.read_text()


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["add", "2027-spring"], 2, "a term needs its first day"),
        (["add", "2027-summer"], 2, "say it as: coachlog terms add 2027-summer --start"),
        (["add", "2027-spring", "--start", "2027-01-05"], 2, "a term needs its last day"),
        (["break"], 2, "a break needs its first day"),
        (["add", "x", "--start", "2027-01-05", "--end", "2027-01-04"], 2, "before the term begins"),
        (["add", "x", "--start", "Dec 1", "--end", "2027-06-11"], 2, "x and 2026-fall have days in common"),
        (["add", "x", "--start", "Dec 1", "--end", "2027-06-11"], 2, "coachlog terms remove 2026-fall"),
        (["add", "x", "--start", "4 jan"], 2, 'say it as: coachlog terms add x --start "4 jan" --end 2027-'),
        (["add", "2027-q1", "--start", "2027-01-05", "--end", "2027-06-11"], 2, "means another time already"),
        (["add", "next", "--start", "2027-01-05", "--end", "2027-06-11"], 2, "means another time already"),
        (["remove", "2031-fall"], 1, "no term `2031-fall`"),
    ],
)
def test_what_is_no_term_is_refused(run, example, words, status, told):
    before = (example / "coachlog.yml").read_bytes()
    result = run("terms", *words)
    assert (result.status, told in result.err) == (status, True), result.err
    assert "hint: " in result.err
    assert (example / "coachlog.yml").read_bytes() == before


@pytest.mark.parametrize("words", [(), ("meet", "--no-edit"), ("plan",), ("report", "--no-edit")])
def test_when_the_last_term_has_ended_it_is_said_with_what_to_type(run, example, words):
    result = run(*words, "--today", WINTER)
    assert result.status == 0
    assert ENDED.removesuffix(" 2026.") in result.out + result.err
    how = next(
        line for line in (result.out + result.err).splitlines() if line.startswith("Add the next one: coachlog ")
    )
    assert run(*how.partition("coachlog ")[2].split()).status == 0
    after = run(*words, "--today", WINTER)
    assert "ended on" not in after.out + after.err


def test_a_program_is_told_in_its_data(run, example):
    result = run("--json", "--today", WINTER)
    assert (result.data["ended_term"], result.data["next_meeting"], result.err) == ("2026-fall", None, "")
    assert run("meet", "--no-edit", "--json", "--today", WINTER).err == ""


def test_at_a_terminal_the_next_term_is_asked_for_once(run, example, answer):
    asked = answer("nothing")
    run("--today", WINTER)
    assert asked == [f"{ENDED} When does the next one begin (or nothing)?"]
    again = run("plan", "--today", WINTER)
    assert (len(asked), "Add the next one" in again.err) == (1, True)


def test_what_is_answered_is_the_next_term(run, example, answer):
    asked = answer("Jan 5", "June 11")
    result = run("plan", "--from", "last", "--today", WINTER)
    assert len(asked) == 3
    assert "Added the term 2027-spring: Tuesday 5 January to Friday 11 June." in result.err
    assert "Made a coaching plan for 2027-spring" in result.out
    assert run("--json", "--today", WINTER).data["next_meeting"]["date"] == "2027-01-07"


def test_what_is_left_out_is_asked_for(run, example, answer):
    answer("Jan 5", "June 11", "Spring")
    assert run("terms", "add").out.startswith("Added the term Spring: Tuesday 5 January 2027")
    answer("2027-02-15", "2027-02-12", "2027-02-19")
    result = run("terms", "break")
    assert "before the break begins" in result.err
    assert result.out == "Added the break: Monday 15 February 2027 to Friday 19 February 2027\n"


def test_the_past_term_and_the_whole_year_are_one_word_away(run, spring):
    assert run("hours", "last", "--today", "2027-02-01", "--json").data["period"] == "2026-fall"
    assert run("hours", "this", "--today", "2027-02-01", "--json").data["period"] == "2027-spring"
    assert run("hours", "next", "--json").data["period"] == "2027-spring"
    year = run("hours", "2026-27", "--json").data
    assert (year["period"], year["start"], year["end"]) == ("2026-27", "2026-07-01", "2027-06-30")
    assert "Reflection of 2026-fall" in run("report", "last", "--no-edit", "--today", "2027-02-01").out
    missing = run("hours", "last", "--today", "2026-09-01")
    assert (missing.status, "no term has ended yet" in missing.err) == (2, True)


def test_without_any_term_a_quarter_is_one(run, sealed):
    run("init", "--mentor", "Ana", "--mentee", "Ben", "--me", "mentor")
    for word, period in (("last", "2026-q3"), ("this", "2026-q4"), ("next", "2027-q1")):
        assert run("hours", word, "--json").data["period"] == period


def test_a_plan_is_carried_on_into_the_term_that_follows(run, spring):
    run("goals", "close", "one-tool", "--dropped")
    result = run("plan", "--from", "last", "--today", WINTER)
    assert "Made a coaching plan for 2027-spring" in result.out
    assert "Goes along: 6 open goals (coachlog goals) and 5 next steps (into the next note)" in result.out
    text = (spring / "plans" / "2027-spring.md").read_text()
    assert "one-tool" not in text.partition("# ")[0]
    assert "# Coaching plan, spring 2027" in text
    assert run("plan", "--from", "2026-fall", "--today", WINTER).status == 1


def test_nothing_is_planned_for_a_time_that_no_term_has(run, spring):
    refused = run("plan", "--today", "2027-08-01")
    assert refused.status == 1
    assert "no term follows 2027-spring yet" in refused.err
    assert not (spring / "plans" / "2027-q3.md").exists()
    assert run("plan", "--term", "2027-q3", "--today", "2027-08-01").status == 0
    assert "the calendar knows of none" in run("agenda", "--today", "2027-07-20").out
    assert (
        "meetings/2027-07-20.md\nYou have no meeting on that day" in run("note", "an idea", "--today", "2027-07-20").out
    )
