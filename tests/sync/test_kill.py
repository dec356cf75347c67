"""Exchanging that is cut short: at whatever moment, the next exchange heals it and nothing is lost."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from coachlog.errors import SurroundingsError
from coachlog.git.commits import Author
from coachlog.git.objects import Objects
from coachlog.git.remote import GitRemote
from coachlog.git.remote_address import parse_address
from coachlog.git.remote_errors import PushRejected
from coachlog.git.repo import Repo
from coachlog.storage.files import Folder
from coachlog.storage.lock import locked
from coachlog.sync import checkout as advance
from coachlog.sync.commit import LogWriter
from coachlog.sync.exchange import Outcome, exchange
from tests.support.figures import times
from tests.support.killing import KILLED, act_at, call_kept, die_at, die_before_git, in_child
from tests.support.two import GOAL, NOTE, Someone, Two, copied
from tests.support.world import Result

MISSED = 71  # a command had ended before it came to the moment


def writer_of(person: Someone) -> LogWriter:
    author = Author(person.me, f"{person.me}@coachlog.invalid")
    return LogWriter(Repo(person.root), lambda: author, lambda: datetime.now(UTC))


def exchanged(person: Someone, place: Path) -> Outcome:
    """What `coachlog sync` does, without its words."""
    repo = Repo(person.root)
    writer = writer_of(person)
    writer.commit_edits(None, "save")
    return exchange(writer, repo, GitRemote(repo, parse_address(str(place)), "main"), "main")


def prepare(two: Two) -> list[str]:
    """Both have written, partly in the same places; one of them has shared it."""
    two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
    two.robin.change(NOTE, "- one", "- one\n- robin-success")
    two.robin.write("lessons/ratios-x2p7d.md", "# Ratios\n\nrobin-lesson\n")
    exchanged(two.robin, two.place)
    two.sam.add(GOAL, "- 2026-11-11: sam-evidence")
    two.sam.change(NOTE, "More words.", "sam-words.")
    return ["robin-evidence", "robin-success", "robin-lesson", "sam-evidence", "sam-words", "first", "First words"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured
def test_killed_at_any_step_the_next_exchange_heals_and_nothing_is_lost(
    two: Two, tmp_path_factory: pytest.TempPathFactory
) -> None:
    words = prepare(two)
    stride = times(7, 1)
    ended, step = KILLED, 1 - stride
    while ended == KILLED:
        step += stride
        now = copied(two, tmp_path_factory.mktemp("step"))
        ended = in_child(lambda now=now, step=step: (die_at(step, after=False), exchanged(now.sam, now.place)))
        typed = f"typed-{step}"
        if step % 2:
            now.sam.add(NOTE, f"\n{typed}")
        exchanged(now.sam, now.place)
        exchanged(now.robin, now.place)
        now.demand_alike()
        text = b"".join(now.sam.files.values()).decode()
        assert [word for word in [*words, *([typed] if step % 2 else [])] if word not in text] == [], step
        assert text.count("robin-evidence") == text.count("sam-evidence") == 1, step
        assert not list((now.sam.root / ".git" / "coachlog").glob("joining"))
        if step % 10 == 1:
            now.sam.git("fsck", "--strict")
    assert ended == 0
    assert step > 20


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.no_cover  # as above
def test_a_git_that_outlives_a_killed_exchange_may_end_during_the_next_command(
    two: Two, tmp_path_factory: pytest.TempPathFactory
) -> None:
    words = prepare(two)
    stride, number, came_to_it = times(9, 1), 0, True
    while came_to_it:
        number += 1
        killed = copied(two, tmp_path_factory.mktemp("killed"))
        kept = killed.place.with_name("kept")
        die = partial(die_before_git, number, kept)
        came_to_it = in_child(die, partial(exchanged, killed.sam, killed.place)) == KILLED
        step, ended = -(number % stride), 0
        while came_to_it and ended == 0:
            step += stride
            now = copied(killed, tmp_path_factory.mktemp("step"))
            typed = f"typed-{step}"
            if step % 2:
                now.sam.add(NOTE, f"\n{typed}")
            ended = in_child(partial(saved_beside, call_kept(kept, now.sam.root), step, now.sam))
            assert ended in (0, MISSED), (number, step)
            assert now.sam.git("status", "--porcelain=v2") == "", (number, step)
            text = b"".join(now.sam.files.values()).decode()
            assert [word for word in [*words[3:], *([typed] if step % 2 else [])] if word not in text] == []
            assert text.count("sam-evidence") == 1, (number, step)
    assert number > 3


def saved_beside(finish: Callable[[], object], step: int, person: Someone) -> Result:
    """What `coachlog save` does while something else ends at one of all moments."""
    came_to_it = act_at(step, finish, after=False)
    done = person("save")
    return done if came_to_it() else Result(MISSED, "", "")


@pytest.mark.parametrize("typed", ["", "typed upon the old", "typed upon the new"])
def test_a_folder_left_half_way_is_finished_by_the_next_command(
    typed: str, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.robin.change(NOTE, "- one", "- one\n- robin-success")
    two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
    exchanged(two.robin, two.place)
    new = {path: two.robin.read(path) for path in (GOAL, NOTE)}

    def half(self: Folder, contents: dict[str, bytes | None], _: object = None) -> None:
        path, content = min(contents.items())
        (self.root / path).write_bytes(content or b"")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(advance.Folder, "write_all", half)
        with pytest.raises(KeyboardInterrupt):
            exchanged(two.sam, two.place)
    assert (two.sam.root / ".git" / "coachlog" / "joining").exists()
    if typed:
        path, old = (NOTE, "More words") if "old" in typed else (GOAL, "first")
        two.sam.change(path, old, f"{old}, {typed}")
    assert two.sam("save").status == 0
    if not typed:
        assert {path: two.sam.read(path) for path in new} == new
    assert "robin-success" in two.sam.read(NOTE)
    assert two.sam.read(GOAL).count("robin-evidence") == 1
    two.settle()


def test_a_file_saved_while_others_are_put_in_place_is_kept_and_brought_together(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
    exchanged(two.robin, two.place)
    blobs = Objects.blobs
    typed = []

    def slow(self: Objects, entries: Any) -> dict[str, bytes]:
        if not typed:
            typed.append(two.sam.add(GOAL, "- 2026-11-11: typed just now"))
        return blobs(self, entries)

    monkeypatch.setattr(Objects, "blobs", slow)
    exchanged(two.sam, two.place)
    two.settle()
    assert "typed just now" in two.robin.read(GOAL)
    assert "robin-evidence" in two.robin.read(GOAL)


def test_a_file_that_is_always_being_saved_stops_the_exchange_with_all_safe(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
    exchanged(two.robin, two.place)
    blobs = Objects.blobs

    def slow(self: Objects, entries: Any) -> dict[str, bytes]:
        two.sam.add(GOAL, "- 2026-11-11: more")
        return blobs(self, entries)

    monkeypatch.setattr(Objects, "blobs", slow)
    with pytest.raises(SurroundingsError, match=f"{GOAL} is being changed all the time"):
        exchanged(two.sam, two.place)


def test_a_file_that_does_not_come_to_rest_is_named_and_leaves_no_entry_of_each_version(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
    two.robin.sync()
    two.sam.add(GOAL, "- 2026-11-11: typed")
    blobs = Objects.blobs

    def slow(self: Objects, entries: Any) -> dict[str, bytes]:
        type_more()
        return blobs(self, entries)

    def type_more(_: float = 0) -> None:
        two.sam.add(GOAL, "- 2026-11-11: more")

    before = int(two.sam.git("rev-list", "--count", "HEAD"))
    with monkeypatch.context() as patch:
        patch.setattr(Objects, "blobs", slow)
        patch.setattr("time.sleep", type_more)
        refused = two.sam("sync")
    assert refused.status == 3
    assert f"not shared: {GOAL} is being changed all the time; your work is safe" in refused.err
    assert "then: coachlog sync" in refused.err
    assert int(two.sam.git("rev-list", "--count", "HEAD")) <= before + 2
    two.settle()


def test_two_exchanges_at_once_wait_for_each_other(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachlog.sync.exchange.locked", lambda path: locked(path, wait=0.1))
    with locked(two.sam.root / ".git" / "coachlog" / "sync"), pytest.raises(SurroundingsError, match="busy"):
        exchanged(two.sam, two.place)


def test_both_publish_at_the_same_moment(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
    two.sam.add(GOAL, "- 2026-11-11: sam-evidence")
    publish, raced = GitRemote.publish, []

    def late(self: GitRemote, commit: str) -> None:
        if not raced:
            raced.append(commit)
            exchanged(two.robin, two.place)
        publish(self, commit)

    monkeypatch.setattr(GitRemote, "publish", late)
    outcome = exchanged(two.sam, two.place)
    assert (outcome.sent, outcome.received) == (1, 1)
    exchanged(two.robin, two.place)
    two.demand_alike()


def test_both_bring_the_same_together_by_themselves_and_have_the_same_entry(two: Two, tmp_path: Path) -> None:
    two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
    two.sam.add(GOAL, "- 2026-11-11: sam-evidence")
    other = tmp_path / "other.git"
    two.robin.git("clone", "-q", "--bare", str(two.place), str(other))
    for person in (two.robin, two.sam):
        writer_of(person).commit_edits(None, "save")
    # Each finds the other's words in a place of its own, as if both had been quick.
    two.robin.git("push", "-q", str(other), "main")
    two.sam.git("push", "-q", str(two.place), "main")
    exchanged(two.robin, two.place)
    exchanged(two.sam, other)
    two.demand_alike()


def test_both_brought_together_the_same_two_differently_and_go_on(two: Two, tmp_path: Path) -> None:
    """Two entries in common, neither of them the last: what these make together is the ground."""
    two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
    two.sam.change(NOTE, "- one", "- one\n- sam-success")
    for person in (two.robin, two.sam):
        writer_of(person).commit_edits(None, "save")
        person.git("branch", "mine")
    for person, other in ((two.robin, two.sam), (two.sam, two.robin)):
        person.git("fetch", "-q", str(other.root), "mine")
        person.git("merge", "-q", "--no-edit", "FETCH_HEAD")
    two.sam.change(NOTE, "First words.", "First words, changed.")
    for person in (two.robin, two.sam):
        person.git("branch", "-D", "mine")
        person.add(GOAL, f"- 2026-11-12: more from {person.me}")
    for person in (two.sam, two.robin, two.sam):
        exchanged(person, two.place)
    two.demand_alike()
    assert two.robin.read(GOAL).count("robin-evidence") == 1
    assert two.robin.read(NOTE).count("sam-success") == 1
    assert "more from mentor" in two.sam.read(GOAL)
    assert "more from mentee" in two.sam.read(GOAL)


def test_somebody_who_is_always_quicker_is_waited_for_only_so_long(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    two.sam.add(GOAL, "- 2026-11-11: sam-evidence")
    monkeypatch.setattr("coachlog.sync.exchange.time.sleep", lambda _: None)

    def second(*_: object) -> None:
        raise PushRejected

    monkeypatch.setattr(GitRemote, "publish", second)
    with pytest.raises(SurroundingsError, match="somebody else is writing"):
        exchanged(two.sam, two.place)
