"""On a terminal: coachlog asks for what is missing, and shows words safely; a real one, through a pseudo-terminal."""

import subprocess
import sys

import pytest

from coachlog.render.escape import safe
from tests.support.terminal import talk


def test_init_asks_as_a_person_would(sealed):
    answers = ["Ana Ruiz", "Ben Ito", "mentee", "thu", "15:30", "", "", "2026-12-18", ""]
    status, screen = talk(["init"], answers)
    assert status == 0, screen
    for question in ("The mentor's name?", "mentor (Ana Ruiz) or mentee (Ben Ito)? [mentor]", "How many minutes"):
        assert question in screen
    settings = (sealed / "coachlog" / "ana-ruiz" / "coachlog.yml").read_text()
    assert 'weekday: thursday\n  time: "15:30"\n  minutes: 45\n' in settings
    assert "  - id: 2026-fall\n    start: 2026-09-01\n    end: 2026-12-18\n" in settings
    assert (sealed / "coachlog" / "ana-ruiz" / ".git" / "coachlog" / "me").read_text() == "mentee\n"


def test_meet_asks_once_about_a_planned_meeting_whose_day_has_passed(example, run, monkeypatch):
    run("meet", "--no-edit", "--date", "2026-12-03")
    monkeypatch.setenv("COACHLOG_TODAY", "2026-12-10")
    _, screen = talk(["meet", "--no-edit"], ["y", "50", "", "", ""])
    assert "Did you meet on Thursday 3 December?" in screen
    note = (example / "meetings" / "2026-12-03.md").read_text()
    assert "status: held" in note
    assert "minutes: 50" in note
    _, again = talk(["meet", "--no-edit"], ["", "", ""])
    assert "Did you meet" not in again


def test_a_planned_meeting_that_did_not_take_place_is_cancelled(example, run, monkeypatch):
    run("meet", "--no-edit", "--date", "2026-12-03")
    monkeypatch.setenv("COACHLOG_TODAY", "2026-12-10")
    talk(["meet", "--no-edit"], ["n", "", "", ""])
    assert "status: cancelled" in (example / "meetings" / "2026-12-03.md").read_text()


def test_who_i_am_is_asked_for_and_remembered(example):
    (example / ".git" / "coachlog" / "me").unlink()
    status, screen = talk(["note", "words"], ["mentee"])
    assert status == 0, screen
    assert "Who are you: mentor (" in screen
    assert (example / ".git" / "coachlog" / "me").read_text() == "mentee\n"


HOSTILE = "[red]x[/red] [/b] - [x] \x1b]52;c;aGk=\x07\x1b[2J\x9b31m\u202eevil"


def test_hostile_words_in_a_partners_file_are_spelled_out_on_a_terminal(example):
    (example / "goals" / "hostile-22222.md").write_text(f"---\nowner: mentor\n---\n# {HOSTILE}\n")
    _, screen = talk(["goals"], columns=200)
    for order in ("\x1b]52", "\x1b[2J", "\x9b31m", "\u202e"):
        assert order not in screen
    assert "[red]x[/red] [/b] - [x] \\x1b]52" in screen


@pytest.mark.one_in(2)
@pytest.mark.parametrize("words", [["goals"], ["steps"], ["successes"], ["show", "2026-11-19"], ["history"], []])
def test_without_colour_nothing_but_text_reaches_the_terminal(example, words):
    status, screen = talk(words, columns=120)
    assert status == 0, screen
    assert "\x1b" not in screen


def test_columns_are_honoured(example):
    _, screen = talk(["goals"], columns=70)
    assert max(map(len, screen.splitlines())) <= 70


def test_interrupting_ends_with_130(example, monkeypatch, run):
    from coachlog.context import Context

    monkeypatch.setattr(Context, "require_me", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    result = run("note", "words")
    assert (result.status, result.out) == (130, "")
    assert result.err.startswith("error: stopped\nhint: nothing is half-written")


def test_interrupting_while_the_program_is_loaded_is_no_failure_either(tmp_path, monkeypatch):
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    command = [sys.executable, "-m", "coachlog", "goals"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "error: stopped\n")


@pytest.mark.parametrize("text", ["plain", "é 🎉", "tab\tand\nline"])
def test_ordinary_text_is_left_alone(text):
    assert safe(text) == text
