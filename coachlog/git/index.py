"""The user's index. coachlog commits without it, and then updates the paths that the user has not staged."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Final

from coachlog.errors import SurroundingsError
from coachlog.git.commits import NULL_ID, REGULAR, Changes, CommitId, FileChange, TreeEntry, decode_path, encode_path
from coachlog.git.errors import UnknownRevision
from coachlog.git.locks import remove_stale_locks
from coachlog.git.objects import Objects
from coachlog.git.process import Git
from coachlog.git.refs import Refs, require_revision
from coachlog.git.repo_state import RepoState
from coachlog.storage import disk
from coachlog.storage.local_state import LocalState

_MAX_ARGUMENTS: Final = 8000  # characters; Windows takes 32,767 for the whole command

# By stage: 0 is merged; of a conflict, 1 is the base, 2 ours, 3 theirs.
Stages = Mapping[int, TreeEntry]


class Index:
    """Reads and updates the index of one repository."""

    def __init__(self, state: RepoState, git: Git, objects: Objects, refs: Refs) -> None:
        self._folder = state.folder
        self._git = git
        self._objects = objects
        self._refs = refs
        # The commit that the index last matched, if an update failed; empty for no commit.
        self._behind = LocalState(state.folder.parent).index_is_at

    def update(self, changes: Changes, since: CommitId | None) -> bool:
        """Bring the paths of `changes` from the commit `since` to HEAD's, if the user has staged nothing else.

        Return False if git refused; `catch_up` repeats it then.
        """
        done = True
        try:
            staged = self._staged(changes)
            self._set(
                {
                    path: change.after
                    for path, change in changes.items()
                    if staged.get(path) == change.before != change.after
                }
            )
        except SurroundingsError:  # the commit is made, and a lock that the user's own git holds does not matter
            done = False
            with suppress(OSError):
                self._behind.parent.mkdir(exist_ok=True)
                if not self._behind.exists():
                    self._behind.write_bytes((since or "").encode("ascii"))
        self.skip_worktree(path for path, (_, after) in changes.items() if after and after.mode not in REGULAR)
        return done

    def update_paths(self, paths: Iterable[str], since: CommitId | None) -> None:
        """Bring some paths from the commit `since` to HEAD's, if the user has staged nothing else."""
        self.update(self._objects.changes_of(paths, since, self._refs.head()), since)

    def catch_up(self) -> None:
        """Repeat an update that failed."""
        try:
            since = self._behind.read_text("ascii", "replace")
        except FileNotFoundError:
            return
        head, changes, before = self._refs.head(), dict[str, FileChange](), None
        with suppress(SurroundingsError, UnknownRevision):  # the old commit may be gone
            before = CommitId(require_revision(since)) if since else None
            changes = dict(self._objects.changes(before, head)) if head else {}
        if not changes or self.update(changes, before):  # a command that is killed before leaves it to the next one
            disk.unlink(self._behind)

    def read_head(self) -> None:
        """Fill the index from HEAD's commit."""
        self._git.run("read-tree", "--reset", "HEAD")
        entries = self._objects.tree(self._refs.require_head())
        self.skip_worktree(path for path, entry in entries.items() if entry.mode not in REGULAR)
        self._git.call("update-index", "-q", "--refresh", timeout=60)

    def skip_worktree(self, paths: Iterable[str]) -> None:
        """Mark paths that coachlog never writes (links and submodules), so that the user's git does not miss them."""
        lines = "".join(f"{path}\0" for path in paths)
        if lines:
            self._git.call("update-index", "--skip-worktree", "-z", "--stdin", stdin=encode_path(lines))

    def stages(self) -> dict[str, dict[int, TreeEntry]]:
        """Return every path's entries by stage."""
        return self._list(timeout=60)

    def set_entries(self, entries: Mapping[str, TreeEntry | None]) -> None:
        """Set one merged entry for each path; None removes the path."""
        if entries:
            remove_stale_locks(self._folder, index=True)
            self._set(entries)

    def _set(self, entries: Mapping[str, TreeEntry | None]) -> None:
        lines = [
            f"{entry.mode} {entry.id}\t{path}" if entry else f"0 {NULL_ID}\t{path}" for path, entry in entries.items()
        ]
        if lines:
            self._git.run("update-index", "-z", "--index-info", stdin=encode_path("\0".join([*lines, ""])))

    def _staged(self, paths: Iterable[str]) -> dict[str, TreeEntry]:
        """Return the staged entries of some paths, maybe of others too; a path in conflict has an entry of its own."""
        unique = set(paths)
        arguments = unique if sum(map(len, unique)) < _MAX_ARGUMENTS else set[str]()
        stages = self._list("--", *arguments)
        return {path: entries.get(0, TreeEntry("", "in conflict")) for path, entries in stages.items()}

    def _list(self, *arguments: str, timeout: float = 10) -> dict[str, dict[int, TreeEntry]]:
        stages: dict[str, dict[int, TreeEntry]] = {}
        output = self._git.run("ls-files", "--stage", "-z", *arguments, timeout=timeout)
        for line in output.split(b"\0")[:-1]:
            fields, _, path = decode_path(line).partition("\t")
            mode, blob, stage = fields.split(" ")
            stages.setdefault(path, {})[int(stage)] = TreeEntry(mode, blob)
        return stages
