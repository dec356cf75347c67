"""A step that was taken out of a note in the editor, while an earlier note has it still."""

import pytest

_WITHOUT_CARRIED = (
    "file.write_bytes(b''.join(line for line in text.splitlines(True) if b'(from 2026-10-29)' not in line))"
)
_HERE = "- [ ] @mentee Try the exit ticket in period 3 (due 2026-11-05) (from 2026-10-29) ^k3f9x"


@pytest.mark.parametrize("command", [["meet"], ["edit", "today"]])
def test_a_carried_step_that_was_taken_out_is_told_with_what_settles_it(command, run, example, editor):
    editor(_WITHOUT_CARRIED)
    told = run(*command)
    assert told.status == 0
    for words, step in (("Try the exit ticket in period 3", "k3f9x"), ("Plan a cross-subject session", "z8d3h")):
        assert f"“{words}" in told.err
        hint = f"is still open in the note of 12 November: coachlog steps done {step}, or coachlog steps drop {step}"
        assert hint in " ".join(told.err.split())
        assert step in run("steps").out


@pytest.mark.parametrize(
    ("answers", "states"),
    [
        (("done", "dropped"), ("done", "dropped")),
        (("", "no idea", "do"), ("open", "done")),
        (("dr", "d", "open"), ("dropped", "open")),
    ],
)
def test_at_a_terminal_it_is_asked_what_became_of_it(answers, states, run, example, editor, answer):
    editor(_WITHOUT_CARRIED)
    asked = answer(*answers)
    told = run("edit", "today")
    assert (
        asked[0]
        == "You took out “Try the exit ticket in period 3”, which an earlier note has: is it done, dropped or open?"
    )
    of = {step["id"]: step["state"] for step in run("steps", "--all", "--json").data}
    assert tuple({"under-way": "open"}.get(of[step], of[step]) for step in ("k3f9x", "z8d3h")) == states
    for state in states:
        assert f"” is {state}" in (told.out + told.err).replace("still ", "")


def test_a_step_that_no_other_note_has_and_a_note_taken_away_are_told_once(run, example, editor):
    editor("file.write_bytes(text.replace(b'- [ ] @mentee Draft the choice sheet', b'Draft the sheet'))")
    told = run("edit", "today").out
    assert "removed the next step “Draft the choice sheet" in told
    assert "still open" not in told
    editor("file.unlink()")
    assert "still open" not in run("edit", "today").out


@pytest.mark.parametrize("first", [["save"], ["meet", "--no-edit"]])
def test_taken_out_without_our_editor_it_is_told_once_and_not_brought_back_into_that_note(first, run, example):
    note = example / "meetings" / "2026-11-19.md"
    note.write_bytes(b"".join(line for line in note.read_bytes().splitlines(True) if b"^k3f9x" not in line))
    told = [run(*command) for command in (first, ["save"], ["meet", "--no-edit"], ["save"])]
    hint = "is still open in the note of 12 November: coachlog steps done k3f9x, or coachlog steps drop k3f9x"
    assert [hint in one.err for one in told].count(True) == 1
    assert "^k3f9x" not in note.read_text()
    assert "k3f9x" in run("steps").out
    run("meet", "--no-edit", "--today", "2026-12-03")
    assert "^k3f9x" in (note.parent / "2026-12-03.md").read_text()


@pytest.mark.parametrize("word", ["change", "edit"])
def test_whoever_wants_to_change_a_step_is_told_the_note_that_has_it_now(word, run, example):
    told = " ".join(run("steps", word, "exit", "ticket", "dec 10").err.split())
    line = (example / "meetings" / "2026-11-19.md").read_text().split("\n").index(_HERE) + 1
    assert f"is changed in line {line} of meetings/2026-11-19.md: coachlog edit 2026-11-19" in told
    assert "in the newest note that has it: coachlog edit DAY" in run("steps", word, "nothing like it").err


@pytest.mark.parametrize("change", [(b"exit ticket", b"exit slip"), (b"(due 2026-11-05)", b"(due 2026-12-10)")])
def test_a_change_of_a_line_whose_step_went_on_is_told_with_the_note_that_has_it(change, run, example):
    note = example / "meetings" / "2026-11-12.md"
    line = next(line for line in note.read_bytes().splitlines() if b"^k3f9x" in line)
    note.write_bytes(note.read_bytes().replace(line, line.replace(*change)))
    told = run("save")
    assert told.status == 0
    words = " ".join(f"{told.out} {told.err}".split())
    assert "“Try the exit ticket in period 3” went on into the meeting of 19 November: change it there" in words
    assert "coachlog edit 2026-11-19" in words
    assert "due date" not in words
    assert "reworded" not in words
    assert "changed 1 next step of the meeting of 12 November that went on into a later meeting" in words


def test_a_change_of_the_line_where_a_step_stands_is_told_as_ever(run, example):
    note = example / "meetings" / "2026-11-19.md"
    note.write_text(note.read_text().replace("period 3 (due 2026-11-05)", "period 3 (due 2026-12-10)"))
    told = run("save")
    assert "went on" not in f"{told.out} {told.err}"
    assert "changed the due date" in told.out
