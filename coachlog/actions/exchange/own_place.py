"""Exchange the own pages between the computers of one person, through a place that nobody else reaches."""

from dataclasses import replace
from pathlib import Path

from coachlog.actions.exchange.invite import parse_place
from coachlog.actions.exchange.share import attend, sign_in
from coachlog.actions.own.pages import own_author, own_pages_writer
from coachlog.actions.own.student_list import take_in_other_lists
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.frozen import frozen
from coachlog.git.config import refuse_foreign_settings
from coachlog.git.remote import GitRemote
from coachlog.git.remote_address import RemoteAddress, RemoteKind
from coachlog.sync.clone import NothingThere
from coachlog.sync.exchange import Outcome, exchange
from coachlog.sync.own_place import bring_own_pages
from coachlog.sync.remote_config import Shared, place_of, recall, remember

_PERSON = "own"  # the person's name in a folder that belongs to one person alone


@frozen
class OwnExchange:
    """An exchange of the own pages: the folder, the place, what came and went; `before` is kept as it was."""

    folder: Path
    place: str
    outcome: Outcome
    before: Path | None


def exchange_own_pages(context: Context, folder: str, place: str) -> OwnExchange:
    """Exchange the own pages through their place, which is chosen the first time."""
    own = context.home.own
    remembered = recall(own)
    where = parse_place(context, folder, folder=True) if folder else parse_place(context, place) if place else None
    if remembered and where in (None, remembered.where):
        return _exchange(context, remembered, None)
    where = where or _ask_for_place(context)
    _require_mine_alone(context, where)
    shared = Shared(where, "", lane=context.random_letters(5))
    return _exchange(context, *_begin(context, shared))


def _ask_for_place(context: Context) -> RemoteAddress:
    if not context.interactive:
        raise UsageError(
            "your own pages have no place yet, so one must be named",
            "a folder on a drive or a stick that is yours alone: coachlog own --folder DIR",
        )
    return parse_place(context, context.ask("Which folder, on a drive or a stick that is yours alone?"), folder=True)


def _require_mine_alone(context: Context, where: RemoteAddress) -> None:
    """Raise if a partner reaches the place too, or if it is in a log."""
    if where.kind is not RemoteKind.NET:
        context.home.require_shared_place(where.path, context.home.own)
    for log in context.home.logs():
        shared = recall(log)
        if shared and shared.where == where:
            raise CoachlogError(
                f"{where.text} is where the log {log.name} is shared, and your own pages are nobody else's",
                "name a place that is yours alone: coachlog own --folder DIR",
            )


def _begin(context: Context, shared: Shared) -> tuple[Shared, Path | None]:
    """Take what another computer has put into the place; if there is nothing, make the place."""

    def enter(remote: GitRemote) -> None:
        attend(context, remote)
        if context.interactive:
            sign_in(context, remote)

    writer = own_pages_writer(context)
    writer.recover()
    writer.commit_edits(None, "save: kept by hand")
    place = place_of(writer.repo, shared, _PERSON)
    place.make()
    try:
        before = bring_own_pages(context.home.own, shared, enter, own_author(context), context.now())
    except NothingThere:
        if writer.repo.refs.head() is None:
            raise CoachlogError(
                "there is nothing in your own pages yet", 'write something first: coachlog private "what I noticed"'
            ) from None
        return shared, None
    return recall(context.home.own) or shared, before


def _exchange(context: Context, shared: Shared, before: Path | None) -> OwnExchange:
    writer = own_pages_writer(context)
    refuse_foreign_settings(writer.repo.root)
    writer.recover()
    writer.commit_edits(None, "save: kept by hand")
    place = place_of(writer.repo, shared, _PERSON)
    attend(context, place)
    outcome = exchange(writer, writer.repo, place, shared.branch)
    if take_in_other_lists(context):
        outcome.sent += exchange(writer, writer.repo, place, writer.repo.refs.branch).sent
    there = place.branch if isinstance(place, GitRemote) else shared.there
    branch = writer.repo.refs.branch
    remember(writer.repo.root, replace(shared, branch=branch, there=there, since=shared.since or outcome.after))
    return OwnExchange(context.home.own, shared.where.text, outcome, before)
