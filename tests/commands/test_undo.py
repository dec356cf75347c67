"""`coachlog undo`: my newest change is taken back, and an undo itself with `--back`."""

from pathlib import Path

import pytest

from coachlog.context import Context
from tests.support.conflicts import rewrite
from tests.support.example import DAY, DRAFT, EARLIER, GOAL, NOTE, by_partner, edit, messages
from tests.support.two import GOAL as SHARED_GOAL
from tests.support.two import Two
from tests.support.world import EXAMPLE, Run, git, make_log


def did(run: Run, *args: str) -> list[list[str]]:
    return [row["did"] for row in run("history", "--json", *args).data]


def test_undo_takes_back_my_newest_entry_in_words(run: Run, example: Path) -> None:
    before = (example / NOTE).read_bytes()
    run("note", "Sam smiled", "--in", "successes")
    entries = messages(example)
    result = run("undo")
    assert (result.status, result.out) == (0, f"Undone: added 1 success to {DAY}: “Robin: Sam smiled”.\n")
    assert (example / NOTE).read_bytes() == before
    assert messages(example)[1:] == entries
    assert did(run)[0] == [f"took back: added 1 success to {DAY}: “Robin: Sam smiled”"]
    assert git(example, "status", "--porcelain") == ""


def test_what_is_done_again_is_told_as_such_in_the_history(run: Run, example: Path) -> None:
    run("note", "Sam smiled", "--in", "successes")
    run("undo")
    run("undo", "--back")
    assert did(run)[0] == [f"did again: added 1 success to {DAY}: “Robin: Sam smiled”"]
    run("undo")
    assert did(run)[0] == [f"took back: added 1 success to {DAY}: “Robin: Sam smiled”"]


def test_undo_again_takes_back_the_next_older_one(run: Run, example: Path) -> None:
    before = (example / NOTE).read_bytes()
    run("note", "one", "--in", "successes")
    run("note", "two", "--in", "notes")
    assert "1 note" in run("undo").out
    assert "1 success" in run("undo").out
    assert (example / NOTE).read_bytes() == before
    last = run("undo")
    assert (last.status, last.out) == (1, "")
    assert "you have nothing to undo" in last.err


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
        "added the goal “Try it”  (Thursday 19 November; can't be undone, it was changed since)"
        in run("undo", "--list").out
    )
    refused = run("undo")
    assert (refused.status, refused.out) == (1, "")
    assert refused.err == (
        "error: your newest entry stays (added the goal “Try it”): Sam Sample has worked on it since\n"
        f"hint: to take the one before it (added 1 note to {DAY}: “first”): coachlog undo --next\n"
    )
    result = run("undo", "--next")
    assert b"Sam's words" in made.read_bytes()
    assert result.out == f"Undone: added 1 note to {DAY}: “first”.\n"
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
    assert run("undo").out == f"Undone: added 1 note to {DAY}: “first”.\n"
    assert asked[0].startswith("Your newest entry stays (")
    assert asked[0].endswith(f"Take the one before it (added 1 note to {DAY}: “first”)?")
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
    assert "removed the goal “Explain why a relationship is proportional”" in run("undo").out
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
    assert run("undo").out == f"Undone: added 1 next step to {DAY}: “Rest a little”.\n"
    assert (example / NOTE).read_bytes() == before
    assert run("undo").status == 1


def test_what_could_be_taken_back_is_listed(run: Run, example: Path) -> None:
    assert run("undo", "--list").out == "You have nothing to undo.\n"
    run("note", "one", "--in", "successes")
    run("note", "two", "--in", "notes")
    rows = run("undo", "--list", "--json").data
    assert [row["did"] for row in rows] == [
        [f"added 1 note to {DAY}: “two”"],
        [f"added 1 success to {DAY}: “Robin: one”"],
    ]
    assert "(Thursday 19 November)" in run("undo", "--list").out
    assert len(messages(example)) == 3


def test_undo_as_data_and_among_more_entries_than_are_read_at_once(
    run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachlog.actions.exchange.undo_steps._AT_ONCE", 2)
    run("note", "one", "--in", "successes")
    for _ in range(3):
        edit(example / EARLIER, "minutes: 3", "minutes: 33")
        by_partner(example)
    result = run("undo", "--json", "--verbose")
    assert result.data["undone"] == [f"added 1 success to {DAY}: “Robin: one”"]
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


def goal_titles(run):
    return [goal["title"] for goal in run("goals", "--json").data]


def test_what_was_undone_once_too_often_comes_back(run, example):
    run("goals", "add", "First new one")
    run("goals", "add", "Second new one")
    assert "coachlog undo --back" in run("undo").err
    run("undo")
    assert not {"First new one", "Second new one"} & set(goal_titles(run))
    run("undo", "--back")
    assert "First new one" in goal_titles(run)
    assert "Second new one" not in goal_titles(run)
    run("undo", "--back")
    assert {"First new one", "Second new one"} <= set(goal_titles(run))
    assert run("undo", "--back").status == 1
    assert git(example, "status", "--porcelain") == ""


def test_what_came_back_can_be_undone_again(run, example):
    run("goals", "add", "A new one")
    for words, there in ((["undo"], False), (["undo", "--back"], True), (["undo"], False), (["undo", "--back"], True)):
        assert run(*words).status == 0
        assert ("A new one" in goal_titles(run)) is there


def test_words_typed_since_survive_an_undo_taken_back(run, example):
    run("note", "A line", "--in", "notes")
    run("undo")
    note = example / "meetings" / "2026-11-19.md"
    note.write_text(note.read_text() + "\nTyped since.\n")
    run("undo", "--back")
    assert "A line" in note.read_text()
    assert "Typed since." in note.read_text()


def test_without_an_undo_there_is_none_to_take_back(run, example):
    result = run("undo", "--back")
    assert (result.status, "you have no undo to take back" in result.err) == (1, True)


def test_it_says_what_is_undone_and_what_is_done_again(run, example):
    run("goals", "add", "A new one")
    assert run("undo").out == "Undone: added the goal “A new one”.\n"
    again = run("undo", "--back")
    assert (again.out, again.err) == ("Done again: added the goal “A new one”.\n", "")


def test_an_undo_that_leaves_nothing_to_do_again_is_told_and_not_passed_over(run, example):
    run("note", "first", "--in", "notes")
    picture = example / "assets" / "x.png"
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(b"one")
    run("save")
    run("undo")
    picture.write_bytes(b"two")
    run("save")
    refused = run("undo", "--back")
    assert (refused.status, refused.out) == (1, "")
    assert "your newest undo stays" in refused.err
    assert "it was changed since" in refused.err
    assert picture.read_bytes() == b"two"


def test_an_entry_of_mine_that_changed_nothing_is_passed_over(run, example):
    run("note", "A line", "--in", "notes")
    for email in ("sam@example.org", "robin@example.org"):
        git(example, "-c", f"user.email={email}", "commit", "-q", "--allow-empty", "-m", "by hand")
    assert run("undo", "--list").out.startswith("- a change that is not visible  (")
    assert run("undo").out == "Undone: added 1 note to the meeting of 19 November: “A line”.\n"
    assert "A line" not in (example / "meetings" / "2026-11-19.md").read_text()


def test_a_picture_of_mine_that_was_changed_since_stays_as_it_is(run, example):
    picture = example / "assets" / "x.png"
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(b"\x89PNG\xffone")
    run("save")
    picture.write_bytes(b"\x89PNG\xfftwo")
    refused = run("undo")
    assert refused.status == 1
    assert "your newest entry stays (added assets/x.png): it was changed since" in refused.err
    assert picture.read_bytes() == b"\x89PNG\xfftwo"


def test_what_somebody_saves_in_the_last_moment_is_not_taken_back(run, example, monkeypatch):
    board = example / "assets" / "board.txt"
    board.parent.mkdir(exist_ok=True)
    board.write_bytes(b"one")
    run("save")
    change = Context.change

    def in_the_last_moment(context, name):
        board.write_bytes(b"two")
        return change(context, name)

    with monkeypatch.context() as patch:
        patch.setattr(Context, "change", in_the_last_moment)
        refused = run("undo")
    assert refused.status == 1
    assert "your newest entry stays (added assets/board.txt): it was changed since" in refused.err
    assert board.read_bytes() == b"two"
    assert run("history", "--json").data[0]["did"] == ["added assets/board.txt"]


def test_undo_after_an_exchange_leaves_the_partners_later_words(two: Two) -> None:
    assert two.robin("note", "robin was here", "--in", "successes").status == 0
    two.settle()
    note = "meetings/2026-11-19.md"
    two.sam.change(note, "robin was here", "robin was here\n- sam was here")
    two.sam.sync()
    two.robin.sync()
    assert two.robin("undo").status == 0
    two.settle()
    assert "robin was here" not in two.sam.files.get(note, b"").decode()
    assert "sam was here" in two.sam.read(note)


def test_undo_of_a_document_that_the_partner_has_written_in_leaves_it(two: Two) -> None:
    assert two.robin("goals", "add", "Listen first").status == 0
    two.settle()
    (path,) = (path for path in two.sam.files if path.startswith("goals/listen-first"))
    two.sam.add(path, "- sam's evidence")
    two.sam.sync()
    two.robin.sync()
    assert two.robin("undo").status in (0, 1)
    two.settle()
    assert "sam's evidence" in two.robin.read(path)


def test_undo_on_both_sides_at_once_and_of_what_the_other_took_away(two: Two) -> None:
    for person in (two.robin, two.sam):
        assert person("goals", "update", "ask-more", f"by {person.me}").status == 0
    two.settle()
    for person in (two.robin, two.sam):
        assert person("undo").status == 0
    two.settle()
    assert "by ment" not in two.robin.read(SHARED_GOAL)


@pytest.mark.parametrize("new", ["Ask-more-k3f9x.md", "listen-k3f9x.md"])
def test_a_file_renamed_by_hand_goes_back_with_what_the_partner_wrote_in_it_since(two: Two, new: str) -> None:
    (two.robin.root / SHARED_GOAL).rename(two.robin.root / "goals" / new)
    two.sam.add(SHARED_GOAL, "- 2026-11-19: Sam's line")
    two.settle()
    assert two.robin("undo").status == 0
    assert [path for path in two.robin.files if path.startswith("goals/")] == [SHARED_GOAL]
    assert "Sam's line" in two.robin.read(SHARED_GOAL)
    assert two.robin("undo", "--back").status == 0
    assert [path for path in two.robin.files if path.startswith("goals/")] == [f"goals/{new}"]


def test_undo_says_how_many_more_were_settled(two: Two) -> None:
    rewrite(two)
    before = two.sam.read(EARLIER)
    for _ in range(2):
        two.sam("settle", "--keep", "first", "--at", "1")
    assert "1 place settled before it: each takes one coachlog undo" in two.sam("undo").out
    assert "settled before it" not in two.sam("undo").out
    assert two.sam.read(EARLIER) == before
