"""Whatever the system refuses, wherever: a plain sentence that says what to do, never the system's own words."""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.figures import times
from tests.support.two import NOTE, Two

pytestmark = pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured

NUMBERS = (
    "EACCES",
    "EPERM",
    "ENOSPC",
    "EROFS",
    "ENAMETOOLONG",
    "ELOOP",
    "EISDIR",
    "ENOTDIR",
    "EMFILE",
    "EIO",
    "ESTALE",
)
PLACES = ("home", "log", "own", "place", "state")
COMMANDS = (
    *([], ["goals"], ["status"], ["note", "words"], ["sync"], ["private", "words"], ["star"], ["logs"], ["save"]),
    *(["students", "add", "Kai"], ["report", "--no-edit"], ["meet", "--no-edit"], ["doctor"], ["show", "2026-11-12"]),
)
CASES = [
    (number, place, verb, command)
    for number in NUMBERS
    for place in PLACES
    for verb in ("read", "write")
    for command in COMMANDS
]


def refuse(place: Path, number: int, verb: str, patch: pytest.MonkeyPatch) -> None:
    """Have the system refuse to read, or to write, what is below a folder."""

    def guard(where: object, name: str, is_meant: Callable[..., object]) -> None:
        real = getattr(where, name)

        def guarded(path: object, *args: object, **more: object) -> object:
            if isinstance(path, str | bytes | os.PathLike) and is_meant(*args, **more):
                told = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - no link is followed
                if told == str(place) or told.startswith(f"{place}/"):
                    raise OSError(number, os.strerror(number), os.fsdecode(path))
            return real(path, *args, **more)

        patch.setattr(where, name, guarded)

    if verb == "write":
        for name in ("mkdir", "rename", "replace", "unlink", "remove", "rmdir"):
            guard(os, name, lambda *_, **__: True)
    else:
        for name in ("scandir", "listdir"):
            guard(os, name, lambda *_, **__: True)
    wanted = os.O_WRONLY | os.O_RDWR
    guard(os, "open", lambda flags, *_, **__: bool(flags & wanted) == (verb == "write"))
    guard(io, "open", lambda mode="r", *_, **__: bool(set(str(mode)) & set("wax+")) == (verb == "write"))


@pytest.mark.one_in(3)
@pytest.mark.parametrize(("number", "place", "verb", "command"), CASES[:: times(23, 1)])
def test_the_systems_words_reach_nobody(
    two: Two, monkeypatch: pytest.MonkeyPatch, number: str, place: str, verb: str, command: list[str]
) -> None:
    robin = two.robin
    robin("private", "mine")
    robin.add(NOTE, "\nMore.")
    home = Path(os.environ["COACHLOG_HOME"])
    where = {"home": home, "log": robin.root / "meetings", "own": home / "own", "place": two.place}.get(
        place, robin.root / ".git/coachlog"
    )
    code = getattr(errno, number)
    with monkeypatch.context() as patch:
        refuse(where, code, verb, patch)
        done = robin(*command)
    assert os.strerror(code) not in done.err + done.out, done
    assert f"Errno {code}" not in done.err + done.out, done
    if done.err.startswith("error: ") or "\nerror: " in done.err:
        assert "hint: " in done.err, done
