"""A log in the middle of something that was begun with git: `status` and the glance say so, and what to type."""

import subprocess

import pytest

from tests.support.interrupted import go_back, stop, write_apart
from tests.support.two import GOAL, Two

ALL_WELL = ("Everything is kept", "All of it lies")


def told_by_both(two: Two, words: str) -> None:
    """What Sam is told by `status` and at a glance, and nothing that is not so."""
    for typed in (["status"], []):
        told = two.sam(*typed)
        assert told.status in (0, 1)
        assert words in told.out
        assert [well for well in ALL_WELL if well in told.out] == []
    assert two.sam("status", "--json").data["interrupted"] is True


def all_is_well(two: Two) -> None:
    for typed in (["status"], []):
        assert "with git" not in two.sam(*typed).out
        assert "old state" not in two.sam(*typed).out
    assert two.sam("status", "--json").data["interrupted"] is False


def test_a_merge_that_stopped_is_told_with_what_finishes_it(two: Two) -> None:
    write_apart(two)
    stop(two)
    told_by_both(two, "Something begun with git in this log is not finished: coachlog save finishes it.")
    assert two.sam("settle").out.startswith("Something begun with git in this log is not finished")
    assert two.sam("save").status == 0
    all_is_well(two)


def test_a_stopped_rebase_is_told_as_what_only_git_can_finish(two: Two) -> None:
    two.robin.change(GOAL, "first", "from robin")
    two.robin.sync()
    two.sam.change(GOAL, "first", "from sam")
    two.sam.git("commit", "-qam", "by hand")
    (two.sam.root / ".git" / "info" / "attributes").write_text("*.md merge=text\n", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        two.sam.git("pull", "-q", "--rebase")
    told_by_both(two, "finish it or take it back with git (`git status` says how)")
    two.sam.git("rebase", "--abort")
    all_is_well(two)


def test_an_old_state_is_told_with_what_brings_the_newest_back(two: Two) -> None:
    go_back(two)
    told_by_both(two, "This log shows an old state of itself: coachlog save brings back the newest.")
    assert two.sam("save").status == 0
    all_is_well(two)
