"""What a command that changed something says at its end: how much is only on this computer."""

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.store.twice import is_shared, look


def after_change(context: Context) -> None:
    """Say, after a command that changed something, how much is only on this computer."""
    if not is_shared(context.root):
        return
    from coachlog.sharing import unshared_count, waiting_words

    try:
        waiting = unshared_count(context.root)
        look(context.root)
    except CoachlogError:  # the command has done its work
        return
    if waiting:
        context.tell(waiting_words(waiting))
