"""What lies on this computer only, made one entry: what was taken out again before it was shared was never there."""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from coachlog.git.commits import MergeDraft
from coachlog.git.errors import HeadMoved
from coachlog.git.refs import SET_ASIDE
from coachlog.git.repo import Repo
from coachlog.model.fields import format_count
from coachlog.sync.commit import LogWriter
from coachlog.sync.conflicts import SETTLED, UNDO
from coachlog.sync.merge_commits import join

if TYPE_CHECKING:
    from coachlog.git.commits import Commit


def squash_unshared(keeper: LogWriter, repo: Repo, head: str, there: Sequence[str]) -> None:
    """Put one entry with the same files in place of all that the shared place does not have; the files stay.

    `there` are the newest entries that lie in it. What is replaced stays on this computer, under a name of its own.
    """
    with keeper.held() as session:
        if repo.refs.head() != head:
            raise HeadMoved
        bases = repo.ancestry.independent([base for tip in there for base in repo.ancestry.bases(head, tip)])
        if there and not bases:  # another log's place: the exchange says so
            return
        ordered = [tip.id for tip in repo.ancestry.by_time(bases)]
        new = reduce(lambda one, other: join(repo, one, other, []), ordered) if ordered else None
        gone = list(repo.commits.log(at=head, since=new))
        changes = repo.objects.changes(new, head)
        if changes or new is None:
            joint = MergeDraft(
                {path: None for path, (_, now) in changes.items() if now is None},
                {path: now for path, (_, now) in changes.items() if now},
                f"fold: {format_count(len(gone), 'change')}",
            )
            new = repo.writer.create_commit([new] if new else [], joint, session.author, session.now)
        for entry, trailers in _lasting(gone):
            joint = MergeDraft({}, {}, f"fold: {format_count(len(trailers), 'remark')}", trailers)
            new = repo.writer.create_commit([new], joint, entry.author, entry.when)
        repo.refs.update({f"{SET_ASIDE}/{head[:12]}": head})
        repo.refs.update_branch(new, head)


def _lasting(gone: Sequence["Commit"]) -> Iterator[tuple["Commit", tuple[tuple[str, str], ...]]]:
    """What some entries, the newest first, say of others than themselves: what is settled, and taken back."""
    names = {entry.id for entry in gone}
    undone: set[str] = set()
    found = []
    for entry in gone:
        if entry.id not in undone:
            undone |= {value for key, value in entry.trailers if key == UNDO}
            found.append((entry, tuple(said for said in entry.trailers if _lasts(said, names))))
    yield from ((entry, said) for entry, said in reversed(found) if said)


def _lasts(said: tuple[str, str], gone: set[str]) -> bool:
    key, value = said
    return key == SETTLED or (key == UNDO and value not in gone)
