"""The end-of-quarter reflection as data: the claims of each section, or its question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from coachlog.model.fields import slugify
from coachlog.model.kinds.section_names import GROWTH, NEXT_STEPS, SUCCESSES
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.summary.claims import Claim
from coachlog.summary.feedback import build_feedback_claims
from coachlog.summary.goals import build_goal_claims
from coachlog.summary.lessons import build_lesson_claims
from coachlog.summary.practice import build_practice
from coachlog.summary.references import build_references
from coachlog.summary.steps import build_step_claims
from coachlog.summary.successes import build_growth, build_successes


@dataclass(frozen=True, slots=True)
class ReflectionSection:
    """A drafted section: its heading, the function that builds its claims, and its question if there are none."""

    name: str
    build: Callable[[Log, Period, date], tuple[Claim, ...]]
    question: str

    @property
    def key(self) -> str:
        """Return the name for the marks in a page."""
        return slugify(self.name)


# No row for what the author has learned, nor for the relationship: the two people write those themselves.
REFLECTION_SECTIONS: Final = (
    ReflectionSection(
        SUCCESSES, build_successes, "Which of these moments will you still be telling people about next year?"
    ),
    ReflectionSection(GROWTH, build_growth, "Which of these moved, and what helped it along?"),
    ReflectionSection(
        "Goals and how they moved",
        build_goal_claims,
        "How did the goals work together, and what would you set differently now?",
    ),
    ReflectionSection(
        "Lesson improvement",
        build_lesson_claims,
        "What is better for students in this lesson than it was, and how can you tell?",
    ),
    ReflectionSection("What feedback changed", build_feedback_claims, "Whose idea changed your mind, and about what?"),
    ReflectionSection(
        "My coaching practice", build_practice, "When did you listen well, and when did you step in too soon?"
    ),
    ReflectionSection(NEXT_STEPS, build_step_claims, "What do you want to carry into the next term, and with whom?"),
    ReflectionSection("References", build_references, "Whose books, talks and ideas did you lean on?"),
)


@dataclass(frozen=True, slots=True)
class DraftedSection:
    """One section of a reflection with its claims."""

    section: ReflectionSection
    claims: tuple[Claim, ...]


def build_reflection(log: Log, period: Period, today: date) -> tuple[DraftedSection, ...]:
    """Return every drafted section in its order."""
    return tuple(DraftedSection(section, section.build(log, period, today)) for section in REFLECTION_SECTIONS)
