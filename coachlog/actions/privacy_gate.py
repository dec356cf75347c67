"""What points to a student in a log: a look at what is about to be shared."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from coachlog.actions.student_list import own_names
from coachlog.checks.students import NAME, Search, is_read, search_of
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.git.commits import REGULAR, Changes, TreeEntry
from coachlog.git.refs import INCOMING, SHARED
from coachlog.git.remote_errors import SyncFailed
from coachlog.git.repo import Repo
from coachlog.model.fields import format_count, format_list
from coachlog.storage.index import MAX_BYTES

if TYPE_CHECKING:
    from coachlog.git.remote import GitRemote
    from coachlog.sync.bundle_folder import BundleFolder

_MOST: Final = 12  # lines that are shown
_ALL_THE_SAME: Final = "Share them all the same?"
_GONE: Final = "gone since, but the log's history keeps it"
_CLONED: Final = "refs/remotes/origin"


class _Pointed(NamedTuple):
    """What points to a student: in the files as they are, and in what the history alone still has."""

    here: tuple[Problem, ...]
    gone: tuple[Problem, ...]

    @property
    def all(self) -> tuple[Problem, ...]:
        """The one and the other."""
        return (*self.here, *self.gone)


def look_before_sharing(context: Context, place: "GitRemote | BundleFolder", *, again: bool) -> tuple[Problem, ...]:
    """Point at what a student could be told from in what the shared place does not have; raise where that is enough.

    With `again` the place is a new one, or empty. Without somebody to ask it only tells.
    """
    repo = context.repo
    search = search_of(own_names(context), context.settings)
    found = _look(repo, search, again=again)
    if found.all:
        context.tell("Before this is shared, since the shared place never forgets:")
        for problem in islice(found.all, _MOST):
            context.tell(str(problem))
        if len(found.all) > _MOST:
            context.tell(f"… and {len(found.all) - _MOST} more: coachlog check")
    if found.all and context.interactive:
        _ask(context, repo, place, search, found, again=again)
    return found.all


def written_names(context: Context, listed: str) -> tuple[Problem, ...]:
    """Return where a command has put a name that is on the own list into the log, and that is not shared yet."""
    repo = context.repo
    if repo.refs.get(SHARED) == repo.refs.head():
        return ()
    search = search_of(listed, context.settings)
    found: list[Problem] = []
    for entry in filter(None, context.written):
        parents = repo.objects.parents(entry)
        if len(parents) == 1:
            found += _fresh(repo, search, repo.objects.changes(parents[0], entry))
    return tuple(dict.fromkeys(problem for problem in found if problem.code == NAME))


def _fresh(repo: Repo, search: Search, changes: Changes) -> Iterator[Problem]:
    """What points to a student in the lines that an entry has brought."""
    shown = {path: pair for path, pair in changes.items() if is_read(path)}
    texts = repo.objects.blobs(leaf for pair in shown.values() for leaf in pair if leaf)
    lines = {name: _text(content).split("\n") for name, content in texts.items()}
    for path, (was, now) in shown.items():
        if was is None:
            yield from search.find_in_path(path)
        if now:
            known = {line.rstrip() for line in lines[was.id]} if was else set()
            yield from _in_new(search, path, lines[now.id], known)


def _ask(
    context: Context,
    repo: Repo,
    place: "GitRemote | BundleFolder",
    search: Search,
    found: _Pointed,
    *,
    again: bool,
) -> None:
    """Ask what becomes of what was found; raise where the answer is that nothing is shared."""
    head = repo.refs.head()
    can_fold = bool(found.gone) and not (again and head and _there(repo, head))
    if found.here or not can_fold:
        asked = "Share all the same what the files still have?" if found.here and can_fold else _ALL_THE_SAME
        if not context.confirm(asked, default=False):
            raise _unshared(found.all, _how_to_go_on(search, found))
    if not can_fold:
        return
    since = "so far" if again else "since the last sync"
    what = "what the files have no more" if found.here else "it"
    question = f"Leave {what} out of what is shared? What you did {since} then goes as one change."
    if context.confirm(question, default=True):
        _leave_out(context, repo, place, search, again=again)
    elif not context.confirm(_ALL_THE_SAME, default=False):
        raise _unshared(found.gone, "to leave it out of what is shared, type: coachlog sync, and answer yes")


def _leave_out(context: Context, repo: Repo, place: "GitRemote | BundleFolder", search: Search, *, again: bool) -> None:
    """Make what is only here one entry, after a look at what lies in the shared place by now."""
    from coachlog.sync.squash import squash_unshared

    if not again:
        place.fetch()
    head = repo.refs.head()
    if head and _look(repo, search, again=again).gone:
        squash_unshared(context.keeper, repo, head, _there(repo, head))


def _unshared(found: tuple[Problem, ...], hint: str) -> SyncFailed:
    return SyncFailed(f"{format_count(len(found), 'line')} may point to a student", hint)


def _how_to_go_on(search: Search, found: _Pointed) -> str:
    if not found.here:
        return "it is in the log's history where that was shared before; to share it here, too, answer yes"
    instead = dict.fromkeys(search.stand_in(problem) or "Student A" for problem in found.here)
    return f"write {format_list(list(instead))} in their place, then: coachlog sync"


def _look(repo: Repo, search: Search, *, again: bool) -> _Pointed:
    head = repo.refs.head()
    if head is None:
        return _Pointed((), ())
    there = [] if again else _there(repo, head)
    changes = [repo.objects.changes(at, head) for at in there] or [repo.objects.changes(None, head)]
    # Of several states of the place, that is new which none of them has.
    fresh = {path: now for path, (_, now) in changes[0].items() if now and all(path in other for other in changes)}
    shown = {path: leaf for path, leaf in fresh.items() if is_read(path)}
    shared = {was for change in changes for path, (was, _) in change.items() if was and is_read(path)}
    now = {leaf.id for leaf in shown.values()}
    states = [
        (path, TreeEntry(REGULAR[0], name)) for path, name in repo.ancestry.blobs_since(head, there) if is_read(path)
    ]
    past = {(path, leaf) for path, leaf in states if leaf.id not in now | {was.id for was in shared}}
    lines = {
        name: _text(content).split("\n")
        for name, content in repo.objects.blobs([*shown.values(), *shared, *(leaf for _, leaf in past)]).items()
    }
    known = {line.rstrip() for leaf in shared for line in lines[leaf.id]}
    here: list[Problem] = []
    for path in sorted(fresh):
        if not any(path in change and change[path][0] for change in changes):
            here += search.find_in_path(path)
        if path in shown:
            here += _in_new(search, path, lines[shown[path].id], known)
    known |= {line.rstrip() for leaf in shown.values() for line in lines[leaf.id]}
    gone = [problem for path, leaf in sorted(past) for problem in _in_new(search, path, lines[leaf.id], known)]
    names = {path for path, _ in states if not any(path in change for change in changes)}
    called = [problem for path in sorted(names) for problem in search.find_in_path(path)]
    if called:
        left = {*repo.objects.tree(head)}
        gone += [problem for problem in called if problem.path not in left]
    told = (replace(problem, message=f"{problem.message.partition('; ')[0]}; {_GONE}") for problem in gone)
    return _Pointed(tuple(dict.fromkeys(here)), tuple(dict.fromkeys(told)))


def _in_new(search: Search, path: str, lines: list[str], known: set[str]) -> Iterator[Problem]:
    new = {number for number, line in enumerate(lines, 1) if line.rstrip() not in known}
    return search.find(path, "\n".join(lines), new)


def _there(repo: Repo, head: str) -> list[str]:
    """The newest entries that are known to lie in the shared place."""
    seen = repo.refs.get(SHARED)
    noted = [*repo.refs.below(INCOMING).values(), *([seen] if seen else [])]
    if len(set(noted)) == 2:  # what is asked of them is asked again by the exchange
        repo.ancestry.compare(head, noted[0])
    # A copy by plain git knows only by itself what it has from there.
    return repo.ancestry.independent(noted or list(repo.refs.below(_CLONED).values()))


def _text(content: bytes) -> str:
    return content[:MAX_BYTES].decode("utf-8", "replace")
