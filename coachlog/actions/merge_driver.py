"""Merge two versions of a file for plain git, which calls coachlog for it."""

from pathlib import Path
from typing import Final

from coachlog.errors import CoachlogError

_MARKDOWN: Final = (".markdown", ".mdown", ".mkd", ".mkdn", ".mdx")


def merge_for_git(base: Path, ours: Path, theirs: Path, name: str) -> bool:
    """Write the merge into `ours`; return False, with nothing written, where both can only be kept whole."""
    from coachlog.merge import merge_files
    from coachlog.storage.files import Folder

    try:
        # Git knows no times here, and on the other computer what is ours here is theirs.
        older, newer = sorted((ours.read_bytes(), theirs.read_bytes()))
        as_markdown = Path(name).suffix.lower() in _MARKDOWN
        merged = merge_files(base.read_bytes(), older, newer, "x.md" if as_markdown else name)
        if not merged.whole:
            Folder(ours.absolute().parent).write(ours.name, merged.content)
    except (OSError, CoachlogError):
        return False
    return not merged.whole
