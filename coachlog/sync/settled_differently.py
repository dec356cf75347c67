"""If two people settled one conflict differently, both versions stay, and the conflict is open again."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from coachlog.git.commits import Changes, TreeEntry
from coachlog.markdown.edit_yaml import CannotEdit
from coachlog.model.conflict import Conflict, second_files
from coachlog.model.kinds.headings import Aliases
from coachlog.model.resolve_conflict import ConflictChanged
from coachlog.sync.merge_trees import TreeMerge

if TYPE_CHECKING:
    from coachlog.merge import Merged


class SettledDifferently:
    """The conflicts of a merge base, each of which both sides may have settled since, and the pair's own headings."""

    def __init__(
        self, find_conflicts: Callable[[], Iterable[Conflict]], find_headings: Callable[[], Aliases] = tuple
    ) -> None:
        self._find_conflicts = find_conflicts
        self._find_headings = find_headings

    @cached_property
    def _headings(self) -> Aliases:
        return self._find_headings()

    @cached_property
    def _conflicts(self) -> tuple[Conflict, ...]:
        return tuple(self._find_conflicts())

    def merge(self, was: bytes | None, older: bytes, newer: bytes, path: str) -> "Merged":
        """Merge two versions of a file."""
        from coachlog.merge import merge_files

        if was is None or not path.endswith(".md") or not _both_took_away(was, older, newer):
            return merge_files(was, older, newer, path, self._headings)
        from coachlog.model.resolve_conflict import decode, locate

        apart, base = self._choices_apart(path, decode(was), decode(older), decode(newer))
        if not apart:
            return merge_files(was, older, newer, path, self._headings)
        merged = merge_files(base.encode(), older, newer, path, self._headings)
        in_conflict = [{conflict.first.text, conflict.second.text} for conflict in merged.conflicts]
        text = decode(merged.content)
        again = [one for one in apart if {one.first.text, one.second.text} not in in_conflict and locate(one, text)]
        return replace(merged, conflicts=(*merged.conflicts, *again))

    def _choices_apart(self, path: str, base: str, older: str, newer: str) -> tuple[list[Conflict], str]:
        """Return the conflicts that each side settled otherwise, and the base without their versions."""
        from coachlog.model.resolve_conflict import before_choices

        apart: list[Conflict] = []
        for conflict in self._conflicts:
            if conflict.path == path:
                with suppress(ConflictChanged, CannotEdit):  # this one can be settled only by hand
                    before = before_choices(conflict, base, older, newer)
                    apart += [conflict] if before != base else []
                    base = before
        return apart, base


def _both_took_away(was: bytes, older: bytes, newer: bytes) -> bool:
    """Tell whether each side took away a line, or changed it: only then the history is read."""
    before = set(was.splitlines())
    return bool(before - set(older.splitlines())) and bool(before - set(newer.splitlines()))


def keep_second_files(merged: TreeMerge, older: Changes, newer: Changes) -> None:
    """Restore a second version of a file that one side chose and the other side dropped."""
    for path, other, entry in list(_chosen_apart(older, newer)):
        merged.contents[other] = entry
        merged.whole.append((path, other))


def _chosen_apart(older: Changes, newer: Changes) -> Iterator[tuple[str, str, TreeEntry]]:
    gone = [other for other in older if other in newer and older[other].after is newer[other].after is None]
    for path, other in second_files({*gone, *older, *newer}):
        second = older[other].before if other in gone else None
        for side, opposite in ((older, newer), (newer, older)):
            change = side.get(path)
            chose_second = change is not None and second is not None and change.after == second
            if chose_second and path not in opposite and change is not None and change.before:
                yield path, other, change.before
