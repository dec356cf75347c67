"""`coachlog sync`: exchange with the partner through the shared place, with a receipt."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from coachlog.app.command import command, context_of
from coachlog.context import Context
from coachlog.errors import SurroundingsError
from coachlog.render.view import Answer, Item, Line, Part

if TYPE_CHECKING:  # the place is asked before all of these are loaded
    from coachlog.commands.share.news import Piece
    from coachlog.git.remote import GitPlace
    from coachlog.sync.bundle_folder import FolderPlace
    from coachlog.sync.exchange import Outcome
    from coachlog.sync.remote_config import Shared


def sync(
    ctx: typer.Context,
    again: Annotated[bool, typer.Option("--again", help="Put the whole log into an emptied place again")] = False,
) -> Answer:
    """Exchange with your partner, and say what lies in the shared place then."""
    context = context_of(ctx)
    context.require_me()
    shared = shared_place(context)
    place = place_for(context, shared)
    with _asked_early(place):
        from coachlog.commands.share.save import keep_by_hand

        context.keeper.mend()
        unsaved = context.history.unsaved()
        if unsaved:
            keep_by_hand(context, unsaved)
        return exchanged(context, shared, place, again=again)


app = command(sync)


@contextmanager
def _asked_early(place: "GitPlace | FolderPlace") -> Iterator[None]:
    """Have the place asked while something else is done: half of an exchange is waiting."""
    place.begin()
    try:
        yield
    finally:
        place.give_up()


def exchanged(
    context: Context, shared: "Shared", place: "GitPlace | FolderPlace | None" = None, *, again: bool = False
) -> Answer:
    """Exchange what is kept, and say what lies in the shared place then."""
    from coachlog.commands.share.news import find_news, look, news_data
    from coachlog.views.sync_receipt import outcome_data

    outcome, shared = share(context, shared, place or place_for(context, shared), again=again)
    news = find_news(context, before=outcome.before)
    look(context)
    problems = [*context.read(()).problems, *(outcome.pointed if context.options.json else ())]
    data = outcome_data(outcome, shared) | {"news": news_data(news)}
    return Answer(data, list(_parts(context, outcome, shared, news)), problems)


def fetch_quickly(context: Context, seconds: float) -> None:
    """Bring in what lies in the shared place, if that takes no longer than so; nothing is put there."""
    import time

    from coachlog.git.repo import Repo
    from coachlog.sync.exchange import exchange

    shared = shared_place(context)
    history = Repo(context.root)
    place = place_for(context, shared)
    place.until = time.monotonic() + seconds
    exchange(context.keeper, history, place, shared.branch, publish=False)


def place_for(context: Context, shared: "Shared") -> "GitPlace | FolderPlace":
    """The shared place itself, as this person uses it."""
    from coachlog.git.repo import Repo
    from coachlog.model.fields import slugify
    from coachlog.sync.remote_config import place_of

    place = place_of(Repo(context.root), shared, slugify(context.require_me().id))
    attend(context, place)
    return place


def attend(context: Context, place: "GitPlace | FolderPlace") -> None:
    """Let whoever sits at the terminal see how far it is, and be asked."""
    from coachlog.git.remote import GitPlace

    if isinstance(place, GitPlace):
        place.watch = context.progress
        place.ask = lambda question: context.confirm(question, default=False)


def shared_place(context: Context) -> "Shared":
    """Where the log is shared, after a look that nothing in this copy of it could do harm."""
    from coachlog.git.config import refuse_foreign_settings
    from coachlog.sync.remote_config import adopt, recall

    refuse_foreign_settings(context.root)
    found = recall(context.root) or adopt(context.root)
    if found is None:
        raise SurroundingsError("this log has no shared place yet", "choose one: coachlog invite")
    return with_lane(context, found)


def with_lane(context: Context, shared: "Shared") -> "Shared":
    """The same with a name of this computer's own in a folder."""
    from dataclasses import replace

    return shared if shared.lane else replace(shared, lane=context.new_id("")[1:])


def finish_set_up(context: Context) -> "tuple[Shared | None, bool]":
    """Where the log is shared, and whether this copy of it was made by plain git and is set up only now."""
    from coachlog.git.config import has_driver, install_driver, refuse_foreign_settings
    from coachlog.sync.remote_config import adopt, recall, remember

    refuse_foreign_settings(context.root)
    known = recall(context.root)
    found = known or adopt(context.root)
    unfinished = not has_driver(context.root)
    if unfinished:
        install_driver(context.root)
    if found and not known:
        remember(context.root, found)
    return found, unfinished


def share(
    context: Context, shared: "Shared", place: "GitPlace | FolderPlace", *, again: bool = False, make: bool = False
) -> "tuple[Outcome, Shared]":
    """Exchange once, and remember the place as one that works."""
    from dataclasses import replace

    from coachlog.actions.privacy_gate import look_before_sharing
    from coachlog.git.config import has_driver, install_driver
    from coachlog.git.remote import GitPlace
    from coachlog.git.remote_errors import SyncFailed
    from coachlog.git.repo import Repo
    from coachlog.sync.exchange import exchange
    from coachlog.sync.remote_config import recall, remember
    from coachlog.views.sync_receipt import with_count

    history = Repo(context.root)
    try:
        pointed = look_before_sharing(context, place, everything=again)
        if make:
            place.make()
        if make and isinstance(place, GitPlace) and context.interactive:
            sign_in(context, place)
        outcome = exchange(context.keeper, history, place, shared.branch, again=again)
        outcome.pointed = pointed
    except SyncFailed as trouble:
        raise with_count(context.root, trouble) from None
    if isinstance(place, GitPlace):
        shared = replace(shared, there=place.branch)
    if recall(context.root) is None and not has_driver(context.root):
        install_driver(context.root)
    remember(context.root, replace(shared, branch=history.branch))
    return outcome, shared


def sign_in(context: Context, place: "GitPlace") -> None:
    """Let git ask for the way in, once, and say that it keeps it."""
    if place.sign_in():
        context.tell("This computer keeps the sign-in: sync will not ask for it.")


def _parts(context: Context, outcome: "Outcome", shared: "Shared", news: "tuple[Piece, ...]") -> list[Part]:
    from coachlog.commands.share.news import news_parts
    from coachlog.sync.conflicts import find_twice
    from coachlog.views.sync_receipt import kept_lines, others, receipt, standing_words

    partner = others(context.settings, context.me)
    parts: list[Part] = list(news_parts(news, context.today))
    twice = find_twice(context.root)
    kept = list(kept_lines(outcome, {(place.path, place.where) for place in twice}))
    for heading, wanted in (("To look at together (coachlog settle):", True), ("Good to know:", False)):
        found = [Item(f"{what}: {told}", indent=2) for stands, what, told in kept if stands is wanted]
        parts += [Line(heading), *found] if found else []
    if outcome.rewritten:
        parts.append(Line("The shared place had been changed by other means; nothing that was here is gone."))
    if outcome.skipped:
        parts.append(Line("Not read, because they have not come whole, or are no part of this log:"))
        parts += [Item(name, indent=2) for name in outcome.skipped]
        parts += _waiting_for(outcome, partner)
    parts.append(Line(receipt(outcome, shared, partner)))
    return [*parts, Line(standing_words(len(twice)))] if twice else parts


def _waiting_for(outcome: "Outcome", partner: str) -> list[Part]:
    """What to do about files in a folder that have not come whole."""
    from coachlog.sync.bundle_folder import is_awaited

    if not any(map(is_awaited, outcome.skipped)):
        return []
    return [Line(f"Let the drive finish, then: coachlog sync. If it stays so, ask {partner} to sync once.", indent=2)]
