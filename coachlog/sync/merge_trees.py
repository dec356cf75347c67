"""Two versions of a whole folder to one, file by file: pure but for the contents it asks for."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from coachlog.git.commits import REGULAR, Changes, FileChange, TreeEntry, blob_id
from coachlog.model.fields import ID_LETTERS
from coachlog.model.portable_names import NameAllocator, is_portable, second_name
from coachlog.model.settings import FILE

if TYPE_CHECKING:  # not each exchange has something to merge
    from coachlog.merge import Merged
    from coachlog.model.conflict import Conflict

Content = TreeEntry | bytes | None  # as it is kept already, or new; None is no file
Read = Callable[[Iterable[TreeEntry]], Mapping[str, bytes]]
MergeFiles = Callable[[bytes | None, bytes, bytes, str], "Merged"]
Renames = Mapping[str, str]  # old name to new
_Side = dict[str, FileChange]

_LASTING: Final = re.compile(rf".*-([{ID_LETTERS}]{{5}})\.md")  # what of a document's id stays when its title changes


@dataclass(slots=True)
class TreeMerge:
    """What two sides make together: each path that one of them changed, and what is worth telling."""

    contents: dict[str, Content] = field(default_factory=dict)
    conflicts: list["Conflict"] = field(default_factory=list)  # within files
    whole: list[tuple[str, str]] = field(default_factory=list)  # path, and the name of its other version
    undeleted: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def places(self) -> list[tuple[str, str]]:
        """Return each path and heading or key that has conflicts."""
        return list(dict.fromkeys((conflict.path, conflict.where) for conflict in self.conflicts))

    @property
    def trailers(self) -> tuple[tuple[str, str], ...]:
        """What the entry that joins the two says of itself, so that it is found again."""
        return (
            *(("Kept-both", f"{path}#{where}") for path, where in self.places),
            *(("Kept-whole", f"{path}#{other}") for path, other in self.whole),
            *(("Kept-changed", path) for path in self.undeleted),
            *(("Renamed", f"{old}#{new}") for old, new in self.renamed),
        )

    @property
    def merged(self) -> int:
        """How many files came out of both sides."""
        return sum(isinstance(content, bytes) for content in self.contents.values())


def join_trees(
    older: Changes,
    newer: Changes,
    read: Read,
    present: Callable[[], Iterable[str]],
    merge: MergeFiles | None = None,
    renames: tuple[Renames, Renames] = ({}, {}),
) -> TreeMerge:
    """Merge the changes of two sides since their base; no file's words are lost.

    `present` returns the paths of one side, asked for where a name is new. `merge` merges two versions of a file.
    `renames` are those of each side that neither the content nor the id in the name tells.
    """
    sides = dict(older), dict(newer)
    _follow_renames(*sides, renames)
    joined = TreeMerge()
    beside: list[tuple[str, TreeEntry]] = []
    both = sorted(path for path in {*sides[0]} & {*sides[1]} if sides[0][path][1] != sides[1][path][1])
    blobs = read([leaf for path in both for side in sides for leaf in side[path] if leaf and leaf.mode in REGULAR])
    for path in sorted({*sides[0], *sides[1]}):
        if path in both:
            leaves = (sides[0][path][1], sides[1][path][1])
            beside += _join_files(path, sides[0][path][0], leaves, blobs, joined, merge)
        else:
            joined.contents[path] = (sides[1].get(path) or sides[0][path])[1]
    if beside:
        _keep_beside(joined, beside, {*present()})
    if joined.contents.get(FILE, FILE) is None:  # without its settings a folder is no log
        joined.contents[FILE] = next(side[FILE][0] for side in sides if FILE in side)
    known = {path for side in sides for path, (before, _) in side.items() if before}
    strange = [path for path in joined.contents if path not in known or not is_portable(path)]
    if any(joined.contents[path] for path in strange):
        _tidy(joined, strange, present())
    return joined


def _follow_renames(older: _Side, newer: _Side, more: tuple[Renames, Renames]) -> None:
    """Have both sides call a file by the same name where one gave it another, so that their words meet."""
    moves = {**more[0], **_renames(older)}, {**more[1], **_renames(newer)}
    for old in sorted({*moves[0], *moves[1]}):
        target = moves[1].get(old) or moves[0][old]
        own = [side_moves.get(old, old) for side_moves in moves]
        alive = all(name in side and side[name][1] for side, name in zip((older, newer), own, strict=True))
        taken = any(target in side and name != target for side, name in zip((older, newer), own, strict=True))
        if not alive or taken:
            continue  # the other one left it alone, took it away, or made a file of that name
        base = older[old][0]
        for side, name in zip((older, newer), own, strict=True):
            after = side[name][1]
            side[name] = FileChange(None, None)
            side[old] = FileChange(base, None)
            side[target] = FileChange(base, after)


def _renames(side: _Side) -> dict[str, str]:
    """Each file that has another name now: the same content, or the part of its id that lasts."""
    gone: dict[tuple[str, str], list[str]] = {}
    for path, (before, after) in side.items():
        if before and after is None:
            for mark in _identity(path, before):
                gone.setdefault(mark, []).append(path)
    found: dict[str, str] = {}
    for path, (before, after) in sorted(side.items()):
        if before is None and after:
            sources = [old for mark in _identity(path, after) for old in gone.get(mark, []) if old not in found]
            if sources:
                found[sources[0]] = path
    return found


def _identity(path: str, leaf: TreeEntry) -> tuple[tuple[str, str], ...]:
    folder, _, name = path.rpartition("/")
    lasting = _LASTING.fullmatch(name)
    return ((folder, leaf.id), *([(folder, lasting[1])] if lasting else []))


def _join_files(
    path: str,
    base: TreeEntry | None,
    leaves: tuple[TreeEntry | None, TreeEntry | None],
    blobs: Mapping[str, bytes],
    joined: TreeMerge,
    merge: MergeFiles | None,
) -> Iterator[tuple[str, TreeEntry]]:
    """Merge two versions of a file, and yield the one that can only be kept beside the other."""
    older, newer = leaves
    if older is None or newer is None:
        joined.contents[path] = older or newer
        joined.undeleted.append(path)
    elif older.mode not in REGULAR or newer.mode not in REGULAR:
        joined.contents[path] = newer if newer.mode in REGULAR or older.mode not in REGULAR else older
    else:
        from coachlog.merge import merge_files

        was = blobs[base.id] if base and base.mode in REGULAR else None
        merged = (merge or merge_files)(was, blobs[older.id], blobs[newer.id], path)
        joined.contents[path] = merged.content
        joined.conflicts += merged.conflicts
        if merged.whole:
            stays, other = (newer, older) if merged.content == blobs[newer.id] else (older, newer)
            joined.contents[path] = stays
            yield path, other


def _keep_beside(joined: TreeMerge, beside: Iterable[tuple[str, TreeEntry]], present: set[str]) -> None:
    """Give each version that is kept beside another a name that no other file has."""

    def id_at(path: str) -> str | None:
        content = joined.contents.get(path)
        if content is None:
            return "" if path in present and path not in joined.contents else None
        return content.id if isinstance(content, TreeEntry) else blob_id(content)

    for path, version in beside:
        name = free_name(path, version.id, id_at)
        joined.contents[name] = version
        joined.whole.append((path, name))


def free_name(path: str, content_id: str, id_at: Callable[[str], str | None]) -> str:
    """Return a name beside `path` for a second version: no other content has it."""
    name = second_name(path, content_id)
    while id_at(name) not in (None, content_id):
        name = second_name(name, content_id)
    return name


def _tidy(joined: TreeMerge, strange: Iterable[str], present: Iterable[str]) -> None:
    """Give files names that every computer can hold, and no two the same to one that sees no capitals."""
    contents = joined.contents
    alive = [path for path, content in contents.items() if content is not None]
    book = NameAllocator([*(path for path in present if path not in contents), *alive])
    for path in sorted(strange):
        content = contents[path]
        if content is None or (isinstance(content, TreeEntry) and content.mode not in REGULAR):
            continue  # a link or a repository within: it stays in the history, and is never written
        name = book.name_for(path, content.id if isinstance(content, TreeEntry) else blob_id(content))
        if name != path:
            contents[path] = None
            contents[name] = content
            joined.renamed.append((path, name))
