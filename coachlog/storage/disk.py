"""Deletes, renames and replaces files and folders, and waits while another program holds one."""

import errno
import os
import stat
import sys
import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final

TEMPORARY: Final = ".coachlog-"  # how the name of an unfinished file begins
WINDOWS: Final = os.name == "nt"
MACOS: Final = sys.platform == "darwin"
BUSY: Final = (5, 32, 33)  # Windows, while a virus scanner, a synced drive or an editor holds the file
_JUNCTION: Final = 0xA0000003  # a Windows folder that points elsewhere: a link in all but name
_NO_FILE: Final = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
_PAUSES: Final = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)  # seconds, 2.5 in all
_FEW_PAUSES: Final = (0.05, 0.1)
_LONG: Final = 240  # characters of a whole path; Windows takes 259 of a file, and 247 of a folder


def unlink(path: Path, pauses: tuple[float, ...] = _PAUSES) -> None:
    """Delete a file, a read-only one too, if it is there."""
    with suppress(FileNotFoundError):
        _patiently(partial(os.unlink, path), path, pauses)


def replace(source: Path, target: Path) -> None:
    """Put a file in the place of another, in one step."""
    _patiently(partial(os.replace, source, target), target, _PAUSES)


def rename(source: Path, target: Path) -> None:
    """Give a file or a folder another name."""
    _patiently(partial(os.rename, source, target), source, _PAUSES)


def remove_folder(path: Path, pauses: tuple[float, ...] = _PAUSES) -> None:
    """Delete an empty folder; raise OSError if it is not empty."""
    _patiently(partial(os.rmdir, path), path, pauses)


def remove_tree(folder: Path, pauses: tuple[float, ...] = _PAUSES) -> None:
    """Delete a folder with all that is in it; a link, itself or in it, goes, and what it leads to stays."""
    if is_link(folder):
        _remove_link(folder, pauses)
        return
    with os.scandir(folder) as entries:
        names = [(Path(entry.path), entry.is_dir(follow_symlinks=False)) for entry in entries]
    for path, is_folder in names:
        if is_folder:
            remove_tree(path, pauses)
        else:
            unlink(path, pauses)
    remove_folder(folder, pauses)


def _remove_link(path: Path, pauses: tuple[float, ...]) -> None:
    if path.is_symlink():
        unlink(path, pauses)
    else:  # a junction is deleted as a folder is
        remove_folder(path, pauses)


def discard(*paths: Path) -> None:
    """Delete files and folders as far as the system allows; leftovers do no harm."""
    for path in paths:
        with suppress(OSError):
            if path.is_dir():
                remove_tree(path, _FEW_PAUSES)
            else:
                unlink(path, _FEW_PAUSES)


def write_new(folder: Path, content: bytes, mode: int | None = None) -> Path:
    """Write a temporary file in a folder, and return its path once the disk has it."""
    path = folder / f"{TEMPORARY}{os.getpid()}-{os.urandom(8).hex()}"
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if mode is not None:
                path.chmod(mode)
            sync(file.fileno())
    except BaseException:
        discard(path)
        raise
    return path


def whole_path(path: Path) -> Path:
    """Return a typed path from the root on; a drive keeps its letter, which Windows would make a host's name."""
    return Path(os.path.abspath(path.expanduser())) if WINDOWS else path.expanduser().resolve()  # noqa: PTH100


def sync(handle: int) -> None:
    """Bring an open file to the disk; macOS leaves it in the disk's own memory unless it is asked for more."""
    if MACOS:
        fcntl = import_module("fcntl")
        with suppress(OSError, AttributeError):  # not every disk can do it
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def is_held(path: Path) -> bool:
    """Tell whether another program holds a file, so that it cannot be replaced now; only Windows has such."""
    if not WINDOWS:
        return False
    try:
        rename(path, path)
    except FileNotFoundError:
        return False
    except OSError as error:
        return getattr(error, "winerror", None) in BUSY
    return False


def is_link(path: Path | str) -> bool:
    """Tell whether a path is a link, or a folder of Windows that is one in all but name."""
    try:
        state = os.lstat(path)
    except OSError as error:
        if error.errno in _NO_FILE:
            return False
        raise
    return stat.S_ISLNK(state.st_mode) or getattr(state, "st_reparse_tag", 0) == _JUNCTION


def is_spelled(path: Path) -> bool:
    """Tell whether a name has exactly this spelling on the disk, which may take capitals and small letters for one."""
    name = path.name
    others = {name.swapcase()} if name.isascii() else {name.swapcase(), *_forms(name)}
    if not any(os.path.lexists(path.with_name(other)) for other in others - {name}):
        return True
    with suppress(OSError):
        return name in os.listdir(path.parent) or typed_form(name) in map(typed_form, os.listdir(path.parent))  # noqa: PTH208
    return True


def typed_form(name: str) -> str:
    """Return a name as people type it: macOS may list an accent as a letter of its own."""
    return unicodedata.normalize("NFC", name) if MACOS and not name.isascii() else name


def state(entry: "os.DirEntry[str]") -> os.stat_result:
    """Return the state of a listed file; the list of Windows may be old, and has no number of the file."""
    return os.lstat(entry.path) if WINDOWS else entry.stat(follow_symlinks=False)


def _forms(name: str) -> tuple[str, ...]:
    return tuple(unicodedata.normalize(form, name) for form in ("NFC", "NFD"))


def extended(root: str, rel: str) -> str:
    """Return a root from which Windows takes a relative path of any length; elsewhere the root as it is."""
    if not WINDOWS or len(root) + len(rel) < _LONG or root.startswith("\\\\?\\"):
        return root
    whole = os.path.abspath(root)  # noqa: PTH100 - a Path would take the prefix for a host
    return f"\\\\?\\UNC\\{whole[2:]}" if whole.startswith("\\\\") else f"\\\\?\\{whole}"


def _patiently(act: Callable[[], object], touched: Path, pauses: tuple[float, ...]) -> None:
    """Act; while another program holds the file wait and act again, and make a read-only one writable."""
    for pause in pauses:
        try:
            act()
        except OSError as error:
            if getattr(error, "winerror", None) not in BUSY:
                raise
            if not _make_writable(touched):
                time.sleep(pause)
        else:
            return
    act()


def _make_writable(path: Path) -> bool:
    """Take the mark off a read-only file, which Windows neither deletes nor replaces; tell whether it had one."""
    with suppress(OSError):
        mode = os.lstat(path).st_mode
        if stat.S_ISREG(mode) and not mode & stat.S_IWRITE:
            os.chmod(path, stat.S_IMODE(mode) | stat.S_IWRITE)  # noqa: PTH101 - as the rest of this module
            return True
    return False
