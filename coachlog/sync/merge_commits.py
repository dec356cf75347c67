"""Two entries brought together in memory: the same one on both computers, upon no line of history yet."""

from functools import reduce
from typing import NamedTuple

from coachlog.errors import SurroundingsError
from coachlog.git.commits import Changes, MergeDraft, TreeEntry, blob_id
from coachlog.git.repo import Repo
from coachlog.markdown.document import Unreadable
from coachlog.model.fields import format_count
from coachlog.model.settings import FILE, LOG_FORMAT, parse_settings
from coachlog.sync.merge_trees import TreeMerge, join_trees


class MergedSides(NamedTuple):
    """Two commits, the older first, with the changes of each since their merge base, and the merge of their trees."""

    base: str
    sides: tuple[str, str]
    changes: tuple[Changes, Changes]
    trees: TreeMerge
    time: int


def merge_sides(repo: Repo, ours: str, theirs: str) -> MergedSides:
    """Merge the trees of two commits in memory, the same way on both computers."""
    base = merge_base(repo, ours, theirs)
    older, newer = repo.ancestry.by_time([ours, theirs])
    changes = [{} if side.id == base else repo.objects.changes(base, side.id) for side in (older, newer)]
    trees = join_trees(changes[0], changes[1], repo.objects.blobs, lambda: list(repo.objects.tree(ours)))
    return MergedSides(base, (older.id, newer.id), (changes[0], changes[1]), trees, max(older.time, newer.time))


def join(repo: Repo, ours: str, theirs: str, told: list[TreeMerge]) -> str:
    """Return the entry that has what both have, the same on both computers; it stands on no line of history yet."""
    if ours == theirs:
        return ours
    merged = merge_sides(repo, ours, theirs)
    _demand_format(repo, merged.changes[merged.sides.index(theirs)])
    parents = [side for side in merged.sides if side != merged.base]
    first = merged.sides.index(parents[0])
    joint = merge_draft(merged.trees, merged.changes[first], merged.changes[1 - first])
    told.append(merged.trees)
    if len(parents) == 1 and not joint.contents and not joint.entries:
        return parents[0]
    return repo.writer.create_merge_commit(parents, joint, merged.time)


def with_portable_names(repo: Repo, tip: str) -> str:
    """Return an entry as every computer can hold it: itself, or one upon it that gives files other names."""
    changes = repo.objects.changes(None, tip)
    joint = merge_draft(join_trees({}, changes, repo.objects.blobs, list), changes, {})
    if not joint.contents and not joint.entries:
        return tip
    return repo.writer.create_merge_commit([tip], joint, repo.ancestry.by_time([tip])[0].time)


def merge_base(repo: Repo, ours: str, theirs: str) -> str:
    """The entry that both have in common; where there are several, what these make together."""
    bases = repo.ancestry.bases(ours, theirs)
    if not bases:
        raise SurroundingsError(
            "the log in the shared place has nothing in common with this one, so nothing was changed",
            "take part in that one with `coachlog join PLACE`, or share this one elsewhere with `coachlog invite`",
        )
    if len(bases) == 1:
        return bases[0]
    return reduce(lambda one, other: join(repo, one, other, []), [tip.id for tip in repo.ancestry.by_time(bases)])


def merge_draft(joined: TreeMerge, first: Changes, other: Changes) -> MergeDraft:
    """Return what a merged tree has otherwise than the side that is its first parent."""
    contents: dict[str, bytes | None] = {}
    leaves: dict[str, TreeEntry] = {}
    for path, content in joined.contents.items():
        had = first[path][1] if path in first else other[path][0] if path in other else None
        if isinstance(content, bytes):
            if had is None or blob_id(content, len(had.id)) != had.id:
                contents[path] = content
        elif content != had:
            if content is None:
                contents[path] = None
            else:
                leaves[path] = content
    message = f"sync: {format_count(joined.merged, 'file')} brought together"
    return MergeDraft(contents, leaves, message, joined.trailers)


def _demand_format(repo: Repo, theirs: Changes) -> None:
    leaf = theirs.get(FILE, (None, None))[1]
    if leaf:
        demand_format(repo.objects.blobs([leaf])[leaf.id])


def demand_format(content: bytes) -> None:
    """Raise where a log's settings say that a newer coachlog wrote it."""
    try:
        settings, _ = parse_settings(content)
    except Unreadable:
        return
    if settings.format > LOG_FORMAT:
        raise SurroundingsError(
            "your partner's log needs a newer coachlog, so nothing was taken from it or put there", "update coachlog"
        )
