"""What changed between versions of documents, in sentences about the documents: pure."""

from coachlog.changes.files import MANY, Versions, describe, find_renamed, is_tidying, tell, tell_many

__all__ = ["MANY", "Versions", "describe", "find_renamed", "is_tidying", "tell", "tell_many"]
