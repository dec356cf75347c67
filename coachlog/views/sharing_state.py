"""What lies between the people of a log: what is new, what is only here, what stands in two versions."""

from collections.abc import Iterator
from typing import Any, Final

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.git.repo_state import MERGE, State, find_begun, find_state
from coachlog.model.fields import format_count
from coachlog.render.view import Line, Part
from coachlog.sync.conflicts import find_twice, is_shared

_LOOK_AT_MOST: Final = 5.0  # seconds that `meet` waits for the shared place


def between(context: Context) -> tuple[dict[str, Any], list[Part]]:
    """What the glance says of it, as data and in lines; git is asked only of a log that is shared."""
    twice = find_twice(context.root)
    news, waiting = _exchange(context)
    data = {"news": news, "not_shared": waiting, "kept_twice": len(twice)}
    return data, [*half_way(context), *_lines(news, waiting, len(twice))]


def half_way(context: Context) -> list[Part]:
    """Say what was begun with git and is not finished, or that an old state is shown, and what to type."""
    inside = context.root / ".git"
    state = find_state(inside) if inside.is_dir() else State.READY
    if state is State.DETACHED:
        return [Line("This log shows an old state of itself: coachlog save brings back the newest.")]
    if state is State.READY:
        return []
    told = "Something begun with git in this log is not finished"
    if find_begun(inside) == (MERGE,):
        return [Line(f"{told}: coachlog save finishes it.")]
    return [Line(f"{told}: finish it or take it back with git (`git status` says how).")]


def _exchange(context: Context) -> tuple[int, int | None]:
    """How many things are new, and how many changes are only here; None where the log has no shared place."""
    if not is_shared(context.root):
        return 0, None
    from coachlog.commands.share.news import find_news
    from coachlog.views.sync_receipt import unshared_count

    try:
        new = sum(len(piece.did) for piece in find_news(context))
        return new, unshared_count(context.root)
    except CoachlogError:  # without git a log is still read
        return 0, None


def _lines(news: int, waiting: int | None, twice: int) -> Iterator[Part]:
    from coachlog.views.sync_receipt import waiting_words

    if news:
        yield Line(f"{format_count(news, 'thing')} new from your partner: coachlog news")
    if waiting:
        yield Line(waiting_words(waiting), quiet=True)
    if twice:
        yield Line(f"{format_count(twice, 'place')} in two versions: coachlog settle")


def look_for_news(context: Context) -> None:
    """Bring in what the partner has shared, where that can be done in a moment; else say nothing of it."""
    if not (context.interactive and is_shared(context.root)):
        return
    from coachlog.commands.share.news import find_news, look, news_parts
    from coachlog.commands.week.sync import fetch_quickly
    from coachlog.render.plain import plain_lines

    try:
        fetch_quickly(context, _LOOK_AT_MOST)
    except CoachlogError:
        return
    pieces = find_news(context)
    look(context)
    if pieces:
        context.tell("\n".join(plain_lines(list(news_parts(pieces, context.today)))))


def offer_to_share(context: Context) -> None:
    """Ask whether to share now what is only on this computer."""
    if not (context.interactive and is_shared(context.root)):
        return
    from coachlog.commands.week.sync import exchanged, shared_place
    from coachlog.render.plain import plain_lines
    from coachlog.views.sync_receipt import unshared_count

    try:
        if unshared_count(context.root) and context.confirm("Share it with your partner now?", default=True):
            context.tell("\n".join(plain_lines(list(exchanged(context, shared_place(context)).parts))))
    except CoachlogError as error:  # what was written is kept, shared or not
        context.tell(f"{error.sentence}\n{error.hint}")
