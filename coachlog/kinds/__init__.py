"""The kinds of document, one module each and one row here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coachlog.kinds.feedback import Feedback, decode_feedback
from coachlog.kinds.goal import Goal, decode_goal
from coachlog.kinds.lesson import Lesson, decode_lesson
from coachlog.kinds.meeting import Meeting, decode_meeting
from coachlog.kinds.page import Page, decode_page
from coachlog.kinds.plan import Plan, decode_plan

if TYPE_CHECKING:
    from coachlog.kinds.reader import Reader

Record = Meeting | Goal | Lesson | Plan | Feedback | Page


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its name, what several are called, the folder that holds them, and how one is read.

    `name` is its `type` and the template's name. A document's kind is that of its folder.
    """

    name: str
    plural: str
    folder: str
    record: type[Record]
    decode: Callable[["Reader", str, str], Record | None]
    shared: bool = True


KINDS: Final[tuple[Kind, ...]] = (
    Kind("meeting", "meetings", "meetings", Meeting, decode_meeting),
    Kind("goal", "goals", "goals", Goal, decode_goal),
    Kind("lesson", "lessons", "lessons", Lesson, decode_lesson),
    Kind("plan", "plans", "plans", Plan, decode_plan),
    Kind("feedback", "pieces of feedback", "feedback", Feedback, decode_feedback),
    Kind("reflection", "reflections", "reflections", Page, decode_page),
    Kind("evidence", "evidence pages", "evidence", Page, decode_page, shared=False),
    Kind("note", "private notes", "notes", Page, decode_page, shared=False),
)


def kind_of(word: str) -> Kind:
    """The kind of a name or of a folder."""
    return next(kind for kind in KINDS if word in (kind.name, kind.folder))
