"""A history that the disk has damaged: healed from the shared place and from the files, which are never touched."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.git.commits import COACHLOG, blob_id
from coachlog.git.process import Watch
from coachlog.git.refs import SHARED
from coachlog.git.remote import GitRemote
from coachlog.git.repair import Repair
from coachlog.git.repo import Repo
from coachlog.model.fields import format_count
from coachlog.storage.files import Folder
from coachlog.storage.local_state import LocalState
from coachlog.storage.lock import locked
from coachlog.sync.remote_config import Shared, place_of

_LIKELY: Final = 200  # entries of the shared place that the files may come from


@dataclass(slots=True)
class Mended:
    """What was healed, and what could not be, in sentences."""

    healed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def mend(root: Path, shared: Shared | None, progress: Watch) -> Mended:
    """Heal a log's history as far as that can be done; raises only where the disk refuses, too."""
    local = LocalState(root)
    local.folder.mkdir(exist_ok=True)
    told = Mended()
    with locked(local.sync_lock), locked(local.lock):
        repo = Repo(root)
        repair = Repair(repo, local.damaged)
        branch = repair.restore_head(shared.branch if shared and shared.branch else "main")
        was = repair.past_heads(branch)
        found = repair.set_aside_damaged()
        if found:
            told.healed.append(
                f"{format_count(found, 'damaged piece')} set aside in {local.damaged.relative_to(root).as_posix()}"
            )
        there = _take_from_place(repair, local.mending, shared, progress, told) if shared else []
        repair.write_objects(_files(root))
        _go_back(repo, repair, branch, was, there, told)
        if is_stuck(root):  # the files tell where it ended
            local.journal.unlink()
    return told


def _take_from_place(repair: Repair, near: Path, shared: Shared, progress: Watch, told: Mended) -> Sequence[str]:
    """Fetch all that the shared place has, by itself, so that nothing damaged here is in the way."""
    shutil.rmtree(near, ignore_errors=True)
    near.mkdir()
    try:
        place = place_of(Repo.create(near), shared, "")
        if isinstance(place, GitRemote):
            place.watch = progress
        arrived = place.fetch()
        if arrived.tips:
            repair.fetch_objects(near)
            told.healed.append("what the shared place has was taken from there again")
    except CoachlogError as trouble:
        told.left.append(f"the shared place could not help: {trouble.sentence}")
        return []
    else:
        return arrived.tips
    finally:
        shutil.rmtree(near, ignore_errors=True)


def _go_back(repo: Repo, repair: Repair, branch: str, was: Sequence[str], there: Sequence[str], told: Mended) -> None:
    """Have the log stand at the newest entry that can be read with all its past."""
    seen = repo.refs.get(SHARED)
    newest = was[0] if was else None
    entry = _newest_whole(repair, [*was, *([seen] if seen else [])]) or _likeliest(repo, there)
    lost: list[str] = []
    if entry is None:
        entry, lost = next(((name, gone) for name in was if (gone := repair.lost_files(name)) is not None), (None, []))
        if entry:
            told.left.append("some older states of documents can't be read any more; all of today's are there")
    if entry is None:
        told.left.append("no entry can be read any more; every file is as you left it")
        return
    repair.set_branch(branch, entry)
    repair.drop_lost_refs(branch, entry)
    if lost:  # what they are today is kept at once, for what they were can't be compared with it any more
        files = Folder(repo.root)
        changes = {path: files.read(path) for path in lost}
        repo.writer.commit(changes, f"doctor: {format_count(len(lost), 'file')}", COACHLOG, datetime.now(UTC))
    if entry != newest:
        words = "the history ends at an earlier entry now; what was written since is in your files: coachlog save"
        told.healed.append(words)


def _newest_whole(repair: Repair, entries: Sequence[str]) -> str | None:
    """The first that is whole: nearly always the first of all, else found by halves, since what is older is whole."""
    low, high = 0, len(entries)
    if entries and repair.is_whole(entries[0]):
        return entries[0]
    while low < high:
        middle = (low + high) // 2
        if repair.is_whole(entries[middle]):
            high = middle
        else:
            low = middle + 1
    return entries[low] if low < len(entries) else None


def _likeliest(repo: Repo, there: Sequence[str]) -> str | None:
    """Where nothing here says it: the entry of the shared place from which the files differ the least.

    The oldest of several: from one that is too new, the partner's last words would seem to be taken away.
    """
    if not there:
        return None
    disk = {path: content for path in _files(repo.root) if (content := _read(repo.root / path)) is not None}

    def distance(entry: str) -> int:
        leaves = repo.objects.tree(entry)
        here = {path for path in leaves if path in disk and blob_id(disk[path], len(entry)) == leaves[path].id}
        return len({*leaves, *disk} - here)

    entries = [entry.id for tip in there for entry in repo.commits.log(_LIKELY, at=tip)]
    return min(reversed(entries), key=distance)


def is_stuck(root: Path) -> bool:
    """Tell whether a journey between two entries was begun that can't be finished: one of them is gone."""
    path = LocalState(root).journal
    try:
        old, new = path.read_text("ascii", "replace").split("\n")[:2]
    except FileNotFoundError:
        return False
    except ValueError:
        return True
    repair = Repair(Repo(root), root)
    return not all(len(at) >= 40 and repair.is_whole(at) for at in (old or new, new))


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
