"""What a history holds, by its names: one git process that stays reads all of it."""

import os
import re
import select
import sys
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from coachlog.git.commits import TreeEntry
from coachlog.git.process import Damaged, Git

_AT_ONCE: Final = 50  # names, so that neither end waits for the other with a full pipe
_LONGEST: Final = 60  # seconds until the first of them is said
_ENTRY: Final = re.compile(rb"(\d+) ([^\0]+)\0")
_FOLDER: Final = "40000"
_NO_SIDE: Final[Mapping[str, TreeEntry]] = {}


class GitObject(NamedTuple):
    """Something in a history."""

    id: str
    kind: str
    content: bytes


@dataclass(slots=True)
class AncestryCache:
    """What git has said of two histories: what one has and another has not (and if it is a change), where they part."""

    only: dict[tuple[str, str], Mapping[str, bool]] = field(default_factory=dict)
    common: dict[frozenset[str], tuple[str, ...]] = field(default_factory=dict)
    made: dict[str, tuple[str, ...]] = field(default_factory=dict)  # entries of this process, and what they stand on


class Objects:
    """Everything in one history, each by its id or by any other name that git knows."""

    def __init__(self, git: Git) -> None:
        self.past = AncestryCache()
        self._git = git
        self._running: Any = None
        self._trees: dict[str, Mapping[str, TreeEntry]] = {}
        self._asked: tuple[str, ...] = ()
        self._told = b""

    def read(self, names: Iterable[str]) -> Iterator[GitObject | None]:
        """Return what lies under some names, one by one; None where there is nothing. No name has a line's end."""
        wanted = list(names)
        for start in range(0, len(wanted), _AT_ONCE):
            yield from self._ask(wanted[start : start + _AT_ONCE])

    def blobs(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Return contents by their id."""
        wanted = list(dict.fromkeys(ids))
        return {name: _there(thing).content for name, thing in zip(wanted, self.read(wanted), strict=True)}

    def parents_and_time(self, at: str) -> tuple[tuple[str, ...], int]:
        """Return on which entries an entry stands, and when it was made, in seconds."""
        head = _there(*self.read([f"{at}^{{commit}}"])).content.partition(b"\n\n")[0].decode("utf-8", "replace")
        parents = tuple(re.findall(r"(?m)^parent ([0-9a-f]+)$", head))
        made = re.search(r"(?m)^committer .* (\d+) [+-]\d+$", head)
        return parents, int(made[1]) if made else 0

    def leaves(self, at: str, paths: Iterable[str] | None = None) -> dict[str, TreeEntry]:
        """Return the files of an entry: all, or those of `paths` that it has."""
        wanted = None if paths is None else [path.split("/") for path in paths]
        return dict(self._below(self._root(at), "", wanted))

    def changes(self, before: str | None, after: str) -> dict[str, tuple[TreeEntry | None, TreeEntry | None]]:
        """Return each file that an entry has otherwise than another one: as it was, as it is."""
        old = self._root(before) if before else None
        return dict(self._between(old, self._root(after), ""))

    def once(self, words: tuple[str, ...], ask: Callable[[], bytes]) -> bytes:
        """Return what git says to some words; of entries that are named in full it never says anything else."""
        if any(word.startswith("refs/") for word in words):
            return ask()
        if words != self._asked:
            self._told, self._asked = ask(), words
        return self._told

    def close(self) -> None:
        """Let go of the process; the next question starts another."""
        self._running = None

    def _ask(self, names: Sequence[str]) -> Iterator[GitObject | None]:
        if self._running is None:
            self._running = self._git.start("cat-file", "--batch")
        process = self._running.proc
        try:
            process.stdin.write(b"".join(os.fsencode(f"{name}\n") for name in names))
            process.stdin.flush()
            _await(process.stdout)
            found = [_answer(process.stdout) for _ in names]
        except (OSError, ValueError):  # it has ended, or it was ended
            self.close()
            raise Damaged from None
        yield from found

    def _root(self, at: str) -> str:
        thing = next(self.read([f"{at}^{{tree}}"]))
        found = _there(thing)
        self._trees.setdefault(found.id, _parsed(found))
        return found.id

    def _tree(self, name: str) -> Mapping[str, TreeEntry]:
        known = self._trees.get(name)
        if known is None:
            known = self._trees[name] = _parsed(_there(*self.read([name])))
        return known

    def _below(self, tree: str, prefix: str, wanted: list[list[str]] | None) -> Iterator[tuple[str, TreeEntry]]:
        entries = self._tree(tree)
        if wanted is None:
            for name, leaf in entries.items():
                if leaf.mode == _FOLDER:
                    yield from self._below(leaf.id, f"{prefix}{name}/", None)
                else:
                    yield f"{prefix}{name}", leaf
            return
        by_name: dict[str, list[list[str]]] = {}
        for parts in wanted:
            by_name.setdefault(parts[0], []).append(parts[1:])
        for name, rests in by_name.items():
            found = entries.get(name)
            if found and found.mode == _FOLDER:
                yield from self._below(found.id, f"{prefix}{name}/", [rest for rest in rests if rest])
            elif found and [] in rests:
                yield f"{prefix}{name}", found

    def _between(
        self, old: str | None, new: str | None, prefix: str
    ) -> Iterator[tuple[str, tuple[TreeEntry | None, TreeEntry | None]]]:
        before, after = (self._tree(side) if side else _NO_SIDE for side in (old, new))
        for name in sorted({*before, *after}):
            was, now = before.get(name), after.get(name)
            if was == now:
                continue
            folders = [leaf.id if leaf and leaf.mode == _FOLDER else None for leaf in (was, now)]
            leaves = [None if leaf and leaf.mode == _FOLDER else leaf for leaf in (was, now)]
            if any(leaves):
                yield f"{prefix}{name}", (leaves[0], leaves[1])
            if any(folders):
                yield from self._between(folders[0], folders[1], f"{prefix}{name}/")


_KNOWN: "weakref.WeakValueDictionary[tuple[Path, int], Objects]" = weakref.WeakValueDictionary()


def objects_of(root: Path) -> Objects:
    """Return the one reader of a log's history in this process, as long as somebody has it."""
    key = root.absolute(), os.getpid()
    found = _KNOWN.get(key)
    if found is None:
        found = _KNOWN[key] = Objects(Git(root))
    return found


def _await(stream: Any) -> None:
    """Wait until something can be read, or raise; Windows has nothing of the kind."""
    if sys.platform != "win32":  # pragma: no branch
        waiting = select.poll()
        waiting.register(stream, select.POLLIN)
        if not waiting.poll(_LONGEST * 1000):
            raise OSError


def _answer(stream: Any) -> GitObject | None:
    head = stream.readline().rstrip(b"\n")
    name, _, size = head.rpartition(b" ")
    if size in {b"missing", b"ambiguous"}:
        return None
    name, _, kind = name.rpartition(b" ")
    content = stream.read(int(size) + 1)
    if len(content) != int(size) + 1:
        raise ValueError
    return GitObject(name.decode(), kind.decode(), content[:-1])


def _there(thing: GitObject | None) -> GitObject:
    if thing is None:
        raise Damaged
    return thing


def _parsed(tree: GitObject) -> dict[str, TreeEntry]:
    size, at, content = len(tree.id) // 2, 0, tree.content
    found = {}
    while at < len(content):
        head = _ENTRY.match(content, at)
        if head is None or tree.kind != "tree":
            raise Damaged
        at = head.end() + size
        found[os.fsdecode(head[2])] = TreeEntry(head[1].decode(), content[head.end() : at].hex())
    return found
