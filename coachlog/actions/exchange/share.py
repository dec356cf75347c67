"""Exchange a log with its shared place, after a look for students' names."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem, SurroundingsError
from coachlog.frozen import frozen
from coachlog.regex import regex

if TYPE_CHECKING:  # the place is asked before all of these are loaded
    from coachlog.actions.exchange.news import DocumentNews
    from coachlog.git.remote import GitRemote
    from coachlog.git.remote_address import RemoteAddress
    from coachlog.git.remote_errors import SyncFailed
    from coachlog.model.conflict import Conflict
    from coachlog.sync.bundle_folder import BundleFolder
    from coachlog.sync.exchange import Outcome
    from coachlog.sync.remote_config import Shared

    Place = GitRemote | BundleFolder

_TYPABLE: Final = regex(r"[\w \\/:.@~+,=()\[\]'-]+")  # between double quotes, in every shell


@frozen
class Sharing:
    """One exchange: its outcome, the place, and the lines that may point to a student."""

    outcome: "Outcome"
    shared: "Shared"
    cues: tuple[Problem, ...]

    @property
    def place(self) -> str:
        """Return the shared place as it is typed."""
        return self.shared.where.text

    @property
    def in_folder(self) -> bool:
        """Tell whether the shared place is a plain folder."""
        from coachlog.git.remote_address import RemoteKind

        return self.shared.where.kind is RemoteKind.FOLDER

    @property
    def is_incomplete(self) -> bool:
        """Tell whether a file in the folder has not arrived whole."""
        from coachlog.sync.bundle_folder import is_awaited

        return any(map(is_awaited, self.outcome.skipped))


@frozen
class SyncResult:
    """An exchange with the partner: the news that came, and all that is in conflict now."""

    sharing: Sharing
    partner: str
    news: "tuple[DocumentNews, ...]"
    conflicts: "tuple[Conflict, ...]"
    problems: tuple[Problem, ...]


def sync_log(context: Context, *, again: bool = False, moved_to: str) -> SyncResult:
    """Keep hand edits, then exchange; `again` puts the whole log into an emptied place.

    `moved_to` is the place to which the partner has moved the log, and in which it is shared from now on.
    """
    if not moved_to:
        shared = shared_place(context)
        shared = tell_old_places(context) if not all(map(_is_away, shared.untold)) else shared
        return _follow_move(context, _sync_in(context, shared, again=again))
    from coachlog.sync.conflicts import HERE

    typed = f"coachlog sync --moved-to {quote_place(moved_to)}"
    with hinting(typed, f"see where it is on this computer, then: {typed}", "moved|share the whole log there again"):
        result = _sync_in(context, _new_place(context, moved_to), again=again)
    if tell_of_move(context):  # the log has left this place, too
        return result
    leave_note(context, HERE)
    shared = shared_place(context)
    share(context, shared, open_place(context, shared))
    return result


def _sync_in(context: Context, shared: "Shared", *, again: bool) -> SyncResult:
    place = open_place(context, shared)
    with _asked_early(place):
        from coachlog.actions.exchange.save import HandEdits, keep_by_hand, own_problems, planned_by_hand
        from coachlog.sync.branches_and_stashes import find_elsewhere

        context.writer.recover()
        unsaved = context.repo.worktree.changed_files()
        kept = keep_by_hand(context, unsaved) if unsaved else HandEdits({}, ())
        problems = (*kept.problems, *planned_by_hand(context, kept), *own_problems(context))
        result = _exchange(context, shared, place, again=again)
        for one in find_elsewhere(context.repo):
            context.advise(one.sentence)
        return replace(result, problems=(*problems, *result.problems))


def exchange_log(context: Context) -> SyncResult:
    """Exchange what is kept."""
    shared = shared_place(context)
    return _exchange(context, shared, open_place(context, shared), again=False)


@contextmanager
def _asked_early(place: "Place") -> Iterator[None]:
    """Have the place asked while something else is done: half of an exchange is waiting."""
    place.begin()
    try:
        yield
    finally:
        place.give_up()


def _exchange(context: Context, shared: "Shared", place: "Place", *, again: bool) -> SyncResult:
    from coachlog.actions.exchange.news import build_news, mark_as_read, unseen_commits
    from coachlog.actions.exchange.sharing_state import partner_names
    from coachlog.sync.conflicts import find_conflicts

    sharing = share(context, shared, place, again=again)
    news = build_news(context, unseen_commits(context, sharing.outcome.before))
    mark_as_read(context)
    problems = tuple(context.read(()).problems)
    partner = partner_names(context.settings, context.me)
    return SyncResult(sharing, partner, news, find_conflicts(context.root, lambda: context.repo), problems)


def leave_note(context: Context, place: str) -> None:
    """Leave a note in the history of where the log is shared from now on."""
    from coachlog.sync.conflicts import MOVED

    with context.change("sync") as change:
        change.trailers = ((MOVED, place),)
        change.commit_even_if_empty = True
        change.message = "sync: 1 move"


def left_for(old: "Shared", where: "RemoteAddress") -> "Shared":
    """Return a new shared place, with those that were left for it and must hear of it."""
    from coachlog.sync.remote_config import Shared

    untold = [place for place in (*old.untold, old.where.text) if place != where.text]
    return Shared(where, old.branch, lane=old.lane, untold=tuple(dict.fromkeys(untold)))


def tell_old_places(context: Context) -> "Shared":
    """Leave a note of a move in the places that were left, which the partner's next sync there reads; return the new.

    In the new place a further note says that this is it, unless the partner has moved the log meanwhile. A place that
    is not there is told by a later sync.
    """
    from coachlog.sync.conflicts import HERE
    from coachlog.sync.remote_config import remember

    shared = shared_place(context)
    leave_note(context, shared.where.text)
    since = context.repo.refs.head() or ""
    *before, newest = shared.untold
    untold = [place for place in before if _is_away(place) or not _told(context, shared, place)]
    untold += [newest] if not _told(context, shared, newest) else []
    moved = replace(shared, since=since, untold=tuple(place for place in untold if _is_away(place)))
    remember(context.root, moved)
    if not tell_of_move(context):
        leave_note(context, HERE)
    return moved


def _told(context: Context, shared: "Shared", typed: str) -> bool:
    """Bring the note of a move to a place that was left; return whether it is there."""
    from coachlog.actions.exchange.sharing_state import partner_names
    from coachlog.git.refs import SHARED
    from coachlog.git.remote_address import parse_address
    from coachlog.sync.exchange import exchange
    from coachlog.sync.remote_config import Shared

    seen = context.repo.refs.get(SHARED)
    try:
        old = Shared(parse_address(typed), shared.branch, lane=shared.lane)
        exchange(context.writer, context.repo, open_place(context, old), old.branch)
    except CoachlogError as error:
        partner = partner_names(context.settings, context.me)
        context.tell(f"The old place could not be told ({error.sentence}): tell {partner} of the new one.")
        return False
    finally:
        context.repo.refs.update({SHARED: seen})  # in the new place
    return True


def _is_away(typed: str) -> bool:
    """Tell whether a place is a folder that is not on this computer now."""
    from coachlog.git.remote_address import RemoteKind, parse_address

    where = parse_address(typed)
    return where.kind is not RemoteKind.NET and not Path(where.path).exists()


def tell_of_move(context: Context) -> str:
    """Tell of a note that the partner left when they moved the log to another place, and return that place."""
    from coachlog.sync.conflicts import find_move

    new = find_move(context.repo)
    if new:
        typable = quote_place(new) if _TYPABLE.fullmatch(new) else "PLACE"
        context.advise(
            f"The shared place has moved to {new}.",
            f"To go along: coachlog sync --moved-to {typable} (or where that is on this computer)",
        )
    return new


def _follow_move(context: Context, result: SyncResult) -> SyncResult:
    """Go along with a partner who moved the log to another place, if the person says so."""
    new = tell_of_move(context)
    if not new or not context.confirm("Go along now?", default=False):
        return result
    try:
        there = sync_log(context, moved_to=context.ask("Where is it on this computer?", new))
    except CoachlogError as error:  # what was exchanged here is exchanged
        context.advise(error.sentence, error.hint)
        return result
    return replace(there, news=(*result.news, *there.news), problems=(*result.problems, *there.problems))


def _new_place(context: Context, typed: str) -> "Shared":
    """Return the place to which the log has moved, as this person names it."""
    from coachlog.git.remote_address import RemoteKind, parse_address
    from coachlog.sync.remote_config import Shared

    old, where = shared_place(context), parse_address(typed)
    if where.kind is not RemoteKind.NET:
        context.home.require_shared_place(where.path, context.root)
    if where == old.where:
        return old
    untold = tuple(place for place in old.untold if place != where.text)  # the place that is left now has a note
    since = context.repo.refs.head() or ""  # what came later may tell of a further move
    return with_lane(context, Shared(where, old.branch, since=since, untold=untold))


def fetch_quickly(context: Context, seconds: float) -> None:
    """Bring in what is in the shared place, if that takes no longer than so; share nothing."""
    import time

    from coachlog.sync.exchange import exchange

    shared = shared_place(context)
    place = open_place(context, shared)
    place.until = time.monotonic() + seconds
    exchange(context.writer, context.repo, place, shared.branch, publish=False)


def share(context: Context, shared: "Shared", place: "Place", *, again: bool = False, make: bool = False) -> Sharing:
    """Exchange once, and remember the place as one that works; `make` makes it if it is missing."""
    from coachlog.actions.exchange.privacy_gate import look_before_sharing
    from coachlog.git.config import has_driver, install_driver
    from coachlog.git.remote import GitRemote
    from coachlog.git.remote_errors import SyncFailed
    from coachlog.sync.exchange import exchange
    from coachlog.sync.remote_config import recall, remember

    repo = context.repo
    try:
        cues = look_before_sharing(context, place, again=again)
        if make:
            _make_place(context, place)
        outcome = exchange(context.writer, repo, place, shared.branch, again=again)
    except SyncFailed as error:
        raise _with_count(context.root, error) from None
    if isinstance(place, GitRemote):
        shared = replace(shared, there=place.branch)
    if recall(context.root) is None and not has_driver(context.root):
        install_driver(context.root)
    remember(context.root, replace(shared, branch=repo.refs.branch, since=shared.since or outcome.after))
    return Sharing(outcome, shared, cues)


def _make_place(context: Context, place: "Place") -> None:
    from coachlog.git.remote import GitRemote

    place.make()
    if isinstance(place, GitRemote) and context.interactive:
        sign_in(context, place)


def _with_count(root: Path, error: "SyncFailed") -> SurroundingsError:
    """Return an error that also says that the work is safe, and how much of it waits."""
    from coachlog.actions.exchange.sharing_state import unshared_count
    from coachlog.model.fields import format_count

    count = unshared_count(root) or 0
    waiting = (
        f"; your work is safe, {format_count(count, 'change')} {'waits' if count == 1 else 'wait'} on this computer"
    )
    return SurroundingsError(f"not shared: {error.sentence}" + (waiting if count else ""), error.hint)


# The place -----------------------------------------------------------------------------------------------------------


def shared_place(context: Context) -> "Shared":
    """Return where the log is shared, after a look that nothing in this copy of it could do harm."""
    from coachlog.git.config import refuse_foreign_settings
    from coachlog.sync.remote_config import adopt, recall

    refuse_foreign_settings(context.root)
    shared = recall(context.root) or adopt(context.root)
    if shared is None:
        raise SurroundingsError("this log has no shared place yet", "choose one: coachlog invite")
    return with_lane(context, shared)


def open_place(context: Context, shared: "Shared") -> "Place":
    """Return the shared place itself, as this person uses it."""
    from coachlog.model.fields import slugify
    from coachlog.sync.remote_config import place_of

    place = place_of(context.repo, shared, slugify(context.require_me().id))
    attend(context, place)
    return place


def attend(context: Context, place: "Place") -> None:
    """Let the person at the terminal see how far it is, and be asked."""
    from coachlog.git.remote import GitRemote

    if isinstance(place, GitRemote):
        place.watch = context.progress
        place.ask = lambda question: context.confirm(question, default=False)
        place.asking = lambda: context.tell("Sign in once, here or in a window that opens:")


def sign_in(context: Context, place: "GitRemote") -> None:
    """Let git ask for the password once, and say that this computer keeps it."""
    if place.sign_in():
        context.tell("This computer keeps the sign-in: sync will not ask for it.")


def with_lane(context: Context, shared: "Shared") -> "Shared":
    """Give this computer a name of its own in a folder, if it has none yet."""
    return shared if shared.lane else replace(shared, lane=context.new_id("")[1:])


def finish_set_up(context: Context) -> "tuple[Shared | None, bool]":
    """Set a copy up that plain git made; return where it is shared, and whether that was still to do."""
    from coachlog.git.config import has_driver, install_driver, refuse_foreign_settings
    from coachlog.sync.remote_config import adopt, recall, remember

    refuse_foreign_settings(context.root)
    remembered = recall(context.root)
    shared = remembered or adopt(context.root)
    unfinished = not has_driver(context.root)
    if unfinished:
        install_driver(context.root)
    if shared and not remembered:
        remember(context.root, shared)
    return shared, unfinished


def quote_place(place: str) -> str:
    """Return a place as it is typed behind a command."""
    return f'"{place}"' if " " in place else place


@contextmanager
def hinting(typed: str, elsewhere: str, signs: str = "moved") -> Iterator[None]:
    """Have the hints about a place fit a person who typed this, and does not share through it yet.

    `elsewhere` replaces a hint about a place that is wrong, which the pattern `signs` finds.
    """
    try:
        yield
    except CoachlogError as error:
        if re.search(signs, error.hint):
            error.hint = elsewhere
        else:
            error.hint = re.sub(r"(?<=: )coachlog (sync|invite)$", lambda _: typed, error.hint)
        raise
