"""What takes a while says so on a terminal, in words for people, and says nothing into a pipe."""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from io import StringIO
from pathlib import Path

import pytest

from coachlog.git.progress import format_progress
from coachlog.model.fields import format_duration
from coachlog.render.progress import Progress
from tests.support.host import Host, serving
from tests.support.students import remember_names
from tests.support.terminal import talk
from tests.support.two import GOAL, Two, bare, begin
from tests.support.world import Run, git


@pytest.mark.parametrize(
    ("act", "said", "told"),
    [
        ("fetch", "", "Asking the shared place …"),
        ("fetch", "remote: Counting objects: 100% (9/9), done.\r", "Asking the shared place …"),
        (
            "fetch",
            "Receiving objects:  44% (4/9)\rReceiving objects:  45% (5/9)\r",
            "Taking what your partner shared: 45 %",
        ),
        ("push", "Writing objects:   7% (1/14), 2 KiB | 1 MiB/s\r", "Sharing what you wrote: 7 %"),
        ("push", "", "Sharing what you wrote …"),
        ("ls-remote", "", "Asking the shared place …"),
        ("fsck", "Checking object directories:  50% (128/256)\r", "Looking through the history: 50 %"),
    ],
)
def test_how_far_git_is_becomes_words(act: str, said: str, told: str) -> None:
    assert format_progress(act, said) == told


def test_a_line_comes_after_a_moment_changes_in_place_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter((0, 0.9, 1.0, 1.5, 2, 3, 4))
    monkeypatch.setattr("coachlog.render.progress.time.monotonic", lambda: next(times))
    screen = StringIO()
    progress = Progress(screen, 20)
    for words in ("Long ago", "Long ago", "First: 10 %", "First: 10 %", "Two\x1b[2J"):
        progress(words)
    assert screen.getvalue() == "\r\rFirst: 10 %\r           \rTwo\\x1b[2J"
    progress("")
    assert screen.getvalue().endswith("\r          \r")
    progress("Another thing")
    assert "Another" not in screen.getvalue()


@dataclass
class Slow(Host):
    """A host that thinks before it answers."""

    def answer(self, call: BaseHTTPRequestHandler) -> None:
        if self.mood == "slow" and "info/refs" in call.path:
            time.sleep(1.3)
        super().answer(call)


@pytest.fixture
def slow(tmp_path: Path, run: Run, sealed: Path) -> Iterator[tuple[Path, Host]]:
    remember_names(sealed, "")
    git(bare(tmp_path / "srv" / "log.git"), "config", "http.receivepack", "true")
    with serving(Slow(tmp_path / "srv")) as host:
        robin = begin(tmp_path / "robin", run)
        assert robin("invite", "--place", host.url).status == 0
        robin.add(GOAL, "- 2026-11-10: from robin")
        host.mood = "slow"
        yield robin.root, host


def test_a_slow_place_is_said_to_be_waited_for_on_a_terminal(slow: tuple[Path, Host]) -> None:
    root, _ = slow
    status, screen = talk(["sync", "--log", str(root), "--me", "mentor"])
    assert status == 0, screen
    assert "Asking the shared place …" in screen
    assert re.search(r"\r +\r", screen)
    assert screen.rstrip().endswith("Nothing is waiting.")
    for word in ("objects", "remote", "fetch", "push"):
        assert word not in screen.casefold()


def test_nothing_of_it_is_said_into_a_pipe(slow: tuple[Path, Host], process: Run) -> None:
    root, _ = slow
    done = process("sync", "--log", root, "--me", "mentor")
    assert (done.status, done.err) == (0, "")
    assert done.out == "Sam will see 1 change. Nothing is waiting.\n"


def test_taking_part_through_a_slow_place_is_said_too(slow: tuple[Path, Host], tmp_path: Path) -> None:
    _, host = slow
    status, screen = talk(["join", host.url, str(tmp_path / "sam"), "--me", "mentee"])
    assert status == 0, screen
    assert "Asking the shared place …" in screen


# A place that somebody has left locked


def left_locked(two: Two, minutes: int, name: str = "refs/heads/main.lock") -> Path:
    lock = two.place / name
    lock.write_text("")
    os.utime(lock, (time.time() - minutes * 60,) * 2)
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    return lock


def test_case_03_a_lock_that_was_left_in_the_place_is_removed_when_that_is_said(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = left_locked(two, 25)
    asked: list[str] = []

    def yes(question: str, **_: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr("coachlog.actions.exchange.privacy_gate.ask_for_students", lambda _: None)
    monkeypatch.setattr("coachlog.context.Context.interactive", property(lambda _: True))
    monkeypatch.setattr("coachlog.render.asking.confirm", yes)
    assert two.robin.sync().out == "Sam will see 1 change. Nothing is waiting.\n"
    assert asked == ["The shared place is still locked by an exchange that stopped 25 minutes ago. Remove the lock?"]
    assert not lock.exists()


def test_case_03_a_place_that_is_locked_at_its_head_is_told_of_as_well(two: Two) -> None:
    lock = left_locked(two, 25, "HEAD.lock")
    told = two.robin("sync")
    assert told.status == 3
    assert "still locked by an exchange that stopped 25 minutes ago; your work is safe" in told.err
    assert str(lock) in told.err
    lock.unlink()
    two.settle()


def test_case_03_a_lock_that_was_left_in_the_place_stays_where_nobody_says_otherwise(two: Two) -> None:
    lock = left_locked(two, 25)
    told = two.robin("sync")
    assert told.status == 3
    assert "still locked by an exchange that stopped 25 minutes ago; your work is safe" in told.err
    assert f"delete {lock}" in told.err
    assert lock.exists()


@pytest.mark.parametrize(
    ("minutes", "told"), [(11, "11 minutes"), (119, "119 minutes"), (130, "2 hours"), (3000, "2 days")]
)
def test_a_span_is_spoken_roughly(minutes: int, told: str) -> None:
    assert format_duration(minutes * 60) == told
