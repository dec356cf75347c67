"""The kinds of document: one row each here, and a module with its record."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, Protocol, Self

from coachlog.frozen import frozen
from coachlog.model.fields import format_count, format_list
from coachlog.model.kinds.section_names import (
    AGENDA,
    CHECK_IN,
    DESIGN_MATRIX,
    EVIDENCE,
    GROWTH,
    LOOK_AT,
    NEXT_MEETING,
    NEXT_STEPS,
    NOTES,
    QUOTATIONS,
    RUBRIC,
    SAID_AND_DONE,
    SAYS_TO_ME,
    SUCCESSES,
    TAKE,
    TO_ASK,
)

if TYPE_CHECKING:
    from coachlog.model.kinds.feedback import Feedback
    from coachlog.model.kinds.field_reader import Reader
    from coachlog.model.kinds.goal import Goal
    from coachlog.model.kinds.lesson import Lesson
    from coachlog.model.kinds.meeting import Meeting
    from coachlog.model.kinds.page import Page
    from coachlog.model.kinds.plan import Plan
    from coachlog.model.kinds.reading import Publication
    from coachlog.model.kinds.visit import Visit
    from coachlog.model.kinds.work import Work


MATERIAL: Final = "material"  # the type of a file beside a page, which is no document and in no listing


class Record(Protocol):
    """The typed front matter of a document; its id is the file's stem."""

    @property
    def path(self) -> str: ...  # noqa: D102 - said above
    @property
    def id(self) -> str: ...  # noqa: D102 - said above
    @property
    def title(self) -> str: ...  # noqa: D102 - said above

    @classmethod
    def parse(cls, reader: "Reader", document_id: str, title: str) -> Self | None:
        """Return the record of a document's front matter; None, with a problem, if it lacks a field it needs."""


@frozen
class Kind:
    """A kind of document.

    `name` is its `type`, the name of its template, and what people call it; `folder` holds its documents.
    `record` imports and returns the class of its records, so that a command imports only the kinds it reads.
    `sections` are in the order of a document; a section that is added later goes to its place among them.
    `named_by` is the record's field by which sentences name a document, empty for its title.
    `started` is the verb of a sentence about a new document; `listed_by` the command that lists them.
    """

    name: str
    plural: str
    folder: str
    record: Callable[[], type[Record]]
    sections: tuple[str, ...]
    shared: bool = True
    named_by: str = ""
    started: str = "added"
    listed_by: str = ""


def _meeting() -> "type[Meeting]":
    from coachlog.model.kinds.meeting import Meeting

    return Meeting


def _goal() -> "type[Goal]":
    from coachlog.model.kinds.goal import Goal

    return Goal


def _lesson() -> "type[Lesson]":
    from coachlog.model.kinds.lesson import Lesson

    return Lesson


def _plan() -> "type[Plan]":
    from coachlog.model.kinds.plan import Plan

    return Plan


def _feedback() -> "type[Feedback]":
    from coachlog.model.kinds.feedback import Feedback

    return Feedback


def _page() -> "type[Page]":
    from coachlog.model.kinds.page import Page

    return Page


def _visit() -> "type[Visit]":
    from coachlog.model.kinds.visit import Visit

    return Visit


def _work() -> "type[Work]":
    from coachlog.model.kinds.work import Work

    return Work


def _reading() -> "type[Publication]":
    from coachlog.model.kinds.reading import Publication

    return Publication


KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        "meeting",
        "meetings",
        folder="meetings",
        record=_meeting,
        sections=(AGENDA, CHECK_IN, SUCCESSES, GROWTH, NOTES, NEXT_STEPS, NEXT_MEETING),
        named_by="day",
        started="started the note of",
    ),
    Kind(
        "goal",
        "goals",
        folder="goals",
        record=_goal,
        sections=(
            "Goal",
            "Why it matters",
            "Where we are now",
            "What success looks like",
            "Strategies",
            EVIDENCE,
            "Reflection",
        ),
        listed_by="goals --all",
    ),
    Kind(
        "lesson",
        "lessons",
        folder="lessons",
        record=_lesson,
        sections=(
            "Learning targets",
            "Standards",
            "Prior knowledge",
            "What worked before",
            "What to adapt or change",
            "Virtual and hybrid plan",
            "Task",
            "Engagement",
            "Technology",
            "Voice and choice",
            "Social and emotional learning",
            "Interests and backgrounds",
            "Learning plan",
            RUBRIC,
            "Resources",
            DESIGN_MATRIX,
            "Feedback taken in",
            "After teaching",
        ),
        listed_by="lessons",
    ),
    Kind(
        "plan",
        "plans",
        folder="plans",
        record=_plan,
        sections=(
            "Learning goals for students",
            "Classroom, building and district goals",
            "Roles",
            "Norms",
            "Confidentiality",
            "Time and communication",
            "Activities by phase",
            "How we will know",
            "The coach's own learning",
            "References",
        ),
        named_by="term",
        started="started",
    ),
    Kind(
        "feedback",
        "pieces of feedback",
        folder="feedback",
        record=_feedback,
        sections=("What I asked", "Strengths", "Questions", "Suggestions", "What we will do"),
        listed_by="feedback",
    ),
    Kind(
        "visit",
        "visits",
        folder="visits",
        record=_visit,
        sections=(LOOK_AT, SAID_AND_DONE, TO_ASK, TAKE),
        started="wrote down",
        listed_by="visits",
    ),
    Kind(
        "reflection",
        "reflections",
        folder="reflections",
        record=_page,
        sections=(
            "What I've learned so far",
            "Our relationship",
            "What we made together",
            "Goals and how they moved",
            "What feedback changed",
            NEXT_STEPS,
            "References",
        ),
        named_by="term",
        started="started",
    ),
    Kind(
        "evidence",
        "evidence pages",
        folder="evidence",
        record=_page,
        sections=(
            "Indicator",
            "What it means to me",
            "How I worked on it",
            "What changed",
            NEXT_STEPS,
            "References",
        ),
        shared=False,
        started="started",
    ),
    Kind("work", "pieces of work", folder="work", record=_work, sections=(), shared=False, listed_by="work"),
    Kind(
        "reading",
        "readings",
        folder="readings",
        record=_reading,
        sections=(SAYS_TO_ME, QUOTATIONS),
        shared=False,
        listed_by="readings",
    ),
    Kind("note", "private notes", folder="notes", record=_page, sections=(), shared=False, started="wrote"),
)


def kind_of(word: str) -> Kind:
    """Return the kind with a name or a folder."""
    return next(kind for kind in KINDS if word in (kind.name, kind.folder))


def kind_of_path(path: str) -> Kind | None:
    """Return the kind of the document at a path, None for other files."""
    folder, _, name = path.partition("/")
    if "/" in name or not name.endswith(".md"):
        return None
    return next((kind for kind in KINDS if kind.folder == folder), None)


def count_kinds(paths: Iterable[str]) -> str:
    """Format paths as counts: 2 meetings, 1 goal and 1 other file."""
    counts = Counter(kind_of_path(path) for path in paths)
    words = [_kind_count(kind, counts[kind]) for kind in (*KINDS, None) if counts[kind]]
    return format_list(words) if words else "0 files"


def _kind_count(kind: Kind | None, number: int) -> str:
    if kind is None:
        return format_count(number, "other file")
    return f"{number} {kind.name if number == 1 else kind.plural}"
