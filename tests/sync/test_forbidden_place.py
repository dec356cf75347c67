"""A shared place that may not be read any more: one sentence, whatever kind of place it is, and no traceback."""

import os
import threading
from pathlib import Path

import pytest

from tests.support.two import GOAL, Two


def forbid(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    """Have the system refuse a place as it does to anybody but the administrator, as whom the tests may run."""

    def guard(name: str) -> None:
        real = getattr(os, name)

        def guarded(path: object, *args: object, **kwargs: object) -> object:
            if isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).startswith(str(place)):
                raise PermissionError(13, "Permission denied", os.fsdecode(path))
            return real(path, *args, **kwargs)

        monkeypatch.setattr(os, name, guarded)

    for name in ("stat", "lstat", "scandir", "listdir", "mkdir"):
        guard(name)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("kind", ["bare", "folder"])
@pytest.mark.parametrize("command", [["sync"], ["invite"], ["status"], ["doctor"], ["note", "words"]])
def test_it_is_one_sentence(
    kind: str, command: list[str], two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = two.place
    if kind == "folder":
        place = tmp_path / "shared"
        assert two.robin("invite", "--folder", str(place)).status == 0
    two.robin.add(GOAL, "- 2026-11-19: more")
    raised: list[object] = []
    monkeypatch.setattr(threading, "excepthook", raised.append)
    with monkeypatch.context() as patch:
        forbid(patch, place)
        done = two.robin(*command)
    assert raised == []
    assert "Traceback" not in done.err
    assert "coachlog can't use" not in done.err
    if command in (["sync"], ["invite"]):
        assert done.status == 3
        assert len(done.err.splitlines()) == 2
        assert "hint: " in done.err
    if command == ["sync"]:
        assert f"the shared place {place} may not be read on this computer" in done.err
        assert "coachlog invite" in done.err
    assert two.robin("sync").status == 0
