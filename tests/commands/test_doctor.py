"""`coachlog doctor`: what is wrong on this computer and in the log."""

from pathlib import Path

import pytest

from coachlog.actions.setup import doctor
from tests.support.world import EXAMPLE, Run, git, make_log

NOTE = "meetings/2026-11-19.md"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_doctor_finds_all_well(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachlog.actions.setup.doctor.find_program", lambda name: name)
    result = run("doctor")
    assert result.status == 0
    assert result.out.endswith("All is well.\n")
    rows = {row["what"]: row for row in run("doctor", "--json").data}
    assert rows["you"]["found"] == "Robin Example (mentor)"
    assert rows["git"]["well"]
    assert rows["history"]["found"] == "1 entry"
    assert rows["shared place"]["found"].startswith("none yet")


def test_doctor_remembers_who_i_am(run: Run, example: Path) -> None:
    (example / ".git" / "coachlog" / "me").unlink()
    unknown = run("doctor")
    assert unknown.status == 1
    assert "say it once: coachlog doctor --me mentor or coachlog doctor --me mentee" in unknown.out
    assert run("doctor", "--me", "Sam").status == 0
    assert (example / ".git" / "coachlog" / "me").read_text(encoding="utf-8") == "mentee\n"
    assert "Sam Sample" in run("doctor").out
    refused = run("doctor", "--me", "zed")
    assert (refused.status, refused.out) == (2, "")


def test_doctor_tells_of_a_name_that_is_not_in_the_log(run: Run, example: Path) -> None:
    (example / ".git" / "coachlog" / "me").write_text("zed\n", encoding="utf-8")
    assert "nobody in this log is called `zed`" in run("doctor").out


def test_doctor_works_where_there_is_no_log(run: Run) -> None:
    result = run("doctor")
    assert result.status == 1
    assert "log: there is no log here" in result.out
    assert "coachlog init" in result.out


def test_doctor_tells_of_a_synchronised_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Dropbox").mkdir()
    make_log(tmp_path / "Dropbox" / "log", EXAMPLE, monkeypatch)
    result = run("doctor")
    assert result.status == 1
    assert "folder: Dropbox synchronises it" in result.out


def test_doctor_tells_of_a_folder_that_cannot_be_written(
    run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(doctor, "write_new", refuse)
    assert "it cannot be written here" in run("doctor").out


def test_doctor_tells_when_git_is_missing(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(example))
    result = run("doctor")
    assert result.status == 1
    assert "git: git is not installed" in result.out
    assert "https://git-scm.com" in result.out


def test_doctor_tells_of_an_unfinished_merge_problems_and_leftovers(run: Run, example: Path) -> None:
    edit(example / NOTE, "minutes: 50", "minutes: soon")
    assert "1 file changed by hand and not kept yet" in run("doctor").out
    (example / ".git" / "MERGE_HEAD").write_text(git(example, "rev-parse", "HEAD"), encoding="utf-8")
    (example / ".git" / "coachlog" / "pending").write_text("x", encoding="utf-8")
    out = run("doctor").out
    assert "history: something begun with git in this log is not finished yet  (to mend)" in out
    assert "documents: 1 problem  (to mend)" in out
    assert "leftovers: a command was stopped in the middle" in out


def test_a_command_that_is_not_found_by_its_name_is_told_in_the_last_line_too(run, example, monkeypatch):
    monkeypatch.setattr("coachlog.actions.setup.doctor.find_program", lambda _: None)
    told = run("doctor")
    assert told.status == 0
    assert told.out.endswith("All is well, save what is said of the command.\n")
