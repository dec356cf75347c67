"""Three-way merge of documents by meaning, and its audit: pure."""

from coachlog.merge.files import merge_files
from coachlog.merge.result import Merged

__all__ = ["Merged", "merge_files"]
