"""Bring the own pages of another computer of the same person in; the pages that are here come along."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from coachlog.errors import SurroundingsError
from coachlog.git.commits import Author, MergeDraft
from coachlog.git.remote import GitRemote
from coachlog.git.repo import Repo
from coachlog.model.fields import format_count
from coachlog.storage import disk
from coachlog.storage.files import Folder, plain_errors
from coachlog.sync.checkout import checkout
from coachlog.sync.clone import clone_log
from coachlog.sync.merge_commits import merge_draft
from coachlog.sync.merge_trees import merge_trees
from coachlog.sync.remote_config import Shared


def bring_own_pages(
    own: Path, shared: Shared, attend: Callable[[GitRemote], None], author: Author, when: datetime
) -> Path | None:
    """Take the own pages from their place, and merge those of this computer into them.

    Return the folder in which the history of this computer's pages is kept as it was, None if there was none.
    """
    making = clone_log(own, shared, attend, _require_own_pages)
    try:
        pages = _pages(own)
        if pages:
            _merge_in(making, pages, author, when)
        return _put_in_place(making, own)
    except BaseException:
        disk.discard(making)
        raise


def _require_own_pages(settings: bytes | None, where: str) -> None:
    if settings is not None:
        raise SurroundingsError(
            f"{where} holds a log, and your own pages belong in none",
            "name a place that is yours alone: coachlog own --folder DIR",
        )


def _pages(own: Path) -> dict[str, bytes]:
    """Return every file of the own pages but those of git."""
    files = (path for path in own.rglob("*") if path.is_file() and not path.is_symlink())
    names = (path.relative_to(own).as_posix() for path in files)
    folder = Folder(own)
    return {name: folder.read(name) or b"" for name in names if not name.startswith(".git/")}


def _merge_in(root: Path, pages: Mapping[str, bytes], author: Author, when: datetime) -> None:
    """Merge pages into those that came, as two sides that have nothing in common yet: no word of either is lost."""
    repo = Repo(root)
    with closing(repo.objects):  # Windows neither moves nor deletes the folder of a running process
        tip = repo.refs.head()
        if tip is None:
            return
        mine = repo.writer.create_commit([], MergeDraft(pages, {}, "save"), author, when)
        theirs, ours = repo.objects.changes(None, tip), repo.objects.changes(None, mine)
        trees = merge_trees(theirs, ours, repo.objects.blobs, lambda: repo.objects.tree(tip))
        draft = merge_draft(trees, theirs, ours)
        if draft.contents or draft.entries:
            draft = draft._replace(message=f"save: {format_count(len(pages), 'file')}")
            checkout(Folder(root), repo, tip, repo.writer.create_commit([tip], draft, author, when))


def _put_in_place(making: Path, own: Path) -> Path | None:
    with plain_errors(own.name, "made"):
        before = None
        if own.exists() and any(own.iterdir()):
            before = next(path for path in _names_beside(own) if not path.exists())
            disk.rename(own, before)
        elif own.exists():
            disk.remove_folder(own)
        disk.rename(making, own)
    return before


def _names_beside(own: Path) -> Iterator[Path]:
    yield own.with_name(f"{own.name}-before")
    yield from (own.with_name(f"{own.name}-before-{number}") for number in count(2))
