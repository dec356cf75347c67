"""What a shared place is left with: locks of a sharing that was stopped, and plain git that knows the way, too."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coachlog.context import Context
from coachlog.git.remote import GitRemote
from coachlog.git.remote_address import RemoteAddress, RemoteKind, parse_address
from coachlog.git.remote_errors import SyncFailed
from coachlog.git.repo import Repo
from coachlog.sync.remote_config import Shared, remember
from tests.support.two import GOAL, Two, begin
from tests.support.world import Run, git


def left_locked(two: Two) -> Path:
    """A sharing was stopped an hour ago, and Robin has something to share."""
    lock = two.place / "refs" / "heads" / "main.lock"
    lock.touch()
    os.utime(lock, (time.time() - 3600,) * 2)
    two.robin.add(GOAL, "- 2026-11-10: second")
    return lock


def test_a_place_left_locked_is_told_in_a_sentence_with_what_to_do(two: Two) -> None:
    lock = left_locked(two)
    refused = two.robin("sync")
    assert refused.status == 3
    told, hint = refused.err.splitlines()
    assert told.startswith("error: not shared: the shared place is still locked by an exchange that stopped ")
    assert told.endswith("your work is safe, 1 change waits on this computer")
    assert hint == f"hint: if nobody is sharing just now, delete {lock}, then: coachlog sync"
    lock.unlink()
    two.settle()


def test_a_lock_is_not_taken_from_whoever_came_while_it_was_asked_about(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = left_locked(two)

    def somebody_comes(*_: object, **__: object) -> bool:
        os.utime(lock)
        return True

    monkeypatch.setattr("coachlog.actions.exchange.privacy_gate.ask_for_students", lambda _: None)
    monkeypatch.setattr(Context, "interactive", property(lambda _: True))
    monkeypatch.setattr(Context, "confirm", somebody_comes)
    monkeypatch.setattr("coachlog.sync.exchange.time.sleep", lambda _: None)
    monkeypatch.setattr("coachlog.sync.exchange._MAX_PUSH_RETRIES", 2)
    refused = two.robin("sync")
    assert refused.status == 3
    assert "somebody else is writing in the shared place all the time" in refused.err
    assert lock.exists()
    lock.unlink()
    two.settle()


def test_where_nobody_can_be_asked_a_lock_stays(two: Two) -> None:
    lock = left_locked(two)
    with pytest.raises(SyncFailed, match="still locked by an exchange that stopped 60 minutes ago"):
        GitRemote(Repo(two.sam.root), parse_address(str(two.place)), "main").publish(other_entry(two))
    assert lock.exists()


def other_entry(two: Two) -> str:
    """An entry upon the newest that nobody has shared."""
    return two.sam.git("commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "more").strip()


# What lies in a place under other names


def test_a_place_with_several_logs_and_none_of_a_usual_name_is_not_guessed_at(two: Two, tmp_path: Path) -> None:
    git(two.place, "branch", "one", "main")
    git(two.place, "branch", "-m", "main", "two")
    git(two.place, "symbolic-ref", "HEAD", "refs/heads/main")
    refused = two.sam.run("join", two.place, tmp_path / "kim", "--me", "mentee")
    assert refused.status == 3
    assert "that place has several versions, and none is marked as the log" in refused.err
    assert "name one of them `main`" in refused.err
    assert not (tmp_path / "kim").exists()


def test_a_log_under_a_name_that_is_not_used_here_is_told_by_that_name(two: Two, tmp_path: Path) -> None:
    git(two.place, "branch", "-m", "main", "our,log")
    refused = two.sam.run("join", two.place, tmp_path / "kim", "--me", "mentee")
    assert refused.status == 3
    assert "the log there has a name that is not used here: our,log" in refused.err
    assert not (tmp_path / "kim").exists()


def test_plain_git_finds_the_shared_place_and_merges_by_meaning(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    # git finds `coachlog` as a person's git does: where programs are looked for.
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.robin.sync()
    two.sam.add(GOAL, "- 2026-11-10: from sam")
    two.sam.git("commit", "-qam", "by hand")
    two.sam.git("pull", "-q", "--no-rebase", "--no-edit")
    assert "from robin" in two.sam.read(GOAL)
    assert "from sam" in two.sam.read(GOAL)
    assert "1 change is only on this computer" in two.sam("status").out  # robin's is not
    two.settle()


def test_what_lies_in_a_place_on_a_drive_is_not_run_by_plain_git_either(two: Two, tmp_path: Path) -> None:
    hook = two.place / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
    hook.chmod(0o755)
    two.robin.add(GOAL, "- 2026-11-10: second")
    two.robin.git("commit", "-qam", "by hand")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        two.robin.git("push")
    assert "coachlog sync" in refused.value.stderr
    two.settle()
    assert not (tmp_path / "ran").exists()


def test_a_host_takes_what_plain_git_puts_there(two: Two) -> None:
    remember(two.robin.root, Shared(RemoteAddress(RemoteKind.NET, "https://example.org/log.git"), "main", "main"))
    assert two.robin.git("remote", "get-url", "--push", "origin").strip() == "https://example.org/log.git"


def test_a_place_that_moved_is_found_by_plain_git_where_it_is_now(two: Two) -> None:
    assert two.robin.git("config", "remote.origin.url").strip() == str(two.place)
    moved = two.place.rename(two.place.with_name("moved.git"))
    assert two.robin("invite", "--place", str(moved)).status == 0
    assert two.robin.git("config", "remote.origin.url").strip() == str(moved)
    assert two.robin.git("config", "branch.main.merge").strip() == "refs/heads/main"


def test_the_way_that_somebody_set_themselves_is_left_alone(two: Two) -> None:
    two.robin.git("remote", "set-url", "origin", "https://example.org/own.git")
    two.robin.add(GOAL, "- 2026-11-10: second")
    two.robin.sync()
    assert two.robin.git("config", "remote.origin.url").strip() == "https://example.org/own.git"


def test_a_plain_folder_is_no_place_for_plain_git(tmp_path: Path, run: Run) -> None:
    robin = begin(tmp_path / "robin", run)
    (tmp_path / "both").mkdir()
    assert robin("invite", "--folder", str(tmp_path / "both")).status == 0
    assert robin.git("remote") == ""


def test_a_set_up_that_is_half_done_is_finished_and_nothing_is_said_twice(two: Two) -> None:
    """Somebody has taken the way to merge out of git's settings, and left what says where it is used."""
    attributes = two.sam.root / ".git" / "info" / "attributes"
    before = attributes.read_text()
    two.sam.git("config", "--unset", "merge.coachlog.driver")
    assert two.sam("doctor").status == 0
    assert two.sam.git("config", "merge.coachlog.driver") == "coachlog merge-driver %O %A %B %P\n"
    assert attributes.read_text() == before
