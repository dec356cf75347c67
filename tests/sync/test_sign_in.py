"""A place that lets nobody in unasked: signed in to once, on a real terminal; and `sync` never asks."""

import os
from pathlib import Path

import pytest

from tests.support.histories import executable
from tests.support.host import Host
from tests.support.students import remember_names
from tests.support.terminal import talk
from tests.support.two import GOAL, Someone, bare, begin
from tests.support.world import Run, git


@pytest.fixture
def robin(tmp_path: Path, run: Run, sealed: Path) -> Someone:
    """The mentor, in a log that nobody shares yet, who has been asked for the students' names."""
    remember_names(sealed, "")
    return begin(tmp_path / "robin", run)


def invite(person: Someone, place: str, *answers: str) -> tuple[int, str]:
    """Invite on a terminal; return the exit status and what was on the screen."""
    status, screen = talk(["invite", "--place", place, "--log", str(person.root), "--me", person.me], answers)
    return status, " ".join(screen.split())


def test_a_sign_in_that_is_kept_is_asked_for_once(host: Host, robin: Someone, run: Run, tmp_path: Path) -> None:
    host.mood = "locked"
    git(robin.root, "config", "--global", "credential.helper", "store")
    status, screen = invite(robin, host.url, "robin", "right")
    assert status == 0, screen
    assert "Username for" in screen
    assert "This computer keeps the sign-in: sync will not ask for it." in screen
    robin.add(GOAL, "- 2026-11-10: from robin")
    robin.sync()
    assert run("join", host.url, tmp_path / "sam", "--me", "mentee").status == 0
    status, screen = invite(robin, host.url)
    assert status == 0, screen
    assert "sign-in" not in screen


def test_a_sign_in_that_is_not_kept_would_let_no_sync_in_and_it_says_what_to_do(host: Host, robin: Someone) -> None:
    host.mood = "locked"
    status, screen = invite(robin, host.url, "robin", "right")
    assert status == 3, screen
    assert "not shared: this computer does not keep the sign-in, and sync never asks" in screen
    assert "have git keep it: git config --global credential.helper store, then: coachlog --me mentor --log " in screen


def test_a_wrong_password_is_told_in_a_sentence(host: Host, robin: Someone) -> None:
    host.mood = "locked"
    status, screen = invite(robin, host.url, "robin", "wrong")
    assert status == 3, screen
    assert "error: not shared: the shared place does not let this computer in" in screen


def test_a_host_that_asks_for_a_password_by_ssh_wants_a_key(
    robin: Someone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = bare(tmp_path / "log.git")
    (tmp_path / "bin").mkdir()
    executable(
        tmp_path / "bin" / "ssh",
        "for word; do last=$word; done\n"
        'case "$*" in *BatchMode=yes*) echo "robin@host: Permission denied (publickey)." >&2; exit 255;; esac\n'
        'printf "password: " > /dev/tty; read -r answer < /dev/tty; eval "$last"',
    )
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    status, screen = invite(robin, f"ssh://robin@host{place}", "secret")
    assert status == 3, screen
    assert "not shared: this computer does not keep the sign-in, and sync never asks" in screen
    assert "hint: give it a key: ssh-keygen, ssh-copy-id, then: coachlog --me mentor --log " in screen
