"""What the two seed pages say, and where the example's fall term says it again: a table, no code.

`words` is a fragment of one line of `source`, a file of examples/fall-term. With a `section`, the material of the
reflection shows that line there. Without one, nothing generates it, and `why` says what leaves it to the person;
of a Check-in neither page nor material may show anything at all.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a seed says, and the line of the example in which the pair says it."""

    seed: str
    says: str
    source: str
    words: str
    section: str | None
    why: str = ""


SUCCESSES = "Successes"
GROWTH = "Areas of growth"
GOALS = "Goals and how they moved"
LESSON = "Lesson improvement"
FEEDBACK = "What feedback changed"
PRACTICE = "My coaching practice"
NEXT = "Next steps"

THE_LESSON = "lessons/ratios-in-the-real-world-x2p7d.md"
LAST_YEARS_LESSON = "lessons/ratio-problems-spring-2026-w6t4k.md"
CLASSROOM_GOAL = "goals/grade-7-talks-about-ratios-c8n3t.md"
BUILDING_GOAL = "goals/explain-and-listen-b6r2w.md"
DISTRICT_GOAL = "goals/math-reasoning-for-everyone-d4k7m.md"
EXPLAIN_GOAL = "goals/explain-why-it-is-proportional-p5v8h.md"
LISTENING_GOAL = "goals/listen-before-suggesting-h9c5d.md"
THE_PLAN = "plans/2026-fall.md"

NOTES = "Notes"
AGREED = "What we agreed"
CHECK_IN_STAYS = "a check-in never leaves the pair, not its words and not their number"
