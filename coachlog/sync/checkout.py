"""Check out a commit: write the files, then move the branch. A journal lets the next command finish."""

from typing import NamedTuple

from coachlog.git.commits import REGULAR, CommitId, Snapshot, TreeEntry
from coachlog.git.errors import Damaged
from coachlog.git.repo import Repo
from coachlog.model.fields import format_list
from coachlog.model.own_documents import require_shared
from coachlog.model.portable_names import folded, is_inside, is_portable
from coachlog.storage import disk
from coachlog.storage.files import FileChanged, Folder, PathOutsideFolder, replace
from coachlog.storage.left_aside import add_left_aside, load_left_aside
from coachlog.storage.local_state import LocalState


class Journal(NamedTuple):
    """The commit from which a checkout began, and the one that it goes to."""

    old: CommitId | None
    new: CommitId


class _FileWrites(NamedTuple):
    """The new contents of files, and the contents that they must have until then."""

    contents: dict[str, bytes | None]
    expected: dict[str, bytes | None]


class UnsavedEdits(FileChanged):
    """Files that someone saved since they were last committed."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        was = "was" if len(paths) == 1 else "were"
        super().__init__(f"{format_list(paths)} {was} changed by another program just now", "run the command again")
        self.paths = paths


def checkout(folder: Folder, repo: Repo, old: CommitId | None, new: CommitId) -> tuple[str, ...]:
    """Take the files, then the branch, from one commit to another; return the files that this disk cannot hold.

    Raise UnsavedEdits if someone just saved one.
    """
    journal = LocalState(folder.root).journal
    changes = repo.objects.changes(old, new)
    writes = _file_writes(folder, repo, old, new)
    replace(journal, f"{old or ''}\n{new}\n".encode())
    try:
        left_aside = folder.write_all(*writes)
    except FileChanged:  # nothing is written yet
        disk.discard(journal)
        raise
    add_left_aside(folder.root, left_aside)
    repo.refs.update_branch(new, old)
    repo.index.update(changes, old)
    disk.discard(journal)
    return left_aside


def checkout_files(
    folder: Folder, repo: Repo, old: CommitId | None, new: CommitId, *, skip_links: bool = False
) -> None:
    """Take the files alone from one commit to another."""
    if old != new:
        writes = _file_writes(folder, repo, old, new, skip_links=skip_links)
        add_left_aside(folder.root, folder.write_all(*writes))


def load_journal(folder: Folder) -> Journal | None:
    """Return the checkout that a killed coachlog has not finished."""
    try:
        old, new = LocalState(folder.root).journal.read_text("ascii").split("\n")[:2]
    except FileNotFoundError:
        return None
    except ValueError:
        raise Damaged from None
    return Journal(CommitId(old) if old else None, CommitId(new))


def follow_journal(folder: Folder, repo: Repo, old: CommitId | None, new: CommitId) -> None:
    """Let the index follow a finished checkout, and drop its journal."""
    if repo.refs.head() == new:
        repo.index.update(repo.objects.changes(old, new), old)
    disk.discard(LocalState(folder.root).journal)


def _file_writes(
    folder: Folder, repo: Repo, old: CommitId | None, new: CommitId, *, skip_links: bool = False
) -> _FileWrites:
    """Return the entries to write: no link, no repository within, no name that some computer can't hold."""
    before: dict[str, TreeEntry] = {}
    after: dict[str, TreeEntry | None] = {}
    expected: dict[str, bytes | None] = {}
    left_aside = load_left_aside(folder.root)
    for path, (old_entry, new_entry) in repo.objects.changes(old, new).items():
        was, now = (entry if entry and entry.mode in REGULAR else None for entry in (old_entry, new_entry))
        if (was and was.id) == (now and now.id) or (now and not is_portable(path)):
            continue
        if not is_inside(path):  # plain git put it there, it has another name now, and its file stays
            continue
        if now and old_entry and was is None:
            folder.remove_link(path)  # the history has it
        try:
            expected[path] = folder.read_replaced(path)
        except PathOutsideFolder:
            if not skip_links:
                raise
            continue
        after[path] = now
        if was and path not in left_aside:
            before[path] = was
    _keep_respelled(folder, repo, new, before, after, expected)
    snapshot = Snapshot(old, before)
    typed = [path for path, content in expected.items() if snapshot.differs(path, content)]
    left_out = repo.worktree.left_out(typed)  # of these each computer has its own version
    for path in left_out:
        del after[path], expected[path]
    require_shared(repo.worktree.own_among({path: expected[path] for path in typed if path not in left_out}))
    if len(typed) > len(left_out):
        raise UnsavedEdits(tuple(path for path in typed if path not in left_out))
    blobs = repo.objects.blobs([entry for entry in after.values() if entry])
    return _FileWrites({path: entry and blobs[entry.id] for path, entry in after.items()}, expected)


def _keep_respelled(
    folder: Folder,
    repo: Repo,
    new: CommitId,
    before: dict[str, TreeEntry],
    after: dict[str, TreeEntry | None],
    expected: dict[str, bytes | None],
) -> None:
    """Leave a file of which a commit spells the folders or accents otherwise, where the disk sees no difference."""
    removed = [path for path, entry in after.items() if entry is None and expected[path] is not None]
    removed = [path for path in removed if folder.has_other_spelling(path)]
    names = {folded(path): path for path in repo.objects.tree(new)} if removed else {}
    for path in removed:
        name = names.get(folded(path))
        if name and folder.is_one_file(path, name) and folder.read_replaced(name) is not None:
            del after[path], expected[path]
            entry = before.pop(path, None)
            if name in after and entry:
                before[name] = entry
