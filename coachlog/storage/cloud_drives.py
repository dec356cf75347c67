"""Folders that another program synchronises: it would tear a log's history apart."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from coachlog.regex import regex
from coachlog.storage import disk

# The folder names that the programs make, casefolded; "OneDrive - District 12" and "Dropbox (School)" too.
_DRIVES: Final = (
    ("OneDrive", regex(r"onedrive(commercial|consumer)?( ?- ?.+)?|onedrive-.+")),
    ("Dropbox", regex(r"dropbox( ?\(.+\))?")),
    ("iCloud Drive", regex(r"mobile documents|icloud ?drive|icloud~.+|com~apple~clouddocs")),
    ("Google Drive", regex(r"google ?drive(-.+)?|googledrive(-.+)?|(my|shared) drives?|drivefs")),
    ("Google Drive", regex(r"meine ablage|geteilte ablagen|mon drive|drive partag\u00e9s|mi unidad|mijn drive")),
    ("Box", regex(r"box sync|box-box")),
    ("Nextcloud", regex(r"nextcloud")),
    ("ownCloud", regex(r"owncloud")),
    ("pCloud", regex(r"pcloud ?drive|pcloud ?sync|pclouddrive")),
    ("MEGA", regex(r"megasync( downloads)?")),
    ("Syncthing", regex(r"syncthing")),
    ("a cloud drive", regex(r"cloudstorage")),
)
# Names that many folders have; those of the programs are right in a person's own folder.
_PLAIN_NAMES: Final = {"box": "Box", "mega": "MEGA"}
_HOMES: Final = ("home", "users")
# What a program puts into the folder that it synchronises, whatever a person or a language calls that.
_MARKS: Final = {
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".dropbox.cache": "Dropbox",
    ".shortcut-targets-by-id": "Google Drive",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}
_ONEDRIVE: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_PROVIDERS: Final = r"Software\SyncEngines\Providers\OneDrive"  # of Windows' registry: libraries of Teams, too
_ICLOUD: Final = "Library/Mobile Documents/com~apple~CloudDocs"
_IN_ICLOUD: Final = ("Documents", "Desktop")


def synced_drive(path: Path, environment: Mapping[str, str] | None = None) -> str | None:
    """Return the cloud drive that a folder is in, None if it is in none."""
    folders = (path, *path.parents)
    return (
        next(filter(None, map(_by_name, folders)), None)
        or next((name for folder, name in _known(environment or {}) if folder in folders), None)
        or next((name for folder in folders for mark, name in _MARKS.items() if os.path.lexists(folder / mark)), None)
    )


def _by_name(folder: Path) -> str | None:
    name, above = folder.name.casefold(), [part.name.casefold() for part in folder.parents]
    if name in _PLAIN_NAMES and above[1:2] and above[1] in _HOMES:
        return _PLAIN_NAMES[name]
    return next((drive for drive, form in _DRIVES if form.fullmatch(name)), None)


def _known(environment: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Yield the folders of which the system says that they are synchronised."""
    yield from ((Path(environment[name]), "OneDrive") for name in _ONEDRIVE if environment.get(name))
    if disk.WINDOWS:
        yield from ((Path(folder), "OneDrive") for folder in _mount_points(import_module("winreg")))
    if disk.MACOS and environment.get("HOME"):
        home = Path(environment["HOME"])
        yield from ((home / name, "iCloud Drive") for name in _IN_ICLOUD if (home / _ICLOUD / name).exists())


def _mount_points(winreg: Any) -> Iterator[str]:
    """Yield the folders that OneDrive has noted in Windows' registry."""
    with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _PROVIDERS) as providers:
        for number in range(winreg.QueryInfoKey(providers)[0]):
            with suppress(OSError), winreg.OpenKey(providers, winreg.EnumKey(providers, number)) as provider:
                yield str(winreg.QueryValueEx(provider, "MountPoint")[0])
