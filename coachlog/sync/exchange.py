"""Exchange a log with its shared place: fetch, merge in memory, check out, push, read back."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

from coachlog.git.commits import CommitId
from coachlog.git.config import refuse_foreign_settings
from coachlog.git.errors import HeadMoved
from coachlog.git.locks import remove_stale_locks
from coachlog.git.refs import SHARED
from coachlog.git.remote import Fetched, Remote
from coachlog.git.remote_errors import PushRejected, SyncFailed
from coachlog.git.repo import Repo
from coachlog.model.fields import format_list
from coachlog.storage.files import Folder
from coachlog.storage.local_state import LocalState
from coachlog.storage.lock import locked
from coachlog.sync.checkout import UnsavedEdits, checkout
from coachlog.sync.commit import Change, LogWriter
from coachlog.sync.merge_commits import merge_commits
from coachlog.sync.merge_trees import TreeMerge

_MAX_PUSH_RETRIES: Final = 8  # while somebody else is always quicker
_MAX_CHECKOUT_RETRIES: Final = 5  # while files are being typed in
_MOMENT: Final = 0.15  # seconds in which a file that was saved stays as it is
_MOST_MOMENTS: Final = 6


@dataclass(slots=True)
class Outcome:
    """The result of an exchange; `before` and `after` are the heads of this log."""

    before: CommitId
    after: CommitId
    sent: int = 0
    received: int = 0
    rewritten: bool = False
    merges: list[TreeMerge] = field(default_factory=list)
    skipped: tuple[str, ...] = ()
    tips: tuple[CommitId, ...] = ()
    left_aside: tuple[str, ...] = ()


def exchange(
    writer: LogWriter, repo: Repo, remote: Remote, branch: str, *, again: bool = False, publish: bool = True
) -> Outcome:
    """Exchange a log with its shared place; raise SyncFailed if that fails, with all local commits safe.

    Without `publish` it only fetches and merges.
    """
    writer.recover()
    repo.state.require_ready()
    refuse_foreign_settings(repo.root)
    if branch:
        repo.refs.require_branch(branch)
    with locked(LocalState(repo.root).sync_lock):
        before = repo.refs.require_head()  # a log's settings are kept before anything is exchanged
        remove_stale_locks(repo.folder)
        outcome = Outcome(before, before)
        for retries in range(_MAX_PUSH_RETRIES):
            time.sleep(retries * _retry_pause())
            fetched = remote.fetch()
            _require_known_remote(repo, outcome, fetched, again=again)
            outcome.after = _merge_fetched(writer, repo, fetched.tips, outcome)
            if not publish:
                return outcome
            if _publish(repo, remote, fetched, outcome):
                repo.refs.update({SHARED: outcome.after})
                return outcome
    raise SyncFailed("somebody else is writing in the shared place all the time", "try again in a while: coachlog sync")


def _retry_pause() -> float:
    """Return seconds that differ between computers, so that two do not retry in step."""
    return 0.05 + os.getpid() % 97 / 970


def _require_known_remote(repo: Repo, outcome: Outcome, fetched: Fetched, *, again: bool) -> None:
    """Raise if the shared place has lost what was seen in it before."""
    seen = repo.refs.get(SHARED)
    outcome.skipped = fetched.skipped
    if seen is None:
        return
    if not fetched.tips and not again:
        raise SyncFailed(
            "the shared place is empty, though this log was shared there before",
            "check that it is the right one; to share the whole log there again: coachlog sync --again",
        )
    for tip in fetched.tips:
        repo.ancestry.compare(outcome.before, tip)
    outcome.rewritten = not again and not any(tip == seen or repo.ancestry.contains(tip, seen) for tip in fetched.tips)


def _publish(repo: Repo, remote: Remote, fetched: Fetched, outcome: Outcome) -> bool:
    """Push the log; return False if somebody was quicker, or if it can't be read back from the place."""
    outcome.tips = fetched.tips
    outcome.received = repo.ancestry.count(fetched.tips, [outcome.before]) if fetched.tips else 0
    if outcome.after in fetched.tips:
        return True
    sent = repo.ancestry.count([outcome.after], fetched.tips)
    try:
        remote.publish(outcome.after)
    except PushRejected:
        return False
    outcome.sent += sent
    return remote.holds(outcome.after)


def _merge_fetched(writer: LogWriter, repo: Repo, tips: Sequence[CommitId], outcome: Outcome) -> CommitId:
    """Merge the fetched commits, check the result out, and return it."""
    typed: tuple[str, ...] = ()
    ordered = tips if len(tips) < 2 else [tip.id for tip in repo.ancestry.by_time(tips)]
    with writer.locked() as session:
        for _ in range(_MAX_CHECKOUT_RETRIES):
            head = repo.refs.head() or outcome.before
            merges: list[TreeMerge] = []
            try:
                target = reduce(lambda ours, theirs: merge_commits(repo, ours, theirs, merges), ordered, head)
                if target != head:
                    outcome.left_aside += checkout(writer.folder, repo, head, target)
            except UnsavedEdits as edits:
                typed = edits.paths
                if not _come_to_rest(writer.folder, typed):
                    break
                session.commit_edits(Change(writer.folder, "save: kept by hand"), typed)
            except HeadMoved:
                continue
            else:
                outcome.merges += merges
                return target
    what = f"{format_list(typed)} {'is' if len(typed) == 1 else 'are'}" if typed else "the log is"
    raise SyncFailed(
        f"{what} being changed all the time", "close what changes it, or wait a while, then: coachlog sync"
    )


def _come_to_rest(folder: Folder, paths: Sequence[str]) -> bool:
    """Wait until files that somebody is saving stay as they are; return whether they do.

    Each of their versions would be an entry, and be behind the file again.
    """
    for _ in range(_MOST_MOMENTS):
        before = [folder.read_replaced(path) for path in paths]
        time.sleep(_MOMENT)
        if before == [folder.read_replaced(path) for path in paths]:
            return True
    return False
