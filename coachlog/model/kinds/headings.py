"""The section that a heading means."""

from typing import Final

from coachlog.model.fields import normalize
from coachlog.model.kinds import KINDS
from coachlog.model.kinds.section_names import AGENDA, CHECK_IN, GROWTH, NEXT_MEETING, NEXT_STEPS, NOTES, SUCCESSES

# Other headings that people use; a pair adds its own in coachlog.yml.
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

_MEANINGS: Final = {normalize(name): name for kind in KINDS for name in kind.sections} | {
    normalize(word): name for name, words in _ALIASES.items() for word in words
}


def section_name(heading: str, own: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the section that a heading means: by the pair's `own` words first, else the heading itself."""
    wanted = normalize(heading.rstrip(":.? "))
    for alias, name in own:
        if normalize(alias) == wanted:
            return _MEANINGS.get(normalize(name), name)
    return _MEANINGS.get(wanted, " ".join(heading.split()))
