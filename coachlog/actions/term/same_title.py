"""Tell who adds a document that there is one of its title: they may mean that one, to be changed."""

from collections.abc import Iterable

from coachlog.context import Context
from coachlog.model.fields import normalize
from coachlog.model.kinds.goal import Goal
from coachlog.model.kinds.lesson import Lesson


def tell_same_title(context: Context, called: str, title: str, there: Iterable[Goal | Lesson]) -> None:
    """Name each document of a title, and how to change that one instead of adding another."""
    for other in there:
        if normalize(other.title) == normalize(title):
            command = f"coachlog {other.path.partition('/')[0]} update {other.id}"
            context.advise(
                f"{called} has this title already: {other.path}. To take the new one back: coachlog undo",
                f"To change the one that was there: {command}",
            )
