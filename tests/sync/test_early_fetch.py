"""A place asked before its answer is needed: the same answer, the same trouble, an end where it is not wanted."""

import time
from pathlib import Path

import pytest

from coachlog.git.early_fetch import EarlyFetch
from coachlog.git.process import GitOutput, Watch
from coachlog.git.remote import GitRemote
from coachlog.git.remote_address import parse_address
from coachlog.git.remote_errors import SyncFailed
from coachlog.git.repo import Repo
from tests.support.host import Host
from tests.support.two import GOAL, Two


def place_of(two: Two) -> GitRemote:
    return GitRemote(Repo(two.robin.root), parse_address(str(two.place)), "main")


def test_what_was_asked_early_arrives_once(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    two.sam.add(GOAL, "- 2026-11-10: from sam")
    two.sam.sync()
    place = place_of(two)
    place.begin()
    assert place.fetch().tips == (two.sam.head,)
    asked: list[str] = []
    fetch = place._fetch

    def again(*_: object) -> GitOutput:
        asked.append("again")
        return fetch()

    monkeypatch.setattr(place, "_fetch", again)
    assert place.fetch().tips == (two.sam.head,)
    assert asked == ["again"]


def test_trouble_that_came_early_is_told_when_the_answer_is_needed(two: Two) -> None:
    place = place_of(two)
    two.place.rename(two.place.with_name("away"))
    place.begin()
    with pytest.raises(SyncFailed, match="is not there"):
        place.fetch()


def test_one_who_lost_the_race_for_the_first_answer_asks_again(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    place = place_of(two)
    answers = [GitOutput(1, b"", "error: cannot lock ref 'refs/coachlog/incoming/place'"), GitOutput(0, b"", "")]
    monkeypatch.setattr(place, "_fetch", lambda *_, **__: answers.pop(0))
    place.begin()
    place.fetch()
    assert answers == []


def test_what_is_not_wanted_any_more_is_ended(two: Two) -> None:
    ended: list[float] = []

    def slow(watch: Watch) -> GitOutput:
        for _ in range(1000):
            time.sleep(0.01)
            try:
                watch("going on")
            except Exception:  # only to see that it was ended; it goes on
                ended.append(time.monotonic())
                raise
        return GitOutput(0, b"", "")

    early = EarlyFetch(slow)
    early.start()
    early.cancelled = True
    early.join(5)
    assert len(ended) == 1
    with pytest.raises(SyncFailed):
        early.result(lambda _: None)


def test_a_refusal_before_the_answer_leaves_no_git_at_work(two: Two, host: Host, tmp_path: Path) -> None:
    two.robin.sync()
    assert two.robin("invite", "--place", host.url).status == 0
    for number in range(8):
        two.robin.write(f"goals/goal-{number}aaaa.md", "# Goal\n")
    two.robin.sync()
    for number in range(8):
        (two.robin.root / f"goals/goal-{number}aaaa.md").unlink()
    host.mood = "silent"
    begun = time.monotonic()
    assert "8 documents gone" in two.robin("sync").err
    assert time.monotonic() - begun < 2.5
    host.mood = "well"
    two.robin("save", "--yes")
    two.robin.sync()
