"""The guarded door to a folder's files, and the lock."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.storage import disk, lock
from coachlog.storage.files import FileChanged, Folder, PathOutsideFolder, digest

_HOLDER = """
import pathlib, sys, time
from coachlog.storage.lock import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    root = tmp_path / "log"
    (root / ".git" / "coachlog").mkdir(parents=True)
    return Folder(root)


def everything(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_file_is_written_read_and_removed(folder: Folder) -> None:
    assert folder.read("goals/a b é.md") is None
    folder.write("goals/a b é.md", b"\xff\r\n")
    assert folder.read("goals/a b é.md") == b"\xff\r\n"
    folder.remove("goals/a b é.md")
    folder.remove("goals/a b é.md")
    assert everything(folder.root) == {}


def test_a_digest_tells_contents_apart() -> None:
    assert digest(b"a") == digest(b"a") != digest(b"b")


@pytest.mark.parametrize(
    "rel",
    [
        "../x.md", "a/../../x.md", "/etc/passwd", "C:\\x.md", "C:x.md", "\\\\host\\x", "a\\b.md", "~/x.md", "~root/x",
        "", "a//b.md", "./a.md", "a/.", "a\0b.md", "a\nb.md",
        ".git/config", ".GIT/config", "sub/.git/hooks/x", ".git./config", ".git /config", "git~1/config",
        ".git::$INDEX_ALLOCATION/config",
    ],
)  # fmt: skip
def test_a_path_that_leads_out_is_refused(folder: Folder, rel: str) -> None:
    for act in (folder.path, folder.read, folder.remove, lambda path: folder.write(path, b"x")):
        with pytest.raises(PathOutsideFolder):
            act(rel)
    assert everything(folder.root) == {}


def test_no_link_is_followed(folder: Folder, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_bytes(b"secret")
    (folder.root / "note.md").symlink_to(secret)
    (folder.root / "goals").symlink_to(tmp_path)
    (folder.root / "dead.md").symlink_to(tmp_path / "nothing")
    for rel in ("note.md", "goals/secret.md", "goals/new.md", "dead.md"):
        for act in (folder.read, folder.remove, lambda path: folder.write(path, b"x")):
            with pytest.raises(PathOutsideFolder, match="link"):
                act(rel)
    with pytest.raises(PathOutsideFolder, match="link"):
        folder.names("goals", ".md")
    assert secret.read_bytes() == b"secret"
    assert not (tmp_path / "nothing").exists()
    assert not (tmp_path / "new.md").exists()


def test_what_is_no_file_is_not_read(folder: Folder) -> None:
    os.mkfifo(folder.root / "pipe.md")
    (folder.root / "folder.md").mkdir()
    (folder.root / "file").write_bytes(b"")
    for rel in ("pipe.md", "folder.md"):
        with pytest.raises(PathOutsideFolder, match="not a file"):
            folder.read(rel)
    assert folder.read("file/below.md") is None


def test_names_are_the_documents_in_order_and_links_for_the_reader_to_refuse(folder: Folder) -> None:
    for name in ("b.md", "a.md", ".hidden.md", "picture.png"):
        (folder.root / name).write_bytes(b"")
    (folder.root / "folder.md").mkdir()
    (folder.root / "c.md").symlink_to("a.md")
    assert [entry.name for entry in folder.names("", ".md")] == ["a.md", "b.md", "c.md"]
    assert folder.names("goals", ".md") == []
    assert folder.names("a.md", ".md") == []


def test_the_mode_is_kept_and_a_new_file_has_the_usual_one(folder: Folder) -> None:
    script = folder.root / "a.md"
    script.write_bytes(b"old")
    script.chmod(0o750)
    folder.write_all({"a.md": b"new", "b.md": b"new"})
    os.umask(mask := os.umask(0))
    assert stat.S_IMODE(script.stat().st_mode) == 0o750
    assert stat.S_IMODE((folder.root / "b.md").stat().st_mode) == 0o666 & ~mask


def test_the_same_bytes_are_not_written(folder: Folder) -> None:
    folder.write("a.md", b"same")
    before = (folder.root / "a.md").stat()
    folder.write("a.md", b"same")
    after = (folder.root / "a.md").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EACCES, "does not allow"),
        (errno.EROFS, "does not allow"),
        (errno.EIO, "the disk reports an error"),
        (errno.EMFILE, "was not saved: too many"),
    ],
)
@pytest.mark.parametrize("call", ["open", "fsync", "replace", "mkdir"])
def test_a_refusing_disk_is_told_in_plain_words_and_the_old_file_stays(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, call: str, number: int, words: str
) -> None:
    folder.write("a.md", b"old")

    def refuse(*args: object, **more: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        if call == "open":
            patch.setattr(disk, "write_new", refuse)
        else:
            patch.setattr(os, call, refuse)
        with pytest.raises(SurroundingsError, match=words):
            folder.write_all({"new/b.md": b"new"} if call == "mkdir" else {"a.md": b"new", "b.md": b"new"})
    assert everything(folder.root) == {"a.md": b"old"}


def test_a_removal_that_fails_is_told(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write("a.md", b"old")

    def refuse(*args: object, **more: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refuse)
        patch.setattr(Path, "unlink", refuse)
        with pytest.raises(SurroundingsError, match=r"a\.md was not saved"):
            folder.remove("a.md")
    assert folder.read("a.md") == b"old"


def test_a_file_that_cannot_be_read_is_told(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write("a.md", b"old")

    def refuse(*args: object, **more: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    for call in ("open", "lstat"):
        with monkeypatch.context() as patch:
            patch.setattr(os, call, refuse)
            with pytest.raises(SurroundingsError, match="was not read"):
                folder.read("a.md")


def test_windows_gets_time_to_let_go_of_a_file(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    class Held(OSError):
        winerror = 32

    pauses: list[float] = []
    replace, held = os.replace, 2

    def busy(source: object, target: object) -> None:
        nonlocal held
        held -= 1
        if held >= 0:
            raise Held(errno.EACCES, "held")
        replace(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", busy)
    monkeypatch.setattr(disk.time, "sleep", pauses.append)
    folder.write("a.md", b"new")
    assert folder.read("a.md") == b"new"
    assert pauses == [0.05, 0.1]
    held = 100
    with pytest.raises(SurroundingsError, match="does not allow"):
        folder.write("a.md", b"newer")
    assert sum(pauses[2:]) == pytest.approx(2.5)


def test_all_or_none_when_someone_else_saved(folder: Folder) -> None:
    folder.write_all({"a.md": b"1", "b.md": b"1"})
    with pytest.raises(FileChanged, match=r"b\.md"):
        folder.write_all({"a.md": b"2", "b.md": b"2"}, {"a.md": b"1", "b.md": b"0"})
    assert everything(folder.root) == {"a.md": b"1", "b.md": b"1"}


def test_without_gits_folder_the_temporary_file_lies_beside(tmp_path: Path) -> None:
    Folder(tmp_path).write("logs.yml", b"new")
    assert everything(tmp_path) == {"logs.yml": b"new"}


def test_what_a_dead_writer_left_is_swept(folder: Folder, tmp_path: Path) -> None:
    for place in (folder.root, folder.root / ".git" / "coachlog"):
        (place / ".coachlog-1-2").write_bytes(b"half")
    (folder.root / "a.md").write_bytes(b"mine")
    folder.sweep()
    assert everything(folder.root) == {"a.md": b"mine"}
    Folder(tmp_path / "nowhere").sweep()


def test_the_lock_is_for_one_and_freed_by_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen([sys.executable, "-c", _HOLDER, str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(CoachlogError, match="another coachlog is busy with this log"), lock.locked(path, wait=0.1):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with lock.locked(path, wait=1):
        pass
    with lock.locked(path, wait=0):
        pass


def test_a_file_that_goes_while_its_folder_is_listed_hides_no_other(folder: Folder, monkeypatch: pytest.MonkeyPatch):
    for name in ("a", "b", "c"):
        folder.write(f"goals/{name}.md", b"")
    state = disk.state

    def gone(entry: os.DirEntry[str]) -> os.stat_result:
        if entry.name == "b.md":
            raise FileNotFoundError
        return state(entry)

    monkeypatch.setattr(disk, "state", gone)
    assert sorted(name for name, _ in folder.scan("goals", ".md")) == ["a.md", "c.md"]
