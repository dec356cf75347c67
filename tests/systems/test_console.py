"""What leaves the program and what comes in: the letters of a pipe, its end, line ends, and what a system refuses."""

import ctypes
import errno
import os
import select
import sys
import time
from functools import partial
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from coachlog import cli, terminal
from coachlog.app import console, run_typed
from coachlog.commands.setup import demo
from coachlog.context import Context
from coachlog.errors import SurroundingsError, UsageError
from coachlog.git.remote_address import RemoteAddress, RemoteKind
from coachlog.git.remote_errors import SyncFailed
from coachlog.git.repo import Repo
from coachlog.options import Options
from coachlog.storage import disk
from coachlog.storage.files import Folder, PathOutsideFolder
from coachlog.storage.index import list_files
from coachlog.storage.lock import locked
from coachlog.sync.bundle_folder import BundleFolder
from tests.support import layers
from tests.support.two import Two
from tests.support.world import Run

WORDS = "zoë said “yes”"


def piped(monkeypatch: pytest.MonkeyPatch, page: int, **environment: str) -> bytes:
    """Return what a command writes to a pipe on a Windows whose console has a code page."""
    out = BytesIO()
    monkeypatch.setattr(disk, "WINDOWS", True)
    kernel = SimpleNamespace(GetConsoleOutputCP=lambda: page)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", TextIOWrapper(out, encoding="cp1252"))
        patch.setattr(sys, "stderr", StringKeeper())
        console.set_encodings(lambda: environment)
        sys.stdout.write(WORDS)
        sys.stdout.flush()
        sys.stdout.detach()  # type: ignore[attr-defined,unused-ignore]
    return out.getvalue()


class StringKeeper:
    """A stream that cannot be given other letters."""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (437, "zoë said \\u201cyes\\u201d".encode("cp437")),
        (1252, WORDS.encode("cp1252")),
        (65001, WORDS.encode()),
        (0, WORDS.encode("cp1252")),  # there is no console
    ],
)
def test_a_pipe_has_the_letters_of_the_console(page: int, expected: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert piped(monkeypatch, page) == expected


def test_letters_that_somebody_chose_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    assert piped(monkeypatch, 437, PYTHONIOENCODING="cp1252") == WORDS.encode("cp1252")


def test_without_our_answer_powershell_reads_other_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "_pipe_encoding", lambda _: None)
    assert piped(monkeypatch, 437).decode("cp437") == "zoδ said ôyesö"


@pytest.mark.parametrize("encoding", ["cp1252", "cp437"])
def test_the_demo_reads_its_commands_whatever_letters_a_pipe_has(
    encoding: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    monkeypatch.setattr(demo, "_SHOWN", (("Words:", ["note", WORDS, "--in", "successes"]), ("Again:", ["successes"])))
    assert run("demo", tmp_path / "demo").out.count(WORDS) > 1
    monkeypatch.setattr(run_typed, "_UTF_8", {})  # as it was
    assert run("demo", tmp_path / "other").out.count(WORDS) == 1  # as it was typed


@pytest.mark.parametrize(
    ("windows", "error", "status"),
    [
        (False, BrokenPipeError(), 0),
        (True, OSError(errno.EINVAL, "Invalid argument"), 0),
        (False, OSError(errno.EINVAL, "Invalid argument"), 3),
        (True, OSError(errno.EINVAL, "Invalid argument", "name"), 3),
    ],
)
def test_a_pipe_whose_reader_has_gone_is_no_trouble(
    windows: bool, error: OSError, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "WINDOWS", windows)
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(BytesIO()))

    def stop() -> None:
        raise error

    assert cli._run(stop) == status


def test_a_note_with_the_line_ends_of_windows_is_shown_without_them(run: Run, example: Path) -> None:
    note = example / "meetings" / "2026-11-19.md"
    note.write_bytes(note.read_bytes().replace(b"\n", b"\r\n"))
    assert "\\x0d" not in run("show", "2026-11-19").out


def test_a_person_with_the_name_of_a_device_gets_a_folder_all_the_same(run: Run, sealed: Path) -> None:
    assert run("init", "--mentor", "Ana", "--mentee", "Con", "--me", "mentor").status == 0
    assert (sealed / "coachlog" / "_con" / "coachlog.yml").is_file()


# What a system refuses


def test_a_folder_that_windows_does_not_open_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "goals").mkdir()

    def refuse(*_: object) -> None:
        raise layers.windows_error(5)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(PathOutsideFolder, match="is not a file"):
        Folder(tmp_path).read("goals")


@pytest.mark.parametrize("call", ["open", "fsync"])
def test_a_folder_that_cannot_be_synced_is_no_trouble(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = getattr(os, call)

    def refuse(target: object, *rest: object) -> object:
        if target == tmp_path or (isinstance(target, int) and os.path.isdir(f"/proc/self/fd/{target}")):  # noqa: PTH112
            raise OSError(errno.EINVAL, "a folder")
        return act(target, *rest)

    monkeypatch.setattr(os, call, refuse)
    Folder(tmp_path).write("a.md", b"saved")
    assert (tmp_path / "a.md").read_bytes() == b"saved"


def test_the_state_of_a_listed_file_is_asked_anew_where_the_list_may_be_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "goals").mkdir()
    (tmp_path / "goals" / "a.md").write_bytes(b"a")
    monkeypatch.setattr(disk, "WINDOWS", True)
    assert list_files(Folder(tmp_path), "goals")["a.md"][3] == (tmp_path / "goals" / "a.md").stat().st_ino


def test_git_is_read_where_no_pipe_can_be_waited_for(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(select, "poll")
    assert "coachlog.yml" in Repo(example).objects.tree("HEAD")


class Locks:
    """The locks of Windows: of bytes from where a file is read, by process."""

    LK_NBLCK, LK_UNLCK = 2, 0

    def __init__(self, number: int = 0) -> None:
        self.calls: list[int] = []
        self.number = number

    def locking(self, handle: int, mode: int, size: int) -> None:
        """Take or free a lock."""
        assert (os.lseek(handle, 0, os.SEEK_CUR), size) == (0, 1)
        if self.number:
            raise OSError(self.number, "refused")
        self.calls.append(mode)


def test_a_lock_of_windows_is_freed_before_its_file_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locks = Locks()
    monkeypatch.setattr(disk, "WINDOWS", True)
    monkeypatch.setitem(sys.modules, "msvcrt", locks)  # type: ignore[arg-type,unused-ignore]
    with locked(tmp_path / "lock"):
        assert locks.calls == [locks.LK_NBLCK]
    assert locks.calls == [locks.LK_NBLCK, locks.LK_UNLCK]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (36, "another coachlog is busy"),
        (errno.EACCES, "another coachlog is busy"),
        (errno.ENOLCK, "this disk can't keep"),
    ],
)
def test_a_disk_without_locks_is_not_another_coachlog(
    number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "WINDOWS", True)
    monkeypatch.setitem(sys.modules, "msvcrt", Locks(number))  # type: ignore[arg-type,unused-ignore]
    with pytest.raises(SurroundingsError, match=words), locked(tmp_path / "lock", wait=0):
        pass


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('.\\My Folder"', ".\\My Folder"),
        ('C:\\Users\\r\\Our Log"', "C:\\Users\\r\\Our Log"),
        ('\\\\srv\\share\\Log"', "\\\\srv\\share\\Log"),
        ('~/Log"', "~/Log"),
        ('she said "no"', 'she said "no"'),
        ("C:\\plain", "C:\\plain"),
        ('12"', '12"'),
    ],
)
def test_the_quote_that_powershell_leaves_behind_a_folder_is_no_part_of_it(typed: str, meant: str) -> None:
    assert console.undo_swallowed_quote(typed) == meant


def test_what_the_quote_has_swallowed_is_told() -> None:
    with pytest.raises(UsageError, match="became a part of it"):
        console.undo_swallowed_quote('.\\My Folder" --me mentor')


@pytest.mark.parametrize(
    "command", [("init", "{}", "--mentor", "R", "--mentee", "S", "--me", "mentor"), ("demo", "{}")]
)
def test_each_folder_that_is_typed_on_windows_loses_that_quote(
    command: tuple[str, ...], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_SHOWN", ())
    monkeypatch.setattr(cli, "sys", SimpleNamespace(platform="win32", argv=[], exit=sys.exit, stderr=sys.stderr))
    monkeypatch.chdir(tmp_path)
    done = run(*(word.format('./Our Log"') for word in command))
    assert done.status == 0, done
    assert (tmp_path / "Our Log").is_dir()
    assert not (tmp_path / 'Our Log"').exists()


@pytest.mark.parametrize("mode", [0, 1], ids=["NUL", "console"])
def test_nobody_is_asked_by_a_scheduled_task_of_windows(mode: int, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = SimpleNamespace(GetConsoleMode=lambda *_: mode)
    modules = {"ctypes": SimpleNamespace(windll=SimpleNamespace(kernel32=kernel))}
    modules["msvcrt"] = SimpleNamespace(get_osfhandle=lambda _: 3)
    monkeypatch.setattr(disk, "WINDOWS", True)
    monkeypatch.setattr(terminal, "import_module", modules.__getitem__)
    stream = SimpleNamespace(isatty=lambda: True, fileno=lambda: 0)
    assert terminal.is_terminal(stream) is bool(mode)
    assert terminal.is_terminal(SimpleNamespace(isatty=lambda: False)) is False


def test_a_wait_for_a_drive_hears_ctrl_c(two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows hears nothing while a thread is waited for, so each wait is a short one."""
    waits: list[float] = []
    real = Thread.join

    def join(thread: Thread, timeout: float | None = None) -> None:
        waits.append(timeout if timeout is not None else 999)
        real(thread, timeout)

    monkeypatch.setattr(Thread, "join", join)
    folder = BundleFolder(Repo(two.robin.root), RemoteAddress(RemoteKind.FOLDER, str(tmp_path)), "mentor", "abcde")
    folder.until = time.monotonic() + 1
    with pytest.raises(SyncFailed):
        folder._in_time(partial(time.sleep, 3))
    assert max(waits) <= 0.2
    assert len(waits) > 3


def test_macos_brings_a_file_to_the_platter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    orders: list[int] = []
    monkeypatch.setattr(disk, "MACOS", True)
    monkeypatch.setattr(
        disk, "import_module", lambda _: SimpleNamespace(F_FULLFSYNC=51, fcntl=lambda _, order: orders.append(order))
    )
    disk.write_new(tmp_path, b"words")
    assert orders == [51]
    monkeypatch.setattr(disk, "import_module", lambda _: SimpleNamespace())
    disk.write_new(tmp_path, b"words")  # a disk that cannot


def test_a_drive_keeps_its_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`resolve` makes a host's name of a network drive: a link does the same here."""
    (tmp_path / "server").mkdir()
    (tmp_path / "H").symlink_to(tmp_path / "server")
    assert disk.whole_path(tmp_path / "H" / "log") == tmp_path / "server" / "log"
    monkeypatch.setattr(disk, "WINDOWS", True)
    assert disk.whole_path(tmp_path / "H" / "x" / ".." / "log") == tmp_path / "H" / "log"


def test_macos_says_where_a_folder_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    (tmp_path / "note.md").write_bytes(b"words")
    monkeypatch.setattr(disk, "MACOS", True)
    monkeypatch.setattr("coachlog.storage.files.os.open", forbidden)
    with pytest.raises(SurroundingsError) as refused:
        Folder(tmp_path).read("note.md")
    assert "Privacy & Security, Files and Folders" in refused.value.hint


@pytest.mark.parametrize(("stated", "columns"), [("", 132), ("60", 60), ("9" * 20, 132)])
def test_a_line_of_progress_is_as_wide_as_the_window(
    stated: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows says nothing in COLUMNS."""
    monkeypatch.setenv("COLUMNS", stated)
    monkeypatch.setattr(terminal, "get_terminal_size", lambda: os.terminal_size((132, 50)))
    monkeypatch.setattr(terminal, "is_terminal", lambda _: True)
    screen = StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)
    moments = iter((0.0, 2.0))
    monkeypatch.setattr("coachlog.render.progress.time", SimpleNamespace(monotonic=lambda: next(moments)))
    progress = Context(Options()).progress
    progress("word " * 100)
    progress("word " * 100)
    assert len(screen.getvalue().rpartition("\r")[2]) == columns - 1
