"""What one exchange costs: how often git is started, whoever wrote what."""

import gc
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from coachlog.git.commits import TreeEntry
from coachlog.git.objects import Objects
from coachlog.git.process import Git
from coachlog.sync import merge_commits
from tests.support.two import GOAL, NOTE, Two


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often git was started for what."""
    counted: Counter[str] = Counter()
    start = Git.start

    def count(self: Git, *args: str, **more: Any) -> Any:
        counted[next(word for word in args if word != "-c" and "=" not in word)] += 1
        return start(self, *args, **more)

    monkeypatch.setattr(Git, "start", count)
    return counted


BOTH = {
    "status": 1,
    "cat-file": 1,
    "fast-import": 2,
    "ls-files": 2,
    "update-index": 2,
    "fetch": 1,
    "rev-list": 1,
    "update-ref": 1,
    "push": 1,
    "log": 1,
}


@pytest.mark.parametrize("path", [GOAL, NOTE])
def test_one_change_each_way_starts_git_thirteen_times(path: str, two: Two, started: Counter[str]) -> None:
    two.settle()
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.robin.sync()
    two.sam.add(path, "- 2026-11-11: from sam")
    gc.collect()  # the reader of a command before, which would have ended with its process
    started.clear()
    two.sam.sync()
    assert dict(started) == BOTH
    two.settle()


def test_only_mine_or_only_theirs_costs_less(two: Two, started: Counter[str]) -> None:
    two.settle()
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    started.clear()
    two.robin.sync()
    mine = started.copy()
    started.clear()
    two.sam.sync()
    theirs = started.copy()
    assert mine.total() <= 9, mine
    assert theirs.total() <= 8, theirs
    started.clear()
    two.sam.sync()
    assert started.total() <= 3, started


def test_each_conflict_of_the_history_is_made_again_once(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    two.settle()
    for number in range(6):
        for person in (two.robin, two.sam):
            person.write(GOAL, f"---\ntype: goal\nstatus: active\n---\n\n# Ask more\n\n{person.me} {number} says.\n")
        two.settle()
    made = []
    merge_sides = merge_commits.merge_sides
    monkeypatch.setattr(merge_commits, "merge_sides", lambda *args: made.append(args[1:3]) or merge_sides(*args))
    two.robin.write(GOAL, "# Robin's own\n")
    two.sam.write(GOAL, "# What Sam says\n")
    two.robin.sync()
    two.sam.sync()
    assert 6 <= len(made) < 20


def test_what_a_command_wrote_is_read_again_once(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()
    blobs = Objects.blobs

    def count(self: Objects, entries: Iterable[TreeEntry]) -> dict[str, bytes]:
        found = blobs(self, entries)
        read.update(content.decode() for content in found.values())
        return found

    monkeypatch.setattr(Objects, "blobs", count)
    two.robin("note", "We sat by the window", "--in", "notes", "--date", "2026-11-12")
    assert read[two.robin.read(NOTE)] == 1
