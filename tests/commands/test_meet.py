"""`coachlog meet`: the week's note."""

import json
from pathlib import Path

import pytest

from tests.support.world import EXAMPLE, Run, git, make_log

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


def write_note(log: Path, day: str, *steps: str, head: str = "") -> Path:
    path = log / "meetings" / f"{day}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f"---\ntype: meeting\ndate: {day}\n{head}---\n\n# T\n\n## Next steps\n\n" + "".join(f"{s}\n" for s in steps)
    )
    return path


def test_the_first_note_fits_on_a_screen_and_is_held_today(run, log):
    result = run("meet", "--no-edit", "--json")
    assert result.data == {
        "path": "meetings/2026-11-19.md",
        "date": "2026-11-19",
        "status": "held",
        "new": True,
        "carried": [],
    }
    text = note_of(log, "2026-11-19")
    assert text.startswith(
        '---\ntype: meeting\ndate: 2026-11-19\nstart: "15:30"\nminutes:\nmode: virtual\nstatus: held\n---\n'
    )
    assert len(text.splitlines()) <= 34
    assert git(log, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("today", "day", "status"),
    [
        ("2026-11-16", "2026-11-19", "planned"),
        ("2026-11-19", "2026-11-19", "held"),
        ("2026-11-20", "2026-11-20", "held"),
        ("2026-11-22", "2026-11-22", "held"),
    ],
)
def test_a_new_note_is_of_this_weeks_day_or_of_today_when_that_has_passed(run, log, today, day, status):
    data = run("meet", "--no-edit", "--json", "--today", today).data
    assert (data["date"], data["status"]) == (day, status)


def test_a_planned_note_is_taken_up_all_week_and_held_from_its_day_on(run, log):
    run("meet", "--no-edit", "--today", "2026-11-16")
    assert run("meet", "--no-edit", "--json", "--today", "2026-11-17").data["status"] == "planned"
    later = run("meet", "--no-edit", "--json", "--today", "2026-11-20").data
    assert (later["date"], later["status"], later["new"]) == ("2026-11-19", "held", False)
    assert [path.name for path in (log / "meetings").iterdir()] == ["2026-11-19.md"]


def test_on_its_own_day_a_meeting_is_not_taken_for_a_stray_notes_day_in_silence(run, log, answer):
    told = run("note", "found the rubric", "--date", "2026-11-21")
    assert told.status == 0, told.err
    assert "The note of Saturday 21 November is planned" in (told := run("meet", "--no-edit").out)
    assert "Today is your meeting day, and has no note yet; if you mean today: coachlog meet --date today" in told
    assert "your meeting day" not in run("meet", "--no-edit", "--date", "2026-11-21").out
    asked = answer("")
    assert "The note of today is ready" in run("meet", "--no-edit").out
    assert ["How many minutes" in question for question in asked] == [True]
    assert "your meeting day" not in run("meet", "--no-edit").out


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-11-05", "not meet: coachlog meet --cancelled --date 2025-11-05"),
        ("2026-11-12", ""),
        ("2026-11-26", ""),
        ("2026-11-21", "not meet then: coachlog meet --cancelled --date 2026-11-21"),
    ],
)
def test_a_new_note_of_a_day_without_a_meeting_is_told_as_such(day, told, run, log):
    out = " ".join(run("meet", "--no-edit", "--date", day).out.split())
    assert ("You have no meeting on that day: this is a new note." in out, told in out) == (bool(told), True)
    assert "no meeting on that day" not in run("meet", "--no-edit", "--date", day).out


def test_another_day_can_be_named(run, log):
    assert run("meet", "--no-edit", "--json", "--date", "tomorrow").data["date"] == "2026-11-20"
    assert run("meet", "--no-edit", "--json", "--date", "2026-11-12").data["status"] == "held"


def test_a_second_meeting_on_a_day_has_a_note_of_its_own(run, log):
    run("meet", "--no-edit")
    assert run("meet", "--no-edit", "--another", "--json").data["path"] == "meetings/2026-11-19-2.md"
    assert run("meet", "--no-edit", "--another", "--json").data["path"] == "meetings/2026-11-19-3.md"


def test_a_cancelled_meeting_keeps_its_note_and_carries_nothing(run, log):
    write_note(log, "2026-11-12", "- [ ] @mentee Try it")
    result = run("meet", "--cancelled", "--today", "2026-11-17")
    assert "The meeting of Thursday 19 November is marked as cancelled" in result.out
    assert "status: cancelled" in note_of(log, "2026-11-19")
    assert "Try it" not in note_of(log, "2026-11-19")


@pytest.mark.parametrize(("called_off", "was"), [(["--cancelled"], "cancelled"), (["--moved", "2026-11-24"], "moved")])
def test_a_meeting_that_was_called_off_and_is_held_after_all_is_told(called_off, was, run, log):
    run("meet", *called_off, "--date", "2026-11-19")
    told = run("meet", "--no-edit", "--date", "2026-11-19").out
    back = "coachlog meet --cancelled --date 2026-11-19"
    assert f"It was marked as {was}, and is held now; if you did not meet: {back}" in " ".join(told.split())
    assert "was marked" not in run("meet", "--no-edit", "--date", "2026-11-19").out
    assert "was marked" not in run("meet", *called_off, "--date", "2026-11-19").out
    assert run(*back.split()[1:]).status == 0


def test_before_the_day_a_partners_cancellation_stays_and_the_next_meeting_is_meant(run, log):
    run("meet", "--cancelled", "--date", "2026-11-19", "--me", "mentee", "--today", "2026-11-16")
    before = ("--today", "2026-11-17")
    assert "Next meeting: Thursday 26 November" in run(*before).out
    told = run("meet", "--no-edit", *before).out
    assert "meetings/2026-11-26.md" in told
    assert "That of 19 November was called off; to meet on it all the same: coachlog meet --date 2026-11-19" in told
    assert "status: cancelled" in note_of(log, "2026-11-19")
    assert "19 November is marked as cancelled" in run("meet", "--cancelled", *before).out
    assert "status: planned" in note_of(log, "2026-11-26")
    assert "It was marked as cancelled" in run("meet", "--no-edit", "--date", "2026-11-19", *before).out
    assert "status: planned" in note_of(log, "2026-11-19")


def test_a_moved_meeting_leaves_its_day_and_carries_over_to_the_new_one(run, log):
    write_note(log, "2026-11-12", "- [ ] @mentee Try it")
    result = run("meet", "--moved", "fri", "--today", "2026-11-17", "--json")
    assert result.data["path"] == "meetings/2026-11-20.md"
    assert "status: moved" in note_of(log, "2026-11-19")
    assert "Try it (from 2026-11-12)" in note_of(log, "2026-11-20")
    assert run("meet", "--moved", "2026-11-20", "--date", "2026-11-20").status == 1


def test_the_time_and_the_minutes_are_said_back_as_they_were_understood(run, log):
    told = run("meet", "--date", "4 dec", "--start", "quarter to 4", "--minutes", "45 mins", "--no-edit").out
    assert "The note of Friday 4 December is planned, at 3:45 in the afternoon, 45 minutes: meetings/2026-12-04" in told
    assert "The note of today is ready, 1 hour: " in run("meet", "--minutes", "1 h", "--no-edit").out


def test_a_moved_meeting_keeps_its_time_unless_another_is_said(run, log):
    assert run("people", "set", "--weekday", "thursday", "--time", "3:30 pm").status == 0
    told = run("meet", "--moved", "friday").out
    assert "The note of Friday 20 November is planned, at 3:30 in the afternoon: meetings/2026-11-20.md" in told
    assert 'start: "15:30"' in note_of(log, "2026-11-20")
    run("undo")
    told = run("meet", "--moved", "friday", "--start", "9 am", "--minutes", "1 h").out
    assert "is planned, at 9:00 in the morning instead of 3:30 in the afternoon, 1 hour: " in told
    assert 'start: "09:00"' in note_of(log, "2026-11-20")
    run("undo")
    run("meet", "--no-edit", "--start", "2 pm")
    assert "at 2:00 in the afternoon: " in run("meet", "--moved", "friday").out
    again = run("meet", "--moved", "monday", "--date", "2026-11-20").out
    assert "at 2:00 in the afternoon: " in again


def test_minutes_are_written_when_said_and_never_assumed(run, log):
    run("meet", "--no-edit")
    assert "\nminutes:\n" in note_of(log, "2026-11-19")
    run("meet", "--no-edit", "--minutes", "1 h 5")
    assert "\nminutes: 65\n" in note_of(log, "2026-11-19")


def test_a_meeting_has_the_time_at_which_it_began(run, log):
    run("meet", "--no-edit", "--start", "7:20am")
    assert '\nstart: "07:20"\n' in note_of(log, "2026-11-19")
    result = run("meet", "--no-edit", "--start", "late")
    assert result.status == 2
    assert "`late` is not a time of day" in result.err
    assert run("meet", "--no-edit", "--minutes", "a while").status == 2


def test_open_steps_go_on_with_their_identity_their_origin_and_what_stands_below(run, log):
    old = write_note(
        log,
        "2026-11-12",
        "- [ ] @mentee Try the exit ticket (due 2026-11-26)",
        "  - in period 3",
        "- [/] @mentor Read about rubrics",
        "- [x] @mentor Send the link",
        "- [-] Something else",
        "* [ ] both of us",
    )
    carried = run("meet", "--no-edit", "--json").data["carried"]
    text = note_of(log, "2026-11-19")
    first, second, third = carried
    assert f"- [ ] @mentee Try the exit ticket (due 2026-11-26) (from 2026-11-12) ^{first}\n  - in period 3\n" in text
    assert f"- [/] @mentor Read about rubrics (from 2026-11-12) ^{second}\n" in text
    assert f"- [ ] @both both of us (from 2026-11-12) ^{third}\n" in text
    assert "Send the link" not in text
    assert "Something else" not in text
    before = old.read_text()
    assert f"- [>] @mentee Try the exit ticket (due 2026-11-26) ^{first}\n  - in period 3\n" in before
    assert f"* [>] both of us ^{third}\n" in before
    steps = {step["id"]: step for step in run("steps", "--all", "--json").data}
    assert (steps[first]["carried"], steps[first]["from"], steps[first]["path"]) == (
        1,
        "2026-11-12",
        "meetings/2026-11-19.md",
    )
    assert steps[second]["state"] == "under-way"


def test_meet_again_brings_in_only_what_is_not_there_yet(run, log):
    old = write_note(log, "2026-11-12", "- [ ] @mentee One")
    run("meet", "--no-edit")
    once = note_of(log, "2026-11-19")
    run("meet", "--no-edit")
    assert note_of(log, "2026-11-19") == once
    old.write_text(old.read_text() + "- [ ] @mentee Two\n")
    run("meet", "--no-edit")
    assert note_of(log, "2026-11-19").startswith(once.removesuffix("\n## Next meeting\n"))
    assert note_of(log, "2026-11-19").count("One") == 1
    assert note_of(log, "2026-11-19").count("Two") == 1


def test_two_machines_write_the_same_bytes(run, log, tmp_path, monkeypatch):
    write_note(log, "2026-11-12", "- [ ] @mentee One", "- [ ] One", "- [ ] One")
    git(log, "add", "-A")
    git(log, "commit", "-qm", "x")
    other = tmp_path / "other"
    git(tmp_path, "clone", "-q", str(log), str(other))
    run("meet", "--no-edit")
    run("meet", "--no-edit", "--log", other, "--me", "mentee")
    assert (other / "meetings" / "2026-11-19.md").read_bytes() == (log / "meetings" / "2026-11-19.md").read_bytes()
    assert (other / "meetings" / "2026-11-12.md").read_bytes() == (log / "meetings" / "2026-11-12.md").read_bytes()
    assert len(set(run("meet", "--no-edit", "--json").data["carried"])) == 0
    assert len({step["id"] for step in run("steps", "--json").data}) == 3


def test_a_finished_copy_finishes_the_others(run, log):
    first = write_note(log, "2026-11-05", "- [ ] @mentee One ^aaaaa")
    write_note(log, "2026-11-12", "- [x] @mentee One reworded (from 2026-11-05) ^aaaaa")
    run("meet", "--no-edit")
    assert "- [x] @mentee One ^aaaaa" in first.read_text()
    assert "One" not in note_of(log, "2026-11-19")


def test_a_note_keeps_its_owners_bytes(run, log):
    note = write_note(log, "2026-11-12")
    note.write_bytes(
        b"---\r\ntype: meeting\r\ndate: 2026-11-12   # thursday\r\n---\r\n"
        b"\r\nNext steps\r\n---\r\n1. [ ] One  \r\n   two\r\n\r\n\r\n"
    )
    run("meet", "--no-edit")
    step = run("steps", "--json").data[0]["id"]
    assert note.read_bytes() == (
        b"---\r\ntype: meeting\r\ndate: 2026-11-12   # thursday\r\n---\r\n"
        b"\r\nNext steps\r\n---\r\n1. [>] One  \r\n"
        b"   two ^" + step.encode() + b"\r\n\r\n\r\n"
    )


def test_the_pairs_own_blank_page_is_used(run, log):
    (log / "templates").mkdir()
    (log / "templates" / "meeting.md").write_text(
        "---\ntype: meeting\ndate: {{date}}\nstatus: {{status}}\n---\n# Ours {{date}} {{x.y}}\n"
    )
    run("meet", "--no-edit")
    assert note_of(log, "2026-11-19").startswith(
        "---\ntype: meeting\ndate: 2026-11-19\nstatus: held\n---\n# Ours 2026-11-19 {{x.y}}\n"
    )


def test_the_example_is_carried_over_into_december(run, example):
    data = run("meet", "--no-edit", "--today", "2026-12-03", "--json").data
    assert (data["date"], data["carried"]) == ("2026-12-03", ["k3f9x", "z8d3h", "f5m8w", "g9b2j", "s6v4d"])
    text = (example / "meetings" / "2026-12-03.md").read_text()
    assert "(from 2026-10-29) ^z8d3h\n  - Begin from the district goal, then pick one unit each\n" in text
    assert git(example, "log", "-1", "--format=%s") == "meet: 1 meeting (2026-12-03), 5 next steps carried over\n"
    assert (EXAMPLE / "meetings" / "2026-11-12.md").read_bytes() == (
        example / "meetings" / "2026-11-12.md"
    ).read_bytes()


def test_a_moved_meeting_is_one_entry_and_one_undo(run, example):
    before = {path.name: path.read_bytes() for path in example.glob("meetings/*")}
    entries = git(example, "rev-list", "--count", "HEAD")
    assert run("meet", "--moved", "2026-11-27", "--date", "2026-11-26").status == 0
    assert int(git(example, "rev-list", "--count", "HEAD")) == int(entries) + 1
    assert "status: moved" in (example / "meetings" / "2026-11-26.md").read_text()
    assert "status: planned" in (example / "meetings" / "2026-11-27.md").read_text()
    assert run("undo").status == 0
    assert {path.name: path.read_bytes() for path in example.glob("meetings/*")} == before


@pytest.mark.parametrize(("every", "told"), [("month", 1), ("day", 1), ("2 weeks", 0), ("week", 0), ("Two weeks", 0)])
def test_a_cadence_that_is_not_understood_is_named(run, example, every, told):
    settings = example / "coachlog.yml"
    settings.write_text(settings.read_text().replace("every: week", f"every: {every}"))
    assert run("check").out.count(f"`{every}` is not understood, so it is read as every week") == told


def test_a_meeting_called_off_before_its_note_is_told_as_such(run, log):
    run("meet", "--cancelled", "--date", "2026-11-26")
    run("meet", "--moved", "2026-12-04", "--date", "2026-12-03")
    told = run("history").out
    assert "cancelled the meeting of 26 November" in told
    assert "moved the meeting of 3 December to Friday 4 December" in told
    assert "started the note of the meeting of 4 December" not in told
    assert "started the note of the meeting of 26 November" not in told


def test_a_line_that_is_not_understood_is_told_once_by_the_meet_that_brings_it(run, example):
    note = example / "meetings" / "2026-11-12.md"
    note.write_text(
        note.read_text("utf-8").replace("## Next steps\n", "## Next steps\n\n- [ ] Ring (due soon)\n", 1), "utf-8"
    )
    told = run("meet", "--no-edit")
    assert told.status == 0
    assert "(due soon): `soon` is not a date" in told.err
    assert "soon" not in run("meet", "--no-edit").err
    assert run("steps").status == 0
    assert "is not a date" in run("check").out


@pytest.mark.parametrize("words", [["meet", "--no-edit"], ["meet", "--moved", "tomorrow", "--no-edit"], ["send"]])
def test_a_note_that_cannot_be_read_is_told_by_what_would_have_taken_steps_out_of_it(
    words: list[str], run: Run, example: Path
) -> None:
    note = example / "meetings" / "2026-11-12.md"
    note.write_text(note.read_text("utf-8").replace("minutes: 35", "minutes: [", 1), encoding="utf-8")
    told = run(*words, "--json")
    assert told.status == 0
    assert [problem["path"] for problem in json.loads(told.out)["problems"]] == ["meetings/2026-11-12.md"]
    if "--moved" not in words:
        assert "meetings/2026-11-12.md:5: a bracket" in run(*words).err


@pytest.mark.parametrize(("typed", "kept"), [("50", "minutes: 50"), ("", "minutes:"), ("nothing", "minutes:")])
def test_minutes_are_asked_for_where_the_calendar_knows_none(typed, kept, run, log, answer, monkeypatch):
    asked = answer(typed)
    monkeypatch.setenv("EDITOR", "true")
    told = run("meet")
    assert (told.status, len(asked)) == (0, 1), told.err
    assert f"\n{kept}\n" in note_of(log, "2026-11-19")
    assert ("Kept: 50 minutes." in told.out) is (typed == "50")
    assert "How many minutes did you meet" in " ".join(map(str, asked))


@pytest.mark.parametrize("goal", [False, True])
def test_the_minutes_that_are_answered_are_kept_in_a_log_with_goals_or_without(goal, run, log, answer, monkeypatch):
    (log / "coachlog.yml").write_text(SETTINGS.replace("mode: virtual", "minutes: 45"), encoding="utf-8")
    if goal:
        run("goals", "add", "Explain why")
    asked = answer(*["1"] * goal, "40")
    monkeypatch.setenv("EDITOR", "true")
    told = run("meet")
    assert (told.status, len(asked)) == (0, goal + 1), told.err
    assert "\nminutes: 40\n" in note_of(log, "2026-11-19")
    assert f"Kept: 40 minutes{', about “Explain why”' * goal}." in told.out
    assert "Nothing was changed" not in told.out


def test_who_stops_at_a_later_question_is_told_that_the_note_is_kept(run, example, answer, monkeypatch):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    answer()
    monkeypatch.setattr("coachlog.commands.week.meet.offer_to_share", stop)
    told = run("meet", "--no-edit", "--date", "2026-12-03")
    assert told.status == 130
    assert told.err.endswith("error: stopped; what was written before that is kept\nhint: coachlog history shows it\n")
    assert (example / "meetings/2026-12-03.md").exists()


@pytest.mark.parametrize("how", [("--moved", "2026-11-20"), ("--cancelled",)])
def test_what_is_said_of_a_meeting_that_is_moved_or_cancelled_is_in_its_note(how, run, example):
    told = run("meet", "--date", "2026-11-19", *how, "--start", "2 pm", "--minutes", "30", "--no-edit")
    assert told.status == 0, told
    day = how[1] if len(how) > 1 else "2026-11-19"
    note = (example / "meetings" / f"{day}.md").read_text()
    assert 'start: "14:00"' in note or "start: 14:00" in note
    assert "minutes: 30" in note
