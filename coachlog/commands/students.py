"""What points to a student in a log: a look at what is about to be shared."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from coachlog.checks.students import Search, is_read, search_of
from coachlog.commands.own_list import own_names
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.fields import spoken_count
from coachlog.git.entries import REGULAR, Leaf
from coachlog.git.exchange import INCOMING, SHARED, Exchange
from coachlog.git.trouble import Unshared
from coachlog.store.index import MAX_BYTES

_MOST: Final = 12  # lines that are shown
_CLONED: Final = "refs/remotes/origin"


def look_before_sharing(context: Context, *, everything: bool) -> None:
    """Point at what a student could be told from in what the shared place does not have; raise where that is enough.

    With `everything` the place is a new one, or empty. Without somebody to ask it only tells.
    """
    history = Exchange(context.root)
    found = list(dict.fromkeys(_found(context, history, everything=everything)))
    if not found:
        return
    context.tell("Before this is shared, since the shared place never forgets:")
    for problem in islice(found, _MOST):
        context.tell(str(problem))
    if len(found) > _MOST:
        context.tell(f"… and {len(found) - _MOST} more: coachlog check")
    if context.interactive and not context.confirm("Share them all the same?", default=False):
        raise Unshared(
            f"{spoken_count(len(found), 'line')} may point to a student",
            "write Student A in their place, then: coachlog sync",
        )


def _found(context: Context, history: Exchange, *, everything: bool) -> Iterator[Problem]:
    head = history.head()
    if head is None:
        return
    there = [] if everything else _there(history, head)
    search = search_of(own_names(context), context.settings)
    changes = [history.changes(at, head) for at in there] or [history.changes(None, head)]
    # Of several states of the place, that is new which none of them has.
    fresh = {path: now for path, (_, now) in changes[0].items() if now and all(path in other for other in changes)}
    shown = {path: leaf for path, leaf in fresh.items() if is_read(path)}
    shared = {was for change in changes for path, (was, _) in change.items() if was and is_read(path)}
    now = {leaf.id for leaf in shown.values()}
    past = {(path, Leaf(REGULAR[0], name)) for path, name in history.states(head, there) if is_read(path)}
    past = {(path, leaf) for path, leaf in past if leaf.id not in now | {was.id for was in shared}}
    lines = {
        name: _text(content).split("\n")
        for name, content in history.blobs([*shown.values(), *shared, *(leaf for _, leaf in past)]).items()
    }
    known = {line.rstrip() for leaf in shared for line in lines[leaf.id]}
    for path in sorted(fresh):
        if not any(path in change and change[path][0] for change in changes):
            yield from search.find_in_path(path)
        if path in shown:
            yield from _in_new(search, path, lines[shown[path].id], known)
    known |= {line.rstrip() for leaf in shown.values() for line in lines[leaf.id]}
    for path, leaf in sorted(past):
        for problem in _in_new(search, path, lines[leaf.id], known):
            yield replace(problem, message=f"{problem.message}; gone since, but the log's history keeps it")


def _in_new(search: Search, path: str, lines: list[str], known: set[str]) -> Iterator[Problem]:
    new = {number for number, line in enumerate(lines, 1) if line.rstrip() not in known}
    return search.find(path, "\n".join(lines), new)


def _there(history: Exchange, head: str) -> list[str]:
    """The newest entries that are known to lie in the shared place."""
    seen = history.ref(SHARED)
    noted = [*history.noted(INCOMING).values(), *([seen] if seen else [])]
    if len(set(noted)) == 2:  # what is asked of them is asked again by the exchange
        history.compare(head, noted[0])
    # A copy by plain git knows only by itself what it has from there.
    return history.independent(noted or list(history.noted(_CLONED).values()))


def _text(content: bytes) -> str:
    return content[:MAX_BYTES].decode("utf-8", "replace")
