"""`coachlog status`: what is kept, what is not yet, and what is only on this computer."""

from typing import TYPE_CHECKING

import typer

from coachlog.app.command import command, context_of
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.storage.local_state import LocalState

if TYPE_CHECKING:
    from coachlog.sync.remote_config import Shared


def status(ctx: typer.Context) -> Answer:
    """Say what is kept on this computer, and what is not yet."""
    from coachlog.commands.share.settle import waiting as kept_twice
    from coachlog.sync.remote_config import recall
    from coachlog.views.sharing_state import half_way
    from coachlog.views.sync_receipt import unshared_count

    context = context_of(ctx)
    unsaved = context.history.unsaved()
    entries = sum(1 for _ in context.history.entries())
    problems = len(context.read().problems)
    shared = recall(context.root)
    waiting = unshared_count(context.root)
    begun = half_way(context)
    parts: list[Part] = [*begun]
    if unsaved:
        parts.append(Line("Changed by hand, and not kept yet (coachlog save keeps it):"))
        parts += [Item(path, indent=2) for path in unsaved]
    elif not begun:
        parts.append(Line("Everything is kept."))
    if waiting or not begun:
        parts += _sharing(context, shared, waiting)
    twice = kept_twice(context)
    if twice:
        parts.append(Line(f"{format_count(len(twice), 'place')} in two versions: coachlog settle"))
    if problems:
        parts.append(Line(f"{format_count(problems, 'thing')} cannot be read as meant: coachlog check names each."))
    data = {
        "unsaved": list(unsaved),
        "entries": entries,
        "shared_place": shared.where.text if shared else None,
        "not_shared": entries if waiting is None else waiting,
        "kept_twice": len(twice),
        "interrupted": bool(begun) or _interrupted(context),
        "problems": problems,
    }
    return Answer(data, parts)


app = command(status)


def _sharing(context: Context, shared: "Shared | None", waiting: int | None) -> list[Part]:
    from coachlog.git.config import has_driver
    from coachlog.views.sync_receipt import others, waiting_words

    parts: list[Part] = []
    copied = shared is None and _was_copied(context)
    if shared and waiting:
        parts.append(Line(f"{others(context.settings, context.me)} can't see it all yet. {waiting_words(waiting)}"))
    elif shared:
        parts.append(Line(f"All of it lies in the shared place: {shared.where.text}"))
    elif not copied:
        parts.append(Line("This log has no shared place yet: it is on this computer only."))
    if _interrupted(context):
        parts.append(Line("An exchange was stopped in the middle: coachlog sync finishes it."))
    if copied or (shared and not has_driver(context.root)):
        parts.append(Line("This copy of the log is not set up whole yet: coachlog doctor finishes it."))
    return parts


def _was_copied(context: Context) -> bool:
    """Whether plain git copied the log from somewhere."""
    from coachlog.sync.remote_config import adopt

    try:
        return adopt(context.root) is not None
    except CoachlogError:  # from where nothing is shared
        return False


def _interrupted(context: Context) -> bool:
    return LocalState(context.root).journal.exists()
