"""The names of sections, and the headings that mean them."""

from typing import Final

from coachlog.model.fields import normalize

AGENDA: Final = "Agenda"
CHECK_IN: Final = "Check-in"
SUCCESSES: Final = "Successes"
GROWTH: Final = "Areas of growth"
NOTES: Final = "Notes"
NEXT_STEPS: Final = "Next steps"
NEXT_MEETING: Final = "Next meeting"
EVIDENCE: Final = "Evidence"

# In the order in which a document has them; a section that is made on demand goes to its place in this row.
SECTIONS: Final[dict[str, tuple[str, ...]]] = {
    "meeting": (AGENDA, CHECK_IN, SUCCESSES, GROWTH, NOTES, NEXT_STEPS, NEXT_MEETING),
    "goal": (
        "Goal",
        "Why it matters",
        "Where we are now",
        "What success looks like",
        "Strategies",
        EVIDENCE,
        "Reflection",
    ),
    "lesson": (
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
        "Assessment and rubric",
        "Resources",
        "Design matrix",
        "Feedback taken in",
        "After teaching",
    ),
    "plan": (
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
    "feedback": ("What I asked", "Strengths", "Questions", "Suggestions", "What we will do"),
    "reflection": (
        "What I've learned so far",
        "Our relationship",
        SUCCESSES,
        GROWTH,
        "Goals and how they moved",
        "Lesson improvement",
        "What feedback changed",
        "My coaching practice",
        NEXT_STEPS,
        "References",
    ),
    "evidence": ("Indicator", "How I worked on it", EVIDENCE, "What changed", NEXT_STEPS, "References"),
    "note": (),
}

# The words people use; a pair's own are said in coachlog.yml.
_ALIASES: Final[dict[str, tuple[str, ...]]] = {
    AGENDA: ("talking points", "topics"),
    CHECK_IN: ("checkin", "check in", "how are you", "how are we", "how it is going"),
    SUCCESSES: ("success", "wins", "celebrations", "what's working", "what is working", "what went well"),
    GROWTH: ("area of growth", "areas for growth", "growth", "challenges", "concerns", "focus", "current focus"),
    NOTES: ("note", "discussion"),
    NEXT_STEPS: ("next step", "steps", "actions", "action items", "to do", "to-do", "todo"),
    NEXT_MEETING: ("next time",),
    "What I've learned so far": ("what i have learned so far",),
}

_MEANINGS: Final = {normalize(name): name for names in SECTIONS.values() for name in names} | {
    normalize(word): name for name, words in _ALIASES.items() for word in words
}


def section_name(heading: str, own: tuple[tuple[str, str], ...] = ()) -> str:
    """The name of the section that a heading means: one of ours, by the pair's `own` words first, else its own."""
    wanted = normalize(heading.rstrip(":.? "))
    for alias, name in own:
        if normalize(alias) == wanted:
            return _MEANINGS.get(normalize(name), name)
    return _MEANINGS.get(wanted, " ".join(heading.split()))
