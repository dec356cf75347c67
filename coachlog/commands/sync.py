"""`coachlog sync`: exchange with the partner through the shared place, with a receipt."""

from typing import TYPE_CHECKING, Annotated

import typer

from coachlog.commands.frame import context_of, single
from coachlog.commands.news import Piece, find_news, look, news_data, news_parts
from coachlog.commands.save import keep_by_hand
from coachlog.context import Context
from coachlog.errors import SurroundingsError
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.sharing import kept_lines, others, outcome_data, receipt, with_count
from coachlog.store.joining import Outcome
from coachlog.store.shared import Shared

if TYPE_CHECKING:
    from coachlog.git.places import GitPlace


def sync(
    ctx: typer.Context,
    again: Annotated[bool, typer.Option("--again", help="Put the whole log into an emptied place again")] = False,
) -> Answer:
    """Exchange with your partner, and say what lies in the shared place then."""
    context = context_of(ctx)
    context.require_me()
    context.keeper.mend()
    shared = shared_place(context)
    unsaved = context.history.unsaved()
    if unsaved:
        keep_by_hand(context, unsaved)
    return exchanged(context, shared, again=again)


app = single(sync)


def exchanged(context: Context, shared: Shared, *, again: bool = False) -> Answer:
    """Exchange what is kept, and say what lies in the shared place then."""
    context.require_me()
    outcome, shared = share(context, shared, again=again)
    news = find_news(context, before=outcome.before)
    look(context)
    problems = list(context.read(()).problems)
    data = outcome_data(outcome, shared) | {"news": news_data(news)}
    return Answer(data, list(_parts(context, outcome, shared, news)), problems)


def fetch_quickly(context: Context, seconds: float) -> None:
    """Bring in what lies in the shared place, if that takes no longer than so; nothing is put there."""
    import time

    from coachlog.git.exchange import Exchange
    from coachlog.git.places import GitPlace
    from coachlog.store.joining import exchange
    from coachlog.store.shared import place_of

    shared = shared_place(context)
    history = Exchange(context.root)
    place = place_of(history, shared, "")
    if isinstance(place, GitPlace):
        place.until = time.monotonic() + seconds
    exchange(context.keeper, history, place, shared.branch, publish=False)


def shared_place(context: Context) -> Shared:
    """Where the log is shared, after a look that nothing in this copy of it could do harm."""
    from coachlog.git.clone import refuse_foreign_settings
    from coachlog.store.shared import adopt, recall

    refuse_foreign_settings(context.root)
    found = recall(context.root) or adopt(context.root)
    if found is None:
        raise SurroundingsError("this log has no shared place yet", "choose one: coachlog invite")
    return found


def finish_set_up(context: Context) -> tuple[Shared | None, bool]:
    """Where the log is shared, and whether this copy of it was made by plain git and is set up only now."""
    from coachlog.git.clone import has_driver, install_driver, refuse_foreign_settings
    from coachlog.store.shared import adopt, recall, remember

    refuse_foreign_settings(context.root)
    known = recall(context.root)
    found = known or adopt(context.root)
    unfinished = not has_driver(context.root)
    if unfinished:
        install_driver(context.root)
    if found and not known:
        remember(context.root, found)
    return found, unfinished


def share(context: Context, shared: Shared, *, again: bool = False, make: bool = False) -> tuple[Outcome, Shared]:
    """Exchange once, and remember the place as one that works."""
    from dataclasses import replace

    from coachlog.commands.students import look_before_sharing
    from coachlog.fields import slugify
    from coachlog.git.clone import has_driver, install_driver
    from coachlog.git.exchange import Exchange
    from coachlog.git.places import GitPlace
    from coachlog.git.trouble import Unshared
    from coachlog.store.joining import exchange
    from coachlog.store.shared import place_of, recall, remember

    history = Exchange(context.root)
    shared = shared if shared.lane else replace(shared, lane=context.new_id("")[1:])
    place = place_of(history, shared, slugify(context.require_me().id))
    try:
        look_before_sharing(context, everything=again)
        if make:
            place.make()
        if make and isinstance(place, GitPlace) and context.interactive:
            sign_in(context, place)
        outcome = exchange(context.keeper, history, place, shared.branch, again=again)
    except Unshared as trouble:
        raise with_count(context.root, trouble) from None
    if isinstance(place, GitPlace):
        shared = replace(shared, there=place.branch)
    if recall(context.root) is None and not has_driver(context.root):
        install_driver(context.root)
    remember(context.root, replace(shared, branch=history.branch))
    return outcome, shared


def sign_in(context: Context, place: "GitPlace") -> None:
    """Let git ask for the way in, once, and say whether it will be asked again."""
    if not place.sign_in():
        context.tell(
            "This computer does not keep the sign-in, and sync never asks. Let git keep it: "
            "git config --global credential.helper store"
        )


def _parts(context: Context, outcome: Outcome, shared: Shared, news: tuple[Piece, ...]) -> list[Part]:
    partner = others(context.settings, context.me)
    parts: list[Part] = list(news_parts(news, context.today))
    kept = list(kept_lines(outcome))
    if kept:
        parts += [Line("To look at together (coachlog settle):")]
        parts += [Item(f"{what}: {told}", indent=2) for what, told in kept]
    if outcome.rewritten:
        parts.append(Line("The shared place had been changed by other means; nothing that was here is gone."))
    if outcome.skipped:
        parts.append(Line("Not read, because they have not come whole, or are no part of this log:"))
        parts += [Item(name, indent=2) for name in outcome.skipped]
    return [*parts, Line(receipt(outcome, shared, partner))]
