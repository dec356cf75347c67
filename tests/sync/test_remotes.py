"""Places: what may name one, what lies on a drive runs nothing, and every way in which a host fails has its words."""

import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from coachlog.errors import CoachlogError
from coachlog.git import remote as places
from coachlog.git.config import foreign_settings
from coachlog.git.process import GitOutput
from coachlog.git.remote_address import parse_address
from tests.support.host import Host
from tests.support.two import GOAL, Two, begin, clone
from tests.support.world import Run, git

# What names a place


def test_somebodys_own_log_is_no_place(two: Two) -> None:
    with pytest.raises(CoachlogError, match="is a log itself"):
        parse_address(str(two.robin.root))


# A place on a drive is somebody else's folder


def hostile(place: Path, mark: Path) -> None:
    """Have everything in a place that git would run."""
    touch = f"touch {mark}"
    (place / "hooks").mkdir(exist_ok=True)
    for name in ("pre-receive", "update", "post-receive", "post-update", "reference-transaction", "push-to-checkout"):
        (place / "hooks" / name).write_text(f"#!/bin/sh\n{touch}\n")
        (place / "hooks" / name).chmod(0o755)
    for key, value in {
        "core.alternateRefsCommand": f"{touch};:",
        "core.fsmonitor": touch,
        "core.sshCommand": touch,
        "core.pager": touch,
        "core.hooksPath": str(place / "hooks"),
        "uploadpack.packObjectsHook": touch,
        "filter.x.clean": touch,
    }.items():
        git(place, "config", key, value)
    (place / "objects" / "info").mkdir(exist_ok=True)
    (place / "objects" / "info" / "alternates").write_text(f"{place.parent}/robin/.git/objects\n")


def test_35_nothing_that_lies_in_a_place_on_a_drive_is_run(two: Two, tmp_path: Path, run: Run) -> None:
    mark = tmp_path / "ran"
    hostile(two.place, mark)
    two.robin.add(GOAL, "- 2026-11-10: second")
    two.sam.add(GOAL, "- 2026-11-11: third")
    two.settle()
    clone(two.place, tmp_path / "kim", run)
    assert not mark.exists()


@pytest.mark.parametrize("trick", ["promisor", "include", ".git", "link", "commondir"])
def test_a_place_that_leads_elsewhere_is_not_trusted(trick: str, two: Two, tmp_path: Path) -> None:
    if trick == "promisor":
        git(two.place, "config", "remote.x.promisor", "true")
    elif trick == "include":
        git(two.place, "config", "include.path", "/etc/gitconfig")
    elif trick == "link":
        (two.place / "refs" / "heads").rename(tmp_path / "heads")
        (two.place / "refs" / "heads").symlink_to(tmp_path / "heads")
    elif trick == ".git":
        (two.place / ".git").write_text(f"gitdir: {two.robin.root}/.git\n")
    else:
        (two.place / "commondir").write_text(f"{tmp_path}\n")
    refused = two.robin("sync")
    assert refused.status == 3
    assert "can't be trusted" in refused.err or "not a shared place that can be trusted" in refused.err


def test_a_drive_that_is_not_plugged_in_says_so_and_the_work_is_safe(two: Two) -> None:
    two.robin.add(GOAL, "- 2026-11-10: second")
    two.place.rename(two.place.with_name("away"))
    refused = two.robin("sync")
    assert refused.status == 3
    assert refused.err.startswith("error: not shared: the shared place ")
    assert "is not there; your work is safe, 1 change waits on this computer" in refused.err
    assert two.robin.git("status", "--porcelain") == ""


def test_a_place_that_belongs_to_somebody_else_on_this_computer_is_used(two: Two) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    for path in (two.place, *two.place.rglob("*")):
        os.chown(path, 12345, 12345)
    two.robin.add(GOAL, "- 2026-11-10: second")
    two.settle()


def test_settings_of_a_copy_that_are_coachlogs_own_are_no_surprise(two: Two, tmp_path: Path) -> None:
    assert foreign_settings(two.sam.root / ".git" / "config") == ()
    assert foreign_settings(tmp_path / "none") == ()
    two.sam.git("config", "merge.coachlog.driver", "evil %A")
    assert foreign_settings(two.sam.root / ".git" / "config") == ("merge.coachlog.driver",)


# A host


@pytest.fixture
def over_http(host: Host, tmp_path: Path, run: Run) -> Two:
    robin = begin(tmp_path / "robin", run)
    made = robin("invite", "--place", host.url)
    assert made.status == 0, made
    assert f"coachlog join {host.url}" in made.out
    joined = run("join", host.url, tmp_path / "sam", "--me", "mentee")
    assert joined.status == 0, joined
    return Two(robin, type(robin)("mentee", tmp_path / "sam", run), host.root / "log.git")


def test_two_exchange_through_a_host(over_http: Two) -> None:
    over_http.robin.add(GOAL, "- 2026-11-10: from robin")
    over_http.sam.add(GOAL, "- 2026-11-11: from sam")
    over_http.settle()
    assert "from robin" in over_http.sam.read(GOAL)


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("mood", "told"),
    [
        ("locked", "does not let this computer in"),
        ("private", "does not let this computer in"),
        ("403", "does not let this computer in"),
        ("404", "there is no shared log in that place"),
        ("507", "is full"),
        ("500", "broke off"),
        ("dropping", "broke off"),
        ("read-only", "does not let this computer in"),
        ("silent", "does not answer"),
    ],
)
def test_a_host_that_fails_is_told_of_in_one_sentence_and_the_work_is_safe(
    mood: str, told: str, over_http: Two, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    over_http.sam.add(GOAL, "- 2026-11-11: from sam")
    if mood == "dropping":
        over_http.sam.sync()
    over_http.robin.add(GOAL, "- 2026-11-10: from robin")
    host.mood = mood
    with monkeypatch.context() as patch:
        if mood == "silent":
            patch.setattr(places, "QUIET", 0.5)
        started = time.monotonic()
        refused = over_http.robin("sync")
        assert time.monotonic() - started < 10
    assert refused.status == 3
    assert refused.err.startswith("error: not shared: ")
    assert told in refused.err
    assert "1 change waits on this computer" in refused.err
    assert refused.err.count("\n") == 2
    host.mood = "well"
    over_http.settle()
    assert "from robin" in over_http.sam.read(GOAL)


def test_a_sign_in_that_git_has_kept_is_used(over_http: Two, host: Host, sealed: Path) -> None:
    host.mood = "locked"
    git(over_http.robin.root, "config", "--global", "credential.helper", "store")
    (sealed / ".git-credentials").write_text(host.url.replace("//", "//robin:right@").replace("/log.git", "") + "\n")
    over_http.robin.add(GOAL, "- 2026-11-10: from robin")
    over_http.robin.sync()


@pytest.mark.parametrize("kept", [True, False])
def test_a_sign_in_that_the_person_types_counts_only_where_git_keeps_it(
    kept: bool, host: Host, tmp_path: Path, run: Run, sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    robin = begin(tmp_path / "robin", run)
    git(robin.root, "config", "--global", "credential.helper", "store")
    host.mood = "locked"
    call = places.Git.call

    def typed(self: places.Git, *args: str, **more: Any) -> GitOutput:
        if more.get("asking") and kept:
            (sealed / ".git-credentials").write_text(host.url.replace("//", "//robin:right@") + "\n")
        return GitOutput(0, b"", "") if more.get("asking") else call(self, *args, **more)

    monkeypatch.setattr(places.Git, "call", typed)
    monkeypatch.setattr("coachlog.actions.exchange.privacy_gate.ask_for_students", lambda _: None)
    monkeypatch.setattr("coachlog.context.Context.interactive", property(lambda _: True))
    told = robin("invite", "--place", host.url)
    assert told.status == (0 if kept else 3), told
    assert ("This computer keeps the sign-in" in told.err) is kept
    assert ("this computer does not keep the sign-in, and sync never asks" in told.err) is not kept


def test_a_host_that_takes_the_call_and_says_nothing_is_given_up(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "QUIET", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:
        refused = two.robin("invite", "--place", f"http://127.0.0.1:{server.getsockname()[1]}/log.git")
    assert refused.status == 3
    assert "does not answer" in refused.err


def test_a_computer_that_is_offline_says_so(two: Two) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    refused = two.robin("invite", "--place", f"http://127.0.0.1:{port}/log.git")
    assert refused.status == 3
    assert "can't be reached from here just now" in refused.err
