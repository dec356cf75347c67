"""A folder that a cloud drive synchronises is known by its parents."""

from pathlib import Path

import pytest

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
        ("/Users/robin/Library/CloudStorage/Other/x", "a cloud drive"),
        ("/home/robin/coachlog/box-of-ideas", None),
        ("/home/robin/onedrives/x", None),
        ("/home/dropboxer/x", None),
    ],
)
def test_a_synchronised_folder_is_known_by_its_parents(path: str, drive: str | None) -> None:
    assert synced_drive(Path(path)) == drive
