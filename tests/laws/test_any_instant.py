"""Ended, refused by the disk, or doubled at any instant: the next command heals it, and nothing is lost."""

import errno
import fnmatch
import json
import os
import random
import sys
import time
from pathlib import Path

import pytest

from tests.support.figures import times
from tests.support.killing import fail_at, in_child, kill_within
from tests.support.two import GOAL, NOTE, Someone, Two, copied
from tests.support.world import Result, Run

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="finds started processes in /proc"),
    pytest.mark.no_cover,  # asked this often, measuring doubles the time; other tests are measured
]

KILLS = 24  # a state of the exchange that is not written down, or not read again, showed by the 23rd
TURNS = times(15, 50)  # without the lock on a log the first turns fail already
BROKEN = (errno.ENOSPC, errno.EACCES, errno.EIO)
TRACEBACK, WHOLE = 70, 71  # how a process ended


@pytest.mark.parametrize("seed", range(times(1, 40)))
def test_killed_at_any_instant_of_an_exchange_nothing_is_lost(
    seed: int, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachlog.git.locks._STALE_AFTER", 0.2)  # no other git is about
    chance = random.Random(seed)  # noqa: S311 - the same instants for the same number
    words: list[str] = []
    longest, killed = 0.3, 0

    def typed(person: Someone) -> None:
        words.append(f"word-{len(words)}-")
        if chance.random() < 0.5:
            person.add(GOAL, f"- 2026-11-10: {words[-1]}")
        else:
            person.change(NOTE, "## Notes\n", f"## Notes\n\nThen {words[-1]} was said.\n")

    while killed < KILLS:
        assert len(words) < 20 * KILLS, "nobody was killed"
        for person in (two.robin, two.sam):
            typed(person)
        two.robin.sync()
        helpers = chance.random() < 0.5
        killed += kill_within(chance.random() * longest, lambda: two.sam("sync"), helpers=helpers) < 0
        if chance.random() < 0.3:
            typed(two.sam)
        for folder, _, names in os.walk(two.place):  # where a helper of the killed git may still be clearing up
            for name in fnmatch.filter(names, "*.lock"):  # of a git killed there: ten minutes later sync asks about it
                Path(folder, name).unlink(missing_ok=True)
        begun = time.monotonic()
        two.sam.sync()
        longest = time.monotonic() - begun
        two.robin.sync()
        two.demand_alike()
        text = b"".join(two.sam.files.values()).decode()
        assert [word for word in words if text.count(word) != 1] == []
    for root in (two.sam.root, two.robin.root, two.place):
        Someone("mentor", root, two.sam.run).git("fsck", "--strict")


def test_a_disk_that_fails_at_any_step_of_an_exchange_leaves_old_or_new(
    two: Two, tmp_path_factory: pytest.TempPathFactory
) -> None:
    two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
    two.robin.change(NOTE, "- one", "- one\n- robin-success")
    two.robin.sync()
    two.sam.change(NOTE, "More words.", "sam-words.")
    words = ["robin-evidence", "robin-success", "sam-words", "first"]

    def exchanged(now: Two, step: int) -> Result:
        came_to_it = fail_at(step, BROKEN[step % len(BROKEN)])
        done = now.sam("sync")
        if not came_to_it():
            return Result(WHOLE, "", "")
        told = done.err.strip().splitlines()
        plain = done.status == 0 or (len(told) <= 2 and all("Traceback" not in line for line in told))
        return done if plain else Result(TRACEBACK, "", "")

    stride = times(8, 1)  # no multiple of three, so that each kind of refusal comes
    ended, step, told = 0, 1 - stride, set[int]()
    while ended != WHOLE:
        step += stride
        now = copied(two, tmp_path_factory.mktemp("step"))
        old, new = now.sam.files, {path: now.robin.read(path).encode() for path in (GOAL, NOTE)}
        ended = in_child(lambda now=now, step=step: exchanged(now, step))
        told.add(ended)
        for path, content in now.sam.files.items():
            assert content in {old[path], new.get(path)} or (path == NOTE and b"robin-success" in content), step
        now.sam.sync()
        now.robin.sync()
        now.demand_alike()
        text = b"".join(now.sam.files.values()).decode()
        assert [word for word in words if word not in text] == [], step
    assert told == {0, 3, WHOLE}  # what only tidies up may fail unseen
    assert step > 25


def test_two_at_once_write_many_times_each_and_no_line_is_lost(example: Path, run: Run) -> None:
    def write(who: str) -> Result:
        results = [run("note", f"{who} line {number}", "--in", "notes") for number in range(TURNS)]
        return next((result for result in results if result.status), results[-1])

    first = os.fork()
    if first == 0:
        os._exit(in_child(lambda: write("one")))
    assert in_child(lambda: write("two")) == 0
    assert os.waitpid(first, 0)[1] == 0
    note = (example / "meetings" / "2026-11-19.md").read_text()
    lines = [f"{who} line {number}\n" for who in ("one", "two") for number in range(TURNS)]
    assert [line for line in lines if note.count(line) != 1] == []
    entries = json.loads(run("history", "--json", "--all").out)["data"]
    assert len(entries) >= 2 * TURNS
