"""Recover the working copy from any interruption: snapshot the files, merge in memory, check out.

A killed checkout, a merge that git stopped, what git stashed before it and a detached HEAD differ only in the commit
that is merged in and in what moves at the end. Each step can be the last: the next command begins again.
"""

import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.git.commits import (
    COACHLOG,
    ID_PATTERN,
    REGULAR,
    Author,
    CommitId,
    MergeDraft,
    Snapshot,
    TreeEntry,
    blob_id,
    time_of,
)
from coachlog.git.errors import Damaged
from coachlog.git.index import Stages
from coachlog.git.refs import SET_ASIDE
from coachlog.git.repo import Repo
from coachlog.git.repo_state import State, only
from coachlog.merge import Merged, merge_files
from coachlog.merge.markers import may_be_marked
from coachlog.merge.partial_resolution import has_all, unmark
from coachlog.merge.three_way import Three
from coachlog.model.fields import format_count
from coachlog.model.kinds.headings import Aliases
from coachlog.storage.files import Folder, PathOutsideFolder, move_aside
from coachlog.storage.left_aside import load_left_aside
from coachlog.storage.local_state import LocalState
from coachlog.sync.checkout import Journal, checkout, checkout_files, follow_journal, load_journal
from coachlog.sync.merge_commits import create_draft, merge_base, merge_commits, merge_draft, own_headings
from coachlog.sync.merge_trees import TreeMerge, free_name, merge_trees
from coachlog.sync.remote_config import recall
from coachlog.sync.renames import find_alike

_RESCUE: Final = "coachlog-rescue-"
_SETTLED, _BASE, _OURS, _THEIRS = range(4)  # the stages in git's index

Tree = Mapping[str, TreeEntry]
Contents = dict[str, bytes | None]  # whole files by path; None is no file


@dataclass(slots=True)
class _Unmarked:
    """A snapshot's files without git's conflict markers, as contents or as git has them, and a record of the merge."""

    contents: Contents = field(default_factory=dict)
    entries: dict[str, TreeEntry] = field(default_factory=dict)
    record: TreeMerge = field(default_factory=TreeMerge)

    def take(self, path: str, entry: TreeEntry | None, instead_of: TreeEntry | None) -> None:
        """Take a file as git has it in one version."""
        if entry:
            self.entries[path] = entry
        elif instead_of:
            self.contents[path] = None


@frozen
class WorkingCopy:
    """The files, the index and the HEAD of one log, while its lock is held."""

    folder: Folder
    repo: Repo
    author: Author
    now: datetime

    def recover(self) -> Generator[str, None, tuple[str, ...]]:
        """Finish what was interrupted, say so, and return the files that were only kept beside others."""
        beside: tuple[str, ...] = ()
        if self.repo.state.current() is State.UNFINISHED:
            yield from self._finish_merge()
        try:
            journal = load_journal(self.folder)
        except Damaged:
            journal = Journal(None, CommitId(""))
        if journal and self._exist(journal):
            beside = self._finish_checkout(*journal)
        elif journal:
            move_aside(LocalState(self.folder.root).journal)
            yield "What an exchange had begun here can't be finished: it is set aside, and the log goes on."
        if self.repo.state.current() is State.DETACHED:
            yield from self._reattach_head()
        return beside

    def _exist(self, journal: Journal) -> bool:
        ids = list(filter(None, journal))
        return (
            bool(journal.new) and all(re.fullmatch(ID_PATTERN, one) for one in ids) and all(self.repo.objects.read(ids))
        )

    # What was interrupted

    def _finish_checkout(self, old: CommitId | None, new: CommitId) -> tuple[str, ...]:
        """Merge the commit that a killed checkout came to with the files, of which it has written some."""
        beside: tuple[str, ...] = ()
        if self.repo.refs.head() == old:
            here = self._snapshot(old, new)
            target, record = self._merge(old, here, new, snapshot_is_older=False)
            checkout_files(self.folder, self.repo, here, target, skip_links=True)
            beside = tuple(name for _, name in record.whole)
            self.repo.refs.update_branch(new, old)
        follow_journal(self.folder, self.repo, old, new)
        return beside

    def _finish_merge(self) -> Iterator[str]:
        """Commit a merge that git stopped, with what is in the files; raise if another operation was begun."""
        head, theirs = self.repo.refs.head(), self.repo.state.merge_head()
        if head is None or theirs is None or not self.repo.ancestry.bases(head, theirs):
            self._set_aside(head)
            raise CoachlogError(
                "something begun with git in this log is not finished yet, and nothing of it is lost",
                "finish it or take it back with git (`git status` says how), then run the command again",
            )
        if self.repo.ancestry.contains(head, theirs):
            self._end_merge(head, theirs)
            return
        files, record = self._commit_merge(head, theirs)
        self._end_merge(self.repo.refs.head() or head, theirs)
        conflicts = len(record.places) + len(record.whole)
        settle = f"; {format_count(conflicts, 'place')} in two versions: coachlog settle" if conflicts else ""
        yield f"What was begun with git is finished, {files} brought together by meaning{settle}."

    def _commit_merge(self, head: CommitId, theirs: CommitId) -> tuple[str, TreeMerge]:
        """Commit the merge of the files with the other side, check it out, and return the count of merged files."""
        base = merge_base(self.repo, head, theirs)
        ours_is_older = self.repo.ancestry.by_time([head, theirs])[0].id == head
        stages = self.repo.index.stages()
        if not stages:
            raise CoachlogError("git has lost its list of this log's files", "make it anew: git reset")
        snapshot = self._set_aside(head, theirs)
        trees: Three[Tree] = Three(*(self.repo.objects.tree(commit) for commit in (base, head, theirs)))
        unmarked = self._unmark_tree(self.repo.objects.tree(snapshot), stages, trees, first_is_older=ours_is_older)
        here = self._make(snapshot, MergeDraft(unmarked.contents, unmarked.entries, ""))
        target, record = self._merge(base, here, theirs, snapshot_is_older=ours_is_older)
        record.conflicts += unmarked.record.conflicts
        record.whole += [pair for pair in unmarked.record.whole if pair not in record.whole]
        before, after = self.repo.objects.tree(snapshot), self.repo.objects.tree(target)
        merged = {path for path in {*stages, *before, *after} if before.get(path) != after.get(path)}
        merged |= {path for path, versions in stages.items() if _SETTLED not in versions}
        files = format_count(len(merged & {*stages, *before}), "file")
        # What git took from one side alone is committed as git has it: a hand edit in such a file stays uncommitted.
        tree = {path: versions[_SETTLED] for path, versions in stages.items() if _SETTLED in versions}
        for path in merged | {path for path in after if _both_changed(path, trees)}:
            tree.pop(path, None)
            if path in after:
                tree[path] = after[path]
        changed = {path: tree.get(path) for path in {*trees.older, *tree} if trees.older.get(path) != tree.get(path)}
        draft = create_draft(changed, f"sync: {files} brought together, begun with git", record.trailers)
        commit = self.repo.writer.create_commit([head, theirs], draft, self.author, self.now)
        checkout_files(self.folder, self.repo, snapshot, target)
        self.repo.refs.update_branch(commit, head)
        return files, record

    def _end_merge(self, head: CommitId, theirs: CommitId) -> None:
        """Set the index to the merge, restore what git stashed before it, and drop git's own files."""
        entries, stages = self.repo.objects.tree(head), self.repo.index.stages()
        paths = {path for path, versions in stages.items() if _SETTLED not in versions}
        if theirs in self.repo.objects.parents(head)[1:]:
            paths |= {path for path in {*stages, *entries} if stages.get(path, {}).get(_SETTLED) != entries.get(path)}
        self.repo.index.set_entries({path: entries.get(path) for path in paths})
        stash = self.repo.state.autostash()
        if stash:
            here = self._snapshot(head, stash)
            target, _ = self._merge(
                self.repo.objects.parents(stash)[0], here, stash, snapshot_is_older=True, deletions=False
            )
            checkout_files(self.folder, self.repo, here, target)
        self.repo.state.end_merge()

    def _reattach_head(self) -> Iterator[str]:
        """Check out the log's own branch again, with what was typed; raise if the person is on another one."""
        branches = {name: at for name, at in self.repo.refs.branches().items() if not name.startswith(_RESCUE)}
        branch, head = self._branch(branches), self.repo.refs.head()
        if branch is None or head is None or self._is_on_another(branches, branch, head):
            self.repo.state.require_ready()
            return
        newest = branches.get(branch)
        here = self._snapshot(head, newest, "save: typed into an old state", self.author, self.now) or head
        typed = here != head
        if typed:
            self.repo.refs.update_branch(here, head)
        for before in self.repo.objects.parents(here)[
            :1
        ]:  # the index follows what a killed coachlog has committed, too
            self.repo.index.update(self.repo.objects.changes(before, here), before)
        if newest is None or self.repo.ancestry.contains(here, newest):
            self.repo.refs.checkout_branch(branch, here, newest)
            yield "This log is on its own line again" + (", with what was typed." if typed else ".")
            return
        target, rescued = newest, ""
        if not self.repo.ancestry.contains(newest, here):
            rescued = f"{_RESCUE}{here[:7]}"
            self.repo.refs.update({f"refs/heads/{rescued}": here})
            target = merge_commits(self.repo, newest, here, [])
        checkout(self.folder, self.repo, here, target)
        self.repo.refs.checkout_branch(branch, target, newest)
        kept = f", with what was typed into the old one (which is kept as {rescued}, too)" if rescued else ""
        yield f"This log showed an old state of itself; it shows the newest again{kept}."

    def _branch(self, branches: Mapping[str, CommitId]) -> str | None:
        shared = recall(self.folder.root)
        likely = [*([shared.branch] if shared else []), "main"]
        return next((name for name in likely if name in branches), only(branches) if branches else "main")

    def _is_on_another(self, branches: Mapping[str, CommitId], branch: str, head: CommitId) -> bool:
        """Tell whether HEAD belongs to another branch than the log's own."""
        newest, bases, contains = branches.get(branch), self.repo.ancestry.bases, self.repo.ancestry.contains
        if newest is None or contains(newest, head) or contains(head, newest):
            return False
        return not bases(newest, head) or any(contains(at, head) for name, at in branches.items() if name != branch)

    # Snapshot and merge

    def _snapshot(
        self,
        head: CommitId | None,
        other: CommitId | None,
        message: str = "",
        author: Author = COACHLOG,
        when: datetime | None = None,
    ) -> CommitId | None:
        """Return a commit of the files as they are, on top of `head`; `head` itself if nothing changed.

        Files that `other` has are looked at even where the log ignores them.
        """
        before = Snapshot(head, self.repo.objects.tree(head) if head else {})
        contents: Contents = {}
        others = self.repo.objects.changes(head, other) if other else {}
        left_out = self.repo.worktree.left_out(others) | load_left_aside(self.folder.root)
        for path in {*self.repo.worktree.changed_files(), *(path for path in others if path not in left_out)}:
            with suppress(PathOutsideFolder):
                content = self.folder.read_replaced(path)
                if before.differs(path, content) and not self.repo.worktree.own_among({path: content}):
                    contents[path] = content
        if not contents:
            return head
        draft = MergeDraft(contents, {}, message or f"set aside: {format_count(len(contents), 'file')}")
        time = when or time_of(self.repo.ancestry.by_time([head])[0].time if head else 0)
        return self.repo.writer.create_commit([head] if head else [], draft, author, time)

    def _set_aside(self, head: CommitId | None, other: CommitId | None = None) -> CommitId:
        """Keep a snapshot under its own ref, in case something goes wrong, and return it."""
        snapshot = self._snapshot(head, other) or CommitId("")
        if head and snapshot != head:
            self.repo.refs.update({f"{SET_ASIDE}/{snapshot[:12]}": snapshot})
        return snapshot

    def _merge(
        self,
        base: CommitId | None,
        here: CommitId | None,
        other: CommitId,
        *,
        snapshot_is_older: bool,
        deletions: bool = True,
    ) -> tuple[CommitId, TreeMerge]:
        """Merge what a commit changed since `base` into a snapshot; return the merge commit on top of it."""
        mine = self.repo.objects.changes(base, here) if here and here != base else {}
        theirs = {path: move for path, move in self.repo.objects.changes(base, other).items() if deletions or move[1]}
        first, second = (mine, theirs) if snapshot_is_older else (theirs, mine)
        record = merge_trees(
            first,
            second,
            self.repo.objects.blobs,
            lambda: self.repo.objects.tree(here) if here else {},
            partial(
                _merge_into,
                own=own_headings(self.repo, *filter(None, (here, other))),
                snapshot_is_older=snapshot_is_older,
            ),
            (find_alike(self.repo, first), find_alike(self.repo, second)),
        )
        return self._make(here, merge_draft(record, mine, theirs)), record

    def _make(self, parent: CommitId | None, draft: MergeDraft) -> CommitId:
        if parent and not draft.contents and not draft.entries:
            return parent
        return self.repo.writer.create_merge_commit([parent] if parent else [], draft, 0)

    # Conflicts that git left

    def unmark(self, contents: Mapping[str, bytes]) -> Contents:
        """Resolve conflict markers in files after git has forgotten its merge; return what was written."""
        index, result = self.repo.index.stages(), _Unmarked()
        stages = {path: index[path] for path in contents if _SETTLED not in index.get(path, {_SETTLED: None})}
        if not stages:  # somebody's own text
            return {}
        for path, versions in stages.items():
            sides = Three(versions.get(_BASE), versions.get(_OURS), versions.get(_THEIRS))
            self._unmark_file(path, contents[path], sides, self._disk_id, result)
        self.folder.write_all(result.contents, {path: contents.get(path, self._read(path)) for path in result.contents})
        head = self.repo.refs.head()
        entries = self.repo.objects.tree(head) if head else {}
        self.repo.index.set_entries({path: entries.get(path) for path in result.contents if path in contents})
        return result.contents

    def _unmark_tree(
        self, snapshot: Tree, stages: Mapping[str, Stages], trees: Three[Tree], *, first_is_older: bool
    ) -> _Unmarked:
        """Resolve what git left in a snapshot.

        A file that git left as the other side has it, or not at all, is taken as our side has it: nobody typed there.
        """
        result = _Unmarked()
        for path in sorted({*stages, *trees.older, *trees.newer}):
            versions, entry = stages.get(path, {}), snapshot.get(path)
            base, ours, theirs = (tree.get(path) for tree in trees)
            if versions and _SETTLED not in versions:
                base, ours, theirs = versions.get(_BASE, base), versions.get(_OURS), versions.get(_THEIRS)
                if entry is None or entry == theirs:
                    result.take(path, ours, entry)
                    continue
            elif ours == theirs:
                continue
            content = self._content(entry)
            if content is not None and may_be_marked(content):
                ids = {name: kept.id for name, kept in snapshot.items()}
                sides = Three(base, ours, theirs)
                self._unmark_file(path, content, sides, ids.get, result, first_is_older=first_is_older)
        return result

    def _unmark_file(
        self,
        path: str,
        content: bytes,
        sides: Three[TreeEntry | None],
        id_at: Callable[[str], str | None],
        result: _Unmarked,
        *,
        first_is_older: bool = True,
    ) -> None:
        resolved = unmark(path, sides.map(self._content), content, first_is_older=first_is_older)
        if resolved.content == content:
            return
        result.contents[path] = resolved.content
        result.record.conflicts += resolved.conflicts
        for version in resolved.others:
            name = free_name(path, blob_id(version), id_at)
            result.contents[name] = version
            result.record.whole.append((path, name))

    def _content(self, entry: TreeEntry | None) -> bytes | None:
        return self.repo.objects.blobs([entry])[entry.id] if entry and entry.mode in REGULAR else None

    def _read(self, path: str) -> bytes | None:
        try:
            return self.folder.read_replaced(path)
        except PathOutsideFolder:
            return None

    def _disk_id(self, path: str) -> str | None:
        content = self._read(path)
        return None if content is None else blob_id(content)


def _merge_into(
    base: bytes | None, older: bytes, newer: bytes, path: str, *, own: Aliases, snapshot_is_older: bool
) -> Merged:
    """Merge two versions of a file; take the snapshot's if it has every word and a merge would repeat some.

    Its words may have come from the other version, by git or by hand. Of two whole files it keeps the name.
    """
    merged = merge_files(base, older, newer, path, own)
    snapshot = older if snapshot_is_older else newer
    if (base is None or merged.conflicts or merged.whole) and has_all(path, Three(base, older, newer), snapshot):
        return Merged(snapshot)
    return Merged(snapshot, whole=True) if merged.whole else merged


def _both_changed(path: str, trees: Three[Tree]) -> bool:
    base, ours, theirs = (tree.get(path) for tree in trees)
    return ours != theirs and base not in (ours, theirs)
