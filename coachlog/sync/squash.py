"""Squash the local-only commits, so that text removed before sharing never leaves this computer."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coachlog.git.commits import CommitId, Trailers
from coachlog.git.errors import HeadMoved
from coachlog.git.refs import SET_ASIDE
from coachlog.git.repo import Repo
from coachlog.model.conflict import SETTLED, UNDO
from coachlog.model.fields import format_count
from coachlog.sync.commit import LogWriter
from coachlog.sync.conflicts import ANSWER
from coachlog.sync.merge_commits import create_draft, merge_all

if TYPE_CHECKING:
    from coachlog.git.commits import Commit


class _Lasting(NamedTuple):
    """A squashed commit, and its trailers that outlast it."""

    commit: "Commit"
    trailers: Trailers


def squash_unshared(writer: LogWriter, repo: Repo, head: CommitId, remote_tips: Sequence[CommitId]) -> None:
    """Replace the commits that the shared place does not have by one with the same files.

    The replaced commits stay on this computer, under a ref of their own.
    """
    with writer.locked() as session:
        if repo.refs.head() != head:
            raise HeadMoved
        bases = repo.ancestry.independent([base for tip in remote_tips for base in repo.ancestry.bases(head, tip)])
        if remote_tips and not bases:  # the place has another log, and the exchange says so
            return
        new = merge_all(repo, bases) if bases else None
        squashed = list(repo.commits.log(at=head, since=new))
        changes = repo.objects.changes(new, head)
        if changes or new is None:
            after = {path: change.after for path, change in changes.items()}
            draft = create_draft(after, f"fold: {format_count(len(squashed), 'change')}")
            new = repo.writer.create_commit([new] if new else [], draft, session.author, session.now)
        for commit, trailers in _lasting(squashed):
            draft = create_draft({}, f"fold: {format_count(len(trailers), 'remark')}", trailers)
            new = repo.writer.create_commit([new], draft, commit.author, commit.when)
        repo.refs.update({f"{SET_ASIDE}/{head[:12]}": head})
        repo.refs.update_branch(new, head)


def _lasting(squashed: Sequence["Commit"]) -> Iterator[_Lasting]:
    """Yield the trailers of some commits (newest first) that outlast them.

    They are about conflicts settled, answers taken, and other commits undone.
    """
    ids = {commit.id for commit in squashed}
    undone: set[str] = set()
    lasting = []
    for commit in squashed:
        if commit.id not in undone:
            undone |= {value for key, value in commit.trailers if key == UNDO}
            trailers = tuple(trailer for trailer in commit.trailers if _lasts(trailer, ids))
            lasting.append(_Lasting(commit, trailers))
    yield from (each for each in reversed(lasting) if each.trailers)


def _lasts(trailer: tuple[str, str], squashed: set[CommitId]) -> bool:
    key, value = trailer
    return key in (SETTLED, ANSWER) or (key == UNDO and value not in squashed)
