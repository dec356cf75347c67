"""Merge commits in memory: both computers get the same commit; no branch points to it yet."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import reduce
from typing import Final, NamedTuple

from coachlog.errors import SurroundingsError
from coachlog.git.commits import Changes, Commit, CommitId, MergeDraft, Trailers, TreeEntry, blob_id
from coachlog.git.repo import Repo
from coachlog.markdown.document import Unreadable
from coachlog.model.conflict import Conflict
from coachlog.model.fields import format_count
from coachlog.model.kinds.headings import Aliases
from coachlog.model.parse_settings import parse_settings
from coachlog.model.settings import FILE, LOG_FORMAT
from coachlog.sync.merge_trees import Content, TreeMerge, merge_trees
from coachlog.sync.settled_differently import SettledDifferently, settled_tokens

_OURS: Final = "sync: "
_KEPT: Final = ("Kept-both", "Kept-whole")
Known = dict[CommitId, tuple[Conflict, ...]]  # the conflicts of the merges that were made again, each once


class MergedSides(NamedTuple):
    """Two commits, the older first, with the changes of each since their merge base, and the merge of their trees."""

    base: CommitId
    sides: tuple[CommitId, CommitId]
    changes: tuple[Changes, Changes]
    trees: TreeMerge
    time: int


def merge_sides(repo: Repo, ours: CommitId, theirs: CommitId, known: Known | None = None) -> MergedSides:
    """Merge the trees of two commits in memory, the same way on both computers."""
    found: Known = {} if known is None else known
    base = merge_base(repo, ours, theirs)
    older, newer = repo.ancestry.by_time([ours, theirs])
    settled = [
        settled_tokens(repo.objects.messages(repo.ancestry.only(one, other)))
        for one, other in ((older.id, newer.id), (newer.id, older.id))
    ]
    differently = SettledDifferently(
        lambda: _conflicts_until(repo, base, found),
        lambda: own_headings(repo, older.id, newer.id),
        (settled[0], settled[1]),
    )
    changes = differently.with_settled_files(
        *({} if side.id == base else repo.objects.changes(base, side.id) for side in (older, newer))
    )
    trees = merge_trees(*changes, repo.objects.blobs, lambda: repo.objects.tree(ours), differently.merge)
    differently.keep_second_files(trees, *changes)
    return MergedSides(base, (older.id, newer.id), changes, trees, max(older.time, newer.time))


def merge_again(repo: Repo, commit: Commit, known: Known | None = None) -> MergedSides | None:
    """Make a merge commit once more, if it kept two versions: its message has no words of a person."""
    if len(commit.parents) != 2:
        return None
    if commit.message.startswith(_OURS) and not any(key in _KEPT for key, _ in commit.trailers):
        return None
    if not repo.ancestry.bases(*commit.parents):
        return None
    return merge_sides(repo, *commit.parents, known)


def own_headings(repo: Repo, *commits: str) -> Aliases:
    """Return the words for sections that a pair has in some commits, in the same order on every computer."""
    headings: set[tuple[str, str]] = set()
    for commit in commits:
        with suppress(Unreadable):
            settings, _ = parse_settings(repo.commits.contents([FILE], commit)[FILE] or b"")
            headings |= {*settings.headings}
    return tuple(sorted(headings))


def _conflicts_until(repo: Repo, newest: CommitId, known: Known) -> Iterator[Conflict]:
    """Yield the conflicts of all merge commits up to one, the oldest first, without their writers.

    Each merge asks for those before it, too: without what is known, one more conflict would double the work.
    """
    for commit in reversed(list(repo.commits.log(at=newest))):
        if commit.id not in known:
            merged = merge_again(repo, commit, known)
            known[commit.id] = tuple(merged.trees.all_conflicts) if merged else ()
        yield from known[commit.id]


def merge_commits(repo: Repo, ours: CommitId, theirs: CommitId, merges: list[TreeMerge]) -> CommitId:
    """Return the merge of two commits: the same commit on both computers, and on no branch yet."""
    if ours == theirs:
        return ours
    merged = merge_sides(repo, ours, theirs)
    _require_format(repo, merged.changes[merged.sides.index(theirs)])
    parents = [side for side in merged.sides if side != merged.base]
    first = merged.sides.index(parents[0])
    draft = merge_draft(merged.trees, merged.changes[first], merged.changes[1 - first])
    merges.append(merged.trees)
    if len(parents) == 1 and not draft.contents and not draft.entries:
        return parents[0]
    return repo.writer.create_merge_commit(parents, draft, merged.time)


def with_portable_names(repo: Repo, tip: CommitId) -> CommitId:
    """Return a commit with names that every computer can have: `tip`, or one on top of it that renames files."""
    changes = repo.objects.changes(None, tip)
    draft = merge_draft(merge_trees({}, changes, repo.objects.blobs, dict), changes, {})
    if not draft.contents and not draft.entries:
        return tip
    return repo.writer.create_merge_commit([tip], draft, repo.ancestry.by_time([tip])[0].time)


def merge_base(repo: Repo, ours: CommitId, theirs: CommitId) -> CommitId:
    """Return the newest common ancestor of two commits; several of them are merged."""
    bases = repo.ancestry.bases(ours, theirs)
    if not bases and not repo.objects.tree(theirs, [FILE]):
        raise SurroundingsError(
            "there is something else in the shared place, and no log, so nothing was changed",
            "make it anew and leave it empty, or choose another: coachlog invite --place PLACE",
        )
    if not bases:
        raise SurroundingsError(
            "the log in the shared place has nothing in common with this one, so nothing was changed",
            "join that one with `coachlog join PLACE`, or share this one elsewhere with `coachlog invite`",
        )
    return merge_all(repo, bases)


def merge_all(repo: Repo, commits: Iterable[CommitId]) -> CommitId:
    """Return the merge of several commits."""
    earliest_first = [tip.id for tip in repo.ancestry.by_time(commits)]
    return reduce(lambda one, other: merge_commits(repo, one, other, []), earliest_first)


def merge_draft(merged: TreeMerge, first: Changes, other: Changes) -> MergeDraft:
    """Return a draft of merged trees on top of the side that is the first parent."""
    changed: dict[str, Content] = {}
    for path, content in merged.contents.items():
        before = first[path].after if path in first else other[path].before if path in other else None
        if isinstance(content, bytes) and before and blob_id(content, len(before.id)) == before.id:
            continue
        if content != before or (path not in first and path not in other):
            changed[path] = content
    message = f"sync: {format_count(merged.merged, 'file')} brought together"
    return create_draft(changed, message, merged.trailers)


def create_draft(changed: Mapping[str, Content], message: str, trailers: Trailers = ()) -> MergeDraft:
    """Return a draft of what a commit changes against its first parent."""
    contents = {path: content for path, content in changed.items() if not isinstance(content, TreeEntry)}
    entries = {path: content for path, content in changed.items() if isinstance(content, TreeEntry)}
    return MergeDraft(contents, entries, message, trailers)


def _require_format(repo: Repo, theirs: Changes) -> None:
    change = theirs.get(FILE)
    if change and change.after:
        require_format(repo.objects.blobs([change.after])[change.after.id])


def require_format(content: bytes) -> None:
    """Raise if the settings of a log say that a newer coachlog wrote it."""
    try:
        settings, _ = parse_settings(content)
    except Unreadable:
        return
    if settings.format > LOG_FORMAT:
        raise SurroundingsError(
            "your partner's log needs a newer coachlog, so nothing was taken from it or put there", "update coachlog"
        )
