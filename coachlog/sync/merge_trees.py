"""Merge two trees, path by path: pure, except that it asks for blobs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final

from coachlog.git.commits import REGULAR, Changes, FileChange, Trailers, TreeEntry, blob_id
from coachlog.model.fields import ID_LETTERS
from coachlog.model.log_files import is_programs_file
from coachlog.model.portable_names import NameAllocator, is_portable, second_name
from coachlog.model.settings import FILE
from coachlog.regex import regex

if TYPE_CHECKING:  # needed only where something is merged
    from coachlog.merge import Merged
    from coachlog.model.conflict import Conflict

Content = TreeEntry | bytes | None  # an entry whose blob exists, new bytes, or no file
ReadBlobs = Callable[[Iterable[TreeEntry]], Mapping[str, bytes]]
MergeFiles = Callable[[bytes | None, bytes, bytes, str], "Merged"]
Renames = Mapping[str, str]  # old name to new
_Side = dict[str, FileChange]

_LASTING: Final = regex(rf".*-([{ID_LETTERS}]{{5}})\.md")  # of a renamed document


@dataclass(slots=True)
class TreeMerge:
    """Merged trees: the content of each path that a side changed, and what people are told about it."""

    contents: dict[str, Content] = field(default_factory=dict)
    conflicts: list["Conflict"] = field(default_factory=list)  # within files
    whole: list[tuple[str, str]] = field(default_factory=list)  # path, and the name of its other version
    undeleted: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)  # a name that two documents had, and that of the second

    @property
    def all_conflicts(self) -> Iterator["Conflict"]:
        """Yield each thing that has two versions: those within files, then whole files."""
        from coachlog.model.conflict import Conflict, Form, Version

        yield from self.conflicts
        for path, other in self.whole:
            yield Conflict(Version(""), Version(""), other, path, Form.FILE)

    @property
    def places(self) -> list[tuple[str, str]]:
        """Return each path and heading or key that has conflicts."""
        return list(dict.fromkeys((conflict.path, conflict.where) for conflict in self.conflicts))

    @property
    def trailers(self) -> Trailers:
        """Return the trailers of the merge commit: counts alone, for a commit's message has no words of a person."""
        return count_trailers(
            {
                "Kept-both": len(self.places),
                "Kept-whole": len(self.whole),
                "Kept-changed": len(self.undeleted),
                "Renamed": len(self.renamed),
            }
        )

    @property
    def merged(self) -> int:
        """Return the number of files with a content that neither side has."""
        return sum(isinstance(content, bytes) for content in self.contents.values())


def count_trailers(counts: Mapping[str, int]) -> Trailers:
    """Return a trailer for each count that is not zero."""
    return tuple((key, str(count)) for key, count in counts.items() if count)


def merge_trees(
    older: Changes,
    newer: Changes,
    read: ReadBlobs,
    present: Callable[[], Mapping[str, TreeEntry]],
    merge: MergeFiles | None = None,
    renames: tuple[Renames, Renames] = ({}, {}),
) -> TreeMerge:
    """Merge the changes of two sides since their base; no file's words are lost.

    `present` returns the tree of one side, asked for where a name is new. `merge` merges two versions of a file.
    `renames` are those of each side that neither the content nor the id in the name tells.
    """
    sides = _without_links(older), _without_links(newer)
    _follow_renames(*sides, renames)
    _compare_check_ins(*sides, read)
    merged = TreeMerge()
    beside: list[tuple[str, TreeEntry]] = []
    apart: list[tuple[str, TreeEntry]] = []
    both = sorted(path for path in {*sides[0]} & {*sides[1]} if sides[0][path][1] != sides[1][path][1])
    blobs = read([entry for path in both for side in sides for entry in side[path] if entry and entry.mode in REGULAR])
    for path in sorted({*sides[0], *sides[1]}):
        if path in both:
            entries = (sides[0][path][1], sides[1][path][1])
            if sides[0][path][0] is None and (second := _second_document(path, entries, blobs)):
                merged.contents[path] = entries[0]
                apart.append((path, second))
                continue
            beside += _merge_entry(path, sides[0][path][0], entries, blobs, merged, merge)
        else:
            merged.contents[path] = (sides[1].get(path) or sides[0][path])[1]
    if beside or apart:
        there = {*present()}
        _keep_beside(merged, beside, there)
        _name_apart(merged, apart, there)
    if merged.contents.get(FILE, FILE) is None:  # a log needs its settings
        merged.contents[FILE] = next(side[FILE][0] for side in sides if FILE in side)
    old_paths = {path for side in sides for path, (before, _) in side.items() if before}
    unportable = [path for path in merged.contents if path not in old_paths or not is_portable(path)]
    if any(merged.contents[path] for path in unportable):
        _rename_unportable(merged, unportable, present())
    return merged


def _without_links(side: Changes) -> _Side:
    """Return a side's changes; a file stays if the side made it a link or a submodule, whose words nothing reads."""
    return {
        path: FileChange(before, before) if _is_file(before) and _is_link(after) else FileChange(before, after)
        for path, (before, after) in side.items()
    }


def _compare_check_ins(older: _Side, newer: _Side, read: ReadBlobs) -> None:
    """Have the settings merged where one side alone changed them, and a word no longer means the Check-in there.

    The other side may have written under that word meanwhile: its lines would be read.
    """
    for side, other in ((older, newer), (newer, older)):
        before, after = side.get(FILE, FileChange(None, None))
        if other and FILE not in other and before and after and {before.mode, after.mode} <= {*REGULAR}:
            from coachlog.merge.check_in_words import drops_check_in

            blobs = read([before, after])
            if drops_check_in(blobs[before.id], blobs[after.id]):
                other[FILE] = FileChange(before, before)


def _is_file(entry: TreeEntry | None) -> bool:
    return entry is not None and entry.mode in REGULAR


def _is_link(entry: TreeEntry | None) -> bool:
    return entry is not None and entry.mode not in REGULAR


def _follow_renames(older: _Side, newer: _Side, more: tuple[Renames, Renames]) -> None:
    """Give a file that one side renamed its new name on both sides, so that its edits are merged."""
    moves = {**more[0], **_renames(older)}, {**more[1], **_renames(newer)}
    for old in sorted({*moves[0], *moves[1]}):
        target = moves[1].get(old) or moves[0][old]
        own = [side_moves.get(old, old) for side_moves in moves]
        alive = all(name in side and side[name][1] for side, name in zip((older, newer), own, strict=True))
        taken = any(target in side and name != target for side, name in zip((older, newer), own, strict=True))
        if not alive or taken:
            continue  # the other side deleted it, or made a file of that name
        base = older[old][0]
        for side, name in zip((older, newer), own, strict=True):
            after = side[name][1]
            side[name] = FileChange(None, None)
            side[old] = FileChange(base, None)
            side[target] = FileChange(base, after)


def _renames(side: _Side) -> dict[str, str]:
    """Return the renamed files, old name to new: those with the same content, or the same lasting part of the id."""
    gone: dict[tuple[str, str], list[str]] = {}
    for path, (before, after) in side.items():
        if before and after is None:
            for key in _identity(path, before):
                gone.setdefault(key, []).append(path)
    renames: dict[str, str] = {}
    for path, (before, after) in sorted(side.items()):
        if before is None and after:
            sources = [old for key in _identity(path, after) for old in gone.get(key, []) if old not in renames]
            if sources:
                renames[sources[0]] = path
    return renames


def _identity(path: str, entry: TreeEntry) -> tuple[tuple[str, str], ...]:
    folder, _, name = path.rpartition("/")
    lasting = _LASTING.fullmatch(name)
    return ((folder, entry.id), *([(folder, lasting[1])] if lasting else []))


def _merge_entry(
    path: str,
    base: TreeEntry | None,
    entries: tuple[TreeEntry | None, TreeEntry | None],
    blobs: Mapping[str, bytes],
    merged: TreeMerge,
    merge: MergeFiles | None,
) -> Iterator[tuple[str, TreeEntry]]:
    """Merge two versions of a file, and yield the one that can only be kept beside the other."""
    older, newer = entries
    if older is None or newer is None:
        merged.contents[path] = older or newer
        merged.undeleted.append(path)
    elif _is_link(older) or _is_link(newer):
        merged.contents[path] = older if _is_link(newer) and _is_file(older) else newer
    elif is_programs_file(path):  # nobody wrote it, and a second version is of no use to its program
        merged.contents[path] = newer
    else:
        from coachlog.merge import merge_files

        was = blobs[base.id] if base and base.mode in REGULAR else None
        file = (merge or merge_files)(was, blobs[older.id], blobs[newer.id], path)
        merged.contents[path] = file.content
        merged.conflicts += file.conflicts
        if file.whole:
            stays, other = (newer, older) if file.content == blobs[newer.id] else (older, newer)
            merged.contents[path] = stays
            yield path, other


def _second_document(
    path: str, entries: tuple[TreeEntry | None, TreeEntry | None], blobs: Mapping[str, bytes]
) -> TreeEntry | None:
    """Return the newer of two documents that got one name and are of different things; None for two versions of one."""
    from coachlog.merge.two_documents import are_two_documents

    older, newer = entries
    if older is None or newer is None or _is_link(older) or _is_link(newer):
        return None
    return newer if are_two_documents(path, blobs[older.id], blobs[newer.id]) else None


def _name_apart(merged: TreeMerge, apart: Iterable[tuple[str, TreeEntry]], present: set[str]) -> None:
    """Give each document whose name another one has the first number that is free, as a command would."""
    for path, document in apart:
        names = (path.removesuffix(".md") + f"-{number}.md" for number in count(2))
        name = next(name for name in names if merged.contents.get(name, document) == document and name not in present)
        merged.contents[name] = document
        merged.apart.append((path, name))


def _keep_beside(merged: TreeMerge, beside: Iterable[tuple[str, TreeEntry]], present: set[str]) -> None:
    """Give each version that is kept beside another a name that no other file has."""

    def id_at(path: str) -> str | None:
        content = merged.contents.get(path)
        if content is None:
            return "" if path in present and path not in merged.contents else None
        return content.id if isinstance(content, TreeEntry) else blob_id(content)

    for path, version in beside:
        name = free_name(path, version.id, id_at)
        merged.contents[name] = version
        merged.whole.append((path, name))


def free_name(path: str, content_id: str, id_at: Callable[[str], str | None]) -> str:
    """Return a name beside `path` for a second version: no other content has it."""
    name = second_name(path, content_id)
    while id_at(name) not in (None, content_id):
        name = second_name(name, content_id)
    return name


def _rename_unportable(merged: TreeMerge, unportable: Iterable[str], present: Mapping[str, TreeEntry]) -> None:
    """Rename files to names that every computer can have, that differ in more than capitals and are no folder's."""
    contents = merged.contents
    alive = [path for path, content in contents.items() if content is not None]
    names = NameAllocator([*(path for path in present if path not in contents), *alive])
    in_the_way = names.files_with_a_folders_name()
    for path in sorted({*unportable, *in_the_way}):
        content = contents[path] if path in contents else present[path]
        kept_as_it_is = (isinstance(content, TreeEntry) and _is_link(content)) or is_programs_file(path)
        if content is None or (kept_as_it_is and path not in in_the_way):
            continue  # links, submodules and programs' own files have no name of a person's
        name = names.name_for(path, content.id if isinstance(content, TreeEntry) else blob_id(content))
        if name != path:
            contents[path] = None
            contents[name] = content
            merged.renamed.append((path, name))
