"""What a command that changed something says at its end: whom it named, and how much is only on this computer."""

from dataclasses import replace

from coachlog.actions.student_list import own_names
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.render.view import Answer
from coachlog.sync.conflicts import is_shared, look


def after_change(context: Context) -> None:
    """Say, after a command that changed something, how much is only on this computer."""
    if not is_shared(context.root):
        return
    from coachlog.actions.sharing_state import unshared_count
    from coachlog.views.sharing_state import format_unshared

    try:
        waiting = unshared_count(context.root)
        look(context.root)
    except CoachlogError:  # the command has done its work
        return
    if waiting:
        context.tell(format_unshared(waiting))


def with_written_names(context: Context, answer: Answer) -> Answer:
    """Add where the command has put a student's name of the own list into the log; its work is done all the same."""
    listed = own_names(context)
    if not listed.strip():
        return answer
    from coachlog.actions.privacy_gate import written_names

    try:
        return replace(answer, problems=[*answer.problems, *written_names(context, listed)])
    except CoachlogError:  # the command has done its work
        return answer
