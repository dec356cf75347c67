"""`coachlog history`: who did what, in sentences."""

import shutil
import time
from pathlib import Path

import pytest

from tests.support.example import DAY, GOAL, NOTE, by_partner, edit
from tests.support.world import EXAMPLE, Run, git


def did(run: Run, *args: str) -> list[list[str]]:
    return [row["did"] for row in run("history", "--json", *args).data]


def test_history_speaks_in_sentences_by_person_and_day(run: Run, example: Path) -> None:
    assert run("note", "Sam smiled", "--in", "successes").status == 0
    edit(example / GOAL, "status: active", "status: met")
    by_partner(example)
    lines = run("history").out.splitlines()
    assert lines[0].startswith("Sam Sample, ")
    assert lines[0].endswith(": closed the goal “Explain why a relationship is proportional” as met")
    assert lines[1] == f"Robin Example, Thursday 19 November: added 1 success to {DAY}: “Robin: Sam smiled”"
    assert lines[2].startswith("Sam Sample, ")
    assert lines[3] == "  - began the log"
    assert run("history", "1").out == run("history", "--limit", "1").out  # a part of the 19 November, it was


def test_history_as_data_names_who_did_what_where(run: Run, example: Path) -> None:
    run("note", "Sam smiled", "--in", "successes")
    row = run("history", "--json", "--limit", "1").data[0]
    assert set(row) == {"when", "who", "did", "paths"}
    assert (row["who"], row["did"], row["paths"]) == (
        "Robin Example",
        [f"added 1 success to {DAY}: “Robin: Sam smiled”"],
        [NOTE],
    )
    assert row["when"].startswith("2026-11-19T")


def test_history_never_tells_what_was_said_at_the_check_in(run: Run, example: Path) -> None:
    run("note", "SECRET", "--in", "check-in")
    for verbose in ((), ("--verbose",)):
        told = run("history", "--json", *verbose)
        assert "SECRET" not in told.out
        assert told.data[0]["did"] == [f"wrote in the check-in of {DAY}"]


def test_history_of_one_document(run: Run, example: Path) -> None:
    run("note", "Sam smiled", "--in", "successes")
    edit(example / GOAL, "status: active", "status: met")
    run("save")
    assert did(run, "today")[0] == [f"added 1 success to {DAY}: “Robin: Sam smiled”"]
    assert did(run, "explain-why") == [
        ["closed the goal “Explain why a relationship is proportional” as met"],
        ["added the goal “Explain why a relationship is proportional”"],
    ]
    assert run("history", "nothing-such").status == 1


def test_history_of_a_document_that_is_gone(run: Run, example: Path) -> None:
    (example / GOAL).unlink()
    run("save")
    assert did(run, GOAL)[0] == ["removed the goal “Explain why a relationship is proportional”"]
    assert run("history", "goals/never-there.md").out == "Nothing was kept yet.\n"


def test_a_change_of_many_files_is_told_in_counts(run: Run, example: Path) -> None:
    (example / "assets").mkdir(exist_ok=True)
    for number in range(13):
        (example / "assets" / f"{number}.png").write_bytes(b"x")
    run("save")
    assert did(run)[0] == ["added 13 other files"]
    kept = "13 files are no longer in the folder, and kept here: coachlog undo --back."
    assert run("undo").out == f"Undone: added 13 other files.\n{kept}\n"
    assert did(run)[0] == ["took back: added 13 other files"]
    assert list((example / "assets").glob("*.png")) == []


def test_history_shows_some_and_says_that_there_is_more(run: Run, example: Path) -> None:
    run("note", "one", "--in", "notes")
    run("note", "two", "--in", "notes")
    some = run("history", "--limit", "2")
    assert "There is more: coachlog history --all" in some.out
    assert "began the log" not in some.out
    everything = run("history", "--all", "--limit", "1")
    assert "began the log" in everything.out
    assert "There is more" not in everything.out
    assert run("history", "--limit", "0").status == 2


def test_only_verbose_history_shows_what_git_would(run: Run, example: Path) -> None:
    run("note", "one", "--in", "notes")
    name = git(example, "rev-parse", "HEAD").strip()
    assert name[:10] not in run("history").out
    assert name[:10] in run("history", "--verbose").out
    assert run("history", "--json", "--verbose").data[0]["id"] == name
    assert name[:10] in run("history", "--limit", "1", "--verbose").out


def test_the_history_of_another_year_says_so_and_joins_are_told(
    run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(example, "switch", "-q", "-c", "side")
    (example / "assets").mkdir(exist_ok=True)
    (example / "assets" / "x.png").write_bytes(b"x")
    by_partner(example)
    git(example, "switch", "-q", "main")
    run("note", "one", "--in", "notes")
    git(example, "merge", "-q", "--no-edit", "side")
    git(example, "commit", "-q", "--allow-empty", "-m", "nothing")
    monkeypatch.setenv("COACHLOG_TODAY", "2027-01-04")
    out = run("history").out
    assert "brought both people's changes together" in out
    assert "Robin Example, Thursday 19 November 2026: added 1 note" in out
    assert "made no visible change" in out


def test_a_log_without_entries_has_no_history(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "new")
    git(tmp_path / "new", "init", "-q", "-b", "main")
    monkeypatch.chdir(tmp_path / "new")
    assert run("history").out == "Nothing was kept yet.\n"


def test_hostile_words_in_the_history_are_spelled_out(run: Run, example: Path) -> None:
    edit(example / GOAL, "# Explain", "# \x1b[31m[red]x[/red] Explain")
    run("save")
    out = run("history", "--limit", "1").out
    assert "\x1b" not in out
    assert "[red]x[/red]" in out


def test_a_day_is_the_one_on_this_computers_clock(example: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (example / "goals" / "late-k3f9x.md").write_text("---\ntype: goal\n---\n# Late\n", encoding="utf-8")
    git(example, "add", "-A")
    git(example, "commit", "-qm", "by hand", "--date", "2026-11-18T23:30:00-05:00")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    shown = run("history").out
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    assert "Thursday 19 November" in shown


def test_a_picture_that_undo_takes_out_is_said_to_be_kept_and_comes_back(run: Run, example: Path) -> None:
    (example / "assets").mkdir(exist_ok=True)
    picture = example / "assets" / "board.png"
    picture.write_bytes(b"x")
    run("save")
    assert "assets/board.png is no longer in the folder, and kept here: coachlog undo --back." in run("undo").out
    assert not picture.exists()
    run("undo", "--back")
    assert picture.read_bytes() == b"x"
