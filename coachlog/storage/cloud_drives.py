"""Folders that another program synchronises: it would tear a log's history apart."""

import re
from pathlib import Path
from typing import Final

# The folder names that the programs make, casefolded; "OneDrive - District 12" and "Dropbox (School)" too.
_DRIVES: Final = (
    ("OneDrive", re.compile(r"onedrive(commercial|consumer)?( ?- ?.+)?|onedrive-.+")),
    ("Dropbox", re.compile(r"dropbox( ?\(.+\))?")),
    ("iCloud Drive", re.compile(r"mobile documents|icloud ?drive|icloud~.+|com~apple~clouddocs")),
    ("Google Drive", re.compile(r"google ?drive(-.+)?|googledrive(-.+)?|my drive|drivefs")),
    ("Box", re.compile(r"box|box sync|box-box")),
    ("Nextcloud", re.compile(r"nextcloud")),
    ("ownCloud", re.compile(r"owncloud")),
    ("pCloud", re.compile(r"pcloud ?drive|pcloud ?sync|pclouddrive")),
    ("MEGA", re.compile(r"mega|megasync( downloads)?")),
    ("Syncthing", re.compile(r"syncthing")),
    ("a cloud drive", re.compile(r"cloudstorage")),
)


def synced_drive(path: Path) -> str | None:
    """Return the cloud drive that a folder is in by its parents' names, None where it is in none."""
    parts = [part.casefold() for part in path.parts]
    return next((name for name, form in _DRIVES if any(form.fullmatch(part) for part in parts)), None)
