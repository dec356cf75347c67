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
from coachlog.changes.followed import FOLLOWED, followed_box, followed_boxes

__all__ = [
    "FOLLOWED",
    "MANY",
    "Versions",
    "count_changes",
    "describe_file",
    "describe_files",
    "find_moved",
    "find_renamed",
    "followed_box",
    "followed_boxes",
    "is_formatting",
    "is_tidying",
    "tell_formatted",
]
