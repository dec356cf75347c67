"""The options that say which goals and lessons something is about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from coachlog.app.completion import complete_goals, complete_lessons
from coachlog.app.field_options import list_option

if TYPE_CHECKING:
    from coachlog.context import Context


def _read_goals(context: "Context", typed: Iterable[str] | None) -> list[str]:
    return [context.read(("goal",)).find_goal(word).id for word in typed or () if word.strip()]


def _read_lessons(context: "Context", typed: Iterable[str] | None) -> list[str]:
    return [context.read(("lesson",)).find_lesson(word).id for word in typed or () if word.strip()]


GOAL: Final = list_option(
    "goals", "GOAL", "A goal that it is about", name="goal", read=_read_goals, complete=complete_goals
)
LESSON: Final = list_option(
    "lessons", "LESSON", "A lesson that it is about", name="lesson", read=_read_lessons, complete=complete_lessons
)


def take_links(fields: dict[str, Any]) -> tuple[str, ...]:
    """Take the ids of the goals and lessons out of what was typed."""
    return (*fields.pop(GOAL.key), *fields.pop(LESSON.key))
