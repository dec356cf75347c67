"""`coachlog note`: a line goes into the week's note."""

from pathlib import Path

import pytest

from tests.support.world import make_log

SETTINGS = """coachlog: 1
people:
  - {id: mentor, name: Robin Example}
  - {id: mentee, name: Sam Sample}
cadence: {weekday: thursday, time: "15:30", mode: virtual}
"""


@pytest.fixture
def log(tmp_path, monkeypatch) -> Path:
    """An empty log whose pair meets on Thursdays."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "coachlog.yml").write_text(SETTINGS)
    return make_log(tmp_path / "log", source, monkeypatch)


def note_of(log: Path, day: str) -> str:
    return (log / "meetings" / f"{day}.md").read_text()


def test_a_line_goes_into_todays_note_or_the_coming_one(run, log):
    coming = run("note", "Ask about the rubric", "--in", "agenda", "--today", "2026-11-17")
    assert "Agenda of the meeting of 19 November: meetings/2026-11-19.md" in coming.out
    text = note_of(log, "2026-11-19")
    assert "status: planned" in text
    assert text.index("## Agenda\n\n- Ask about the rubric\n\n## Check-in") > 0
    run("note", "They explained it", "--in", "wins")
    assert "<!-- What went well, for either of you? -->\n\n- Robin: They explained it\n\n## Areas" in note_of(
        log, "2026-11-19"
    )
    assert run("note", "x", "--in", "kitchen").status == 1
    assert run("note", " \x07 ").status == 2


def test_a_line_for_a_later_day_does_not_take_over_the_log(run, log):
    now = ("--today", "2026-09-05")
    assert run("note", "Bring the laptop to the workshop", "--date", "Dec 3", *now).status == 0
    later = note_of(log, "2026-12-03")
    assert "Next meeting: Thursday 10 September" in run(*now).out
    assert "Thursday 10 September" in run("agenda", *now).out
    assert "2026-09-10.md" in run("note", "An idea", *now).out
    assert "2026-09-10.md" in run("steps", "add", "mentor", "Try the exit ticket", *now).out
    assert "2026-09-10.md" in run("contact", "in the corridor", "--minutes", "5", *now).out
    for day in ("2026-09-10", "2026-09-17"):
        assert run("meet", "--no-edit", "--today", day).status == 0
        assert "Try the exit ticket" in note_of(log, day)
    assert note_of(log, "2026-12-03") == later
    assert "Next meeting: Thursday 24 September" in run("--today", "2026-09-18").out
    assert "Next meeting: Thursday 3 December" in run("--today", "2026-11-27").out


@pytest.mark.parametrize("words", ["[red]x[/red]", "[/b]", "{{title}}", "<script>", "a\x1b[31mb", "# head", "é 🎉"])
def test_words_are_kept_and_shown_as_typed(run, log, words):
    run("note", words, "--in", "successes")
    shown = words.replace("\x1b", "")
    assert shown.lstrip("# ") in note_of(log, "2026-11-19")
    assert "\x1b" not in run("show", "2026-11-19").out
    assert shown.lstrip("# ") in run("successes").out


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["They asked why", "--in", "successes"], "- Robin: They asked why\n"),
        (["They asked why", "--in", "successes", "--me", "mentee"], "- Sam: They asked why\n"),
        (["Waiting", "--in", "growth"], "- Robin: Waiting\n"),
        (["Waiting", "--in", "notes"], "- Waiting\n"),
        (["Waiting", "--in", "notes", "--speaker", "me"], "- Robin: Waiting\n"),
        (["They asked why", "--in", "successes", "--speaker", "sam"], "- Sam: They asked why\n"),
        (["Me: They asked why", "--in", "successes"], "- Robin: They asked why\n"),
        (
            ["Sam let two students explain", "--in", "successes", "--speaker", "sam"],
            "- Sam: let two students explain\n",
        ),
        (["Sam and I waited", "--in", "successes", "--speaker", "sam"], "- Sam: Sam and I waited\n"),
        (["They asked why", "--in", "successes", "--speaker", "both"], "- Both: They asked why\n"),
        (["They asked why", "--in", "successes", "--speaker", "Sam and me"], "- Both: They asked why\n"),
        (["me: They asked why", "--in", "successes"], "- Robin: They asked why\n"),
        (["me: They asked why", "--in", "successes", "--speaker", "Sam"], "- Sam: They asked why\n"),
        (["Sam and me: We asked why", "--in", "successes"], "- Both: We asked why\n"),
        (["You: They asked why", "--in", "successes"], "- Sam: They asked why\n"),
        (["They asked why", "--in", "successes", "--speaker", "nobody"], "- They asked why\n"),
        (["Sam: we waited", "--in", "successes"], "- Sam: we waited\n"),
        (["**Sam**: we waited", "--in", "successes"], "- **Sam**: we waited\n"),
        (["Period 3: we waited", "--in", "successes"], "- Robin: Period 3: we waited\n"),
        (["SS: we waited", "--in", "successes"], "- Sam: we waited\n"),
        (["S. waited", "--in", "growth"], "- Sam: S. waited\n"),
        (["we waited (RE)", "--in", "growth", "--me", "mentee"], "- Robin: we waited (RE)\n"),
        (["- one\n- SS: two", "--in", "successes"], "- Robin: one\n- Sam: two\n"),
        (["- one\n- Sam: two", "--in", "successes"], "- Robin: one\n- Sam: two\n"),
    ],
)
def test_a_success_or_an_area_of_growth_begins_with_whose_words_it_is(run, log, words, line):
    text, *options = words
    assert run("note", *options, "--", text).status == 0
    assert line in note_of(log, "2026-11-19")


def test_a_name_that_is_nearly_one_is_told_with_the_line(run, log):
    told = run("note", "Sammy: we waited", "--in", "successes").out
    assert "“Sammy” is not read as whose it is. If it is not yours: coachlog undo, then the same with --speaker" in told
    assert "not read" not in run("note", "Sammy: we waited", "--in", "growth", "--speaker", "Sam").out


def test_successes_are_told_by_person_as_they_were_noted(run, log):
    run("note", "I listened", "--in", "successes")
    run("note", "I waited", "--in", "successes", "--speaker", "Sam")
    rows = run("successes", "--by", "person", "--json").data
    assert [(row["person"], row["text"]) for row in rows] == [("mentor", "I listened"), ("mentee", "I waited")]
    assert [row["by"] for row in run("successes", "--json").data] == ["mentor", "mentee"]


def test_two_people_of_one_first_name_are_named_in_full(run, log):
    (log / "coachlog.yml").write_text(SETTINGS.replace("Sam Sample", "Robin Sample"))
    run("note", "They asked why", "--in", "successes")
    assert "- Robin Example: They asked why\n" in note_of(log, "2026-11-19")


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["x", "--in", "successes", "--speaker", "Kim"], 1, "nobody in this log is called `Kim`"),
        (["x", "--in", "next steps", "--speaker", "Sam"], 2, "a next step has an owner"),
        (["x", "--in", "private"], 1, "what only you may read: coachlog private TEXT"),
        (["x", "--date", "someday"], 2, "`someday` is not a date"),
    ],
)
def test_who_is_nobody_and_what_is_no_day_are_refused(run, log, words, status, told):
    result = run("note", *words)
    assert (result.status, told in result.err) == (status, True), result.err
    assert not (log / "meetings").exists()


def test_on_a_friday_yesterdays_note_is_a_word_away(run, log):
    run("meet", "--no-edit")
    friday = ("--today", "2026-11-20")
    assert "meetings/2026-11-26.md" in run("note", "for next week", *friday).out
    for typed in ("thursday", "yesterday", "Nov 19", "2026-11-19"):
        assert "meetings/2026-11-19.md" in run("note", f"of {typed}", "--date", typed, *friday).out
    assert "- of yesterday\n" in note_of(log, "2026-11-19")


def test_a_day_without_a_note_gets_one_that_is_planned(run, log):
    assert "meetings/2026-11-24.md" in run("note", "x", "--date", "next tuesday").out
    assert "status: planned" in note_of(log, "2026-11-24")
    assert "meetings/2026-11-20.md" in run("note", "x", "--date", "this friday").out


def test_a_success_of_yesterdays_meeting_goes_there_though_its_note_is_at_the_partners(run, log):
    friday = ("--date", "thurs", "--today", "2026-11-20")
    for _ in "12":  # next week's note is new, and there
        written = run("note", "x", *friday).out
        assert "meetings/2026-11-26.md" in written
        assert "no note of Thursday 19 November here. If that day is meant: coachlog undo" in " ".join(written.split())
    written = run("note", "it went well", "--in", "successes", *friday).out
    assert "meetings/2026-11-19.md\nThat meeting counts as held. If you did not meet" in written
    assert "no note of" not in run("note", "y", *friday).out  # now it is there


@pytest.mark.parametrize("words", ["- words", "– words", "-\u00a0words", "- one\n- words"])
def test_a_pasted_bullet_is_no_option(run, example, words):
    result = run("note", words, "--in", "notes")
    assert result.status == 0, result.err
    assert "- words\n" in (example / "meetings" / "2026-11-19.md").read_text("utf-8")
    assert run("note", "-words").status == 2


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["right below", "below a blank line"])
def test_a_line_goes_to_the_end_of_its_own_section_where_bold_lines_part_the_note(run, log, gap):
    run("meet", "--no-edit", "--today", "2026-11-19")
    note = log / "meetings/2026-11-19.md"
    parts = [
        "## Successes\n\n- one",
        "**Areas of growth**\n- two",
        "**Check-in**\n- tired",
        "**Next steps**\n- [ ] read",
    ]
    note.write_text("---\ntype: meeting\n---\n" + gap.join(parts) + "\n")
    run("note", "three", "--in", "successes", "--speaker", "nobody")
    run("note", "four", "--in", "growth", "--speaker", "nobody")
    assert "- one\n- three\n" in note.read_text()
    assert "- two\n- four\n" in note.read_text()
    assert "three" in run("successes").out


@pytest.mark.parametrize("is_planned", [False, True])
def test_words_of_a_day_that_has_passed_make_its_meeting_a_held_one(run, log, is_planned):
    if is_planned:
        assert run("--today", "2026-11-11", "note", "a plan", "--date", "2026-11-12").status == 0
        assert "status: planned" in note_of(log, "2026-11-12")
    done = run("note", "We talked", "--date", "2026-11-12")
    assert "counts as held. If you did not meet: coachlog meet --cancelled --date 2026-11-12" in " ".join(
        done.out.split()
    )
    assert "status: held" in note_of(log, "2026-11-12")
    assert "counts as held" not in run("note", "More", "--date", "2026-11-12").out
    assert run("hours", "--json").data["held"] == 1
    assert run("meet", "--cancelled", "--date", "2026-11-12").status == 0
    run("note", "Sam was ill", "--date", "2026-11-12")
    assert "status: cancelled" in note_of(log, "2026-11-12")
    run("note", "x", "--date", "2026-11-26")
    assert "status: planned" in note_of(log, "2026-11-26")


@pytest.mark.parametrize("label", ["Robin:", "**Robin**", "### Robin", "@mentor"])
@pytest.mark.parametrize("above", ["", "- before\n\n"])
def test_a_line_that_is_nobodys_does_not_go_below_somebodys_name(label, above, run, log):
    run("meet", "--no-edit")
    note = log / "meetings" / "2026-11-19.md"
    note.write_text(note.read_text().replace("\n## Areas", f"\n{above}{label}\n\n- mine\n\n## Areas"), "utf-8")
    assert run("note", "The room was quiet", "--in", "successes", "--speaker", "nobody").status == 0
    assert run("note", "I waited", "--in", "successes", "--speaker", "Sam").status == 0
    by = {row["text"].removeprefix("Sam: "): row["by"] for row in run("successes", "--json").data}
    assert by["The room was quiet"] is None
    assert (by["I waited"], by["mine"]) == ("mentee", "mentor")


def test_a_note_of_a_day_without_a_meeting_is_told_as_such(run, log):
    settings = log / "coachlog.yml"
    settings.write_text(f"{SETTINGS}terms:\n  - {{id: 2026-fall, start: 2026-09-01, end: 2026-10-09}}\n")
    told = run("note", "holiday!!", "--today", "2026-10-13").out
    assert "You have no meeting on that day: this is a new note." in told
    assert "coachlog meet --cancelled --date 2026-10-13" in told
    assert "no meeting on that day" not in run("note", "sunny", "--today", "2026-10-13").out
    assert "no meeting on that day" not in run("note", "rubric", "--today", "2026-10-06").out


def test_a_line_that_is_read_as_a_check_in_is_told_as_such_once(run, example):
    told = "this is read as a Check-in: it stays between the two of you, in no list and in no file"
    assert told in run("note", "Check-in: tired", "--in", "successes").err
    assert told in run("goals", "update", "listen", "Check-in: tired", "--in", "strategies").err
    assert told not in run("note", "Check-in: fine", "--in", "check-in").err
    assert told not in run("note", "They checked in with me", "--in", "successes").err


def test_a_step_for_somebody_who_is_nobody_here_is_told_as_by_steps_add(run, example):
    told = run("note", "Kim: bring the poster", "--in", "next steps").out
    assert "“Kim” is nobody of this log, so it is Robin Example’s" in told
    assert "nobody of this log" not in run("note", "Sam: bring the poster", "--in", "next steps").out
    assert "nobody of this log" not in run("note", "Kim: well done", "--in", "notes").out
