"""Bring back a log's settings that are gone, or that nothing can read: the newest in the history that can be read."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from coachlog.git.repo import Repo
from coachlog.markdown.document import Unreadable
from coachlog.model.parse_settings import parse_settings
from coachlog.model.settings import FILE
from coachlog.storage import disk
from coachlog.storage.files import move_aside, plain_errors, replace
from coachlog.storage.load import has_words


def bring_back_settings(root: Path) -> str:
    """Write the settings from the history, and return a sentence; an empty one where the history has none.

    The caller has found that they cannot be used. A file or a folder in their place gets another name beside it.
    """
    content = next(_usable(Repo(root)), None)
    if content is None:
        return ""
    path = root / FILE
    with plain_errors(FILE):
        reason = _make_room(path)
    replace(path, content)
    return f"{FILE} {reason}: it is brought back from the history, as it was last kept."


def _usable(repo: Repo) -> Iterator[bytes]:
    """Yield each content that the settings have had, the newest first."""
    for commit in repo.commits.log(path=FILE):
        content = repo.commits.contents([FILE], commit.id)[FILE]
        with suppress(Unreadable):
            if content and has_words(content) and parse_settings(content)[0].people:
                yield content


def _make_room(path: Path) -> str:
    """Move aside what has taken the place of a file, and return what was wrong."""
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "was gone"
    if disk.is_link(path):
        disk.unlink(path)  # what it leads to stays
        return "was a link and no file"
    if not stat.S_ISREG(mode):
        return f"was no file, and is now called {move_aside(path).name}"
    if not path.read_bytes().strip(b"\0 \r\n\t"):
        disk.unlink(path)
        return "was empty"
    return f"could not be read, and is now called {move_aside(path).name}"
