"""Layers between the program and the disk: each behaves, in one respect, as another system does."""

import errno
import os
import stat
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from coachlog.storage import disk

Layer = Callable[[pytest.MonkeyPatch, Path], None]
_PATH_CALLS = ("lstat", "mkdir", "open", "rename", "replace", "rmdir", "stat", "unlink", "scandir", "listdir", "chmod")


def windows_error(winerror: int, kind: type[OSError] = PermissionError, number: int = errno.EACCES) -> OSError:
    """Return an error as Windows raises it."""
    error = kind(number, f"WinError {winerror}")
    vars(error)["winerror"] = winerror
    return error


def no_pauses(patch: pytest.MonkeyPatch) -> None:
    """Let no wait for another program take time."""
    patch.setattr(disk, "time", SimpleNamespace(sleep=lambda _: None))


def coarse_clock(patch: pytest.MonkeyPatch, _: Path) -> None:
    """Let the clock stand still within a command, as Windows' does for 16 milliseconds."""
    patch.setattr(time, "monotonic_ns", lambda: 0)


def read_only_files_stay(patch: pytest.MonkeyPatch, _: Path) -> None:
    """Refuse to delete or to replace a read-only file, as Windows does: git's objects are such."""
    no_pauses(patch)

    def refuse_read_only(path: Any, **more: Any) -> None:
        state = os.lstat(path, **more)
        if stat.S_ISREG(state.st_mode) and not state.st_mode & stat.S_IWRITE:
            raise windows_error(5)

    _before(patch, "unlink", refuse_read_only)
    _before(patch, "replace", lambda _, target: refuse_read_only(target) if os.path.lexists(target) else None)


def folders_move_late(patch: pytest.MonkeyPatch, _: Path) -> None:
    """Refuse twice to rename a folder, as Windows does while a scanner looks into it."""
    no_pauses(patch)
    refusals: Counter[str] = Counter()

    def refuse(source: Any, _: Any) -> None:
        refusals[str(source)] += 1
        if Path(source).is_dir() and refusals[str(source)] <= 2:
            raise windows_error(5)

    _before(patch, "rename", refuse)


def files_are_held(patch: pytest.MonkeyPatch, _: Path) -> None:
    """Refuse twice to delete or to replace each file, as Windows does while a scanner or a synced drive has it."""
    no_pauses(patch)
    refusals: Counter[str] = Counter()

    def refuse(*paths: Any, **more: Any) -> None:
        path = str(paths[-1])
        if os.path.lexists(paths[-1]) and "dir_fd" not in more:
            refusals[path] += 1
            if refusals[path] % 3:
                raise windows_error(32)

    for call in ("unlink", "replace"):
        _before(patch, call, refuse)


def held_for_good(patch: pytest.MonkeyPatch, name: str, *, readable: bool) -> None:
    """Have another program hold each file of a name, as Word holds its documents."""
    no_pauses(patch)
    patch.setattr(disk, "WINDOWS", True)
    patch.setattr(disk, "extended", lambda root, _: root)
    patch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, LK_UNLCK=0, locking=lambda *_: None))
    calls = ("unlink", "replace", "rename", *(() if readable else ("open",)))

    def refuse(*paths: Any, **_: Any) -> None:
        if any(Path(path).name == name for path in paths if isinstance(path, (str, Path))):
            raise windows_error(32)

    for call in calls:
        _before(patch, call, refuse)


def without_case(patch: pytest.MonkeyPatch, root: Path) -> None:
    """Take capitals and small letters of a name for the same, as the disks of Windows and macOS do."""
    _blind(patch, root, str.casefold)


def without_form(patch: pytest.MonkeyPatch, root: Path) -> None:
    """Take an accent and a letter with its accent for the same, and list them as two letters, as macOS may."""
    patch.setattr(disk, "MACOS", True)
    _blind(patch, root, lambda name: unicodedata.normalize("NFC", name))


def short_paths(patch: pytest.MonkeyPatch, root: Path, longest: int = 260) -> None:
    """Know no path of more than some letters below a folder, as Windows does unless it was told otherwise."""

    def refuse(*paths: Any, **_: Any) -> None:
        for path in paths:
            if isinstance(path, (str, Path)) and str(path).startswith(str(root)) and len(str(path)) > longest:
                raise windows_error(3, FileNotFoundError, errno.ENOENT)

    for call in ("lstat", "mkdir", "open", "rename", "replace", "stat", "unlink"):
        _before(patch, call, refuse)


def text_with_crlf(patch: pytest.MonkeyPatch, _: Path) -> None:
    r"""Write \r\n for each line's end of what is written as text, as Windows does."""

    def write_text(path: Path, text: str, *args: Any, **more: Any) -> int:
        return path.write_bytes(text.replace("\n", "\r\n").encode(*args, **more))

    patch.setattr(Path, "write_text", write_text)


def _before(patch: pytest.MonkeyPatch, call: str, refuse: Callable[..., None]) -> None:
    """Have a call of `os` refused first; the layer's own calls are not."""
    act = getattr(os, call)
    inside = False

    def acting(*args: Any, **more: Any) -> Any:
        nonlocal inside
        if not inside:
            inside = True
            try:
                refuse(*args, **({"dir_fd": more["dir_fd"]} if more.get("dir_fd") is not None else {}))
            finally:
                inside = False
        return act(*args, **more)

    patch.setattr(os, call, acting)


def _blind(patch: pytest.MonkeyPatch, root: Path, fold: Callable[[str], str]) -> None:
    """Find each file below a root by its folded name."""
    exists, listdir = os.path.lexists, os.listdir
    lstat = os.lstat

    def there(path: str) -> bool:
        try:
            lstat(path)
        except OSError:
            return False
        return True

    def real(path: Any) -> Any:
        text = os.fspath(path) if isinstance(path, (str, Path)) else ""
        if not text.startswith(f"{root}{os.sep}") or there(text):
            return path
        at = str(root)
        for part in Path(text).relative_to(root).parts:
            names = [] if there(f"{at}/{part}") or not there(at) else listdir(at)
            at = f"{at}/{next((name for name in names if fold(name) == fold(part)), part)}"
        return at

    for call in _PATH_CALLS:
        act = getattr(os, call)

        def acting(*paths: Any, act: Callable[..., Any] = act, call: str = call, **more: Any) -> Any:
            count = 2 if call in ("rename", "replace") else 1
            found = [real(path) for path in paths[:count]]
            if call == "rename" and count == 2 and os.fspath(found[0]) == os.fspath(found[1]):
                found[1] = paths[1]  # only the spelling changes
            return act(*found, *paths[count:], **more)

        patch.setattr(os, call, acting)
    assert exists is os.path.lexists
