"""Entries of a tree."""

from coachlog.git.commits import TreeEntry, blob_id


def leaf(content: bytes, mode: str = "100644") -> TreeEntry:
    return TreeEntry(mode, blob_id(content))
