"""Turns git's words about a repository that it does not open or write into a sentence and a hint.

The reason lies in the surroundings: nothing in the repository is damaged, and there is nothing to repair in it.
"""

import re
import shlex
from typing import Final

from coachlog.git.errors import Refused, visible
from coachlog.regex import regex

_OWNER: Final = regex(
    r"dubious ownership in repository at '(.+)'|unsafe repository \('(.+)' is owned by someone else\)"
)
_SETTINGS: Final = regex(
    r"fatal: (bad config .*|bad \w+ config value .*|unable to access '.*config.*"
    r"|unknown error occurred while reading the configuration files)"
)
_KEY: Final = regex(r"config value '.*' for '([\w.-]+)'")
_NEWER: Final = regex(r"Expected git repo version|unknown repository (extension|storage)|unknown object format")
_FULL: Final = regex(r"(?m)^(?!remote:).*(no space left on device|disk quota exceeded)", re.IGNORECASE)
_FORBIDDEN: Final = regex(
    r"(?m)^(?:fatal|error): .*(permission denied$|insufficient permission|read-only file system|not permitted$)",
    re.IGNORECASE,
)


def find_refusal(complaints: str) -> Refused | None:
    """Return the error for a git that the surroundings keep from its work, None for any other failure."""
    return find_unopened(complaints) or _find_unwritten(complaints)


def find_unopened(complaints: str) -> Refused | None:
    """Return the error for a repository that git does not open."""
    if match := _OWNER.search(complaints):
        # A drive that knows no owners, as a stick or a school's share: the person decides, once.
        folder = match[1] or match[2]
        quoted = shlex.quote(folder) if "'" in folder else f"'{folder}'"
        return Refused(
            "this folder belongs to somebody else, or its disk does not say to whom, so git does not open it",
            f"if it is yours: git config --global --add safe.directory {visible(quoted)}",
        )
    if match := _SETTINGS.search(complaints):
        key = _KEY.search(match[1])
        found = f"git config --show-origin --get-all {key[1]} shows it: " if key else ""
        return Refused(
            f"git's settings on this computer can't be read: {visible(match[1])}",
            f"{found}mend that line, or give the file another name, then run the command again",
        )
    if _NEWER.search(complaints):
        return Refused("this log's history needs a newer git than this computer has", "update git: https://git-scm.com")
    return None


def _find_unwritten(complaints: str) -> Refused | None:
    if _FULL.search(complaints):
        return Refused("this computer's disk is full: the history can't be written", "free some space, then try again")
    if _FORBIDDEN.search(complaints):
        return Refused(
            "the log's history can't be written or read: this computer does not allow it",
            "check that the folder is not read-only and that it is yours, then run the command again",
        )
    return None
