"""A folder that a cloud drive synchronises is known by its parents."""

from pathlib import Path
from typing import Any

import pytest

from coachlog.storage import cloud_drives, disk
from coachlog.storage.cloud_drives import synced_drive


@pytest.mark.parametrize(
    ("path", "drive"),
    [
        ("/home/robin/OneDrive - District 12/logs", "OneDrive"),
        ("/Users/robin/Library/CloudStorage/OneDrive-District/x", "OneDrive"),
        ("/home/robin/Dropbox (School)/x", "Dropbox"),
        ("/Users/robin/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud Drive"),
        ("/Users/robin/Library/CloudStorage/GoogleDrive-r@example.org/My Drive/x", "Google Drive"),
        ("/home/robin/My Drive/x", "Google Drive"),
        ("/home/robin/Box/x", "Box"),
        ("/Users/robin/MEGA", "MEGA"),
        ("/srv/box/x", None),
        ("/home/robin/logs/mega/x", None),
        ("/drive/Shared drives/Math/x", "Google Drive"),
        ("/drive/Meine Ablage/x", "Google Drive"),
        ("/drive/Drive partag\u00e9s/x", "Google Drive"),
        ("/Users/robin/Library/CloudStorage/Other/x", "a cloud drive"),
        ("/home/robin/coachlog/box-of-ideas", None),
        ("/home/robin/onedrives/x", None),
        ("/home/dropboxer/x", None),
    ],
)
def test_a_synchronised_folder_is_known_by_its_parents(path: str, drive: str | None) -> None:
    assert synced_drive(Path(path)) == drive


@pytest.mark.parametrize(
    ("mark", "drive"),
    [
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".dropbox.cache", "Dropbox"),
        (".shortcut-targets-by-id", "Google Drive"),
        (".stfolder", "Syncthing"),
    ],
)
def test_a_program_leaves_its_mark_in_a_folder_of_any_name(mark: str, drive: str, tmp_path: Path) -> None:
    folder = tmp_path / "Math Team - Documents" / "log"
    folder.mkdir(parents=True)
    assert synced_drive(folder) is None
    (folder.parent / mark).touch()
    assert synced_drive(folder) == drive
    assert synced_drive(folder / "x" / "y") == drive
    assert synced_drive(tmp_path) is None


@pytest.mark.parametrize("name", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_the_environment_of_windows_tells_where_onedrive_is(name: str, tmp_path: Path) -> None:
    assert synced_drive(tmp_path / "x", {name: str(tmp_path)}) == "OneDrive"
    assert synced_drive(tmp_path / "x", {name: str(tmp_path / "y"), "Other": str(tmp_path)}) is None


class Registry:
    """The part of Windows' registry in which OneDrive notes the libraries that it synchronises."""

    HKEY_CURRENT_USER = ""

    def __init__(self, folders: dict[str, str]) -> None:
        self.folders = folders

    def OpenKey(self, _: object, name: str) -> Any:  # noqa: N802 - as Windows calls it
        if not self.folders:
            raise FileNotFoundError
        return _Key(name)

    def QueryInfoKey(self, _: object) -> tuple[int]:  # noqa: N802
        return (len(self.folders),)

    def EnumKey(self, _: object, number: int) -> str:  # noqa: N802
        return list(self.folders)[number]

    def QueryValueEx(self, key: "_Key", _: str) -> tuple[str]:  # noqa: N802
        if not self.folders[key.name]:
            raise FileNotFoundError
        return (self.folders[key.name],)


class _Key:
    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> "_Key":
        return self

    def __exit__(self, *_: object) -> None:
        pass


def test_a_library_of_teams_is_in_the_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = {"Personal": "", "Business1": str(tmp_path / "Math Team - Documents")}
    monkeypatch.setattr(disk, "WINDOWS", True)
    monkeypatch.setattr(cloud_drives, "import_module", lambda _: Registry(folders))
    assert synced_drive(tmp_path / "Math Team - Documents" / "log", {}) == "OneDrive"
    assert synced_drive(tmp_path / "elsewhere", {}) is None
    monkeypatch.setattr(cloud_drives, "import_module", lambda _: Registry({}))
    assert synced_drive(tmp_path / "Math Team - Documents", {}) is None


def test_macos_says_that_documents_are_in_icloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "MACOS", True)
    home = {"HOME": str(tmp_path)}
    assert synced_drive(tmp_path / "Documents" / "log", home) is None
    (tmp_path / "Library" / "Mobile Documents" / "com~apple~CloudDocs" / "Documents").mkdir(parents=True)
    assert synced_drive(tmp_path / "Documents" / "log", home) == "iCloud Drive"
    assert synced_drive(tmp_path / "Desktop" / "log", home) is None
    assert synced_drive(tmp_path / "logs", home) is None
