"""Files that leave the log: where one may be, and putting it there whole or not at all."""

import os
from collections.abc import Mapping
from pathlib import Path

from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.storage.files import Folder, plain_errors, replace, require_names
from coachlog.storage.home import is_within
from coachlog.storage.load import find_log


def require_place(context: Context, file: Path, *, replacing: bool) -> None:
    """Raise if a file for others may not be, or if there is one already that nobody said to replace."""
    context.home.require_file_for_others(file)
    _require_outside_shared_places(context, file)
    with plain_errors(str(file)):
        if file.is_dir():
            raise UsageError(f"{file} is a folder", "name a file in it")
        if file.is_symlink() or file.exists():
            _require_replacing(context, file, replacing=replacing)


def write_file(context: Context, file: Path, content: bytes) -> None:
    """Put a file for others in its place."""
    context.home.require_file_for_others(file)
    replace(file, content)


def write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Put files into a folder, which is made if it is not there: all are on the disk before one is in its place."""
    with plain_errors(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
    require_names(Folder(folder).write_all(contents))


def require_outside_logs(place: Path) -> None:
    """Raise if a file or a folder is in a log: what is for one person would lie beside what two people share."""
    if find_log(Path(os.path.realpath(place))):
        raise UsageError(
            f"{place} would be in a log, and what is there both of you get",
            f"name a place outside of it, such as ~/{place.name}",
        )


def _require_replacing(context: Context, file: Path, *, replacing: bool) -> None:
    if replacing or context.confirm(f"There is a file {file} already. Put the new one in its place?", default=False):
        return
    raise CoachlogError(
        f"there is a file {file} already", "name another file, or say --replace to put the new one in its place"
    )


def _require_outside_shared_places(context: Context, file: Path) -> None:
    """Raise if a file would lie in the folder through which a log is shared: the partner would get it."""
    from coachlog.git.remote_address import RemoteKind
    from coachlog.sync.remote_config import recall

    for log in context.home.logs():
        shared = recall(log)
        if shared and shared.where.kind is not RemoteKind.NET and is_within(file.parent, shared.where.path):
            raise UsageError(
                f"{file} cannot be that file: it is in the place through which you share a log", "name another file"
            )
