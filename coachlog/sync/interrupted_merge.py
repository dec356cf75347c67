"""A merge that somebody began with git and that stopped: finished by meaning, with every word that is in the files."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from coachlog.errors import CoachlogError
from coachlog.git.commits import REGULAR, Author, MergeDraft, TreeEntry, blob_id
from coachlog.git.refs import SET_ASIDE
from coachlog.git.repo import Repo
from coachlog.merge import merge_files
from coachlog.merge.markers import merge_marked
from coachlog.merge.partial_resolution import left_by_git, resolve
from coachlog.merge.three_way import Three
from coachlog.model.fields import format_count
from coachlog.model.portable_names import is_portable, second_name
from coachlog.storage.files import Folder, PathOutsideFolder
from coachlog.sync.merge_commits import join, merge_base
from coachlog.sync.merge_trees import TreeMerge
from coachlog.sync.open_files import Merging, read


@dataclass(slots=True)
class _Result:
    """What becomes of the open files, and of what lies beside them: as kept already, or new; `disk` is before."""

    contents: dict[str, bytes | TreeEntry | None] = field(default_factory=dict)
    disk: dict[str, bytes | None] = field(default_factory=dict)
    told: TreeMerge = field(default_factory=TreeMerge)


def finish_merge(folder: Folder, repo: Repo, author: Author, now: datetime) -> Iterator[str]:
    """Finish a merge that was begun with git, and say so; raises where something else was begun.

    Every step can be the last: what git knows of the merge goes at the very end, and the next command begins anew.
    """
    head, theirs = repo.refs.head(), repo.state.merge_head()
    if head is None or theirs is None or not repo.ancestry.bases(head, theirs):
        set_aside(folder, repo)
        raise CoachlogError(
            "something begun with git in this log is not finished yet, and nothing of it is lost",
            "finish it or take it back with git (`git status` says how), then run the command again",
        )
    result = None
    if not repo.ancestry.contains(head, theirs):
        set_aside(folder, repo)
        result = _settle(folder, repo, head, theirs)
        entry = repo.writer.create_commit([head, theirs], _joint(repo, head, result), author, now)
        _write(folder, repo, result)
        repo.refs.update_branch(entry, head)
        head = entry
    _tidy(folder, repo, head, theirs)
    if result:
        yield _words(result)


def set_aside(folder: Folder, repo: Repo) -> None:
    """Keep all that is in the files now, on no line of history: where it is found if something goes wrong."""
    head = repo.refs.head()
    contents: dict[str, bytes | None] = {}
    for path in repo.worktree.changed_files() if head else ():
        with suppress(PathOutsideFolder):
            contents[path] = folder.read(path)
    if head and contents:
        joint = MergeDraft(contents, {}, f"set aside: {format_count(len(contents), 'file')}")
        entry = repo.writer.create_merge_commit([head], joint, repo.ancestry.by_time([head])[0].time)
        repo.refs.update({f"{SET_ASIDE}/{entry[:12]}": entry})


def split_left(folder: Folder, repo: Repo, contents: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """Bring together what git left in two versions in some files, though it knows no more of a merge; as written."""
    index, found = repo.index.stages(), dict[str, bytes | None]()
    for path, content in contents.items():
        stages = index.get(path, {0: TreeEntry("", "")})
        if 0 in stages:
            continue  # somebody's own text
        blobs = repo.objects.blobs(leaf for leaf in stages.values() if leaf.mode in REGULAR)
        versions = {number: blobs[leaf.id] for number, leaf in stages.items() if leaf.id in blobs}
        marked = left_by_git(content, versions.values())
        if marked:
            resolved = merge_marked(content, path, marked, versions.get(1))
            found[path] = resolved.content
            for other in resolved.others:
                found[_free_name(folder, path, other)] = other
    folder.write_all(found, {path: contents.get(path, read(folder, path)) for path in found})
    head = repo.refs.head()
    leaves = repo.objects.tree(head) if head else {}
    repo.index.set_entries({path: leaves.get(path) for path in found if path in contents})
    return found


# What becomes of the files ---------------------------------------------------------------------------------------


def _settle(folder: Folder, repo: Repo, head: str, theirs: str) -> _Result:
    told: list[TreeMerge] = []
    entries = (head, theirs, join(repo, head, theirs, told), merge_base(repo, head, theirs))
    ours, others, target, base = (repo.objects.tree(at) for at in entries)
    merging = Merging(folder, repo, base, ours, others, target)
    ours_is_older = repo.ancestry.by_time([head, theirs])[0].id == head
    joined = told[-1]
    result = _Result()
    for path, one in merging.files():
        result.disk[path] = one.disk
        *sides, whole = merging.contents(one.base, one.ours, one.theirs, target.get(path))
        if None in sides[1:] and one.disk in (None, *sides[1:]):
            _take_joined(path, target, joined, result)
            continue
        resolved = resolve(path, Three(*sides), one.disk, whole, first_is_older=ours_is_older)
        name = path if is_portable(path) else _free_name(folder, path, resolved.content or b"")
        result.contents |= {path: None, name: resolved.content}
        result.told.conflicts += resolved.conflicts
        for content in resolved.others:
            other = _free_name(folder, path, content)
            result.contents[other] = content
            result.told.whole.append((path, other))
    alive = {stages.get(0) for path, stages in merging.index.items() if path not in result.contents}
    for path, other in joined.whole:  # one version had another name, and git has seen two files
        kept = target.get(other)
        if other not in result.contents and kept not in {None, ours.get(path), others.get(path), *alive}:
            result.contents[other] = kept
            result.told.whole.append((path, other))
    return result


def _take_joined(path: str, target: Mapping[str, TreeEntry], joined: TreeMerge, result: _Result) -> None:
    result.contents[path] = target.get(path)
    told = result.told
    told.conflicts += [conflict for conflict in joined.conflicts if conflict.path == path]
    told.undeleted += [name for name in joined.undeleted if name == path]
    for pairs, here in ((joined.whole, told.whole), (joined.renamed, told.renamed)):
        for name, other in pairs:
            if name == path:
                result.contents[other] = target.get(other)
                here.append((name, other))


# Into the history, into the folder ---------------------------------------------------------------------------------


def _joint(repo: Repo, head: str, result: _Result) -> MergeDraft:
    """What the entry has otherwise than the one here: all that git has settled, and the open files."""
    before = repo.objects.tree(head)
    settled = {path: stages.get(0) for path, stages in repo.index.stages().items()}
    contents: dict[str, bytes | None] = {}
    leaves: dict[str, TreeEntry] = {}
    for path in {*before, *settled, *result.contents}:
        now = result.contents.get(path, settled.get(path))
        if isinstance(now, bytes):
            contents[path] = now
        elif now != before.get(path):
            if now is None:
                contents[path] = None
            else:
                leaves[path] = now
    count = format_count(len(result.disk), "file")
    return MergeDraft(contents, leaves, f"sync: {count} brought together, begun with git", result.told.trailers)


def _write(folder: Folder, repo: Repo, result: _Result) -> None:
    leaves = [leaf for leaf in result.contents.values() if isinstance(leaf, TreeEntry) and leaf.mode in REGULAR]
    blobs = repo.objects.blobs(leaves)
    writes: dict[str, bytes | None] = {}
    for path, now in result.contents.items():
        if not isinstance(now, TreeEntry):
            writes[path] = now
        elif now.mode in REGULAR:
            writes[path] = blobs[now.id]
    folder.write_all(writes, {path: result.disk.get(path, read(folder, path)) for path in writes})


def _tidy(folder: Folder, repo: Repo, head: str, theirs: str) -> None:
    """Have git see that the merge is done."""
    now, index = repo.objects.tree(head), repo.index.stages()
    paths = {path for path, stages in index.items() if 0 not in stages}
    if theirs in repo.objects.parents(head)[1:]:
        paths |= {path for path in {*index, *now} if index.get(path, {}).get(0) != now.get(path)}
    repo.index.set_entries({path: now.get(path) for path in paths})
    autostash = repo.state.autostash()
    if autostash:
        _bring_back(folder, repo, autostash)
    repo.state.end_merge()


def _bring_back(folder: Folder, repo: Repo, autostash: str) -> None:
    """Bring what git had put by before the merge into the files again."""
    writes: dict[str, bytes | None] = {}
    disks: dict[str, bytes | None] = {}
    for path, leaves in repo.objects.changes(repo.objects.parents(autostash)[0], autostash).items():
        blobs = repo.objects.blobs(leaf for leaf in leaves if leaf and leaf.mode in REGULAR)
        was, typed = (blobs.get(leaf.id) if leaf else None for leaf in leaves)
        disk = disks[path] = read(folder, path)
        if typed is None or disk is None or typed == disk:
            writes[path] = typed or disk
            continue
        merged = merge_files(was, disk, typed, path)
        writes[path] = merged.content
        if merged.whole:
            writes[_free_name(folder, path, disk)] = disk
    folder.write_all(writes, disks)


def _free_name(folder: Folder, path: str, content: bytes) -> str:
    name = second_name(path, blob_id(content))
    while read(folder, name) not in (None, content):
        name = second_name(name, blob_id(content))
    return name


def _words(result: _Result) -> str:
    files = format_count(len(result.disk), "file")
    count = len(result.told.places) + len(result.told.whole)
    settle = f"; {format_count(count, 'place')} in two versions: coachlog settle" if count else ""
    return f"What was begun with git is finished, {files} brought together by meaning{settle}."
