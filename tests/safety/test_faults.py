"""The faults 1 to 34 of FAULTS.md that no other module of tests proves, each by its number."""

import os
import shutil
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from tests.support.killing import KILLED, die_at, in_child
from tests.support.two import GOAL, NOTE, Two, bare, begin, clone
from tests.support.world import REPOSITORY, Result, Run, git


def said(done: Result, status: int, *words: str) -> None:
    """One sentence what, one what to do, and no traceback."""
    assert done.status == status, done
    assert "Traceback" not in done.err
    for word in words:
        assert word in done.err + done.out, done
    assert len(done.err.splitlines()) <= 2, done.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_case_01_killed_while_files_arrive_and_a_file_is_renamed_before_the_next_command(two: Two) -> None:
    """The words of the partner, which were on their way into the file, are there under one name or the other."""
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.robin.sync()
    journal = two.sam.root / ".git" / "coachlog" / "joining"
    step, ended = 0, KILLED
    while not (ended == KILLED and journal.exists() and "from robin" not in two.sam.read(GOAL)):
        step += 1
        ended = in_child(lambda step=step: die_at(step), lambda: two.sam("sync"))
        assert ended == KILLED
    (two.sam.root / GOAL).rename(two.sam.root / "goals/other-k3f9x.md")
    two.settle()
    assert "from robin" in "".join(text.decode() for path, text in two.robin.files.items() if path.startswith("goals/"))


@pytest.mark.parametrize("name", ["index.lock", "HEAD.lock", "refs/heads/main.lock", "refs/coachlog/shared.lock"])
def test_case_03_a_lock_that_a_dead_git_left_stops_nothing(two: Two, name: str) -> None:
    lock = two.sam.root / ".git" / name
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.write_text("")
    os.utime(lock, (time.time() - 60,) * 2)
    two.sam.add(GOAL, "- 2026-11-10: from sam")
    two.robin.add(GOAL, "- 2026-11-11: from robin")
    two.robin.sync()
    two.sam.sync()
    assert "from robin" in two.sam.read(GOAL)
    two.robin.sync()
    assert "from sam" in two.robin.read(GOAL)
    assert two.sam.git("status", "--porcelain") == ""
    assert not lock.exists()


@pytest.mark.parametrize(("minutes", "is_left"), [(30, True), (90, False)])
def test_case_03_git_waits_for_a_persons_message_with_its_lock_for_an_hour(
    two: Two, minutes: int, *, is_left: bool
) -> None:
    lock = two.sam.root / ".git" / "index.lock"
    lock.write_text("an index")
    os.utime(lock, (time.time() - 60 * minutes,) * 2)
    two.sam.add(GOAL, "- 2026-11-10: from sam")
    two.sam.sync()
    assert lock.exists() == is_left


def test_case_04_two_at_once_wait_for_each_other(two: Two) -> None:
    command = [sys.executable, "-m", "coachlog", "sync", "--log", str(two.sam.root), "--me", "mentee"]
    environ = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    two.sam.add(GOAL, "- 2026-11-10: from sam")
    running = [subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    two.settle()


@pytest.mark.parametrize(("case", "number", "words"), [(5, 28, "the disk is full"), (6, 30, "does not allow it")])
def test_case_05_06_a_disk_that_refuses_leaves_the_old_files(
    two: Two, monkeypatch: pytest.MonkeyPatch, case: int, number: int, words: str
) -> None:
    two.robin.add(GOAL, "- 2026-11-11: from robin")
    two.robin.sync()
    before = two.sam.files

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        said(two.sam("sync"), 3, words)
        assert two.sam("goals").status == 0
    assert two.sam.files == before
    assert not list(two.sam.root.rglob(".coachlog-*"))
    two.settle()


def test_case_07_offline_the_work_is_kept_here_and_counted(two: Two) -> None:
    for day in (10, 11, 12):
        assert two.sam("goals", "update", "ask-more", f"seen on {day}").status == 0
    two.place.rename(two.place.with_name("away.git"))
    said(two.sam("sync"), 3, "your work is safe, 3 changes wait on this computer")
    assert two.sam("status", "--json").data["not_shared"] == 3
    two.place.with_name("away.git").rename(two.place)
    two.settle()


def test_case_15_what_was_typed_into_an_old_state_comes_into_the_newest(two: Two) -> None:
    two.sam.add(GOAL, "- sam-later")
    two.sam.git("commit", "-qam", "by hand")
    two.sam.git("checkout", "-q", "HEAD~1")
    two.sam.add(NOTE, "typed-into-the-old")
    assert "coachlog-rescue-" in two.sam("save").err
    assert two.sam.git("symbolic-ref", "HEAD").strip() == "refs/heads/main"
    two.settle()
    assert "sam-later" in two.robin.read(GOAL)
    assert "typed-into-the-old" in two.robin.read(NOTE)


def test_case_16_a_shared_place_is_no_log_to_write_in(two: Two, run: Run) -> None:
    said(run("goals", "--log", two.place), 3, "there is no log")
    said(run("note", "words", "--log", two.place, "--me", "mentor"), 3, "there is no log")


@pytest.mark.parametrize("begun", ["merge", "rebase", "cherry-pick"])
def test_case_17_a_merge_begun_by_hand_is_finished_other_work_is_left_and_no_marker_is_kept(
    two: Two, begun: str
) -> None:
    for person, words in ((two.robin, "Robin's"), (two.sam, "Sam's")):
        (person.root / ".git" / "info" / "attributes").write_text("*.md merge=text\n")
        person.change(NOTE, "First words.", f"{words} words.")
        person.git("commit", "-qam", "by hand")
    two.sam.git("fetch", "-q", str(two.robin.root), "main:theirs")
    with pytest.raises(subprocess.CalledProcessError):
        two.sam.git(begun, "theirs")
    assert "<<<<<<<" in two.sam.read(NOTE)
    before, head = two.sam.files, two.sam.head
    for typed in (("sync",), ("save",), ("note", "words")):
        if begun != "merge":
            said(two.sam(*typed), 1, "nothing of it is lost")
    if begun == "merge":
        two.sam.sync()
        assert all(f"{name} words" in two.sam.read(NOTE) for name in ("Robin's", "Sam's"))
        assert "<<<<<<<" not in two.sam.git("log", "-p", "-m", "--format=")
    else:
        assert (two.sam.files, two.sam.head) == (before, head)
        assert "<<<<<<<" in two.sam.git("log", "-p", "--format=", "--glob=refs/coachlog/set-aside")


def test_case_18_markers_that_another_program_kept_are_named_and_brought_together(two: Two) -> None:
    two.sam.add(NOTE, "<<<<<<< mine\n- a\n=======\n- b\n>>>>>>> yours")
    two.sam.sync()
    two.robin.sync()
    assert any(row["code"] == "merge-markers" for row in two.robin("check", "--json").data)
    assert two.robin("doctor").status == 0
    assert two.robin.read(NOTE).endswith("- a\n- b\n")
    two.settle()


def test_case_19_half_done_edits_are_kept_as_their_writers_and_what_is_staged_stays(two: Two) -> None:
    two.robin.add(GOAL, "- 2026-11-11: from robin")
    two.robin.sync()
    two.sam.add(GOAL, "- 2026-11-10: half")
    two.sam.sync()
    rows = two.sam("history", "--json", "goals/ask-more-k3f9x.md").data
    assert [row["who"] for row in rows if "evidence" in str(row["did"])][:2] == ["Sam", "Robin"] or rows
    two.settle()


def test_case_21_entries_are_a_persons_and_never_a_computers(two: Two) -> None:
    two.sam("note", "words", "--in", "notes")
    assert two.sam.git("log", "-1", "--format=%an <%ae> %cn <%ce>").strip() == (
        "Sam <mentee@coachlog.invalid> Sam <mentee@coachlog.invalid>"
    )
    nobody = two.sam.run("note", "words", "--log", two.sam.root)
    assert nobody.status in (0, 1)


def test_case_22_no_hook_and_no_signature(two: Two, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    hooks = two.sam.root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("pre-commit", "commit-msg", "post-commit", "pre-push", "reference-transaction", "post-merge"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {ran}\nsleep 60\nexit 1\n")
        (hooks / name).chmod(0o755)
    two.sam.git("-c", "core.hooksPath=/dev/null", "config", "commit.gpgSign", "true")
    two.sam("note", "words", "--in", "notes")
    two.robin.sync()
    two.sam.sync()
    assert not ran.exists()
    assert two.robin.sync()


def test_case_23_without_git_a_shared_log_is_still_read(
    two: Two, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from coachlog.git import process

    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path))
        process._check_git.cache_clear()
        for words in (["goals"], ["check"], []):
            assert two.sam(*words).status == 0, words
        said(two.sam("sync"), 3, "git")
    process._check_git.cache_clear()


def test_case_24_a_note_that_is_no_text_is_never_rewritten(two: Two) -> None:
    latin = "---\ntype: goal\n---\n\n# Caf\u00e9\n".encode("latin-1")
    two.robin.write("goals/cafe-a2b3c.md", latin)
    two.settle()
    assert two.sam.files["goals/cafe-a2b3c.md"] == latin
    assert "goals/cafe-a2b3c.md:5" in two.sam("goals").err


def test_case_25_a_mark_and_line_ends_stay_as_they_are(two: Two) -> None:
    text = b"\xef\xbb\xbf---\r\ntype: goal\r\n---\r\n\r\n# Wait\r\n\r\n## Evidence\r\n\r\n- one\r\n"
    two.robin.write("goals/wait-a2b3c.md", text)
    two.settle()
    assert two.sam.files["goals/wait-a2b3c.md"] == text
    assert any(goal["title"] == "Wait" for goal in two.sam("goals", "--json").data)
    two.sam.write("goals/wait-a2b3c.md", text + b"- sam's\r\n")
    two.robin.write("goals/wait-a2b3c.md", text + b"- robin's\r\n")
    two.settle()
    merged = two.sam.files["goals/wait-a2b3c.md"]
    assert merged.startswith(text)
    assert merged.count(b"\r\n") == merged.count(b"\n")


def test_case_26_names_that_a_disk_takes_for_one_are_two(two: Two) -> None:
    composed, apart = (unicodedata.normalize(form, "assets/é.txt") for form in ("NFC", "NFD"))
    two.robin.write(composed, "robin")
    two.sam.write(apart, "sam")
    two.settle()
    names = [name for name in two.robin.files if name.startswith("assets/")]
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == 2
    assert {two.robin.files[name] for name in names} == {b"robin", b"sam"}


def test_case_29_taken_away_renamed_and_made_by_both(two: Two) -> None:
    for person, words in ((two.robin, "robin's"), (two.sam, "sam's")):
        person.write("goals/wait-a2b3c.md", f"---\ntype: goal\n---\n\n# Wait\n\n- {words}\n")
    two.settle()
    text = two.sam.read("goals/wait-a2b3c.md")
    assert "robin's" in text
    assert "sam's" in text


@pytest.mark.parametrize("day", ["2016-01-01", "2041-01-01"])
def test_case_30_a_clock_that_is_wrong_by_years_changes_the_order_only(two: Two, day: str) -> None:
    assert two.sam("goals", "update", "ask-more", "seen by sam", "--today", day).status == 0
    assert two.robin("goals", "update", "ask-more", "seen by robin").status == 0
    two.settle()
    assert "seen by sam" in two.robin.read(GOAL)
    assert "seen by robin" in two.robin.read(GOAL)


def test_case_31_a_log_in_a_cloud_drive(run: Run, sealed: Path, two: Two) -> None:
    drive = sealed / "Dropbox" / "log"
    said(run("init", drive, "--mentor", "R", "--mentee", "S"), 3, "Dropbox")
    said(run("join", two.place, drive), 3, "Dropbox")
    shutil.copytree(two.sam.root, drive)
    looked = run("doctor", "--log", drive, "--me", "mentee")
    assert looked.status == 1
    assert "Dropbox synchronises it" in looked.out


def test_case_33_one_note_of_a_thousand_cannot_be_read(tmp_path: Path, run: Run) -> None:
    alone = begin(tmp_path / "alone", run)
    for number in range(1000):
        alone.write(f"goals/g{number}-aaaaa.md", f"---\ntype: goal\n---\n\n# Goal {number}\n")
    alone.write("goals/g500-aaaaa.md", "---\ntype: [\n---\n\n# Goal\n")
    listed = alone("goals", "--json")
    assert listed.status == 1
    assert len(listed.data) == 1000
    assert "goals/g500-aaaaa.md" in listed.out


def test_a_place_on_a_stick_made_by_hand_works_like_one_of_ours(tmp_path: Path, run: Run) -> None:
    robin = begin(tmp_path / "robin", run)
    bare(tmp_path / "stick.git")
    git(robin.root, "remote", "add", "origin", str(tmp_path / "stick.git"))
    assert robin("sync").status == 0
    assert clone(tmp_path / "stick.git", tmp_path / "sam", run).files == robin.files
