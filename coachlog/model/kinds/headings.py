"""The section that a heading means."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from coachlog.model.fields import normalize
from coachlog.model.kinds import KINDS
from coachlog.model.kinds.section_names import AGENDA, CHECK_IN, GROWTH, NEXT_MEETING, NEXT_STEPS, NOTES, SUCCESSES

# Other headings that people use; a pair adds its own in coachlog.yml.
_ALIASES: Final[dict[str, tuple[str, ...]]] = {
    AGENDA: ("talking points", "topics"),
    CHECK_IN: (
        "checkin",
        "check in",
        "how are you",
        "how are we",
        "how are we doing",
        "how are you doing",
        "how it is going",
        "how is it going",
    ),
    SUCCESSES: ("success", "wins", "celebrations", "what's working", "what is working", "what went well"),
    GROWTH: ("area of growth", "areas for growth", "growth", "challenges", "concerns", "focus", "current focus"),
    NOTES: ("note", "discussion"),
    NEXT_STEPS: ("next step", "steps", "actions", "action items", "to do", "to-do", "todo"),
    NEXT_MEETING: ("next time",),
    "What I've learned so far": ("what i have learned so far",),
    "What we made together": ("lesson improvement",),
}

_MEANINGS: Final = {normalize(name): name for kind in KINDS for name in kind.sections} | {
    normalize(word): name for name, words in _ALIASES.items() for word in words
}


_EDGE: Final = re.compile(r"\A[\W\d_]+|[\W_]+\Z")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_CHECK_IN: Final = [["check", "in"], ["check", "ins"], ["checkin"], ["checkins"], ["checking", "in"]]
# Words that people put before `check-in`.
_BEFORE: Final = re.compile(
    r"(?:an?|and|our|the|my|your|with|start|warm|welcome|weekly|daily|\w+day|morning|opening|quick|short|brief|minutes?"
    r"|min|personal|emotional|social|wellbeing|feelings|mood)"
)


@lru_cache(4096)  # a log has few headings, each of them hundreds of times
def section_name(heading: str, own: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the section that a heading means, whatever stands around its words, else the heading itself.

    The pair's `own` words come first, but no word of theirs makes a Check-in anything else.
    """
    if means_check_in(heading, own):
        return CHECK_IN
    wanted = _plain(heading)
    for alias, name in own:
        if _plain(alias) == wanted:
            return _MEANINGS.get(_plain(name), name)
    return _MEANINGS.get(wanted, " ".join(heading.split()))


@lru_cache(4096)
def means_check_in(heading: str, own: tuple[tuple[str, str], ...] = (), *, exactly: bool = False) -> bool:
    """Tell whether a heading means the Check-in, by its first words or by the pair's `own` words for it.

    `exactly` is for a document's title, where `Check-in of 19 November` names the meeting.
    """
    every = _words(heading)
    words = [word for word in every if not _BEFORE.fullmatch(word)] or every
    if any(words[: len(start)] == start and not (exactly and words != start) for start in _CHECK_IN):
        return True
    meanings = [*_ALIASES[CHECK_IN], *(alias for alias, name in own if _words(name) in _CHECK_IN)]
    return bool(every) and any(_words(alias) in (every, words) for alias in meanings)


def _words(heading: str) -> list[str]:
    """Return a heading's words in small letters, without marks, numbers, emoji and what nobody sees."""
    text = unicodedata.normalize("NFKD", heading)
    seen = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn"))
    return _LETTERS.findall(seen.casefold())


def _plain(heading: str) -> str:
    """Return a heading's words for comparing, without what stands around them."""
    text = normalize(heading)
    return text if text in _MEANINGS else _EDGE.sub("", text) or text
