"""What a command says to type leads on, as it stands, in the log that the person named with `--log`."""

import re
from pathlib import Path

import pytest

from tests.support.world import Run

DAY = ("--today", "2026-11-19")
_COMMAND = re.compile(r"coachlog (--log \S+ )?[a-z]+")


@pytest.fixture
def home(run: Run, sealed: Path) -> Path:
    """Two logs of one mentor, who is in neither folder."""
    for name in ("Sam Sample", "Lee Little"):
        assert run("init", "--mentor", "Dana Mentor", "--mentee", name, "--me", "mentor", *DAY).status == 0
    return sealed / "coachlog"


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
