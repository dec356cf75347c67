"""What a command says to type leads on, as it stands, in the log and as the person that were named."""

import re
from pathlib import Path

import pytest

from coachlog.cli import COMMANDS
from tests.support.world import Run

DAY = ("--today", "2026-11-19")
_COMMAND = re.compile(r"coachlog (--log \S+ )?[a-z]+")
_AS_A_PERSON = re.compile(rf"coachlog[^.;:,`\n]* ({'|'.join(row.name for row in COMMANDS)})\b[^.;:,`\n]*")
_OF_NOBODY = {"demo", "doctor", "help", "init", "join", "logs", "own", "students"}


@pytest.fixture
def home(run: Run, sealed: Path) -> Path:
    """Two logs of one mentor, who is in neither folder."""
    for name in ("Sam Sample", "Lee Little"):
        assert run("init", "--mentor", "Dana Mentor", "--mentee", name, "--me", "mentor", *DAY).status == 0
    return sealed / "coachlog"


def test_what_is_told_when_the_last_term_is_over_names_the_log_again(run: Run, home: Path) -> None:
    """It was told beside the answer, and over an agenda, where no sentence led on."""
    assert (
        run("terms", "add", "2026-fall", "--start", "2026-09-08", "--end", "2026-10-30", "--log", "lee-little").status
        == 0
    )
    for typed in ("meet --no-edit", "agenda"):
        told = run(*typed.split(), "--log", "lee-little", "--today", "2026-12-21")
        assert "coachlog --log lee-little terms" in told.out + told.err
        assert "coachlog terms" not in told.out + told.err


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "steps",
        "goals",
        "agenda",
        "status",
        "people",
        "sync",
        "meet --no-edit",
        "steps done nothing",
        "goals show nothing",
    ],
)
def test_each_hint_names_the_log_again(run: Run, home: Path, typed: str) -> None:
    told = run(*typed.split(), "--log", "lee-little", *DAY)
    hints = list(_COMMAND.finditer(told.out + told.err))
    assert hints
    assert {hint[1] for hint in hints} == {"--log lee-little "}


def test_what_is_to_be_taken_back_is_taken_back_in_that_log(run: Run, home: Path) -> None:
    run("goals", "add", "Listen longer", "--log", "Lee Little", *DAY)
    again = run("goals", "add", "Listen longer", "--log", "Lee Little", *DAY)
    assert 'coachlog --log "Lee Little" undo' in again.err
    assert 'coachlog --log "Lee Little" undo --back' in run("undo", "--log", "Lee Little", *DAY).err


def test_where_the_log_is_found_without_it_a_hint_is_short(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "coachlog steps add" in run("steps", *DAY).out
    monkeypatch.chdir(home / "lee-little")
    assert "coachlog steps add" in run("steps", "--log", "lee-little", *DAY).out
    assert "coachlog --log sam-sample steps add" in run("steps", "--log", "sam-sample", *DAY).out


def test_over_all_logs_each_hint_names_its_own(run: Run, home: Path) -> None:
    for name in ("sam-sample", "lee-little"):
        run("meet", "--no-edit", "--log", name, *DAY)
    told = run("hours", "--all-logs", *DAY).out
    assert all(f"coachlog --log {name} meet" in told for name in ("sam-sample", "lee-little"))


def test_words_of_a_person_and_data_for_programs_stay_as_they_are(run: Run, home: Path) -> None:
    run("steps", "add", "Type coachlog meet", "--log", "lee-little", *DAY)
    assert "Type coachlog meet" in run("steps", "--log", "lee-little", *DAY).out
    assert "--log" not in run("goals", "show", "nothing", "--json", "--log", "lee-little", *DAY).out


@pytest.mark.parametrize(
    "typed",
    [
        *("meet", "note", "terms", "contact", "readings", "sync", "star", "import", "report", "send", "agenda", "work"),
        *("evidence", "share", "export", "view", "edit", "frameworks", "prompts", "people", "undo"),
        *("steps done nothing", "goals show nothing", "show nothing", "report --ask", "report --pick", "evidence zz"),
    ],
)
def test_each_hint_goes_on_as_the_person_who_was_named(run: Run, example: Path, typed: str) -> None:
    """Typed without it, the mentor's page opened, where a mentee could take the mentor's lines out."""
    del example
    told = run(*typed.split(), "--me", "mentee")
    hints = [hint for hint in _AS_A_PERSON.finditer(told.out + told.err) if hint[1] not in _OF_NOBODY]
    assert hints
    assert [hint[0] for hint in hints if "--me mentee" not in hint[0]] == []


def test_a_hint_names_the_person_only_where_somebody_else_writes(run: Run, home: Path) -> None:
    assert home.is_dir()
    for same in ("mentor", "Dana"):
        assert "coachlog --log sam-sample steps add" in run("steps", "--me", same, "--log", "sam-sample", *DAY).out
    both = run("steps", "--me", "Sam Sample", "--log", "sam-sample", *DAY).out
    assert 'coachlog --me "Sam Sample" --log sam-sample steps add' in both
    for name in ("sam-sample", "lee-little"):
        run("meet", "--no-edit", "--log", name, *DAY)
    assert "coachlog --me mentee --log lee-little meet" in run("hours", "--me", "mentee", "--all-logs", *DAY).out


def test_no_hint_makes_this_computer_take_somebody_for_its_own_person(run: Run, example: Path) -> None:
    del example
    for typed in ("doctor", "people", "status"):
        assert "doctor --me mentee" not in run(*typed.split(), "--me", "mentee").out.replace("--me ID", "")
