"""A merge that somebody began with git and that stopped: finished by meaning, with every word that is in the files."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.fields import spoken_count
from coachlog.git.begun import Begun
from coachlog.git.entries import REGULAR, Author, Leaf, blob_id
from coachlog.git.exchange import Joint
from coachlog.merge import merge_files
from coachlog.merge.markers import Marked, Resolved, find_marked, has_all, merge_marked, without_strays
from coachlog.store.files import Folder, Outside
from coachlog.store.joining import base_of, join
from coachlog.store.names import is_portable, second_name
from coachlog.store.trees import Joined

_SET_ASIDE: Final = "refs/coachlog/set-aside"


@dataclass(frozen=True, slots=True)
class _Open:
    """A file that git left open: as both had it, as it is here, as it comes in; and what is in the folder now."""

    base: Leaf | None
    ours: Leaf | None
    theirs: Leaf | None
    disk: bytes | None


@dataclass(slots=True)
class _Result:
    """What becomes of the open files, and of what lies beside them: as kept already, or new; `disk` is before."""

    contents: dict[str, bytes | Leaf | None] = field(default_factory=dict)
    disk: dict[str, bytes | None] = field(default_factory=dict)
    told: Joined = field(default_factory=Joined)


def finish_merge(folder: Folder, history: Begun, author: Author, now: datetime) -> Iterator[str]:
    """Finish a merge that was begun with git, and say so; raises where something else was begun.

    Every step can be the last: what git knows of the merge goes at the very end, and the next command begins anew.
    """
    head, theirs = history.head(), history.merging()
    if head is None or theirs is None:
        _refuse(folder, history)
        return
    result = None
    if not history.contains(head, theirs):
        set_aside(folder, history)
        result = _settle(folder, history, head, theirs)
        entry = history.make([head, theirs], _joint(history, head, result), author, now)
        _write(folder, history, result)
        history.advance(entry, head)
        head = entry
    _tidy(folder, history, head, theirs)
    if result:
        yield _words(result)


def _refuse(folder: Folder, history: Begun) -> None:
    set_aside(folder, history)
    try:
        history.check()
    except CoachlogError as error:
        raise CoachlogError(f"{error.sentence}, and nothing of it is lost", error.hint) from None


def set_aside(folder: Folder, history: Begun) -> None:
    """Keep all that is in the files now, on no line of history: where it is found if something goes wrong."""
    head = history.head()
    contents: dict[str, bytes | None] = {}
    for path in history.unsaved() if head else ():
        with suppress(Outside):
            contents[path] = folder.read(path)
    if head and contents:
        joint = Joint(contents, {}, f"set aside: {spoken_count(len(contents), 'file')}")
        entry = history.join([head], joint, history.tips([head])[0].time)
        history.note({f"{_SET_ASIDE}/{entry[:12]}": entry})


def split_left(folder: Folder, history: Begun, contents: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """Bring together what git left in two versions in some files, though it knows no more of a merge; as written."""
    index, found = history.stages(), dict[str, bytes | None]()
    for path, content in contents.items():
        stages = index.get(path, {0: Leaf("", "")})
        if 0 in stages:
            continue  # somebody's own text
        versions = {number: content for number, content in _versions(history, stages).items() if content is not None}
        marked = _left_by_git(content, versions.values())
        if marked:
            resolved = merge_marked(content, path, marked, versions.get(1))
            found[path] = resolved.content
            if resolved.other is not None:
                found[_free_name(folder, path, resolved.other)] = resolved.other
    folder.write_all(found, {path: contents.get(path) for path in found})
    head = history.head()
    leaves = history.leaves(head) if head else {}
    history.settle_index({path: leaves.get(path) for path in found if path in contents})
    return found


# What becomes of the files ---------------------------------------------------------------------------------------


def _settle(folder: Folder, history: Begun, head: str, theirs: str) -> _Result:
    told: list[Joined] = []
    entries = (head, theirs, join(history, head, theirs, told), base_of(history, head, theirs))
    trees = [history.leaves(at) for at in entries]
    ours_is_older = history.tips([head, theirs])[0].id == head
    joined, target = told[-1], trees[2]
    result = _Result()
    for path, one in _open(folder, history, *trees):
        result.disk[path] = one.disk
        resolved = _resolve(path, one, history, target.get(path), ours_is_older=ours_is_older)
        if resolved is None:
            _take_joined(path, target, joined, result)
        else:
            result.contents[path] = resolved.content
            result.told.kept += [(path, where) for where in dict.fromkeys(kept.where for kept in resolved.kept)]
            if resolved.other is not None:
                other = _free_name(folder, path, resolved.other)
                result.contents[other] = resolved.other
                result.told.whole.append((path, other))
    return result


def _open(
    folder: Folder,
    history: Begun,
    ours: Mapping[str, Leaf],
    theirs: Mapping[str, Leaf],
    target: Mapping[str, Leaf],
    base: Mapping[str, Leaf],
) -> Iterator[tuple[str, _Open]]:
    """Each file that is not settled: as git says, as somebody has said too early, or as git has not seen."""
    index = history.stages()
    if not index:
        raise CoachlogError("git has lost its list of this log's files", "make it anew: git reset")
    for path in sorted({*index, *ours, *theirs}):
        stages = index.get(path, {})
        sides, staged = (ours.get(path), theirs.get(path)), stages.get(0)
        if stages and staged is None:
            yield path, _Open(base.get(path) or stages.get(1), stages.get(2), stages.get(3), _disk(folder, path))
        elif sides[0] == sides[1]:
            continue
        elif staged is None:
            if (disk := _disk(folder, path)) is not None:
                yield path, _Open(base.get(path), *sides, disk)
        elif staged in sides:
            # One side's, though both have changed it. Or the only one, and by its name of before the other has, too.
            if base.get(path) not in sides or (None in sides and target.get(path) not in (None, staged)):
                yield path, _Open(base.get(path), *sides, _disk(folder, path))
        elif _is_left_by_git(history, staged, sides):
            yield path, _Open(base.get(path), *sides, _disk(folder, path))


def _resolve(path: str, one: _Open, history: Begun, joined: Leaf | None, *, ours_is_older: bool) -> Resolved | None:
    """What comes of an open file with what a person has done to it; None for what both sides make together."""
    versions = _versions(history, {1: one.base, 2: one.ours, 3: one.theirs, 4: joined})
    base, ours, theirs, target = versions.values()
    if one.disk is None or one.disk in (ours, theirs):
        return None
    known = [content for content in (ours, theirs) if content is not None]
    marked = _left_by_git(one.disk, known)
    disk = one.disk
    if marked:
        found = merge_marked(disk, path, marked, base, first_is_older=ours_is_older)
        return Resolved(found.content and without_strays(found.content, known), found.kept, found.other)
    disk = without_strays(disk, known)
    if target is None or has_all(disk, base, ours, theirs, path):
        return Resolved(disk)
    merged = merge_files(ours if ours is not None else theirs, target, disk, path)
    return Resolved(merged.content, merged.kept, target if merged.whole else None)


def _take_joined(path: str, target: Mapping[str, Leaf], joined: Joined, result: _Result) -> None:
    result.contents[path] = target.get(path)
    told = result.told
    told.kept += [(name, where) for name, where in joined.kept if name == path]
    told.undeleted += [name for name in joined.undeleted if name == path]
    for pairs, here in ((joined.whole, told.whole), (joined.renamed, told.renamed)):
        for name, other in pairs:
            if name == path:
                result.contents[other] = target.get(other)
                here.append((name, other))


def _is_left_by_git(history: Begun, staged: Leaf, sides: Iterable[Leaf | None]) -> bool:
    content, *known = _versions(history, dict(enumerate([staged, *sides]))).values()
    return content is not None and bool(_left_by_git(content, [text for text in known if text is not None]))


def _left_by_git(content: bytes, known: Iterable[bytes]) -> list[Marked]:
    """Where a file has two versions that stand so in no side's: those are somebody's own text."""
    lines, texts = content.splitlines(keepends=True), list(known)
    return [one for one in find_marked(content) if not any(one.lines(lines) in text for text in texts)]


def _versions(history: Begun, leaves: Mapping[int, Leaf | None]) -> dict[int, bytes | None]:
    regular = {number: leaf for number, leaf in leaves.items() if leaf and leaf.mode in REGULAR}
    blobs = history.blobs(regular.values())
    return {number: blobs[regular[number].id] if number in regular else None for number in leaves}


# Into the history, into the folder ---------------------------------------------------------------------------------


def _joint(history: Begun, head: str, result: _Result) -> Joint:
    """What the entry has otherwise than the one here: all that git has settled, and the open files."""
    before = history.leaves(head)
    settled = {path: stages.get(0) for path, stages in history.stages().items()}
    contents: dict[str, bytes | None] = {}
    leaves: dict[str, Leaf] = {}
    for path in {*before, *settled, *result.contents}:
        now = result.contents.get(path, settled.get(path))
        if isinstance(now, bytes):
            contents[path] = now
        elif now != before.get(path):
            if now is None:
                contents[path] = None
            else:
                leaves[path] = now
    count = spoken_count(len(result.contents), "file")
    return Joint(contents, leaves, f"sync: {count} brought together, begun with git", result.told.trailers)


def _write(folder: Folder, history: Begun, result: _Result) -> None:
    leaves = [leaf for leaf in result.contents.values() if isinstance(leaf, Leaf) and leaf.mode in REGULAR]
    blobs = history.blobs(leaves)
    writes: dict[str, bytes | None] = {}
    for path, now in result.contents.items():
        if isinstance(now, Leaf):
            if now.mode in REGULAR and is_portable(path):
                writes[path] = blobs[now.id]
        elif now is None or is_portable(path):
            writes[path] = now
    folder.write_all(writes, {path: result.disk.get(path, _disk(folder, path)) for path in writes})


def _tidy(folder: Folder, history: Begun, head: str, theirs: str) -> None:
    """Have git see that the merge is done."""
    now = history.leaves(head)
    index = history.stages()
    paths = {path for path, stages in index.items() if 0 not in stages}
    parents = history.parents(head)
    if theirs in parents[1:]:
        paths |= {path for path in history.changes(parents[0], head) if index.get(path, {}).get(0) != now.get(path)}
    history.settle_index({path: now.get(path) for path in paths})
    put_by = history.put_by()
    if put_by:
        _bring_back(folder, history, put_by)
    history.end_merge()


def _bring_back(folder: Folder, history: Begun, put_by: str) -> None:
    """Bring what git had put by before the merge into the files again."""
    writes: dict[str, bytes | None] = {}
    disks: dict[str, bytes | None] = {}
    for path, leaves in history.changes(history.parents(put_by)[0], put_by).items():
        was, typed = _versions(history, dict(enumerate(leaves))).values()
        disk = disks[path] = _disk(folder, path)
        if typed is None or disk is None or typed == disk:
            writes[path] = typed or disk
            continue
        merged = merge_files(was, disk, typed, path)
        writes[path] = merged.content
        if merged.whole:
            writes[_free_name(folder, path, disk)] = disk
    folder.write_all(writes, disks)


def _disk(folder: Folder, path: str) -> bytes | None:
    try:
        return folder.read(path)
    except Outside:
        return None


def _free_name(folder: Folder, path: str, content: bytes) -> str:
    name = second_name(path, blob_id(content))
    while _disk(folder, name) not in (None, content):
        name = second_name(name, blob_id(content))
    return name


def _words(result: _Result) -> str:
    files = spoken_count(len(result.contents), "file")
    twice = len(result.told.kept) + len(result.told.whole)
    settle = f"; {spoken_count(twice, 'place')} in two versions: coachlog settle" if twice else ""
    return f"What was begun with git is finished, {files} brought together by meaning{settle}."
