"""The door for deletions and renames, with the behaviours of Windows that it answers."""

import errno
import ntpath
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coachlog.storage import disk


def refusal(winerror: int) -> PermissionError:
    """Return the error that Windows raises."""
    error = PermissionError(errno.EACCES, "refused")
    error.winerror = winerror  # type: ignore[attr-defined,unused-ignore]
    return error


def test_temporary_names_differ_whatever_the_clock_says(tmp_path: Path) -> None:
    paths = {disk.write_new(tmp_path, b"%d" % number) for number in range(50)}
    assert sorted(int(path.read_bytes()) for path in paths) == list(range(50))


def test_a_file_of_somebody_elses_with_the_temporary_name_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", bytes)
    taken = disk.write_new(tmp_path, b"theirs")
    with pytest.raises(FileExistsError):
        disk.write_new(tmp_path, b"ours")
    assert taken.read_bytes() == b"theirs"


def test_a_tree_goes_and_what_its_links_lead_to_stays(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "a").write_bytes(b"a")
    tree = tmp_path / "tree"
    (tree / "below").mkdir(parents=True)
    (tree / "below" / "b").write_bytes(b"b")
    (tree / "link").symlink_to(tmp_path / "kept")
    disk.remove_tree(tree)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "kept"]
    assert (tmp_path / "kept" / "a").read_bytes() == b"a"


@pytest.mark.parametrize("delete", [disk.remove_tree, disk.discard])
def test_a_link_to_a_folder_goes_and_the_folder_stays(delete: Callable[[Path], None], tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "a").write_bytes(b"a")
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    delete(tmp_path / "link")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "kept"]
    assert (tmp_path / "kept" / "a").read_bytes() == b"a"


def test_a_junction_goes_and_what_it_leads_to_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    junction = tmp_path / "tree" / "junction"
    junction.mkdir(parents=True)
    monkeypatch.setattr(disk, "is_link", lambda path: Path(path) == junction)
    monkeypatch.setattr(disk, "unlink", lambda *_: pytest.fail("a junction is a folder"))
    disk.remove_tree(tmp_path / "tree")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home"]


def test_what_cannot_go_does_not_keep_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [tmp_path / name for name in "abc"]
    for path in names:
        path.write_bytes(b"")
    unlink = os.unlink

    def held(path: Path) -> None:
        if path.name == "a":
            raise refusal(32)
        unlink(path)

    monkeypatch.setattr(os, "unlink", held)
    monkeypatch.setattr(disk.time, "sleep", lambda _: None)
    disk.discard(*names)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "home"]


def test_only_windows_asks_whether_a_file_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"")
    assert not disk.is_held(path)
    monkeypatch.setattr(disk, "WINDOWS", True)
    monkeypatch.setattr(disk.time, "sleep", lambda _: None)
    assert not disk.is_held(path)
    assert not disk.is_held(tmp_path / "missing")
    for number, held in ((32, True), (87, False)):

        def refuse(*_: object, number: int = number) -> None:
            raise refusal(number)

        monkeypatch.setattr(os, "rename", refuse)
        assert disk.is_held(path) is held


@pytest.mark.parametrize(
    ("root", "rel", "expected"),
    [
        ("C:\\log", "goals/a.md", "C:\\log"),
        ("C:\\log", "a" * 250, "\\\\?\\C:\\log"),
        ("\\\\server\\home\\log", "a" * 250, "\\\\?\\UNC\\server\\home\\log"),
        ("\\\\?\\C:\\log", "a" * 250, "\\\\?\\C:\\log"),
    ],
)
def test_a_long_path_has_the_prefix_that_windows_asks_for(
    root: str, rel: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert disk.extended(root, rel) == root
    monkeypatch.setattr(disk, "WINDOWS", True)
    monkeypatch.setattr(disk.os.path, "abspath", ntpath.normpath)
    assert disk.extended(root, rel) == expected
