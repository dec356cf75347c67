"""Exchanging a log with its shared place: bring together in memory, journal, replace the files, publish, read back."""

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.git.config import refuse_foreign_settings
from coachlog.git.errors import HeadMoved
from coachlog.git.locks import remove_stale_locks
from coachlog.git.refs import SHARED
from coachlog.git.remote import Fetched, Remote
from coachlog.git.remote_errors import PushRejected, SyncFailed
from coachlog.git.repo import Repo
from coachlog.storage.local_state import LocalState
from coachlog.storage.lock import locked
from coachlog.sync.checkout import UnsavedEdits, advance
from coachlog.sync.commit import Change, LogWriter
from coachlog.sync.merge_commits import join
from coachlog.sync.merge_trees import TreeMerge

_ROUNDS: Final = 8  # of publishing, where somebody else is always quicker
_TRIES: Final = 5  # of replacing files that are being typed in


@dataclass(slots=True)
class Outcome:
    """What an exchange did; `before` and `after` are the newest entries here."""

    before: str
    after: str
    sent: int = 0
    received: int = 0
    rewritten: bool = False
    joined: list[TreeMerge] = field(default_factory=list)
    skipped: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()


def exchange(
    keeper: LogWriter, repo: Repo, place: Remote, branch: str, *, again: bool = False, publish: bool = True
) -> Outcome:
    """Exchange a log with its shared place; raises Unshared where that failed, with all that is here safe.

    Without `publish` it only takes what lies there.
    """
    keeper.mend()
    repo.state.require_ready()
    refuse_foreign_settings(repo.root)
    if branch:
        repo.refs.require_branch(branch)
    with locked(LocalState(repo.root).sync_lock):
        before = repo.refs.head()
        if before is None:
            raise CoachlogError("there is nothing in this log yet", "begin with: coachlog meet")
        remove_stale_locks(repo.folder)
        outcome = Outcome(before, before)
        for number in range(_ROUNDS):
            time.sleep(number * (0.05 + os.getpid() % 97 / 970))
            arrived = place.fetch()
            _demand_sense(repo, outcome, arrived, again=again)
            outcome.after = _bring_in(keeper, repo, arrived.tips, outcome)
            if not publish:
                return outcome
            if _publish(repo, place, arrived, outcome):
                repo.refs.update({SHARED: outcome.after})
                return outcome
    raise SyncFailed("somebody else is writing in the shared place all the time", "try again in a while: coachlog sync")


def _demand_sense(repo: Repo, outcome: Outcome, arrived: Fetched, *, again: bool) -> None:
    """Raise where the shared place has lost what was seen in it before."""
    seen = repo.refs.get(SHARED)
    outcome.skipped = arrived.skipped
    if seen is None:
        return
    if not arrived.tips and not again:
        raise SyncFailed(
            "the shared place is empty, though this log was shared there before",
            "look whether it is the right one; to put the whole log there again: coachlog sync --again",
        )
    for tip in arrived.tips:
        repo.ancestry.compare(outcome.before, tip)
    outcome.rewritten = not again and not any(tip == seen or repo.ancestry.contains(tip, seen) for tip in arrived.tips)


def _publish(repo: Repo, place: Remote, arrived: Fetched, outcome: Outcome) -> bool:
    """Put what is here into the place; tell whether it is read back from there."""
    outcome.tips = arrived.tips
    outcome.received = repo.ancestry.count(arrived.tips, [outcome.before]) if arrived.tips else 0
    if outcome.after in arrived.tips:
        return True
    sent = repo.ancestry.count([outcome.after], arrived.tips)
    try:
        place.publish(outcome.after)
    except PushRejected:
        return False
    outcome.sent += sent
    return place.holds(outcome.after)


def _bring_in(keeper: LogWriter, repo: Repo, tips: Sequence[str], outcome: Outcome) -> str:
    """Take what has arrived into the files and the history, and return the newest entry then."""
    with keeper.held() as session:
        for _ in range(_TRIES):
            head = repo.refs.head() or outcome.before
            joined: list[TreeMerge] = []
            try:
                target = reduce(lambda ours, theirs: join(repo, ours, theirs, joined), _ordered(repo, tips), head)
                if target != head:
                    advance(keeper.folder, repo, head, target)
            except UnsavedEdits as typed:
                session.keep(Change(keeper.folder, "save: kept by hand"), typed.paths)
            except HeadMoved:
                continue
            else:
                outcome.joined += joined
                return target
    raise SurroundingsError("files in this log are being changed all the time", "close them, then: coachlog sync")


def _ordered(repo: Repo, tips: Sequence[str]) -> Iterable[str]:
    return tips if len(tips) < 2 else [tip.id for tip in repo.ancestry.by_time(tips)]
