import shutil
from pathlib import Path

import pytest

from coachlog.context import Context
from tests.support.example import DAY, DRAFT, EARLIER, GOAL, NOTE, by_partner, edit, messages
from tests.support.world import EXAMPLE, Run, git, make_log


def did(run: Run, *args: str) -> list[list[str]]:
    return [row["did"] for row in run("history", "--json", *args).data]


# history


def test_history_speaks_in_sentences_by_person_and_day(run: Run, example: Path) -> None:
    assert run("note", "Sam smiled", "--in", "successes").status == 0
    edit(example / GOAL, "status: active", "status: met")
    by_partner(example)
    lines = run("history").out.splitlines()
    assert lines[0].startswith("Sam Sample, ")
    assert lines[0].endswith(": closed the goal “Explain why a relationship is proportional” as met")
    assert lines[1] == f"Robin Example, Thursday 19 November: added 1 success to {DAY}"
    assert lines[2].startswith("Somebody Else, ")
    assert lines[3] == "  - began the log"


def test_history_as_data_names_who_did_what_where(run: Run, example: Path) -> None:
    run("note", "Sam smiled", "--in", "successes")
    row = run("history", "--json", "--limit", "1").data[0]
    assert set(row) == {"when", "who", "did", "paths"}
    assert (row["who"], row["did"], row["paths"]) == ("Robin Example", [f"added 1 success to {DAY}"], [NOTE])
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
    assert did(run, "today")[0] == [f"added 1 success to {DAY}"]
    assert did(run, "explain-why") == [
        ["closed the goal “Explain why a relationship is proportional” as met"],
        ["added the goal “Explain why a relationship is proportional”"],
    ]
    assert run("history", "nothing-such").status == 1


def test_history_of_a_document_that_is_gone(run: Run, example: Path) -> None:
    (example / GOAL).unlink()
    run("save")
    assert did(run, GOAL)[0] == ["took the goal “Explain why a relationship is proportional” away"]
    assert run("history", "goals/never-there.md").out == "Nothing was kept yet.\n"


def test_a_change_of_many_files_is_told_in_counts(run: Run, example: Path) -> None:
    (example / "assets").mkdir(exist_ok=True)
    for number in range(13):
        (example / "assets" / f"{number}.png").write_bytes(b"x")
    run("save")
    assert did(run)[0] == ["added 13 other files"]
    assert run("undo").out == "Undone: added 13 other files.\n"
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
    assert "brought the changes of both together" in out
    assert "Robin Example, Thursday 19 November 2026: added 1 note" in out
    assert "changed nothing that can be seen" in out


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


# undo


def test_undo_takes_back_my_newest_entry_in_words(run: Run, example: Path) -> None:
    before = (example / NOTE).read_bytes()
    run("note", "Sam smiled", "--in", "successes")
    entries = messages(example)
    result = run("undo")
    assert (result.status, result.out) == (0, f"Undone: added 1 success to {DAY}.\n")
    assert (example / NOTE).read_bytes() == before
    assert messages(example)[1:] == entries
    assert did(run)[0] == [f"took back: added 1 success to {DAY}"]
    assert git(example, "status", "--porcelain") == ""


def test_undo_again_takes_back_the_next_older_one(run: Run, example: Path) -> None:
    before = (example / NOTE).read_bytes()
    run("note", "one", "--in", "successes")
    run("note", "two", "--in", "notes")
    assert "1 note" in run("undo").out
    assert "1 success" in run("undo").out
    assert (example / NOTE).read_bytes() == before
    last = run("undo")
    assert (last.status, last.out) == (1, "")
    assert "nothing of yours to take back" in last.err


def test_undo_leaves_the_partners_entries_and_the_logs_beginning(run: Run, example: Path) -> None:
    edit(example / GOAL, "status: active", "status: met")
    by_partner(example)
    assert run("undo").status == 1
    assert b"status: met" in (example / GOAL).read_bytes()


def test_my_own_beginning_of_the_log_is_never_taken_back(run: Run, example: Path) -> None:
    git(example, "-c", "user.email=robin@example.org", "commit", "-q", "--amend", "--reset-author", "-m", "init")
    assert "robin@example.org" in git(example, "log", "--format=%ae")
    assert run("undo").status == 1
    assert (example / "coachlog.yml").exists()


def test_undo_keeps_what_the_partner_wrote_since_in_the_same_note(run: Run, example: Path) -> None:
    run("note", "Robin was here", "--in", "successes")
    edit(example / NOTE, "## Notes\n", "## Notes\n\n- Sam: my own words\n")
    by_partner(example)
    assert run("undo").status == 0
    text = (example / NOTE).read_text(encoding="utf-8")
    assert "Robin was here" not in text
    assert "Sam: my own words" in text
    assert "<<<<" not in text


def test_undo_keeps_unsaved_text_first_and_never_takes_it_back(run: Run, example: Path) -> None:
    run("note", "Robin was here", "--in", "successes")
    edit(example / NOTE, "## Notes\n", "## Notes\n\n- typed by hand\n")
    result = run("undo")
    text = (example / NOTE).read_text(encoding="utf-8")
    assert "typed by hand" in text
    assert "Robin was here" not in text
    assert f"What you had changed by hand in {NOTE} was kept first" in result.out
    assert messages(example)[:2] == ["undo: 1 file", "Kept by hand: 1 file"]


def test_a_file_that_i_added_goes_away_again(run: Run, example: Path) -> None:
    run("goals", "add", "Try it")
    assert len(list((example / "goals").glob("try-it-*.md"))) == 1
    assert "Undone: added the goal “Try it”." in run("undo").out
    assert list((example / "goals").glob("try-it-*.md")) == []


def test_a_file_that_i_added_and_the_partner_changed_stays(run: Run, example: Path) -> None:
    run("note", "first", "--in", "notes")
    run("goals", "add", "Try it")
    made = next((example / "goals").glob("try-it-*.md"))
    made.write_bytes(made.read_bytes() + b"\nSam's words\n")
    by_partner(example)
    (row, before) = run("undo", "--list", "--json").data
    assert (row["stays"], before["stays"]) == (True, False)
    assert (
        "added the goal “Try it”  (Thursday 19 November; stays, for it was changed since)" in run("undo", "--list").out
    )
    refused = run("undo")
    assert (refused.status, refused.out) == (1, "")
    assert refused.err == (
        "error: your newest entry stays (added the goal “Try it”): Sam Sample has worked on it since\n"
        f"hint: to take the one before it (added 1 note to {DAY}): coachlog undo --next\n"
    )
    result = run("undo", "--next")
    assert b"Sam's words" in made.read_bytes()
    assert result.out == f"Undone: added 1 note to {DAY}.\n"
    assert "coachlog history" in run("undo", "--next").err


def test_on_a_terminal_it_asks_before_it_passes_over_the_newest(
    run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("note", "first", "--in", "notes")
    picture = example / "assets" / "x.png"
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(b"mine")
    run("save")
    picture.write_bytes(b"Sam's")
    by_partner(example)
    asked: list[str] = []
    answers = [False, True]

    def confirm(_: Context, question: str, *, default: bool) -> bool:
        asked.append(question)
        assert not default
        return answers.pop(0)

    monkeypatch.setattr(Context, "confirm", confirm)
    assert run("undo").status == 1
    assert run("undo").out == f"Undone: added 1 note to {DAY}.\n"
    assert asked[0].startswith("Your newest entry stays (")
    assert asked[0].endswith(f"Take the one before it (added 1 note to {DAY})?")
    assert picture.read_bytes() == b"Sam's"


def test_what_stays_of_a_change_of_several_files_is_named(run: Run, example: Path) -> None:
    (example / "assets").mkdir(exist_ok=True)
    (example / "assets" / "x.png").write_bytes(b"mine")
    edit(example / GOAL, "status: active", "status: met")
    run("save")
    (example / "assets" / "x.png").write_bytes(b"Sam's")
    by_partner(example)
    result = run("undo")
    assert "assets/x.png stays as it is: it was changed since." in result.out
    assert (example / "assets" / "x.png").read_bytes() == b"Sam's"
    assert b"status: active" in (example / GOAL).read_bytes()


def test_what_was_reworded_since_stays_in_both_versions_and_is_named(run: Run, example: Path) -> None:
    edit(example / GOAL, "status: active", "status: met")
    run("save")
    edit(example / GOAL, "status: met", "status: dropped")
    by_partner(example)
    result = run("undo")
    assert f"{GOAL} has both versions of something under status: it was changed since." in result.out
    assert b"\nstatus: dropped\n" in (example / GOAL).read_bytes()


def test_a_document_that_i_took_away_comes_back(run: Run, example: Path) -> None:
    before = (example / GOAL).read_bytes()
    (example / GOAL).unlink()
    run("save")
    assert not (example / GOAL).exists()
    assert "took the goal “Explain why a relationship is proportional” away" in run("undo").out
    assert (example / GOAL).read_bytes() == before


def test_a_picture_that_was_changed_since_stays(run: Run, example: Path) -> None:
    (example / "assets").mkdir(exist_ok=True)
    picture = example / "assets" / "x.png"
    picture.write_bytes(b"one")
    by_partner(example)
    picture.write_bytes(b"two")
    run("save")
    picture.write_bytes(b"three")
    by_partner(example)
    assert run("undo").status == 1
    assert picture.read_bytes() == b"three"


def test_a_save_and_the_ids_that_it_wrote_are_taken_back_together(run: Run, example: Path) -> None:
    before = (example / NOTE).read_bytes()
    edit(example / NOTE, DRAFT, "- [ ] @mentee Rest a little\n" + DRAFT)
    run("save")
    assert len(messages(example)) == 3
    assert run("undo").out == f"Undone: added 1 next step to {DAY}.\n"
    assert (example / NOTE).read_bytes() == before
    assert run("undo").status == 1


def test_what_could_be_taken_back_is_listed(run: Run, example: Path) -> None:
    assert run("undo", "--list").out == "There is nothing of yours to take back.\n"
    run("note", "one", "--in", "successes")
    run("note", "two", "--in", "notes")
    rows = run("undo", "--list", "--json").data
    assert [row["did"] for row in rows] == [[f"added 1 note to {DAY}"], [f"added 1 success to {DAY}"]]
    assert "(Thursday 19 November)" in run("undo", "--list").out
    assert len(messages(example)) == 3


def test_undo_as_data_and_among_more_entries_than_are_read_at_once(
    run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachlog.actions.undo._AT_ONCE", 2)
    run("note", "one", "--in", "successes")
    for _ in range(3):
        edit(example / EARLIER, "minutes: 3", "minutes: 33")
        by_partner(example)
    result = run("undo", "--json", "--verbose")
    assert result.data["undone"] == [f"added 1 success to {DAY}"]
    assert result.data["paths"] == [NOTE]
    assert len(result.data["ids"]) == 1


def test_nobody_can_take_back_without_saying_who_they_are(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_log(tmp_path / "other", EXAMPLE, monkeypatch)
    (root / ".git" / "coachlog" / "me").unlink()
    for command in ("undo", "save", "edit"):
        result = run(command, *(["today"] if command == "edit" else []))
        assert result.status == 1
        assert "coachlog doctor --me mentor" in result.err
