"""A log that may only be read, from a backup or another disk: what only looks works, what writes says why not."""

import errno
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.two import GOAL, NOTE, Two

LOOKING = (
    (), ("status",), ("news",), ("history",), ("settle",), ("check",), ("goals",), ("steps",), ("successes",),
    ("hours",), ("progress",), ("search", "words"), ("show", "2026-11-12"), ("agenda",), ("undo", "--list"),
    ("terms",), ("people",), ("logs",),
)  # fmt: skip
WRITING = (
    ("save",),
    ("sync",),
    ("note", "x", "--in", "notes"),
    ("goals", "update", "ask-more", "x"),
    ("meet", "--no-edit"),
)


def read_only(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this program write nothing below a folder."""

    def refuse(path: object) -> None:
        if str(path).startswith(str(root)):
            raise OSError(errno.EROFS, "Read-only file system", str(path))

    def guard(where: object, name: str, writes: Callable[..., object]) -> None:
        real = getattr(where, name)

        def guarded(path: object, *args: object, **options: object) -> object:
            if writes(*args, **options):
                refuse(path)
            return real(path, *args, **options)

        monkeypatch.setattr(where, name, guarded)

    for name in ("mkdir", "rename", "replace", "unlink", "remove", "rmdir", "utime", "chmod"):
        guard(os, name, lambda *_, **__: True)
    guard(os, "open", lambda flags, *_, **__: flags & (os.O_WRONLY | os.O_RDWR))
    guard(io, "open", lambda mode="r", *_, **__: set(str(mode)) & set("wax+"))


@pytest.fixture
def two_versions(two: Two) -> Two:
    """Two people with something in two versions, and a line that is not kept yet."""
    two.robin.change(NOTE, "First words.", "Robin's own words.")
    two.sam.change(NOTE, "First words.", "Sam's own words.")
    two.settle()
    two.robin.add(GOAL, "- 2026-11-18: not kept yet")
    return two


@pytest.mark.parametrize("looked", [True, False], ids=["looked before", "never"])
def test_what_only_looks_works(two_versions: Two, looked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    robin = two_versions.robin
    if looked:
        robin("status")
    with monkeypatch.context() as patch:
        read_only(robin.root, patch)
        for command in LOOKING:
            done = robin(*command)
            assert done.status == (command == ("check",)), (command, done)
            assert "allow" not in done.err, (command, done)
        assert json.loads(robin("status", "--json").out)["data"]["unsaved"] == [GOAL]
        assert len(robin("settle", "--json").data) == 1


@pytest.mark.one_in(2)
@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_what_writes_says_why_not(command: tuple[str, ...], two_versions: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    robin = two_versions.robin
    before = robin.files
    with monkeypatch.context() as patch:
        read_only(robin.root, patch)
        done = robin(*command)
    assert done.status == 3, done
    assert "this computer does not allow it" in done.err
    assert "read-only" in done.err
    assert robin.files == before
