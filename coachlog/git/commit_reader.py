"""Reads commits: the log, and the files of a commit."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import islice, takewhile
from typing import Final

from coachlog.git.commits import REGULAR, Author, Commit, CommitId, Snapshot, Trailers, TreeEntry, time_of
from coachlog.git.objects import Objects
from coachlog.git.process import Git
from coachlog.git.progress import format_progress
from coachlog.git.refs import Refs, require_revision
from coachlog.regex import regex

_FIELDS: Final = ("%H", "%P", "%an", "%ae", "%ad", "%B")
_TIME: Final = regex(r"(\d{1,18}) ([+-])([01]\d|2[0-3])([0-5]\d)")
_FORMAT: Final = "%x00".join(("", *_FIELDS))


class CommitReader:
    """Reads the commits of one repository, on the checked-out branch unless `at` names another commit."""

    def __init__(self, git: Git, objects: Objects, refs: Refs) -> None:
        self._git = git
        self._objects = objects
        self._refs = refs
        self._last_log: tuple[tuple[str, ...], str] = ((), "")

    def log(
        self, limit: int | None = None, path: str | None = None, since: str | None = None, at: str = "HEAD"
    ) -> Iterator[Commit]:
        """Return commits, newest first: at most `limit`, those that change `path`, those that `since` lacks."""
        newest = self._refs.head() if at == "HEAD" else CommitId(require_revision(at))
        if newest in (None, since):
            return iter(())
        command = (
            "log",
            "-z",
            "--name-only",
            "--no-renames",
            "--diff-merges=first-parent",
            "--encoding=UTF-8",
            "--date=raw",
            f"--format={_FORMAT}",
            *([f"--max-count={limit}"] if limit is not None else []),
            newest,
            *([f"^{require_revision(since)}"] if since else []),
            "--",
            *([path] if path else []),
        )
        return _parse_log(self._run_log(command))

    def snapshot(self, paths: Iterable[str]) -> Snapshot:
        """Return the entries of some paths in HEAD's commit."""
        head = self._refs.head()
        return Snapshot(head, self._tree(head, paths))

    def files(self, at: str = "HEAD") -> tuple[str, ...]:
        """Return the paths of a commit's files, without links and submodules."""
        entries = self._tree(self._commit(at), None)
        return tuple(path for path, entry in entries.items() if entry.mode in REGULAR)

    def contents(self, paths: Iterable[str], at: str = "HEAD") -> dict[str, bytes | None]:
        """Return the contents of some paths in a commit, None for a path that is no file there."""
        listed = list(paths)
        tree = self._tree(self._commit(at), listed)
        files = {path: entry for path, entry in tree.items() if entry.mode in REGULAR}
        blobs = self._objects.blobs(files.values())
        return {path: blobs[files[path].id] if path in files else None for path in listed}

    def versions(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bytes | None]:
        """Return the contents of many pairs of commit and path, None for a path that is no file there."""
        contents: dict[tuple[str, str], bytes | None] = dict.fromkeys(pairs)
        readable = [pair for pair in contents if "\n" not in pair[1]]
        names = (f"{require_revision(commit)}:{path}" for commit, path in readable)
        for pair, blob in zip(readable, self._objects.read(names), strict=True):
            if blob and blob.kind == "blob":
                contents[pair] = blob.content
        return contents

    def are_whole(self, progress: Callable[[str], None]) -> bool:
        """Tell whether every object can be read, reporting the progress; raise if git does not open them."""
        answer = self._git.call(
            *("fsck", "--no-dangling", "--progress"),
            timeout=600,
            quiet=600,
            watch=lambda output: progress(format_progress("fsck", output)),
        )
        progress("")
        if answer.status == 0:
            return True
        from coachlog.git.refusals import find_refusal

        if refusal := find_refusal(answer.err):
            raise refusal
        return False

    def _run_log(self, command: tuple[str, ...]) -> str:
        """Return git's output, once for two equal questions: the news and the conflicts ask for the same commits."""
        # The log of commits that are named by their ids never changes. A ref moves.
        if self._last_log[0] != command or any(word.startswith("refs/") for word in command):
            self._last_log = command, self._git.run(*command).decode("utf-8", "replace")
        return self._last_log[1]

    def _commit(self, at: str) -> CommitId | None:
        return self._refs.head() if at == "HEAD" else CommitId(require_revision(at))

    def _tree(self, commit: CommitId | None, paths: Iterable[str] | None) -> dict[str, TreeEntry]:
        return {} if commit is None else self._objects.tree(commit, paths)


def _parse_log(output: str) -> Iterator[Commit]:
    parts = iter(output.split("\0")[1:])
    while len(fields := list(islice(parts, len(_FIELDS)))) == len(_FIELDS):
        commit, parents, name, email, when, body = fields
        paths = tuple(path.removeprefix("\n") for path in takewhile(bool, parts))
        message, trailers = parse_body(body)
        author = Author(name, email)
        yield Commit(
            CommitId(commit), tuple(map(CommitId, parents.split())), author, _parse_time(when), message, trailers, paths
        )


def _parse_time(text: str) -> datetime:
    """Parse `seconds +hhmm`; git prints neither for a time before 1970."""
    match = _TIME.fullmatch(text)
    if not match:
        return time_of(0)
    seconds, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    return time_of(int(seconds)).astimezone(timezone(offset))


def parse_body(body: str) -> tuple[str, Trailers]:
    """Part a commit's text into its message and its trailers."""
    text = body.strip()
    message, gap, last = text.rpartition("\n\n")
    trailers = [re.fullmatch(r"([A-Z][A-Za-z-]*): (.*)", line) for line in last.splitlines()]
    if not gap or not all(trailers):
        return text, ()
    return message.strip(), tuple((trailer[1], trailer[2]) for trailer in trailers if trailer)
