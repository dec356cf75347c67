"""Merge two versions of a file for plain git, which calls coachlog for it."""

from pathlib import Path
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.model.conflict import Conflict

_MARKDOWN: Final = (".markdown", ".mdown", ".mkd", ".mkdn", ".mdx")


def merge_for_git(base: Path, ours: Path, theirs: Path, name: str) -> bool:
    """Write the merge into `ours`; return False, with nothing written, where both can only be kept whole."""
    from coachlog.merge.two_documents import are_two_documents
    from coachlog.storage.files import Folder
    from coachlog.storage.load import find_log, load_log
    from coachlog.sync.settled_differently import SettledDifferently

    try:
        # Git knows no times here, and on the other computer what is ours here is theirs.
        older, newer = sorted((ours.read_bytes(), theirs.read_bytes()))
        was = base.read_bytes()
        if not was and are_two_documents(name, older, newer):
            return False  # the next command of coachlog gives the second a name of its own
        as_markdown = Path(name).suffix.lower() in _MARKDOWN
        root = find_log(Path.cwd())
        merge = SettledDifferently(
            lambda: _known_conflicts(root), lambda: load_log(root, ()).settings.headings if root else ()
        ).merge
        merged = merge(was, older, newer, "x.md" if as_markdown else name)
        if not merged.whole:
            Folder(ours.absolute().parent).write(ours.name, merged.content)
    except (OSError, CoachlogError):
        return False
    return not merged.whole


def _known_conflicts(root: Path | None) -> tuple[Conflict, ...]:
    """Return the conflicts of the log in whose folder git merges, which both may have settled since."""
    from coachlog.git.repo import Repo
    from coachlog.sync.conflicts import load_past

    return load_past(root, lambda: Repo(root)).conflicts if root else ()
