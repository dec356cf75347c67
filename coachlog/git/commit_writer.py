"""Writes commits with `git fast-import`, so that neither the user's index nor a hook takes part."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from coachlog.git.ancestry import Ancestry
from coachlog.git.commit_reader import CommitReader
from coachlog.git.commits import (
    COACHLOG,
    Author,
    CommitDraft,
    CommitId,
    FileChange,
    MergeDraft,
    Snapshot,
    Trailers,
    parse_ids,
    time_of,
)
from coachlog.git.errors import HeadMoved
from coachlog.git.fast_import import FastImport
from coachlog.git.index import Index
from coachlog.git.objects import Objects
from coachlog.git.process import Git, failure
from coachlog.git.refs import Refs
from coachlog.git.repo_state import RepoState

# On a disk without case git would take two spellings for one file, and a new spelling for no change.
_EXACT: Final = {"GIT_CONFIG_PARAMETERS": "'core.ignoreCase=false'"}
_NEW_COMMIT: Final = "refs/coachlog/joining"  # fast-import needs a ref, and no branch may move yet


class CommitWriter:
    """Makes the commits of one repository."""

    def __init__(
        self,
        git: Git,
        state: RepoState,
        objects: Objects,
        refs: Refs,
        commits: CommitReader,
        ancestry: Ancestry,
        index: Index,
    ) -> None:
        self._git = git
        self._state = state
        self._objects = objects
        self._refs = refs
        self._commits = commits
        self._ancestry = ancestry
        self._index = index

    def commit(
        self,
        contents: Mapping[str, bytes | None],
        message: str,
        author: Author,
        when: datetime,
        trailers: Trailers = (),
    ) -> CommitId | None:
        """Commit files on the branch and return the commit's id, None if HEAD has them all already."""
        return self.commit_all([CommitDraft(contents, message, author, when, tuple(trailers))])[0]

    def commit_all(self, drafts: Sequence[CommitDraft], on: Snapshot | None = None) -> list[CommitId | None]:
        """Commit several drafts at once on top of the head of `on`; raise HeadMoved if the branch has another head."""
        self._state.require_ready()
        on = on or self._commits.snapshot({path for draft in drafts for path in draft.contents})
        written: dict[str, bytes | None] = {}
        stream = FastImport(self._state.branch_ref() or "", on)
        numbers: list[int | None] = []
        for draft in drafts:
            changed = {
                path: content
                for path, content in draft.contents.items()
                if (written[path] != content if path in written else on.differs(path, content))
            }
            written |= changed
            numbers.append(stream.add(draft, changed) if changed else None)
        ids = self._import(stream.finish(), on.head) if written else []
        if ids:
            changes = {
                path: FileChange(on.entries.get(path), on.entry(path, content, ids[0]))
                for path, content in written.items()
            }
            self._index.update(changes, on.head)
            if on.head and len(ids) == 1:
                self._objects.made(on.head, ids[0], changes)
        return [None if number is None else ids[number] for number in numbers]

    def empty_commit(self, message: str, author: Author, when: datetime, trailers: Trailers) -> CommitId:
        """Make a commit that changes no file, for the sake of its trailers, and return its id."""
        self._state.require_ready()
        on = self._commits.snapshot(())
        stream = FastImport(self._state.branch_ref() or "", on)
        stream.add(CommitDraft({}, message, author, when, tuple(trailers)), {})
        return self._import(stream.finish(), on.head)[0]

    def create_merge_commit(self, parents: Sequence[CommitId], draft: MergeDraft, seconds: int) -> CommitId:
        """Create a commit with a deterministic id. No branch points to it yet."""
        return self.create_commit(parents, draft, COACHLOG, time_of(seconds))

    def create_commit(self, parents: Sequence[CommitId], draft: MergeDraft, author: Author, when: datetime) -> CommitId:
        """Create a commit with the given parents. No branch points to it yet."""
        stream = FastImport(_NEW_COMMIT, Snapshot(None, {}))
        stream.add_merge(draft, parents, author, when)
        answer = self._git.call(
            "fast-import",
            "--quiet",
            "--force",
            "--done",
            "--date-format=raw",
            stdin=stream.finish(),
            env=_EXACT,
            timeout=120,
        )
        if answer.status != 0:
            raise failure(answer)
        new = parse_ids(answer.out)[0]
        self._ancestry.made(new, parents)
        return new

    def _import(self, stream: bytes, head: CommitId | None) -> list[CommitId]:
        answer = self._git.call(
            "fast-import", "--quiet", "--done", "--date-format=raw", stdin=stream, env=_EXACT, timeout=120
        )
        if answer.status == 0:
            return parse_ids(answer.out)
        if self._refs.head() != head:
            raise HeadMoved
        raise failure(answer)
