"""A folder taken from one entry to another: file by file, then the history; finished later where it was cut short."""

from collections import Counter
from pathlib import Path

from coachlog.git.commits import REGULAR, Changes, FileChange, Snapshot
from coachlog.git.errors import Damaged
from coachlog.git.repo import Repo
from coachlog.model.portable_names import is_portable, second_name
from coachlog.storage.files import FileChanged, Folder, PathOutsideFolder, replace
from coachlog.storage.local_state import LocalState

_Moves = dict[str, FileChange]


class UnsavedEdits(FileChanged):
    """Files that someone saved since they were last kept."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__("a file was changed by another program just now", "run the command again")
        self.paths = paths


def advance(folder: Folder, repo: Repo, old: str | None, new: str) -> tuple[str, ...]:
    """Take all files, then the history, from one entry to another; Edited where someone saved one just now."""
    journal = LocalState(folder.root).journal
    changes = repo.objects.changes(old, new)
    moves = _moves(changes)
    blobs = repo.objects.blobs([after for _, after in moves.values() if after])
    before = Snapshot(old, {path: was for path, (was, _) in moves.items() if was})
    expected = {path: folder.read(path) for path in moves}
    typed = [path for path, content in expected.items() if before.differs(path, content)]
    if typed:
        raise UnsavedEdits(tuple(typed))
    replace(journal, f"{old or ''}\n{new}\n".encode())
    try:
        folder.write_all({path: blobs[after.id] if after else None for path, (_, after) in moves.items()}, expected)
    except FileChanged:  # nothing is written yet
        journal.unlink(missing_ok=True)
        raise
    _arrive(repo, journal, old, new, changes)
    return tuple(moves)


def resume(folder: Folder, repo: Repo) -> tuple[str, ...]:
    """Finish what a killed coachlog began; what was typed into a file meanwhile is brought together with it.

    What could only be kept beside such a file is returned by its name: no entry has it yet.
    """
    journal = LocalState(folder.root).journal
    try:
        old, new = journal.read_text("ascii").split("\n")[:2]
    except ValueError:
        raise Damaged from None
    head = repo.refs.head()
    changes = repo.objects.changes(old or None, new)
    if head == (old or None):
        beside = _finish(folder, repo, _moves(changes))
        _arrive(repo, journal, old or None, new, changes)
        return beside
    if head == new:
        repo.index.update(changes, old or None)
    journal.unlink(missing_ok=True)
    return ()


def _moves(changes: Changes) -> _Moves:
    """What there is to write: no link, no repository within, no name that a computer can't hold."""
    found: _Moves = {}
    for path, (before, after) in changes.items():
        was, now = (leaf if leaf and leaf.mode in REGULAR else None for leaf in (before, after))
        if (was and was.id) != (now and now.id) and (now is None or is_portable(path)):
            found[path] = FileChange(was, now)
    return found


def _arrive(repo: Repo, journal: Path, old: str | None, new: str, changes: Changes) -> None:
    repo.refs.update_branch(new, old)
    repo.index.update(changes, old)
    journal.unlink(missing_ok=True)


def _finish(folder: Folder, repo: Repo, moves: _Moves) -> tuple[str, ...]:
    from coachlog.merge import merge_files

    blobs = repo.objects.blobs([leaf for move in moves.values() for leaf in move if leaf])
    writes: dict[str, bytes | None] = {}
    beside: dict[str, bytes | None] = {}
    for path, (before, after) in moves.items():
        was, now = (leaf and blobs[leaf.id] for leaf in (before, after))
        try:
            disk = folder.read(path)
        except PathOutsideFolder:
            continue
        if disk in (was, None):  # what was taken away or renamed meanwhile comes back with the other's words
            writes[path] = now
        elif disk is not None and now is not None and not _is_upon(now, was, disk):
            merged = merge_files(was, now, disk, path)
            writes[path] = merged.content
            if merged.whole and after:
                beside[second_name(path, after.id)] = now
    folder.write_all(writes | beside)
    return tuple(beside)


def _is_upon(now: bytes, was: bytes | None, disk: bytes) -> bool:
    """Tell whether a person has surely typed into the new version: what it has and the old one had not is all there.

    Where that is not sure, the two are merged upon the old one: something may stand twice then, and nothing is lost.
    """
    new, old, lines = (_lines(version) for version in (now, was or b"", disk))
    if new - old:
        return new - old <= lines
    return disk == now or not (old - new) & lines


def _lines(version: bytes) -> Counter[bytes]:
    """The lines that say something."""
    return Counter(line for line in map(bytes.strip, version.splitlines()) if line)
