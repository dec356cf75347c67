"""The people whom a document's meetings were with: one document may be about several."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.incoming.facts import facts_in_line
from coachlog.incoming.meanings import Meanings
from coachlog.incoming.parts import MeetingPart, PageParts, is_group
from coachlog.incoming.vocabulary import CANCELLED
from coachlog.model.fields import find_weekday, format_list, normalize
from coachlog.model.person_names import TITLES
from coachlog.regex import regex

_WITH: Final = regex(r"\A(?:with|w/|mentee|teacher|name)\s*:?\s*", re.IGNORECASE)
_NAME: Final = regex(r"(?:(?:Ms|Mr|Mrs|Dr|Mx)\.? )?[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,2}")
_LABEL: Final = regex(
    r"(?:name of )?(?:new teacher|beginning teacher|teacher|mentee|coachee|candidate|name)(?:'s name| name)?\s*:\s*"
    r"(?P<name>[^\n:]{1,40}?)\s*(?:\Z|\n|\s{2,})",
    re.IGNORECASE,
)
_NO_NAMES: Final = frozenset(
    (
        *("plc", "pd", "iep", "sped", "observation", "debrief", "planning", "goals", "goal setting", "reflection"),
        *("intro", "introduction", "kickoff", "first meeting", "last meeting", "meeting", "check in", "check-in"),
    )
)
# Words that are no names by their ends, and what documents and times are called.
_TOPIC: Final = regex(
    r".*(?:ing|[st]ion|ments?|[ea]nces?|ics|ies|ship|logs?|notes?|doc|document|journal|weeks?|day|data|plans?|visits?"
    r"|check|reviews?|goals?|meetings?|sessions?|terms?|years?|grades?|lab|labs|math|reading|rubrics?|talks?|chat)",
    re.IGNORECASE,
)
_EDGES: Final = " \t-–—|:,()[]&/"


class SeveralSubjects(CoachlogError):
    """A document about several people, if nobody says which of them this log is about."""

    def __init__(self, name: str, subjects: Sequence[str]) -> None:
        super().__init__(
            f"{name} is about {len(subjects)} people: {format_list(list(subjects))}",
            f'say for each log whom it is about: coachlog import "{name}" --about "{subjects[0]}" --log NAME',
        )
        self.subjects = tuple(subjects)


@frozen
class ChosenParts:
    """The parts of a document about one person, and how many were left out as being about others."""

    parts: PageParts
    left_out: int


def choose_parts(parts: PageParts, meanings: Meanings, name: str, about: str, *, asks: bool) -> ChosenParts:
    """Return the parts that belong into this log; raise SeveralSubjects if it is not known which.

    With `asks` there is somebody to ask for the log of each person.
    """
    subjects = [_subject(part, meanings) for part in parts.meetings]
    several = _several(subjects, meanings)
    if not several:
        return ChosenParts(parts, 0)
    wanted = _key(about, meanings) if about or asks else _ours(several, meanings)
    if wanted not in {_key(subject, meanings) for subject in several}:
        raise SeveralSubjects(name, several)
    chosen = [
        part
        for part, subject in zip(parts.meetings, subjects, strict=True)
        if _key(subject, meanings) == wanted or (not subject and CANCELLED.search(part.rest))
    ]
    return ChosenParts(PageParts((), tuple(chosen), parts.usual, parts.blank), len(parts.meetings) - len(chosen))


def _subject(part: MeetingPart, meanings: Meanings) -> str:
    """Return the name of the person whom a part is about, as it stands there; empty if nobody is named."""
    for words in (part.rest, part.lead, part.above):
        if name := _name_in(words, meanings):
            return name
    for passage in part.passages[:6]:
        if match := _LABEL.search(passage.words):
            return match["name"].strip(_EDGES)
    return ""


def _name_in(words: str, meanings: Meanings) -> str:
    plain = _WITH.sub("", words.strip(_EDGES)).strip(_EDGES)
    is_name = bool(_NAME.fullmatch(plain)) and normalize(plain) not in _NO_NAMES
    is_topic = not meanings.person(plain) and bool(
        find_weekday(plain) is not None or meanings.of(plain) or is_group(plain) or _TOPIC.fullmatch(plain)
    )
    return "" if not is_name or is_topic or CANCELLED.search(plain) or facts_in_line(plain).mode else plain


def _several(subjects: Sequence[str], meanings: Meanings) -> tuple[str, ...]:
    """Return the names of several people, if a document is about several; a name that stands once is a topic."""
    counts = Counter(_key(subject, meanings) for subject in subjects if subject)
    shown = {_key(subject, meanings): subject for subject in reversed(subjects)}
    ours = [key for key in counts if key.startswith("@")]
    others = [key for key in counts if not key.startswith("@") and counts[key] > 1]
    if not others or len(others) + bool(ours) < 2:
        return ()
    return tuple(shown[key] for key in counts if key in others or key in ours)


def _ours(subjects: Sequence[str], meanings: Meanings) -> str:
    """Return the key of the one person of this log among some names."""
    keys = {key for subject in subjects if (key := _key(subject, meanings)).startswith("@")}
    return keys.pop() if len(keys) == 1 else ""


def _key(subject: str, meanings: Meanings) -> str:
    if person := meanings.person(subject):
        return f"@{person}"
    first, *more = normalize(subject).split() or [""]
    return more[0] if more and first.strip(".") in TITLES else first
