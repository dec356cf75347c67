"""The end-of-quarter reflection as data: each section's claims, or the question that it asks instead."""

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
    """A section that is drafted: its heading, where its claims come from, and what it asks where there are none."""

    name: str
    build: Callable[[Log, Period, date], tuple[Claim, ...]]
    question: str

    @property
    def key(self) -> str:
        """The name as the marks in a page have it."""
        return slugify(self.name)


# What the author has learned, and the relationship, stand in no row: those words are the two people's alone.
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
    """One section of a reflection: its claims, each with its day, file and line."""

    section: ReflectionSection
    claims: tuple[Claim, ...]


def build_reflection(log: Log, period: Period, today: date) -> tuple[DraftedSection, ...]:
    """Every drafted section in its order."""
    return tuple(DraftedSection(section, section.build(log, period, today)) for section in REFLECTION_SECTIONS)
