"""`coachlog steps`, and the carry-over as laws."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachlog.model.next_steps import (
    StepState,
    build_steps,
    marks_to_settle,
)
from tests.support.carried import FIRST, body, carry, read
from tests.support.figures import times
from tests.support.world import Run


def test_each_step_is_listed_once_with_all_that_is_promised(run, example):
    data = run("steps", "--json").data
    assert [step["id"] for step in data] == ["k3f9x", "z8d3h", "f5m8w", "g9b2j", "s6v4d"]
    assert data[0] == {
        "id": "k3f9x",
        "text": "Try the exit ticket in period 3",
        "owner": "mentee",
        "state": "open",
        "due": "2026-11-05",
        "from": "2026-10-29",
        "carried": 3,
        "path": "meetings/2026-11-19.md",
        "line": 45,
    }
    assert data[1]["state"] == "under-way"
    assert len(run("steps", "--all", "--json").data) == 16
    assert [step["id"] for step in run("steps", "--owner", "mentor", "--json").data] == ["z8d3h", "g9b2j"]


LINE = "- [ ] @mentee Try the exit ticket in period 3 (due 2026-11-05) (from 2026-10-29) ^k3f9x"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (("exit", "ticket", "next", "friday"), LINE.replace("11-05", "11-27")),
        (("k3f9x", "dec 4"), LINE.replace("11-05", "12-04")),
        (("exit ticket", "none"), LINE.replace(" (due 2026-11-05)", "")),
    ],
)
def test_a_due_date_is_changed_and_nothing_else(typed, line, run, example):
    note = example / "meetings" / "2026-11-19.md"
    before = note.read_text()
    assert before.count(LINE) == 1
    run("steps", "due", *typed)
    assert note.read_text() == before.replace(LINE, line)
    run("undo")
    assert note.read_text() == before


@pytest.mark.parametrize(("typed", "asked"), [((), "which next step"), (("exit",), "until when")])
def test_a_due_date_needs_a_step_and_a_day(typed, asked, run, example):
    told = run("steps", "due", *typed)
    assert told.status == 2
    assert asked in told.err
    assert 'coachlog steps due STEP "next friday"' in told.err


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Call home", "Call home (due 2026-12-04)"),
        ("Call home by Friday", "Call home (due 2026-12-04)"),
        ("Call home, due Nov 27", "Call home, due 2026-12-04"),
        ("Call home 📅 2026-11-27", "Call home 📅 2026-12-04"),
        ("Call home (mentee, by Friday)", None),
        ("Call home\n  and say when (due Friday)", "Call home\n  and say when (due 2026-12-04)"),
        ("Call home\n  and say when", "Call home\n  and say when (due 2026-12-04)"),
        ("Call home (due 11/35)", "Call home (due 2026-12-04)"),
    ],
)
def test_a_due_date_is_changed_as_it_was_typed(was, now, run, example):
    note = example / "meetings" / "2026-11-19.md"
    note.write_text(note.read_text().replace(LINE, f"{LINE}\n- [ ] {was}"))
    run("save")
    before = note.read_text()
    result = run("steps", "due", "call home", "2026-12-04")
    if now is None:
        assert "coachlog edit 2026-11-19" in result.err
        assert note.read_text() == before
    else:
        assert note.read_text() == before.replace(was, now)
        step = next(step for step in run("steps", "--json").data if step["text"].startswith("Call home"))
        assert step["due"] == "2026-12-04"


def test_the_list_is_by_person_with_full_words(run, example):
    out = run("steps").out
    assert out.index("Robin Example") < out.index("Sam Sample") < out.index("Both")
    assert "- k3f9x  Try the exit ticket in period 3  (due 5 November, since 29 October)" in out
    assert "overdue" not in out


def test_a_step_is_done_dropped_begun_and_opened_again(run, example):
    note = example / "meetings" / "2026-11-19.md"
    before = note.read_text()
    assert "Done; Sam Sample" in run("steps", "done", "k3f9x").out
    assert note.read_text() == before.replace("- [ ] @mentee Try the exit", "- [x] @mentee Try the exit")
    assert "k3f9x" not in [step["id"] for step in run("steps", "--json").data]
    run("steps", "reopen", "k3f9")
    assert note.read_text() == before
    run("steps", "drop", "exit ticket")
    assert "- [-] @mentee Try the exit ticket" in note.read_text()
    run("steps", "start", "^g9b2j", "f5m")
    assert "- [/] @mentor Put the breakout" in note.read_text()
    assert "- [/] @mentee Draft the choice" in note.read_text()


def test_a_finished_step_can_be_opened_again_wherever_it_was_finished(run, example):
    run("steps", "reopen", "h6z2c")
    step = next(step for step in run("steps", "--json").data if step["id"] == "h6z2c")
    assert step["state"] == "open"
    run("meet", "--no-edit", "--today", "2026-12-03")
    assert "^h6z2c" in (example / "meetings" / "2026-12-03.md").read_text()


def test_a_number_is_no_part_of_another_number(run, example):
    run("steps", "add", "Write to parents by Oct 15")
    result = run("steps", "done", "1")
    assert (result.status, "there is no next step `1`" in result.err) == (1, True)
    assert "(Done; " in run("steps", "done", "15").out
    assert "(Was done before; " in run("steps", "done", "15").out
    run("steps", "add", "Read 1 page")
    numbered = run("steps", "done", "1")
    assert numbered.status == 1
    assert "there is no next step `1`: they have no numbers here" in numbered.err


def test_a_new_step_is_mine_unless_told(run, example):
    run("steps", "add", "Read about rubrics")
    run("steps", "add", "@mentee Bring one")
    run("steps", "add", "Talk", "--owner", "both", "--due", "tomorrow")
    run("steps", "add", "Ask", "--for", "Sam")
    text = (example / "meetings" / "2026-11-19.md").read_text()
    assert "- [ ] @mentor Read about rubrics ^" in text
    assert "- [ ] @mentee Bring one ^" in text
    assert "- [ ] @both Talk (due 2026-11-20) ^" in text
    assert "- [ ] @mentee Ask ^" in text


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["done", "zzzzz"], 1, "there is no next step `zzzzz`"),
        (["done", "the"], 1, "means more than one next step"),
        (["add", "  "], 2, "there is no step to add"),
        (["add", "@mentee"], 2, "`@mentee` says nothing to do"),
        (["add", "x", "--owner", "kim"], 1, "nobody in this log is called `kim`"),
        (["add", "x", "--due", "someday"], 2, "is not a date"),
        (["--owner", "kim"], 1, "the people are: mentor (Robin Example), mentee (Sam Sample)"),
        (["done"], 2, "coachlog steps lists them; then: coachlog steps done STEP"),
    ],
)
def test_bad_words_change_nothing(run, example, words, status, told):
    before = {path: path.read_bytes() for path in example.glob("meetings/*")}
    result = run("steps", *words)
    assert (result.status, told in result.err) == (status, True), result.err
    assert {path: path.read_bytes() for path in example.glob("meetings/*")} == before


@pytest.mark.parametrize(
    ("line", "code", "status"),
    [
        ("- [ ] @kim Try it", "unknown-person", 0),
        ("- [ ] Try it (due 2026-02-30)", "bad-date", 0),
        ("- [ ] Again ^k3f9x\n- [ ] Again and again ^k3f9x", "repeated-id", 1),
    ],
)
def test_a_step_with_a_slip_is_a_problem_with_its_line_and_still_a_step(run, example, line, code, status):
    note = example / "meetings" / "2026-11-26.md"
    note.write_text(f"---\ntype: meeting\n---\n# T\n\n## Next steps\n\n{line}\n")
    result = run("steps")
    assert result.status == status  # a line that is not understood is told by check, and once by save
    assert (f"[{code}]" in result.err) is (status == 1)
    assert any(row["code"] == code and row["path"] == "meetings/2026-11-26.md" for row in run("check", "--json").data)
    assert any(step["path"] == "meetings/2026-11-26.md" for step in run("steps", "--json").data)
    saved = run("save")
    assert (saved.status, f"[{code}]" in saved.err) == (0, True) or status == 1
    note.write_text(note.read_text() + "- [ ] @mentor Something else\n")
    assert f"[{code}]" not in run("save").err or status == 1


def test_words_without_quotes_are_one_step_and_ids_are_each_one(run, example):
    run("steps", "add", "Call the office")
    run("steps", "add", "The")
    assert [row["text"] for row in run("steps", "done", "call", "the", "office", "--json").data] == ["Call the office"]
    assert [row["id"] for row in run("steps", "done", "k3f9x", "z8d3h", "--json").data] == ["k3f9x", "z8d3h"]
    assert run("steps", "done", "no", "such", "step").status == 1


def test_owners_come_from_headings_ids_names_and_roles():
    text = (
        "## Next steps\n- [ ] for both\n### Robin\n- [ ] hers\n- [ ] @Sam his\n"
        "### Later\n- [ ] both again\n- a plain line\n"
    )
    steps = body(text).steps
    assert [(step.text, step.owner) for step in steps] == [
        ("for both", "both"),
        ("hers", "mentor"),
        ("his", "mentee"),
        ("both again", "both"),
    ]
    assert [entry.text for entry in body(text).entries("Next steps")] == ["a plain line"]


WORDS = st.text(alphabet="ab ", min_size=1, max_size=4).map(lambda words: " ".join(words.split())).filter(bool)
LINES = st.lists(st.tuples(st.sampled_from(" /x-"), st.sampled_from(["", "@mentor ", "@mentee "]), WORDS), max_size=4)


@pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured
@settings(max_examples=times(40, 1000))  # faults put into the steps showed by the 13th
@given(st.lists(LINES, min_size=1, max_size=5))
def test_no_step_is_lost_or_doubled_over_any_number_of_weeks(weeks):
    """Hand-written notes, carried over week by week, twice each time."""
    notes: dict[date, str] = {}
    for number, lines in enumerate(weeks):
        day = FIRST + timedelta(weeks=number)
        notes[day] = "## Next steps\n\n" + "".join(f"- [{mark}] {owner}{words}\n" for mark, owner, words in lines)
        for _ in range(2):
            carry(notes, day)
    log = read(notes)
    written = [(mark, words) for lines in weeks for mark, _, words in lines]
    assert sorted(step.text for step in log.steps) == sorted(words for _, words in written)
    assert sum(step.open for step in log.steps) == sum(mark in " /" for mark, _ in written)
    newest = max(notes)
    assert all(step.path == f"meetings/{newest}.md" for step in log.steps if step.open)
    assert not marks_to_settle(log.steps)


@pytest.mark.parametrize("owner", ["mentor", "mentee", "both"])
@pytest.mark.parametrize(
    "words",
    [
        *("@mentor sits in", "@mentee: call home", ", @mentor calls", "with Robin plan the lab", "and Robin call home"),
        *("& Robin call home", "/ Robin", "+ Robin", "With Robin: call home", ": 1", "- call home", "Robin: call home"),
    ],
)
def test_words_that_begin_like_another_name_are_carried_over_as_the_same_persons(owner, words):
    notes = {FIRST: f"## Next steps\n\n- [ ] {owner}: {words}\n"}
    first = [(step.owner, step.text) for step in read(notes).steps]
    for week in (1, 2):
        notes[FIRST + timedelta(weeks=week)] = "## Next steps\n"
        carry(notes, FIRST + timedelta(weeks=week))
    assert [(step.owner, step.text) for step in read(notes).steps] == first
    assert first[0][0] == owner


def test_the_mark_of_a_step_over_its_copies_is_the_strongest():
    for marks, state in (
        ("> ", StepState.OPEN),
        (">/", StepState.UNDER_WAY),
        ("> x", StepState.DONE),
        ("x >", StepState.DONE),
        ("-x", StepState.DONE),
        (" -", StepState.DROPPED),
        (">", StepState.OPEN),
    ):
        notes = {
            FIRST + timedelta(weeks=i): f"## Next steps\n- [{m}] One (from {FIRST}) ^aaaaa\n"
            for i, m in enumerate(marks)
        }
        log = read(notes)
        steps = build_steps(log.body(meeting) for meeting in log.meetings)
        assert [step.state for step in steps] == [state], marks


def test_a_pasted_step_is_no_option_and_its_owner_is_read(run, example):
    for words in ("- [ ] Sam: Ring", "-[ ] Ring (Sam)", "Sam will Ring"):
        assert run("steps", "add", words, "--json").data["owner"] == "mentee"
    assert run("note", "Sam: Ring (due Friday)", "--in", "next steps").status == 0
    assert "- [ ] @mentee Ring (due 2026-11-20) ^" in (example / "meetings" / "2026-11-19.md").read_text("utf-8")


def test_a_person_may_be_called_shared(run, example):
    settings = example / "coachlog.yml"
    settings.write_text(settings.read_text("utf-8").replace("name: Sam Sample", "name: Shared Sample"), "utf-8")
    assert run("steps", "add", "Ring", "--owner", "Shared", "--json").data["owner"] == "mentee"
    assert run("goals", "add", "A goal", "--owner", "Shared", "--json").data["owner"] == "mentee"


def test_me_is_the_person_at_this_computer_wherever_somebody_is_named(run: Run, example: Path) -> None:
    assert {row["owner"] for row in run("steps", "--owner", "me", "--json").data} == {"mentor"}
    assert {row["owner"] for row in run("goals", "--owner", "Me", "--json").data} == {"mentor"}
    assert run("steps", "add", "Bring the book", "--owner", "me", "--json").data["owner"] == "mentor"
    assert "Robin: heard it" in run("note", "heard it", "--in", "successes", "--speaker", "me", "--json").data["text"]
    assert run("goals", "add", "Mine", "--owner", "me", "--me", "mentee", "--json").data["owner"] == "mentee"


def test_lines_that_are_not_understood_are_counted_alike_wherever_the_steps_are_listed(run, example):
    assert "not understood" not in run("steps").out + run().out
    note = example / "meetings" / "2026-11-19.md"
    lines = "- rubric\n* bring work 9/24\n- [ ] call (due Foo)\n- [x] done\nand this\n\n## Notes\n\n- [ ] a box\n\n"
    note.write_text(note.read_text().replace("## Next steps\n", f"## Next steps\n\n{lines}", 1))
    found = [problem for problem in run("check", "--json").data if problem["path"] == "meetings/2026-11-19.md"]
    for told in (run("steps"), run(), run("steps", "--today", "2027-03-01")):
        assert f"{len(found)} lines of the meetings' notes are not understood in full yet: coachlog check" in told.out
        assert told.status == 0
    note.write_text(note.read_text().replace(lines, "- [ ] rubric, 9/24\n"))
    assert "1 line of the meetings' notes is not understood in full yet: coachlog check" in run("steps").out
    note.write_text(note.read_text().replace("rubric, 9/24\n", "rubric\n"))
    assert "not understood" not in run("steps").out


def test_a_step_is_found_by_some_of_its_words(run, example):
    run("steps", "add", "Send me the old ratios lesson")
    assert "Done" in run("steps", "done", "send", "old", "lesson").out
    assert run("steps", "done", "send old paper").status == 1


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("typed", "owner", "words"),
    [
        ("me: call home", "mentor", "call home"),
        ("@me call home", "mentor", "call home"),
        ("@I call home", "mentor", "call home"),
        ("My task: call home", "mentor", "call home"),
        ("ich: call home", "mentor", "call home"),
        ("call home (me)", "mentor", "call home"),
        ("call home @me", "mentor", "call home"),
        ("I will call home", "mentor", "I will call home"),
        ("you: call home", "mentee", "call home"),
        ("both call home", "both", "both call home"),
        ("both: call home", "both", "call home"),
        ("Sam and me: call home", "both", "call home"),
        ("me and Sam: call home", "both", "call home"),
        ("Sam & I: call home", "both", "call home"),
        ("@Sam and @me call home", "both", "call home"),
        ("Sam and I will call home", "both", "Sam and I will call home"),
        ("call home (Sam & me)", "both", "call home"),
        ("We both call home", "both", "We both call home"),
        ("Let’s call home", "both", "Let’s call home"),
        ("both parents: call home", "mentor", "both parents: call home"),
        ("Sam: with me call home", "mentee", "with me call home"),
        ("Sam: @mentor sits in", "mentee", "@mentor sits in"),
    ],
)
def test_whose_a_typed_step_is_is_read_as_its_writer_says_it(run, example, typed, owner, words):
    name = {"mentor": "Robin Example", "mentee": "Sam Sample", "both": "both"}[owner]
    told = run("steps", "add", typed)
    assert f"Added a next step for {name} to" in told.out
    assert told.status == 0
    assert (owner, words) in [(step["owner"], step["text"]) for step in run("steps", "--json").data]
    assert f", for {name}: " in run("note", typed, "--in", "next steps").out


def test_an_owner_can_be_both_in_any_words(run, example):
    assert "for both to" in run("steps", "add", "call home", "--owner", "Sam and me").out
    assert "for both to" in run("steps", "add", "write home", "--owner", "both of us").out


def test_a_name_in_a_step_that_says_not_whose_it_is_is_told(run, example):
    told = run("steps", "add", "sam bring posters by wed").out
    assert "for Robin Example" in told
    assert 'coachlog undo, then coachlog steps add "sam: …"' in told
    told = run("steps", "add", "SS bring posters").out
    assert "“SS” is not read as whose it is. If it is not yours" in told
    assert 'then coachlog steps add "Sam: …"' in told
    assert "undo" not in run("steps", "add", "sam bring posters", "--owner", "mentor").out
    assert "undo" not in run("steps", "add", "Sam: bring posters").out
    assert "undo" not in run("steps", "add", "I will bring posters").out


@pytest.mark.parametrize(
    "text",
    ["both: read chapter 2 before next meeting", "Sam and me: send map by 9/31", "Sam und ich: anrufen bis Freitag"],
)
def test_a_step_for_both_is_added_whatever_its_date_is(run, example, text):
    assert run("steps", "add", text, "--json").data["owner"] == "both"


@pytest.mark.parametrize(("text", "name"), [("Kim: call home", "Kim"), ("Kim Lee: call home", "Kim Lee")])
def test_a_name_of_nobody_here_is_said_with_whose_the_step_is(run, example, text, name):
    out = run("steps", "add", text).out
    assert f"“{name}” is nobody of this log" in out
    assert "undo" in out


@pytest.mark.parametrize("text", ["Period 3: hand back", "call home", "Action: call home", "see the map: page 3"])
def test_a_label_that_is_no_name_is_not_remarked(run, example, text):
    assert "nobody of this log" not in run("steps", "add", text).out
