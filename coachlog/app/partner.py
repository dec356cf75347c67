"""The partner's part in a meeting: bring in their news before, offer to share after."""

from collections.abc import Iterable
from typing import Final

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.render.view import Part
from coachlog.sync.conflicts import is_shared

_SECONDS: Final = 5.0  # how long `meet` waits for the shared place


def look_for_news(context: Context) -> None:
    """Bring in what the partner has shared, if that can be done in a moment; else say nothing of it."""
    if not (context.interactive and is_shared(context.root)):
        return
    from coachlog.actions.exchange.news import find_news, mark_as_read
    from coachlog.actions.exchange.share import fetch_quickly
    from coachlog.views.share.news import news_parts

    try:
        fetch_quickly(context, _SECONDS)
    except CoachlogError:  # a meeting begins with or without news
        return
    news = find_news(context)
    mark_as_read(context)
    if news:
        _tell(context, news_parts(news, context.today))


def offer_to_share(context: Context) -> None:
    """Ask whether to share now what is only on this computer."""
    if not (context.interactive and is_shared(context.root)):
        return
    from coachlog.actions.exchange.share import exchange_log
    from coachlog.actions.exchange.sharing_state import unshared_count
    from coachlog.views.week.sync_receipt import sync_parts

    try:
        if unshared_count(context.root) and context.confirm("Share it with your partner now?", default=True):
            _tell(context, sync_parts(exchange_log(context), context.today))
    except CoachlogError as error:  # what was written is kept, shared or not
        context.tell(error.sentence, error.hint)


def _tell(context: Context, parts: Iterable[Part]) -> None:
    from coachlog.render.plain import plain_lines

    context.tell(*plain_lines(parts))
