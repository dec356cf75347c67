"""A student's name that was taken out again before it was shared is in nothing that is shared."""

import json
from pathlib import Path

import pytest

from coachlog.context import Context
from coachlog.errors import SurroundingsError
from coachlog.git.errors import HeadMoved
from coachlog.git.repo import Repo
from coachlog.options import Options
from coachlog.sync.squash import squash_unshared
from tests.support.conflicts import rewrite
from tests.support.students import remember_names
from tests.support.two import FILES, GOAL, NOTE, Someone, Two, bare, begin, clone
from tests.support.world import Run, git

LIST = "Mia Lopez -> Student B\nKai\n"
LINE = "- 2026-11-10: Mia Lopez came late"


@pytest.fixture(autouse=True)
def _names(sealed: Path) -> None:
    remember_names(sealed, LIST)


def everything(root: Path) -> str:
    """All that a history holds, whatever leads to it."""
    return git(root, "cat-file", "--batch-all-objects", "--batch", "--unordered", errors="replace")


def write_and_take_out(person: Someone, someone: list[bool]) -> None:
    """Type a name, do not share it, put the stand-in in its place."""
    person.add(GOAL, LINE)
    someone.append(False)
    assert person("sync").status == 3
    person.change(GOAL, "Mia Lopez", "Student B")


def test_after_a_no_the_name_taken_out_and_a_yes_the_place_never_had_it(two: Two, someone: list[bool]) -> None:
    two.robin.add(GOAL, LINE)
    someone.append(False)
    refused = two.robin("sync")
    assert refused.err.splitlines()[-1] == "hint: write Student B in their place, then: coachlog sync"
    two.robin.change(GOAL, "Mia Lopez", "Student B")
    old = two.robin.head
    someone.append(True)
    done = two.robin.sync()
    assert done.out == "Sam will see 1 change. Nothing is waiting.\n"
    assert "Lopez" not in everything(two.place)
    two.settle()
    assert "Lopez" not in everything(two.sam.root)
    assert "Student B came late" in two.sam.read(GOAL)
    assert someone == []
    aside = two.robin.git("for-each-ref", "--format=%(objectname)", "refs/coachlog/set-aside").split()
    assert len(aside) == 1
    assert "Lopez" in two.robin.git("log", "-p", "--format=", aside[0])
    assert old in two.robin.git("reflog", "--format=%H")


def test_a_no_holds_where_nobody_is_asked(two: Two, someone: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    two.robin.add(GOAL, LINE)
    someone.append(False)
    assert two.robin("sync").status == 3
    two.robin.add(NOTE, "Robin's words.")
    monkeypatch.setattr(Context, "interactive", property(lambda _: False))
    refused = two.robin("sync")
    assert refused.status == 3
    assert "You have said that this is not to be shared:" in refused.err
    assert refused.err.splitlines()[-1].endswith("; or answer yes on a terminal: coachlog sync")
    assert "Lopez" not in everything(two.place)
    two.robin.change(GOAL, "Mia Lopez", "Student B")
    assert two.robin("sync").status == 0
    assert "Lopez" not in everything(two.place)
    two.settle()
    assert {"Robin's words."} <= set(two.sam.read(NOTE).splitlines())
    two.robin.add(GOAL, LINE)  # a new name is a new question
    assert two.robin("sync").status == 0
    assert "Lopez" in everything(two.place)


def test_a_yes_after_a_no_counts(two: Two, someone: list[bool]) -> None:
    two.robin.add(GOAL, LINE)
    someone.append(False)
    assert two.robin("sync").status == 3
    someone.append(True)
    assert two.robin("sync").status == 0
    assert "Lopez" in everything(two.place)


def test_afterwards_history_news_and_undo_go_on(two: Two, someone: list[bool]) -> None:
    two.robin("news")
    write_and_take_out(two.robin, someone)
    someone.append(True)
    two.robin.sync()
    assert two.robin("history").out.splitlines()[0].endswith("goal “Ask more”: “2026-11-10: Student B came late”")
    two.sam.add(NOTE, "Sam's words.")
    assert "Robin" in two.sam.sync().out
    told = two.robin.sync().out
    assert "Sam" in told
    assert two.robin("news").out == "There is nothing new.\n"
    assert two.robin("status").status == 0
    assert two.robin("undo").out == (
        "Undone: added 1 line of evidence to the goal “Ask more”: “2026-11-10: Student B came late”.\n"
    )
    two.settle()
    assert "came late" not in two.sam.read(GOAL)
    assert "Sam's words." in two.sam.read(NOTE)


def test_a_folder_that_both_have_never_holds_it_either(run: Run, tmp_path: Path, someone: list[bool]) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    robin = begin(tmp_path / "robin", run)
    assert robin("invite", "--folder", str(folder)).status == 0
    sam = clone(folder, tmp_path / "sam", run)
    sam.sync()
    before = {*folder.iterdir()}
    robin.add(NOTE, "Robin's shared words.")
    robin.sync()
    robin.add(GOAL, LINE)
    robin("save")
    sam.add(NOTE, "Sam's words.")
    (newest,) = {*folder.iterdir()} - before
    content = newest.read_bytes()
    newest.unlink()  # Sam's drive has not got it yet
    sam.sync()
    newest.write_bytes(content)
    bring_in(robin)  # two newest entries lie there, neither upon the other, and here is what joins them
    robin.change(GOAL, "Mia Lopez", "Student B")
    someone.append(True)
    robin.sync()
    sam.sync()
    robin.sync()
    assert robin.files == sam.files
    assert {"Robin's shared words.", "Sam's words."} <= set(sam.read(NOTE).splitlines())
    other = clone(folder, tmp_path / "other", run)
    assert "Student B came late" in other.read(GOAL)
    for who in (sam, other):
        assert "Lopez" not in everything(who.root)
        git(who.root, "fsck", "--strict", "--no-dangling")
    assert "Lopez" in everything(robin.root)


def bring_in(person: Someone) -> None:
    """Take what lies in the place and put nothing there, as `meet` does."""
    from coachlog.actions.exchange.share import fetch_quickly

    fetch_quickly(Context(Options(log=str(person.root), me=person.me)), 5)


def test_what_the_partner_did_meanwhile_keeps_its_place(two: Two, someone: list[bool]) -> None:
    two.robin.add(GOAL, LINE)
    two.robin("save")
    two.sam.add(NOTE, "Sam's words.")
    two.sam.sync()
    sams = two.sam.head
    bring_in(two.robin)
    two.robin.change(GOAL, "Mia Lopez", "Student B")
    someone.append(True)
    two.robin.sync()
    assert two.robin.git("rev-parse", "HEAD^").strip() == sams
    assert "Lopez" not in everything(two.place)
    two.settle()
    assert "Sam's words." in two.robin.read(NOTE)


def test_a_log_that_nobody_shares_yet_begins_anew(run: Run, tmp_path: Path, someone: list[bool]) -> None:
    robin = begin(tmp_path / "robin", run)
    robin.add(GOAL, LINE)
    robin("save")
    robin.change(GOAL, "Mia Lopez", "Student B")
    place = bare(tmp_path / "place.git")
    someone.append(True)
    assert robin("invite", "--place", str(place)).status == 0
    assert "Lopez" not in everything(place)
    assert len(robin.git("rev-list", "HEAD").split()) == 1
    assert set(FILES) <= {*clone(place, tmp_path / "sam", run).files}
    assert robin("undo").status == 1


def test_a_log_that_lay_elsewhere_is_not_made_anew(two: Two, tmp_path: Path, someone: list[bool]) -> None:
    write_and_take_out(two.robin, someone)
    someone += [True, False]  # the log is to move; the name is not to be left out
    refused = two.robin("invite", "--place", str(bare(tmp_path / "other.git")))
    assert refused.status == 3
    assert refused.err.splitlines()[-1].startswith(
        "hint: it is in history that was shared before; to share it here, too, answer yes"
    )


def test_all_of_it_taken_back_leaves_nothing_to_share(two: Two, someone: list[bool]) -> None:
    before = two.robin.head
    two.robin.add(GOAL, LINE)
    two.robin("save")
    two.robin("undo")
    someone.append(True)
    assert two.robin.sync().out.startswith("Everything you have is in the shared place.")
    assert two.robin.head == before


def test_a_file_that_was_called_so_and_is_no_more_is_left_out(two: Two, someone: list[bool]) -> None:
    two.robin.write("goals/mia-lopez-x2x2x.md", "# A goal\n")
    two.robin("save")
    (two.robin.root / "goals/mia-lopez-x2x2x.md").rename(two.robin.root / "goals/a-goal-x2x2x.md")
    someone.append(True)
    told = two.robin.sync().err
    assert "goals/mia-lopez-x2x2x.md:1: `Mia Lopez` is on your list of students, and this file has that name" in told
    assert "lopez" not in everything(two.place).casefold()
    two.settle()
    assert two.sam.read("goals/a-goal-x2x2x.md") == "# A goal\n"


def test_who_does_not_want_to_leave_it_out_is_asked_once_more(two: Two, someone: list[bool]) -> None:
    write_and_take_out(two.robin, someone)
    someone.extend([False, False])
    refused = two.robin("sync")
    assert refused.status == 3
    assert refused.err.splitlines()[-1].endswith("type: coachlog sync, and answer yes")
    someone.extend([False, True])
    two.robin.sync()
    assert "Lopez" in everything(two.place)


def test_what_may_stay_and_what_is_gone_are_asked_for_one_by_one(two: Two, someone: list[bool]) -> None:
    write_and_take_out(two.robin, someone)
    two.robin.add(GOAL, "- 2026-11-11: Kai, too")
    someone.append(False)
    assert "hint: write Student A in their place" in two.robin("sync").err
    someone.extend([True, True])
    two.robin.sync()
    assert someone == []
    shared = everything(two.place)
    assert "Kai, too" in shared
    assert "Lopez" not in shared


def test_what_is_settled_and_taken_back_stays_so(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(two)
    two.robin("goals", "add", "Short-lived")
    two.settle()
    assert two.robin("undo").out == "Undone: added the goal “Short-lived”.\n"
    assert two.robin("settle", "--keep", "both", "--at", "1").status == 0
    two.robin("note", "Mia Lopez came late", "--in", "notes")
    two.robin("undo")
    with monkeypatch.context() as patch:
        patch.setattr(Context, "interactive", property(lambda _: True))
        patch.setattr(Context, "confirm", lambda *_, **__: True)
        two.robin.sync()
    assert "Lopez" not in everything(two.place)
    two.settle()
    assert len(two.sam("settle", "--json").data) == 1
    assert "added the goal “Short-lived”" not in two.robin("undo", "--list").out


def test_what_another_program_adds_meanwhile_is_not_folded_unseen(two: Two) -> None:
    two.robin.add(GOAL, LINE)
    two.robin("save")
    context = Context(Options(log=str(two.robin.root), me="mentor"))
    old = two.robin.git("rev-parse", "HEAD^").strip()
    with pytest.raises(HeadMoved):
        squash_unshared(context.writer, Repo(two.robin.root), old, [])


def test_where_the_place_is_out_of_reach_nothing_is_folded(
    two: Two, someone: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_and_take_out(two.robin, someone)
    two.robin("save")
    before = two.robin.head
    away = two.place.with_name("away.git")
    two.place.rename(away)
    someone.append(True)
    assert two.robin("sync").status == 3
    assert two.robin.head == before
    away.rename(two.place)


def test_what_was_shared_after_all_is_not_folded(two: Two, someone: list[bool]) -> None:
    write_and_take_out(two.robin, someone)
    two.robin("save")
    two.robin.git("push", "-q", str(two.place), "HEAD:main")  # as if killed before it was noted
    before = two.robin.head
    someone.append(True)
    two.robin.sync()
    assert two.robin.head == before


def test_what_was_taken_out_again_many_entries_ago_is_found(two: Two) -> None:
    two.robin.add(GOAL, LINE)
    two.robin.git("commit", "-qam", "written")
    two.robin.change(GOAL, "Mia Lopez", "Student B")
    two.robin.git("commit", "-qam", "taken out")
    for number in range(20):
        two.robin.git("commit", "-q", "--allow-empty", "-m", f"more {number}")
    (row,) = json.loads(two.robin.sync("--json").out)["problems"]
    assert (row["path"], row["code"]) == (GOAL, "student-name")
    assert row["message"].endswith("gone since, but the log's history keeps it")


# Without a terminal, and at once


def test_a_program_finds_it_among_the_problems(two: Two) -> None:
    two.robin.add(GOAL, LINE)
    done = two.robin.sync("--json")
    (row,) = json.loads(done.out)["problems"]
    assert (row["path"], row["line"], row["code"]) == (GOAL, 11, "student-name")
    assert done.err.count("Mia Lopez") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("note", "Mia Lopez came late", "--in", "notes"),
        ("steps", "add", "Call Mia Lopez"),
        ("goals", "add", "Mia Lopez asks more"),
        ("goals", "update", "ask-more", "Mia Lopez asked"),
    ],
)
def test_a_name_is_pointed_at_when_it_is_written(two: Two, words: tuple[str, ...]) -> None:
    done = two.robin(*words)
    assert done.status == 0
    assert "`Mia Lopez` is on your list of students; write Student B [student-name]" in done.err
    assert "Mia Lopez" not in two.robin("note", "Nobody", "--in", "notes").err


def test_a_program_that_invites_finds_it_among_the_problems(tmp_path: Path, run: Run) -> None:
    robin = begin(tmp_path / "robin", run)
    robin.add(GOAL, LINE)
    assert robin("save").status == 0
    done = robin("invite", "--place", str(bare(tmp_path / "place.git")), "--json")
    assert (done.status, [row["code"] for row in json.loads(done.out)["problems"]]) == (0, ["student-name"])


def test_a_program_that_writes_a_name_finds_it_among_the_problems(two: Two) -> None:
    done = two.robin("note", "Mia Lopez came late", "--in", "notes", "--json")
    assert (done.status, [row["code"] for row in json.loads(done.out)["problems"]]) == (0, ["student-name"])


def test_what_the_log_had_already_and_what_was_shared_is_not_told_again(two: Two) -> None:
    two.robin.add(GOAL, LINE)
    assert two.robin.sync().err.count("Mia Lopez") == 1
    assert "Mia Lopez" not in two.robin("goals", "update", "ask-more", "More").err
    two.robin.add(NOTE, "Kai spoke.")
    assert f"{NOTE}:14: `Kai` is on your list of students; write Student A" in two.robin("save").err


def test_what_is_gone_already_is_not_asked_to_be_written_otherwise(two: Two) -> None:
    two.robin.add(GOAL, LINE)
    two.robin("save")
    two.robin.change(GOAL, "Mia Lopez", "Student B")
    told = two.robin.sync().err
    gone = "`Mia Lopez` is on your list of students; gone since, but the log's history keeps it [student-name]"
    assert f"{GOAL}:11: {gone}" in told
    assert "write" not in told


def test_a_log_without_its_own_history_in_that_place_is_left_as_it_is(two: Two, tmp_path: Path, run: Run) -> None:
    context = Context(Options(log=str(two.robin.root), me="mentor"))
    other = begin(tmp_path / "other", run)
    other.git("commit", "-q", "--amend", "-m", "another log")
    two.robin.git("fetch", "-q", str(other.root), "main:refs/other/main")
    before = two.robin.head
    squash_unshared(context.writer, Repo(two.robin.root), before, [other.head])
    assert two.robin.head == before


def test_a_look_for_names_that_fails_leaves_the_work_done(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise SurroundingsError("git is gone")

    monkeypatch.setattr("coachlog.actions.exchange.unshared_cues.written_names", fail)
    done = two.robin("note", "Mia Lopez came late", "--in", "notes")
    assert (done.status, "git is gone" in done.err) == (0, False)
    assert "Mia Lopez" not in done.err


def test_without_somebody_to_ask_it_does_not_promise_to_wait(two: Two) -> None:
    two.robin.add(GOAL, LINE)
    done = two.robin.sync()
    assert "This is shared unasked" in done.err
    assert "Before this is shared" not in done.err
    two.sam.sync()
    assert "Mia Lopez came late" in two.sam.read(GOAL)
