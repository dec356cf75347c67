"""Three-way merge of documents by meaning, and its audit: pure."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coachlog.merge.files import merge_files
    from coachlog.merge.result import Merged

__all__ = ["Merged", "merge_files"]


def __getattr__(name: str) -> Any:
    """Import the merge when it is asked for: a page is drafted with other modules of this room alone."""
    if name not in __all__:
        raise AttributeError(name)
    from coachlog.merge.files import merge_files
    from coachlog.merge.result import Merged

    return {"Merged": Merged, "merge_files": merge_files}[name]
