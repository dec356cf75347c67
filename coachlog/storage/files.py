"""The files of one folder: nothing outside it is read or written, and no write is torn."""

import errno
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BufferedReader, FileIO
from itertools import count
from pathlib import Path

from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.frozen import frozen
from coachlog.model.portable_names import is_inside
from coachlog.storage import disk
from coachlog.storage.local_state import LocalState
from coachlog.storage.refusals import read_refusal

# No link is followed even if one came just now, and a pipe does not hang.
_READING = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_NAME = {errno.ENAMETOOLONG, errno.EILSEQ}
_NO_WINDOWS_NAME = {3, 123, 206}  # no such path, no such name, too long
_BEGINNING = 16  # bytes that tell what a file is
READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}  # what a disk answers that may only be read
# What a disk answers that cannot bring a folder to the platter: NFS, SMB, FUSE, and Windows, which opens no folder.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EISDIR}


class FileNotRead(CoachlogError):
    """A file whose words cannot be had: it is none, it is too large, the disk refuses it, or its text is broken."""


class PathOutsideFolder(FileNotRead):
    """A path that leads out of the folder, or to something else than a file."""


class NameRefused(SurroundingsError):
    """A name that this computer's disk can't hold."""


class DiskRefused(FileNotRead, SurroundingsError):
    """A file that the disk does not give."""


class UnreadableFile(DiskRefused):
    """A file that another program holds, or that this person may not read."""


class FileChanged(CoachlogError):
    """A file that another program saved while a command was working on it."""


class FileHeld(FileChanged, SurroundingsError):
    """A file that another program holds, so that nothing was written."""


def digest(content: bytes) -> str:
    """Return a digest, which is another for each content."""
    from hashlib import sha256

    return sha256(content).hexdigest()


class FileTooLarge(FileNotRead):
    """A file beyond all that a person types."""


@frozen
class Folder:
    """The files below `root`; paths are relative, with forward slashes."""

    root: Path

    def path(self, rel: str) -> Path:
        """Return the whole path of `rel`; raise PathOutsideFolder for what leads out, or into git's own folder."""
        if not is_inside(rel):
            raise PathOutsideFolder(f"{rel!r} is not a path inside this folder")
        path = disk.extended(str(self.root), rel)
        for part in rel.split("/"):
            path = os.path.join(path, part)  # noqa: PTH118 - called for each of thousands of files
            if _is_link(path):
                raise PathOutsideFolder(f"{rel!r} is a link, or is behind one", "put the file itself in its place")
        return Path(path)

    def read(self, rel: str, limit: int | None = None) -> bytes | None:
        """Return the bytes of `rel`, None if there is no such file; raise FileTooLarge beyond a limit."""
        path = self.path(rel)
        with plain_errors(rel, "read"):
            try:
                handle = os.open(path, _READING)
            except (FileNotFoundError, NotADirectoryError):
                return None
            except OSError as error:
                if _is_no_name(error):
                    return None
                if os.path.isdir(path):  # noqa: PTH112 - Windows opens no folder
                    raise PathOutsideFolder(f"{rel!r} is not a file") from None
                raise
            return _read_handle(handle, rel, limit)

    def read_replaced(self, rel: str) -> bytes | None:
        """Return the bytes of `rel`, None if no file is spelled so, or a folder has taken its place."""
        path = self.path(rel)
        if os.path.isdir(path) or not disk.is_spelled(path):  # noqa: PTH112 - a name that is too long is no folder
            return None
        return self.read(rel)

    def has_other_spelling(self, rel: str) -> bool:
        """Tell whether the disk gives the file of `rel` under another spelling, too."""
        others = {rel.swapcase(), *(unicodedata.normalize(form, rel) for form in ("NFC", "NFD"))} - {rel}
        return any(self.is_one_file(rel, other) for other in others)

    def is_one_file(self, rel: str, other: str) -> bool:
        """Tell whether two paths name one file, because the disk takes some letters for the same."""
        try:
            states = [os.lstat(self.path(path)) for path in (rel, other)]
        except (OSError, FileNotRead):
            return False
        return states[0].st_ino == states[1].st_ino != 0 and states[0].st_dev == states[1].st_dev

    def write(self, rel: str, content: bytes) -> None:
        """Put `content` in place of `rel`, whole or not at all; a file that has it already is not written."""
        require_names(self.write_all({rel: content}))

    def remove(self, rel: str) -> None:
        """Remove `rel`, if it is there."""
        self.write_all({rel: None})

    def remove_link(self, rel: str) -> None:
        """Remove the link that `rel` is, if it is one."""
        folder, _, name = rel.rpartition("/")
        path = (self.path(folder) if folder else self.root) / name
        with plain_errors(rel):
            if path.is_symlink():
                disk.unlink(path)

    def write_all(
        self,
        contents: Mapping[str, bytes | None],
        expected: Mapping[str, bytes | None] | None = None,
    ) -> tuple[str, ...]:
        """Write each content (None removes): all are on the disk before the first is put in its place.

        Raise FileChanged, with all files as they were, where one is no longer as `expected`, and FileHeld where
        another program holds one. Files whose names the disk can't hold are left out and returned.
        """
        staged: dict[Path, Path | None] = {}
        try:
            for rel, content in contents.items():
                if self.read_replaced(rel) != content:
                    staged[self.path(rel)] = None if content is None else self._stage(rel, content)
            self._demand(expected or {})
            _require_free(staged)
            refused = _place(staged)
        finally:
            disk.discard(*filter(None, staged.values()))
        return tuple(rel for rel in contents if refused and self.path(rel) in refused)

    def names(self, folder: str, suffix: str) -> list[os.DirEntry[str]]:
        """Return the files of `folder` by name: links too, which `read` refuses, but no hidden ones."""
        path = self.path(folder) if folder else self.root
        with plain_errors(folder or self.root.name, "read"):
            try:
                with os.scandir(path) as entries:
                    files = [entry for entry in entries if _is_document(entry, suffix)]
            except (FileNotFoundError, NotADirectoryError):
                return []
        return sorted(files, key=lambda entry: entry.name)

    def scan(self, folder: str, suffix: str) -> Iterator[tuple[str, os.stat_result]]:
        """Yield the files of `folder`, each with its state: `names` for thousands of files."""
        path = self.path(folder)
        no_folder = suppress(FileNotFoundError, NotADirectoryError)
        with plain_errors(folder, "read"), no_folder, os.scandir(path) as entries:
            for entry in entries:
                name = entry.name
                if name.endswith(suffix) and name[0] != "." and (state := _state_of_file(entry)):
                    yield disk.typed_form(name), state

    def sweep(self) -> None:
        """Remove the temporary files of writers that died; only the holder of the folder's lock may do so."""
        for folder in (LocalState(self.root).folder, self.root):
            disk.discard(*folder.glob(f"{disk.TEMPORARY}*"))

    def _demand(self, expected: Mapping[str, bytes | None]) -> None:
        for rel, content in expected.items():
            if self.read_replaced(rel) != content:
                raise FileChanged(f"{rel} was changed by another program just now", "run the command again")

    def _stage(self, rel: str, content: bytes) -> Path:
        target = self.path(rel)
        with plain_errors(rel):
            near = next(folder for folder in target.parents if os.path.isdir(folder))  # noqa: PTH112 - see read_replaced
            local = LocalState(self.root).folder
            on_one_disk = local.is_dir() and local.stat().st_dev == near.stat().st_dev
            return disk.write_new(local if on_one_disk else near, content, _mode(target))


def _state_of_file(entry: "os.DirEntry[str]") -> os.stat_result | None:
    """Return the state of a listed file, None of what is none or was deleted just now."""
    try:
        state = disk.state(entry)
    except FileNotFoundError:
        return None
    return None if stat.S_ISDIR(state.st_mode) else state


def read_outside(file: Path, limit: int) -> bytes:
    """Return the bytes of a file that a person named, from anywhere; raise FileNotRead if it is no file."""
    with plain_errors(file.name, "read"):
        return _read_handle(_open_outside(file), file.name, limit)


def read_beginning(file: Path) -> bytes:
    """Return the first bytes of a file that a person named, from anywhere; raise FileNotRead if it is no file."""
    with plain_errors(file.name, "read"), _file_of(_open_outside(file), file.name) as opened:
        return opened.read(_BEGINNING) or b""


def _open_outside(file: Path) -> int:
    try:
        return os.open(file, _READING & ~getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        hint = "type its name as it stands, or drag it into this window"
        raise FileNotRead(f"there is no file {file}", hint) from None


def _read_handle(handle: int, name: str, limit: int | None) -> bytes:
    with _file_of(handle, name) as file:
        content = file.readall() if limit is None else BufferedReader(file).read(limit + 1)
    if limit is not None and len(content) > limit:
        raise FileTooLarge(f"{name} is larger than {limit // 1024} KB", "put long material into assets/ and link it")
    return content


def _file_of(handle: int, name: str) -> FileIO:
    """Return the open file of a handle; raise PathOutsideFolder for a pipe or another thing without an end."""
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise PathOutsideFolder(f"{name!r} is not a file")
    return FileIO(handle)


def replace(target: Path, content: bytes) -> None:
    """Put `content` in place of a file of coachlog's own, whole or not at all."""
    with plain_errors(_name_for_errors(target)):
        temporary = disk.write_new(target.parent, content)
    try:
        require_names(path.name for path in _place({target: temporary}))
    finally:
        disk.discard(temporary)


def _name_for_errors(target: Path) -> str:
    """Return a file's name as a person knows it: nobody knows those of our own state, which is written first."""
    return "what this command would write" if ".git" in target.parts else target.name


@contextmanager
def plain_errors(name: str, verb: str = "saved") -> Iterator[None]:
    """Turn an error of the disk into a sentence about `name`."""
    try:
        yield
    except OSError as error:
        raise _plain(error, name, verb) from error


def _plain(error: OSError, name: str, verb: str) -> SurroundingsError:
    reading = verb == "read"
    if _is_no_name(error) and not reading:
        return NameRefused(f"{name} was not {verb}: this computer's disk can't hold its name", "choose a shorter name")
    failed = DiskRefused if reading else SurroundingsError
    if error.errno in _FULL:
        return SurroundingsError(
            f"the disk is full: {name} was not {verb}", "free some space, then run the command again"
        )
    if error.errno in READ_ONLY or getattr(error, "winerror", None) in disk.BUSY:
        hint = "check that the folder is not read-only and that no other program has the file open"
        if disk.MACOS and error.errno == errno.EPERM:
            hint = "allow your terminal to use this folder: System Settings, Privacy & Security, Files and Folders"
        return (UnreadableFile if reading else failed)(f"{name} was not {verb}: this computer does not allow it", hint)
    if error.errno == errno.EIO:
        return failed(f"the disk reports an error: {name} was not {verb}", "copy the folder to another disk soon")
    why, hint = read_refusal(error)
    return failed(f"{name} was not {verb}: {why}", hint)


def require_names(refused: Iterable[str]) -> None:
    """Raise if the disk could not hold the name of a file."""
    for rel in refused:
        raise NameRefused(f"{rel} was not saved: this computer's disk can't hold its name", "choose a shorter name")


def _is_no_name(error: OSError) -> bool:
    return error.errno in _NO_NAME or getattr(error, "winerror", None) in _NO_WINDOWS_NAME


def _require_free(paths: Iterable[Path]) -> None:
    for path in filter(disk.is_held, paths):
        raise FileHeld(
            f"{path.name} was not saved: another program has it open", "close it there, then run the command again"
        )


def _place(staged: Mapping[Path, Path | None]) -> set[Path]:
    """Remove files, then put others in their places, and return those whose names the disk can't hold.

    A folder may take the place of a file, or a file of a folder.
    """
    refused = set()
    for target in (target for target, temporary in staged.items() if temporary is None):
        with plain_errors(target.name):
            disk.unlink(target)
    for target, temporary in staged.items():
        if temporary:
            try:
                with plain_errors(target.name):
                    _make_room(target)
                    disk.replace(temporary, target)
            except NameRefused:
                refused.add(target)
    for folder in {target.parent for target in staged.keys() - refused if target.parent.is_dir()}:
        with plain_errors(folder.name):
            _sync_folder(folder)
    return refused


def _make_room(target: Path) -> None:
    """Make the folders of a file; anything in the way gets another name, unless it is being written."""
    for folder in reversed([folder for folder in target.parents if not folder.is_dir()]):
        if folder.exists():
            move_aside(folder)
        folder.mkdir(exist_ok=True)
    if target.is_dir():
        for empty, _, _ in os.walk(target, topdown=False):
            with suppress(OSError):  # only an empty folder goes
                disk.remove_folder(Path(empty))
        if target.is_dir():
            move_aside(target)


def move_aside(path: Path) -> Path:
    """Give what is at a path another name beside it, and return that."""
    names = (path.with_name(f"{path.name}-{number}") for number in count(2))
    aside = next(name for name in names if not os.path.lexists(name))
    disk.rename(path, aside)
    return aside


def _sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk, if it can: the files in it are there already."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        if error.errno in _NO_FOLDER_SYNC:
            return
        raise
    try:
        disk.sync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def _mode(path: Path) -> int | None:
    try:
        state = path.stat()
    except OSError:  # there is none, or none of such a name
        return None
    return stat.S_IMODE(state.st_mode) if stat.S_ISREG(state.st_mode) else None


def _is_link(path: str) -> bool:
    try:
        return disk.is_link(path)
    except OSError as error:
        raise _plain(error, Path(path).name, "read") from error


def _is_document(entry: os.DirEntry[str], suffix: str) -> bool:
    hidden = entry.name.startswith(".") or not entry.name.endswith(suffix)
    return not hidden and not entry.is_dir(follow_symlinks=False)
