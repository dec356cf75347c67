"""Repair a damaged repository from the shared place and from the files. No file is changed."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.git.commits import COACHLOG, CommitId, blob_id
from coachlog.git.process import Watch
from coachlog.git.refs import SHARED
from coachlog.git.remote import GitRemote
from coachlog.git.repair import Repair
from coachlog.git.repo import Repo
from coachlog.model.fields import format_count
from coachlog.storage import disk
from coachlog.storage.files import Folder, plain_errors
from coachlog.storage.local_state import LocalState
from coachlog.storage.lock import locked
from coachlog.sync.remote_config import Shared, place_of

_LIKELY: Final = 200  # commits of the shared place that are compared with the files


@dataclass(slots=True)
class Mended:
    """Sentences on what was repaired, and on what could not be."""

    healed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def mend(root: Path, shared: Shared | None, progress: Watch) -> Mended:
    """Repair the repository of a log as far as possible; raise only if the disk refuses."""
    local = LocalState(root)
    local.folder.mkdir(exist_ok=True)
    result = Mended()
    with locked(local.sync_lock), locked(local.lock):
        repo = Repo(root)
        repair = Repair(repo, local.damaged)
        branch = repair.restore_head(shared.branch if shared and shared.branch else "main")
        was = repair.past_heads(branch)
        damaged_count = repair.set_aside_damaged()
        if damaged_count:
            folder = local.damaged.relative_to(root).as_posix()
            result.healed.append(f"{format_count(damaged_count, 'damaged piece')} set aside in {folder}")
        there = _take_from_place(repair, local.mending, shared, progress, result) if shared else []
        repair.write_objects(_files(root))
        _go_back(repo, repair, branch, was, there, result)
        if is_stuck(root):  # the files say where that checkout ended
            disk.unlink(local.journal)
    return result


def _take_from_place(repair: Repair, near: Path, shared: Shared, progress: Watch, result: Mended) -> Sequence[CommitId]:
    """Fetch everything into a new repository, so that nothing damaged is in the way."""
    with plain_errors(near.name, "made"):
        if near.exists():
            disk.remove_tree(near)
        near.mkdir()
    try:
        place = place_of(Repo.create(near), shared, "")
        if isinstance(place, GitRemote):
            place.watch = progress
        fetched = place.fetch()
        if fetched.tips:
            repair.fetch_objects(near)
            result.healed.append("what the shared place has was taken from there again")
    except CoachlogError as trouble:
        result.left.append(f"the shared place could not help: {trouble.sentence}")
        return []
    else:
        return fetched.tips
    finally:
        disk.discard(near)


def _go_back(
    repo: Repo, repair: Repair, branch: str, was: Sequence[CommitId], there: Sequence[CommitId], result: Mended
) -> None:
    """Set the branch to the newest commit that can be read with all its ancestors."""
    seen = repo.refs.get(SHARED)
    newest = was[0] if was else None
    commit = _newest_whole(repair, [*was, *([seen] if seen else [])]) or _likeliest(repo, there)
    lost: list[str] = []
    if commit is None:
        commit, lost = next(((name, gone) for name in was if (gone := repair.lost_files(name)) is not None), (None, []))
        if commit:
            result.left.append("some older states of documents can't be read any more; all of today's are there")
    if commit is None:
        result.left.append("no entry can be read any more; every file is as you left it")
        return
    repair.set_branch(branch, commit)
    repair.drop_lost_refs(branch, commit)
    if lost:  # today's version is committed now, because the older one is gone
        files = Folder(repo.root)
        changes = {path: files.read(path) for path in lost}
        repo.writer.commit(changes, f"doctor: {format_count(len(lost), 'file')}", COACHLOG, datetime.now(UTC))
    if commit != newest:
        words = "the history ends at an earlier entry now; what was written since is in your files: coachlog save"
        result.healed.append(words)


def _newest_whole(repair: Repair, commits: Sequence[CommitId]) -> CommitId | None:
    """Return the newest whole commit: nearly always the first, else by bisection."""
    low, high = 0, len(commits)
    if commits and repair.is_whole(commits[0]):
        return commits[0]
    while low < high:
        middle = (low + high) // 2
        if repair.is_whole(commits[middle]):
            high = middle
        else:
            low = middle + 1
    return commits[low] if low < len(commits) else None


def _likeliest(repo: Repo, there: Sequence[CommitId]) -> CommitId | None:
    """Return the commit of the shared place from which the files differ least, if no local ref helps.

    Of several it is the oldest. With a newer one, the partner's last edits would look deleted.
    """
    if not there:
        return None
    disk = {path: content for path in _files(repo.root) if (content := _read(repo.root / path)) is not None}

    def distance(commit: CommitId) -> int:
        tree = repo.objects.tree(commit)
        here = {path for path in tree if path in disk and blob_id(disk[path], len(commit)) == tree[path].id}
        return len({*tree, *disk} - here)

    commits = [commit.id for tip in there for commit in repo.commits.log(_LIKELY, at=tip)]
    return min(reversed(commits), key=distance)


def is_stuck(root: Path) -> bool:
    """Tell whether the journal of a checkout names a commit that is gone."""
    path = LocalState(root).journal
    try:
        old, new = path.read_text("ascii", "replace").split("\n")[:2]
    except FileNotFoundError:
        return False
    except ValueError:
        return True
    repair = Repair(Repo(root), root)
    return not all(len(at) >= 40 and repair.is_whole(CommitId(at)) for at in (old or new, new))


def _files(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != ".git" and not (Path(folder) / name / ".git").exists()]
        for name in names:
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix()


def _read(path: Path) -> bytes | None:
    with suppress(OSError):
        return path.read_bytes()
    return None
