"""Find cues to students in words that the shared place does not have yet."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from coachlog.checks.file_text import FileText, has_words, not_looked_into, read_text
from coachlog.checks.students import NAME, Search, search_of
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.git.commits import REGULAR, Changes, CommitId, TreeEntry
from coachlog.git.refs import INCOMING, SHARED
from coachlog.git.repo import Repo

_GONE: Final = "gone since, but the log's history keeps it"
_CLONED: Final = "refs/remotes/origin"

_Entries = set[tuple[str, TreeEntry]]


@frozen
class UnsharedCues:
    """Cues to students: in the present files, and in words that only the history still has.

    `not_read` has a sentence for each new file that coachlog cannot look into.
    """

    here: tuple[Problem, ...]
    gone: tuple[Problem, ...]
    not_read: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[Problem, ...]:
        """Return both."""
        return (*self.here, *self.gone)


@frozen
class _Unshared:
    """The file versions that the shared place does not have, now and in the past, and the words of all involved."""

    changes: Sequence[Changes]
    now: dict[str, TreeEntry]
    shared: Collection[TreeEntry]
    past: _Entries
    paths: Collection[str]
    words: dict[str, FileText]


def find_unshared_cues(repo: Repo, search: Search, *, again: bool) -> UnsharedCues:
    """Look through what is unshared; with `again` through everything."""
    head = repo.refs.head()
    if head is None:
        return UnsharedCues((), ())
    unshared = _load_unshared(repo, head, [] if again else shared_tips(repo, head))
    words, changes = unshared.words, unshared.changes
    lines = {name: inside.text.split("\n") for name, inside in words.items()}
    old_lines = {line.rstrip() for entry in unshared.shared for line in lines[entry.id]}
    here: list[Problem] = []
    for path, entry in sorted(unshared.now.items()):
        if not any(path in change and change[path][0] for change in changes):
            here += search.find_in_path(path)
        if _is_readable(path, entry):
            here += _find_in_new(search, path, lines[entry.id], old_lines)
    old_lines |= {line.rstrip() for entry in unshared.now.values() for line in lines.get(entry.id, ())}
    gone = [
        cue for path, entry in sorted(unshared.past) for cue in _find_in_new(search, path, lines[entry.id], old_lines)
    ]
    gone += _find_in_old_paths(repo, search, head, unshared)
    still = {(cue.path, cue.message) for cue in here}  # a name that is in the file still is not gone
    gone = [cue for cue in gone if (cue.path, cue.message) not in still]
    marked = (replace(cue, message=f"{cue.message.partition('; ')[0]}; {_GONE}") for cue in gone)
    readable = ((path, words[entry.id]) for path, entry in sorted(unshared.now.items()) if entry.id in words)
    not_read = tuple(not_looked_into(path, inside) for path, inside in readable if inside.not_read)
    return UnsharedCues(tuple(dict.fromkeys(here)), tuple(dict.fromkeys(marked)), not_read)


def written_names(context: Context, listed: str) -> tuple[Problem, ...]:
    """Return where this command wrote a name of the own list into the log, and it is not shared yet."""
    return tuple(cue for cue in _written(context, listed) if cue.code == NAME)


def received_cues(context: Context, listed: str) -> tuple[Problem, ...]:
    """Return what else points to a student in words of somebody else that this command wrote into the log."""
    return tuple(cue for cue in _written(context, listed) if cue.code != NAME)


def _written(context: Context, listed: str) -> tuple[Problem, ...]:
    repo = context.repo
    if repo.refs.get(SHARED) == repo.refs.head():
        return ()
    search = search_of(listed, context.settings)
    cues: list[Problem] = []
    for commit in filter(None, context.written):
        parents = repo.objects.parents(commit)
        if len(parents) == 1:
            cues += _find_in_changes(repo, search, repo.objects.changes(parents[0], commit))
    return tuple(dict.fromkeys(cues))


def shared_tips(repo: Repo, head: CommitId) -> list[CommitId]:
    """Return the newest commits that the shared place is known to have."""
    seen = repo.refs.get(SHARED)
    tips = [*repo.refs.below(INCOMING).values(), *([seen] if seen else [])]
    if len(set(tips)) == 2:  # the exchange asks the same of them again
        repo.ancestry.compare(head, tips[0])
    # A copy by plain git knows only by itself what it has from there.
    return repo.ancestry.independent(tips or list(repo.refs.below(_CLONED).values()))


def _load_unshared(repo: Repo, head: CommitId, tips: Sequence[CommitId]) -> _Unshared:
    changes = [repo.objects.changes(tip, head) for tip in tips] or [repo.objects.changes(None, head)]
    # With several tips, that is new which none of them has.
    now = {path: new for path, (_, new) in changes[0].items() if new and all(path in other for other in changes)}
    readable = [entry for path, entry in now.items() if _is_readable(path, entry)]
    shared = {old for change in changes for path, (old, _) in change.items() if old and _is_readable(path, old)}
    states = [
        (path, TreeEntry(REGULAR[0], name)) for path, name in repo.ancestry.blobs_since(head, tips) if has_words(path)
    ]
    newest = {entry.id for entry in (*readable, *shared)}
    past = {(path, entry) for path, entry in states if entry.id not in newest}
    as_shared = {path for path, _ in past if not any(path in change for change in changes)}  # what came since is undone
    there = repo.objects.tree(head, sorted(as_shared)) if as_shared else {}
    shared |= {entry for path, entry in there.items() if path in as_shared and _is_readable(path, entry)}
    newest |= {entry.id for entry in shared}
    past = {(path, entry) for path, entry in past if entry.id not in newest}
    contents = repo.objects.blobs([*readable, *shared, *(entry for _, entry in past)])
    words = {name: read_text(content) for name, content in contents.items()}
    past = {(path, entry) for path, entry in past if entry.id in words}  # git names folders beside the files
    return _Unshared(changes, now, shared, past, {path for path, _ in states}, words)


def _find_in_old_paths(repo: Repo, search: Search, head: CommitId, unshared: _Unshared) -> Iterator[Problem]:
    """Return the cues to students in the names of deleted files."""
    paths = {path for path in unshared.paths if not any(path in change for change in unshared.changes)}
    cues = [cue for path in sorted(paths) for cue in search.find_in_path(path)]
    if cues:
        files = {*repo.objects.tree(head)}
        yield from (cue for cue in cues if cue.path not in files)


def _find_in_changes(repo: Repo, search: Search, changes: Changes) -> Iterator[Problem]:
    """Return the cues to students in the lines that a commit adds."""
    shown = {path: pair for path, pair in changes.items() if pair[1] and _is_readable(path, pair[1])}
    contents = repo.objects.blobs(entry for pair in shown.values() for entry in pair if entry and entry.mode in REGULAR)
    lines = {name: read_text(content).text.split("\n") for name, content in contents.items()}
    for path, (old, new) in changes.items():
        if old is None:
            yield from search.find_in_path(path)
        if new and path in shown:
            old_lines = {line.rstrip() for line in lines.get(old.id, ())} if old else set()
            yield from _find_in_new(search, path, lines[new.id], old_lines)


def _is_readable(path: str, entry: TreeEntry) -> bool:
    return entry.mode in REGULAR and has_words(path)


def _find_in_new(search: Search, path: str, lines: list[str], old_lines: set[str]) -> Iterator[Problem]:
    new = {number for number, line in enumerate(lines, 1) if line.rstrip() not in old_lines}
    return search.find(path, "\n".join(lines), new)
