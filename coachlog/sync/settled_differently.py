"""If two people settled one conflict differently, what either kept stays, and the conflict is open again."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Final

from coachlog.git.commits import Changes, CommitId, FileChange, TreeEntry, blob_id
from coachlog.markdown.edit_yaml import CannotEdit
from coachlog.model.conflict import SETTLED, UNDO, Choice, Conflict, Form, Version, first_file, settled_token
from coachlog.model.kinds.headings import Aliases
from coachlog.model.portable_names import second_name
from coachlog.model.resolve_conflict import ConflictChanged
from coachlog.sync.merge_trees import TreeMerge

if TYPE_CHECKING:
    from coachlog.merge import Merged

_NOTHING: Final[tuple[Collection[str], Collection[str]]] = ((), ())


class SettledDifferently:
    """The conflicts of a merge base, each of which both sides may have settled since, and the pair's own headings.

    `settled` are the tokens of those that each side settled by a command.
    """

    def __init__(
        self,
        find_conflicts: Callable[[], Iterable[Conflict]],
        find_headings: Callable[[], Aliases] = tuple,
        settled: tuple[Collection[str], Collection[str]] = _NOTHING,
    ) -> None:
        self._find_conflicts = find_conflicts
        self._find_headings = find_headings
        self._settled = settled

    @cached_property
    def _headings(self) -> Aliases:
        return self._find_headings()

    @cached_property
    def _conflicts(self) -> tuple[Conflict, ...]:
        return tuple(self._find_conflicts())

    def with_settled_files(self, *sides: Changes) -> tuple[Changes, Changes]:
        """Return the changes of both sides: a file of which a side settled a place counts as changed by it."""
        older, newer = (dict(side) for side in sides)
        for side, other, settled in ((older, newer, self._settled[0]), (newer, older, self._settled[1])):
            chosen = {one.path for one in self._conflicts if {*one.tokens} & {*settled}} if settled else set()
            before = {path: other[path].before for path in chosen if path in other and path not in side}
            side |= {path: FileChange(entry, entry) for path, entry in before.items()}
        return older, newer

    def merge(self, was: bytes | None, older: bytes, newer: bytes, path: str) -> "Merged":
        """Merge two versions of a file."""
        from coachlog.merge import merge_files

        if was is None or not path.endswith((".md", ".yml")) or not self._both_chose(was, older, newer):
            return merge_files(was, older, newer, path, self._headings)
        from coachlog.model.resolve_conflict import decode, find_values, locate

        apart, base = self._choices_apart(path, decode(was), (decode(older), decode(newer)))
        if not apart:
            return merge_files(was, older, newer, path, self._headings)
        merged = merge_files(base.encode(), older, newer, path, self._headings)
        in_conflict = [{conflict.first.text, conflict.second.text} for conflict in merged.conflicts]
        text = decode(merged.content)
        values = {(one.where, one.first.text) for one in find_values(path, text)}
        again = [
            one
            for one in apart
            if {one.first.text, one.second.text} not in in_conflict
            and (locate(one, text) or (one.where, one.first.text) in values)
        ]
        return replace(merged, conflicts=(*merged.conflicts, *again))

    def _choices_apart(self, path: str, base: str, sides: tuple[str, str]) -> tuple[list[Conflict], str]:
        """Return the conflicts that each side settled otherwise, and the base with only what both kept of them."""
        from coachlog.model.resolve_conflict import before_choices, find_values

        apart: list[Conflict] = []
        words = (one for one in self._conflicts if one.path == path and one.form is Form.WORDS)
        for conflict in (*words, *find_values(path, base)):
            with suppress(ConflictChanged, CannotEdit):  # this one can be settled only by hand
                settled = [bool({*conflict.tokens} & {*tokens}) for tokens in self._settled]
                before = before_choices(conflict, base, sides, settled)
                apart += [conflict] if before != base else []
                base = before
        return apart, base

    def _both_chose(self, was: bytes, older: bytes, newer: bytes) -> bool:
        """Tell whether each side took away a line, changed it, or settled something: only then the history is read."""
        before = set(was.splitlines())
        texts = (older, newer)
        return all(
            settled or before - set(text.splitlines()) for text, settled in zip(texts, self._settled, strict=True)
        )

    def keep_second_files(self, merged: TreeMerge, *sides: Changes) -> None:
        """Restore what either side kept of two versions of a whole file, if each side settled them otherwise."""
        for other in sorted({*sides[0], *sides[1]}):
            path = first_file(other)
            second = next((side[other].before for side in sides if other in side), None)
            if path and second:
                tokens = zip(sides, self._settled, strict=True)
                choices = [_choice_of(side, path, other, _file_token(other) in settled) for side, settled in tokens]
                if "" not in choices and choices[0] != choices[1]:
                    _restore(merged, sides, choices, (path, other, second))


def _restore(
    merged: TreeMerge, sides: tuple[Changes, ...], choices: Sequence[str], place: tuple[str, str, TreeEntry]
) -> None:
    path, other, second = place
    base = next((side[path].before for side in sides if path in side), None)
    here = [side[path].after if path in side else base for side in sides]
    wanted = {*filter(None, here), *([second] if Choice.BOTH in choices or Choice.FIRST in choices else [])}
    stays = merged.contents.get(path, base)
    if isinstance(stays, bytes):
        stays = next((one for one in here if one and one.id == blob_id(stays, len(one.id))), stays)
    if stays == second and base in here:
        merged.contents[path] = stays = base
    for moved in sorted({name for side in sides for name in _names_of(side, second)} - {path, other}):
        merged.contents[moved] = None
    beside = {merged.contents[name] for one, name in merged.whole if one == path}
    for entry in sorted(wanted - {stays, *beside} - ({*here} if isinstance(stays, bytes) else set())):
        name = other if entry == second else second_name(path, entry.id)
        merged.contents[name] = entry
        merged.whole.append((path, name))


def _choice_of(side: Changes, path: str, other: str, by_command: bool) -> str:
    """Return what a side chose of two versions of a file, empty if it did not."""
    if other not in side or side[other].after is not None:
        return Choice.BOTH if by_command else ""
    second = side[other].before
    names = _names_of(side, second)
    if names:
        return Choice.FIRST if path in names else Choice.BOTH
    return Choice.SECOND if by_command or path not in side else "by hand"


def _names_of(side: Changes, entry: TreeEntry | None) -> list[str]:
    """Return the files to which a side gave a content."""
    return [path for path, change in side.items() if change.after == entry != change.before]


def _file_token(other: str) -> str:
    return Conflict(Version(""), Version(""), other, form=Form.FILE).token


def settled_tokens(messages: Mapping[CommitId, str]) -> frozenset[str]:
    """Return the tokens of the conflicts that some commits settled, from the messages of these."""
    undone_by: dict[CommitId, set[CommitId]] = {commit: set() for commit in messages}
    for commit, message in messages.items():
        for undone in {CommitId(value) for value in _trailers(message, UNDO)} & messages.keys():
            undone_by[undone].add(commit)
    standing: set[CommitId] = set()
    for commit in TopologicalSorter(undone_by).static_order():  # an undo before what it undoes
        if standing.isdisjoint(undone_by[commit]):
            standing.add(commit)
    tokens = {settled_token(value) for commit in standing for value in _trailers(messages[commit], SETTLED)}
    return frozenset(tokens - {""})


def _trailers(message: str, key: str) -> Iterator[str]:
    return (match[1] for match in re.finditer(rf"(?m)^{key}: (.*)$", message))
