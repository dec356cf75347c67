"""What a shared place is left with: locks of a sharing that was stopped, and plain git that knows the way, too."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coachlog.git.places import Kind, Where
from coachlog.store.shared import Shared, remember
from tests.conftest import Run
from tests.two import GOAL, Two, begin, two

__all__ = ["two"]


def test_a_place_left_locked_is_told_in_a_sentence_with_what_to_do(two: Two) -> None:
    lock = two.place / "refs" / "heads" / "main.lock"
    lock.touch()
    os.utime(lock, (time.time() - 3600,) * 2)
    two.robin.add(GOAL, "- 2026-11-10: second")
    refused = two.robin("sync")
    assert refused.status == 3
    told, hint = refused.err.splitlines()
    assert told.startswith("error: not shared: the shared place is still locked by a sharing that was broken off ")
    assert told.endswith("your work is safe, 1 change waits on this computer")
    assert hint == f"hint: if nobody is sharing just now, delete {lock}, then: coachlog sync"
    lock.unlink()
    two.settle()


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
    remember(two.robin.root, Shared(Where(Kind.NET, "https://example.org/log.git"), "main", "main"))
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
