"""A first week of two people under each behaviour of another system, and what happens under it without our answer."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coachlog.commands.setup import demo
from coachlog.git.repair import Repair
from coachlog.storage import disk
from coachlog.storage.local_state import LocalState
from tests.support import layers
from tests.support.layers import Layer
from tests.support.two import Someone
from tests.support.world import Run, git

Sabotage = Callable[[pytest.MonkeyPatch], None]
LAYERS: tuple[Layer, ...] = (
    layers.coarse_clock,
    layers.read_only_files_stay,
    layers.folders_move_late,
    layers.files_are_held,
    layers.without_case,
    layers.without_form,
    layers.short_paths,
    layers.text_with_crlf,
)


def live_a_week(at: Path, run: Run) -> None:
    """Init, invite, a mistyped join, a join, a meeting, both exchange, undo, a damaged history that doctor heals."""
    place = at / "place.git"
    git(at, "init", "-q", "--bare", "-b", "main", str(place))
    robin, sam = Someone("mentor", at / "robin", run), Someone("mentee", at / "sam", run)
    names = ("--mentor", "Robin", "--mentee", "Sam", "--me", "mentor")
    demand(run("init", robin.root, *names), 0)
    demand(robin("invite", "--place", str(place)), 0)
    demand(run("join", place, sam.root, "--me", "sma"), 1, 2)
    assert [path.name for path in at.iterdir() if "joining" in path.name] == []
    demand(run("join", place, sam.root, "--me", "mentee"), 0)
    demand(robin("meet", "--no-edit"), 0)
    demand(robin("note", "they explained it to each other", "--in", "successes"), 0)
    demand(robin.run("sync", "--log", robin.root), 0)
    demand(sam("sync"), 0)
    demand(sam("note", "a louder start", "--in", "notes"), 0)
    demand(sam("sync"), 0)
    demand(robin("sync"), 0)
    assert robin.files == sam.files
    demand(sam("undo"), 0)
    assert "a louder start" not in sam.read("meetings/2026-11-19.md")
    damage(robin.root)
    done = demand(robin("doctor"), 0, 1)
    assert "not healed" not in done.out
    assert "set aside" in done.out
    assert git(robin.root, "status", "--porcelain") == ""
    demand(robin("sync"), 0)
    left = [path for path in at.rglob(f"{disk.TEMPORARY}*") if path.parent.name != "damaged"]
    assert left == []


def damage(root: Path) -> None:
    """Let a disk tear one object and the list of packed refs, and git's own list of the branch."""
    git(root, "pack-refs", "--all")
    packed = root / ".git" / "packed-refs"
    packed.write_bytes(packed.read_bytes() + b"\0\0\0\n")
    path = min((root / ".git" / "objects").glob("[0-9a-f][0-9a-f]/*"))
    path.chmod(0o644)
    path.write_bytes(b"torn")
    path.chmod(0o444)


def demand(done: Any, *status: int) -> Any:
    """Demand an exit status."""
    assert done.status in status, done
    return done


@pytest.fixture
def at(tmp_path: Path) -> Path:
    """Return the folder of both computers."""
    folder = tmp_path / "both"
    folder.mkdir()
    return folder


@pytest.mark.one_in(2)
@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.__name__)
def test_a_first_week_works(layer: Layer, at: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    layer(monkeypatch, at)
    live_a_week(at, run)


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.__name__)
def test_the_demo_is_built(layer: Layer, at: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_SHOWN", ())
    layer(monkeypatch, at)
    demand(run("demo", at / "demo"), 0)
    assert git(at / "demo" / "robin-and-sam", "status", "--porcelain") == ""
    assert LocalState(at / "demo" / "robin-and-sam").me.read_text() == "mentor\n"


# The state before: each of these is what the code was, and under its layer the same week does not work.


def _clock_in_the_name(patch: pytest.MonkeyPatch) -> None:
    def write_new(folder: Path, content: bytes, mode: int | None = None) -> Path:
        path = folder / f"{disk.TEMPORARY}{os.getpid()}-{time.monotonic_ns()}"
        with path.open("xb") as file:
            file.write(content)
        return path

    patch.setattr(disk, "write_new", write_new)


def _plain_rmtree(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(disk, "_make_writable", lambda _: False)


def _no_patience(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(disk, "_patiently", lambda act, *_: act())


def _text_mode(patch: pytest.MonkeyPatch) -> None:
    def clean(self: Repair) -> bool:
        packed = self._folder / "packed-refs"
        packed.write_text(packed.read_text("utf-8").replace("\0\0\0\n", ""), "utf-8")
        return True

    patch.setattr(Repair, "_clean_packed_refs", clean)


@pytest.mark.parametrize(
    ("layer", "sabotage"),
    [
        (layers.coarse_clock, _clock_in_the_name),
        (layers.read_only_files_stay, _plain_rmtree),
        (layers.folders_move_late, _no_patience),
        (layers.files_are_held, _no_patience),
        (layers.text_with_crlf, _text_mode),
    ],
)
def test_without_our_answer_the_week_does_not_work(
    layer: Layer, sabotage: Sabotage, at: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer(monkeypatch, at)
    sabotage(monkeypatch)
    with pytest.raises((AssertionError, OSError)):
        live_a_week(at, run)
