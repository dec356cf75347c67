"""Reads objects of a repository by id: one `git cat-file` process answers for all of them."""

import re
import select
import subprocess
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import IO, Final, NamedTuple, cast

from coachlog.git.commits import CommitId, FileChange, TreeEntry, decode_path, encode_path
from coachlog.git.errors import Damaged, GitError
from coachlog.git.process import Git
from coachlog.programs import close_pipes, end_process
from coachlog.regex import regex

_BATCH: Final = 50  # names in one request, so that neither end blocks on a full pipe
_TIMEOUT: Final = 60  # seconds until the first answer
_TREE_ENTRIES: Final = {size: regex(rb"(\d+) ([^\0]+)\0(.{%d})" % size, re.DOTALL) for size in (20, 32)}
_TREE_MODE: Final = b"40000"

# The entries of a tree by name: mode and id, in git's bytes, for of the thousands in a folder few are asked for.
_Tree = Mapping[bytes, tuple[bytes, bytes]]


class GitObject(NamedTuple):
    """A blob, tree, commit or tag."""

    id: str
    kind: str
    content: bytes


class Objects:
    """Reads the objects of one repository."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: subprocess.Popen[bytes] | None = None
        self._trees: dict[str, _Tree] = {}
        # By pair: what differs, of commits made by this process; a folder of thousands of files is not read for it.
        self._changes: dict[tuple[CommitId, CommitId], Mapping[str, FileChange]] = {}

    def made(self, before: CommitId, after: CommitId, changes: Mapping[str, FileChange]) -> None:
        """Take note of what a commit that was made just now changes in the one before it."""
        self._changes[before, after] = changes

    def read(self, names: Iterable[str]) -> Iterator[GitObject | None]:
        """Return objects by id or revision, None for each that does not exist. No name may have a newline."""
        listed = list(names)
        for start in range(0, len(listed), _BATCH):
            yield from self._read_batch(listed[start : start + _BATCH])

    def blobs(self, entries: Iterable[TreeEntry]) -> dict[str, bytes]:
        """Return the contents of tree entries by the blob's id; leave out entries that are no blobs."""
        ids = list(dict.fromkeys(entry.id for entry in entries))
        objects = (_existing(one) for one in self.read(ids))
        return {name: one.content for name, one in zip(ids, objects, strict=True) if one.kind == "blob"}

    def parents_and_time(self, commit: CommitId) -> tuple[tuple[CommitId, ...], int]:
        """Return a commit's parents, and its time in seconds."""
        content = _existing(*self.read([f"{commit}^{{commit}}"])).content
        header = content.partition(b"\n\n")[0].decode("utf-8", "replace")
        parents = tuple(re.findall(r"(?m)^parent ([0-9a-f]+)$", header))
        seconds = re.search(r"(?m)^committer .* (\d+) [+-]\d+$", header)
        return parents, int(seconds[1]) if seconds else 0

    def messages(self, commits: Iterable[CommitId]) -> dict[CommitId, str]:
        """Return the messages of commits."""
        listed = list(commits)
        return {commit: _message(_existing(one)) for commit, one in zip(listed, self.read(listed), strict=True)}

    def known_messages(self, commits: Iterable[CommitId]) -> dict[CommitId, str]:
        """Return the messages of those of some ids that are commits of this repository."""
        listed = list(commits)
        found = zip(listed, self.read(listed), strict=True)
        return {commit: _message(one) for commit, one in found if one and one.kind == "commit"}

    def parents(self, commit: CommitId) -> tuple[CommitId, ...]:
        """Return a commit's parents."""
        return self.parents_and_time(commit)[0]

    def tree(self, commit: CommitId, paths: Iterable[str] | None = None) -> dict[str, TreeEntry]:
        """Return a commit's files: all of them, or those of `paths` that exist."""
        wanted = None if paths is None else [encode_path(path).split(b"/") for path in paths]
        return dict(self._walk(self._root_tree(commit), wanted))

    def changes(self, before: CommitId | None, after: CommitId) -> dict[str, FileChange]:
        """Return each path that differs between two commits."""
        if before and (before, after) in self._changes:
            return dict(self._changes[before, after])
        old = self._root_tree(before) if before else None
        return dict(self._diff(old, self._root_tree(after)))

    def changes_of(
        self, paths: Iterable[str], before: CommitId | None, after: CommitId | None
    ) -> dict[str, FileChange]:
        """Return the entries of some paths in two commits, differing or not."""
        listed = list(paths)
        old, new = (self.tree(commit, listed) if commit else {} for commit in (before, after))
        return {path: FileChange(old.get(path), new.get(path)) for path in listed}

    def close(self) -> None:
        """End the process; the next question starts another."""
        if self._process:
            process, self._process = self._process, None
            _end(process)

    def _read_batch(self, names: Sequence[str]) -> Iterator[GitObject | None]:
        stdin, stdout = self._pipes()
        try:
            stdin.write(b"".join(encode_path(f"{name}\n") for name in names))
            stdin.flush()
            _wait_readable(stdout)
            objects = [_read_object(stdout) for _ in names]
        except (OSError, ValueError):  # the process has ended
            raise self._reason() from None
        yield from objects

    def _reason(self) -> GitError:
        """Return why the process ended: git cannot open the repository, or the repository is damaged."""
        from coachlog.git.refusals import find_refusal

        process, self._process = self._process, None
        complaints = b""
        if process:
            end_process(process)
            with suppress(OSError, ValueError):
                complaints = cast("IO[bytes]", process.stderr).read()
            close_pipes(process)
        return find_refusal(complaints.decode("utf-8", "replace")) or Damaged()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = self._git.start("cat-file", "--batch")
            weakref.finalize(self, _end, self._process)
        return cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)

    def _root_tree(self, commit: CommitId) -> str:
        root = _existing(next(self.read([f"{commit}^{{tree}}"])))
        if root.id not in self._trees:
            self._trees[root.id] = _parse_tree(root)
        return root.id

    def _subtree(self, tree: str) -> _Tree:
        if tree not in self._trees:
            self._trees[tree] = _parse_tree(_existing(*self.read([tree])))
        return self._trees[tree]

    # Neither walk is recursive, because a partner's folders may have any depth.

    def _walk(self, root: str, wanted: list[list[bytes]] | None) -> Iterator[tuple[str, TreeEntry]]:
        trees = [(root, b"", wanted)]
        while trees:
            tree, prefix, paths = trees.pop()
            entries = self._subtree(tree)
            rests: Mapping[bytes, list[list[bytes]] | None]
            rests = dict.fromkeys(entries) if paths is None else _by_first(paths)
            inner = []
            for name, below in rests.items():
                entry = entries.get(name)
                if entry and entry[0] == _TREE_MODE:
                    inner.append((entry[1].hex(), prefix + name + b"/", below and [rest for rest in below if rest]))
                elif entry and (below is None or [] in below):
                    yield decode_path(prefix + name), _tree_entry(*entry)
            trees += reversed(inner)

    def _diff(self, old_root: str | None, new_root: str) -> Iterator[tuple[str, FileChange]]:
        pairs: list[tuple[str | None, str | None, bytes]] = [(old_root, new_root, b"")]
        while pairs:
            old, new, prefix = pairs.pop()
            before, after = (self._subtree(tree) if tree else {} for tree in (old, new))
            inner = []
            for name in sorted(name for name in {*before, *after} if before.get(name) != after.get(name)):
                pair = before.get(name), after.get(name)
                old_tree, new_tree = (entry[1].hex() if entry and entry[0] == _TREE_MODE else None for entry in pair)
                old_file, new_file = (_tree_entry(*e) if e and e[0] != _TREE_MODE else None for e in pair)
                if old_file or new_file:
                    yield decode_path(prefix + name), FileChange(old_file, new_file)
                if old_tree or new_tree:
                    inner.append((old_tree, new_tree, prefix + name + b"/"))
            pairs += reversed(inner)


def _tree_entry(mode: bytes, identity: bytes) -> TreeEntry:
    return TreeEntry(mode.decode(), identity.hex())


def _by_first(paths: Iterable[list[bytes]]) -> dict[bytes, list[list[bytes]]]:
    """Group paths by their first folder."""
    rests: dict[bytes, list[list[bytes]]] = {}
    for first, *rest in paths:
        rests.setdefault(first, []).append(rest)
    return rests


def _end(process: "subprocess.Popen[bytes]") -> None:
    close_pipes(process)  # it only reads, and ends when its input ends
    end_process(process)


def _wait_readable(stream: IO[bytes]) -> None:
    """Wait until the stream has an answer, or raise. Windows can't wait for a pipe."""
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(stream, select.POLLIN)
        if not poll.poll(_TIMEOUT * 1000):
            raise OSError


def _read_object(stream: IO[bytes]) -> GitObject | None:
    header = stream.readline().rstrip(b"\n")
    name, _, size = header.rpartition(b" ")
    if size in {b"missing", b"ambiguous"}:
        return None
    name, _, kind = name.rpartition(b" ")
    content = stream.read(int(size) + 1)
    if len(content) != int(size) + 1:
        raise ValueError
    return GitObject(name.decode(), kind.decode(), content[:-1])


def _message(commit: GitObject) -> str:
    return commit.content.partition(b"\n\n")[2].decode("utf-8", "replace")


def _existing(one: GitObject | None) -> GitObject:
    if one is None:
        raise Damaged
    return one


def _parse_tree(tree: GitObject) -> _Tree:
    size = len(tree.id) // 2
    parts = _TREE_ENTRIES[size].findall(tree.content)
    read = len(b"".join(map(b"".join, parts))) + 2 * len(parts)  # with the blank and the zero of each
    if tree.kind != "tree" or read != len(tree.content):
        raise Damaged
    return {name: (mode, identity) for mode, name, identity in parts}
