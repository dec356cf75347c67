"""Find what points to a student in what the shared place does not have yet."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from coachlog.checks.students import NAME, Search, is_read, search_of
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.git.commits import REGULAR, Changes, TreeEntry
from coachlog.git.refs import INCOMING, SHARED
from coachlog.git.repo import Repo
from coachlog.storage.index import MAX_BYTES

_GONE: Final = "gone since, but the log's history keeps it"
_CLONED: Final = "refs/remotes/origin"

_Entries = set[tuple[str, TreeEntry]]


@dataclass(frozen=True, slots=True)
class UnsharedCues:
    """What points to a student: in the files as they are, and in what only the history still has."""

    here: tuple[Problem, ...]
    gone: tuple[Problem, ...]

    @property
    def all(self) -> tuple[Problem, ...]:
        """Return both."""
        return (*self.here, *self.gone)


@dataclass(frozen=True, slots=True)
class _Unshared:
    """The file versions that the shared place does not have, now and in the past, and the lines of all involved."""

    changes: Sequence[Changes]
    now: dict[str, TreeEntry]
    shared: Collection[TreeEntry]
    past: _Entries
    paths: Collection[str]
    lines: dict[str, list[str]]


def find_unshared_cues(repo: Repo, search: Search, *, again: bool) -> UnsharedCues:
    """Look through what is unshared; with `again` through everything."""
    head = repo.refs.head()
    if head is None:
        return UnsharedCues((), ())
    unshared = _load_unshared(repo, head, [] if again else shared_tips(repo, head))
    lines, changes = unshared.lines, unshared.changes
    known = {line.rstrip() for entry in unshared.shared for line in lines[entry.id]}
    here: list[Problem] = []
    for path, entry in sorted(unshared.now.items()):
        if not any(path in change and change[path][0] for change in changes):
            here += search.find_in_path(path)
        if is_read(path):
            here += _find_in_new(search, path, lines[entry.id], known)
    known |= {line.rstrip() for path, entry in unshared.now.items() if is_read(path) for line in lines[entry.id]}
    gone = [cue for path, entry in sorted(unshared.past) for cue in _find_in_new(search, path, lines[entry.id], known)]
    gone += _find_in_old_paths(repo, search, head, unshared)
    marked = (replace(cue, message=f"{cue.message.partition('; ')[0]}; {_GONE}") for cue in gone)
    return UnsharedCues(tuple(dict.fromkeys(here)), tuple(dict.fromkeys(marked)))


def written_names(context: Context, listed: str) -> tuple[Problem, ...]:
    """Return where this command wrote a name of the own list into the log, and it is not shared yet."""
    repo = context.repo
    if repo.refs.get(SHARED) == repo.refs.head():
        return ()
    search = search_of(listed, context.settings)
    cues: list[Problem] = []
    for commit in filter(None, context.written):
        parents = repo.objects.parents(commit)
        if len(parents) == 1:
            cues += _find_in_changes(repo, search, repo.objects.changes(parents[0], commit))
    return tuple(dict.fromkeys(cue for cue in cues if cue.code == NAME))


def shared_tips(repo: Repo, head: str) -> list[str]:
    """Return the newest commits that the shared place is known to have."""
    seen = repo.refs.get(SHARED)
    tips = [*repo.refs.below(INCOMING).values(), *([seen] if seen else [])]
    if len(set(tips)) == 2:  # the exchange asks the same of them again
        repo.ancestry.compare(head, tips[0])
    # A copy by plain git knows only by itself what it has from there.
    return repo.ancestry.independent(tips or list(repo.refs.below(_CLONED).values()))


def _load_unshared(repo: Repo, head: str, tips: Sequence[str]) -> _Unshared:
    changes = [repo.objects.changes(tip, head) for tip in tips] or [repo.objects.changes(None, head)]
    # With several tips, that is new which none of them has.
    now = {path: new for path, (_, new) in changes[0].items() if new and all(path in other for other in changes)}
    readable = [entry for path, entry in now.items() if is_read(path)]
    shared = {old for change in changes for path, (old, _) in change.items() if old and is_read(path)}
    states = [
        (path, TreeEntry(REGULAR[0], name)) for path, name in repo.ancestry.blobs_since(head, tips) if is_read(path)
    ]
    newest = {entry.id for entry in (*readable, *shared)}
    past = {(path, entry) for path, entry in states if entry.id not in newest}
    contents = repo.objects.blobs([*readable, *shared, *(entry for _, entry in past)])
    lines = {name: _decode(content).split("\n") for name, content in contents.items()}
    return _Unshared(changes, now, shared, past, {path for path, _ in states}, lines)


def _find_in_old_paths(repo: Repo, search: Search, head: str, unshared: _Unshared) -> Iterator[Problem]:
    """Return what points to a student in the names of files that are gone."""
    paths = {path for path in unshared.paths if not any(path in change for change in unshared.changes)}
    cues = [cue for path in sorted(paths) for cue in search.find_in_path(path)]
    if cues:
        files = {*repo.objects.tree(head)}
        yield from (cue for cue in cues if cue.path not in files)


def _find_in_changes(repo: Repo, search: Search, changes: Changes) -> Iterator[Problem]:
    """Return what points to a student in the lines that a commit adds."""
    shown = {path: pair for path, pair in changes.items() if is_read(path)}
    contents = repo.objects.blobs(entry for pair in shown.values() for entry in pair if entry)
    lines = {name: _decode(content).split("\n") for name, content in contents.items()}
    for path, (old, new) in shown.items():
        if old is None:
            yield from search.find_in_path(path)
        if new:
            known = {line.rstrip() for line in lines[old.id]} if old else set()
            yield from _find_in_new(search, path, lines[new.id], known)


def _find_in_new(search: Search, path: str, lines: list[str], known: set[str]) -> Iterator[Problem]:
    new = {number for number, line in enumerate(lines, 1) if line.rstrip() not in known}
    return search.find(path, "\n".join(lines), new)


def _decode(content: bytes) -> str:
    return content[:MAX_BYTES].decode("utf-8", "replace")
