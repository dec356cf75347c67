"""Sentences about the changes between versions of documents."""

from coachlog.changes.files import (
    MANY,
    Versions,
    count_changes,
    describe_file,
    describe_files,
    find_moved,
    find_renamed,
    is_formatting,
    is_tidying,
    tell_formatted,
)
from coachlog.changes.remembered import remembered

__all__ = [
    "MANY",
    "Versions",
    "count_changes",
    "describe_file",
    "describe_files",
    "find_moved",
    "find_renamed",
    "is_formatting",
    "is_tidying",
    "remembered",
    "tell_formatted",
]
