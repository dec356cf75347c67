"""Who may read what: a decision for each field and each section of each kind of document.

What has no decision here is for the pair alone: a key or a heading that coachlog does not know, a comment, a tag. The
words of the Check-in are in no section.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from coachlog.model.audience import ONLY_SELF, WITHIN, Audience
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

Audiences = frozenset[Audience]

_PEERS: Final = WITHIN | {Audience.PEER}
_OTHERS: Final = _PEERS | {Audience.PUBLIC}
_COUNTED: Final = WITHIN | {Audience.PROGRAM}  # as a date, a number or a code


class Readers(NamedTuple):
    """The readers of a kind's fields and of its sections, by name; `own_headings` tells of those that nobody knows."""

    fields: Mapping[str, Audiences]
    sections: Mapping[str, Audiences]
    own_headings: Audiences = WITHIN


def _of(*decisions: tuple[Audiences, tuple[str, ...]]) -> dict[str, Audiences]:
    return {name: audiences for audiences, names in decisions for name in names}


def _fields(*decisions: tuple[Audiences, str]) -> dict[str, Audiences]:
    return _of(*((audiences, tuple(names.split())) for audiences, names in decisions))


# A page of one's own is its author's text: what is in it leaves when its author hands it on.
_PAGE_FIELDS: Final = _fields((_OTHERS, "title"), (WITHIN, "path id term indicator author status about day"))

READERS: Final[Mapping[str, Readers]] = {
    "meeting": Readers(
        _fields(
            (
                WITHIN,
                "path id title participants goals lessons indicators standards focus contacts next_date next_focus",
            ),
            (_COUNTED, "start minutes mode status activities phase"),
            (frozenset(Audience), "day"),
        ),
        _of(
            (WITHIN, (AGENDA, CHECK_IN, GROWTH, NOTES, NEXT_STEPS, NEXT_MEETING)),
            (_OTHERS, (SUCCESSES,)),  # of it the lines that their speakers let go
        ),
    ),
    "goal": Readers(
        _fields(
            (WITHIN, "path id supports owner opened closed baseline lessons"),
            (_PEERS, "target measure target_date progress"),
            (_OTHERS, "title level standards indicators"),
            (frozenset(Audience), "status"),
        ),
        _of(
            (WITHIN, ("Where we are now", EVIDENCE, "Reflection")),
            (_PEERS, ("Why it matters", "Strategies")),
            (_OTHERS, ("Goal", "What success looks like")),
        ),
    ),
    "lesson": Readers(
        _fields(
            (WITHIN, "path id previous goals teach_on taught"),
            (_OTHERS, "title subject grade unit audience minutes mode standards matrix_focus sel udl tools grouping"),
            (frozenset(Audience), "status"),
        ),
        _of(
            (WITHIN, ("Feedback taken in", "After teaching", "What worked before")),
            (_PEERS, ("What to adapt or change", DESIGN_MATRIX, "Interests and backgrounds")),
            (
                _OTHERS,
                (
                    "Learning targets",
                    "Standards",
                    "Prior knowledge",
                    "Virtual and hybrid plan",
                    "Task",
                    "Engagement",
                    "Technology",
                    "Voice and choice",
                    "Social and emotional learning",
                    "Learning plan",
                    RUBRIC,
                    "Resources",
                ),
            ),
        ),
    ),
    "plan": Readers(
        _fields((WITHIN, "path id term agreed lapsed goals lessons reviews"), (_PEERS, "title start end")),
        _of(
            (WITHIN, ("Roles", "Confidentiality", "The coach's own learning", "Time and communication")),
            (
                _PEERS,
                (
                    "Learning goals for students",
                    "Classroom, building and district goals",
                    "Norms",
                    "Activities by phase",
                    "How we will know",
                    "References",
                ),
            ),
        ),
    ),
    # A piece of feedback leaves with its giver's consent, and without its giver's name, which its title has.
    "feedback": Readers(
        _fields((WITHIN, "path id title giver about quote_ok status"), (_PEERS, "day")),
        _of(
            (WITHIN, ("What I asked", "What we will do")),
            (_PEERS, ("Strengths", "Questions", "Suggestions")),
        ),
    ),
    "visit": Readers(
        _fields(
            (WITHIN, "path id title visitor whose class_name status log goals lessons indicators"),
            (_COUNTED, "day start minutes"),
        ),
        _of((WITHIN, (LOOK_AT, SAID_AND_DONE, TO_ASK, TAKE))),
    ),
    "work": Readers(_fields((_OTHERS, "title day what link indicators"), (WITHIN, "path id minutes")), {}, _OTHERS),
    "reading": Readers(
        _fields((_OTHERS, "title author year link publisher indicators"), (WITHIN, "path id day")),
        _of((_OTHERS, (SAYS_TO_ME, QUOTATIONS))),
        own_headings=_OTHERS,
    ),
    "reflection": Readers(_PAGE_FIELDS, {}, own_headings=_OTHERS),
    "evidence": Readers(_PAGE_FIELDS, {}, own_headings=_OTHERS),
    "note": Readers(dict.fromkeys(_PAGE_FIELDS, ONLY_SELF), {}, own_headings=ONLY_SELF),
}


def may_read(kind: str, field: str, audience: Audience) -> bool:
    """Tell whether an audience may read a field of a kind."""
    return audience in READERS[kind].fields.get(field, WITHIN)


def may_read_section(kind: str, section: str, audience: Audience) -> bool:
    """Tell whether an audience may read a section of a kind."""
    readers = READERS[kind]
    return audience in readers.sections.get(section, readers.own_headings)
