"""Three-way merge of documents by meaning, and its audit: pure."""

from coachlog.merge.files import merge_files
from coachlog.merge.result import Kept, Merged

__all__ = ["Kept", "Merged", "merge_files"]
