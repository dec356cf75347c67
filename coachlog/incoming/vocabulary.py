"""The words of forms and of running documents for a meeting's facts, beside those of the log itself."""

import re
from collections.abc import Mapping
from typing import Final

from coachlog.model.kinds.section_words import lines_pattern
from coachlog.regex import regex

FACT_WORDS: Final[Mapping[str, re.Pattern[str]]] = {
    fact: lines_pattern(alternatives)
    for fact, alternatives in {
        "date": r"""
            (?:meeting |session |today's )?date(?: of (?:the |this )?(?:talk|meeting|conference|visit|session))?
            date of (?:the |this )?(?:conversation|log|contact|debrief)
            datum
            fecha
            when
        """,
        "minutes": r"""
            minutes
            (?:total )?(?:time|minutes|hours) (?:spent|met)
            duration
            length(?: of (?:meeting|session))?
            total (?:time|minutes)
            how long
        """,
        "hours": r"""
            (?:total |number of )?hours?(?: spent| met)?
        """,
        "start": r"""
            start(?:ing)?(?: time)?
            time(?: started| of meeting)?
            meeting time
        """,
        "mode": r"""
            mode
            format
            (?:meeting )?(?:type|location)
            where
            how we met
        """,
    }.items()
}
# The heads of a table of tasks.
TASK_WORDS: Final[Mapping[str, re.Pattern[str]]] = {
    head: lines_pattern(alternatives)
    for head, alternatives in {
        "task": r"""
            (?:action|next|follow[- ]?up)? ?(?:tasks?|items?|steps?|actions?|what|to[- ]?dos?)
        """,
        "owner": r"""
            who
            owners?
            person(?: responsible)?
            responsib(?:le|ility)(?: person)?
            assigned(?: to)?
            lead
        """,
        "due": r"""
            (?:due|by when|when|deadline|target)(?: date)?
            date due
            due by
        """,
        "state": r"""
            status
            done\??
            complete[d]?\??
            finished\??
            ✓
            ✔
            ☑
        """,
    }.items()
}
# What the mentor asks the teacher in a form: the answer is the mentor's own next step.
MENTOR_ASKS: Final = lines_pattern(r"""
    what (?:can|could|will|should) i (?:do|offer)(?: (?:to|for))?(?: (?:support|help))?(?: you)?(?: with)?
    how (?:can|could|will|should) i (?:help|support)(?: you)?(?: with)?
    what i (?:can|will) do(?: (?:for|to support) you)?
    support (?:needed|requested)
    (?:ways )?i can support you
""")
MENTEE_WORDS: Final = frozenset(
    (
        *("teacher", "new teacher", "beginning teacher", "novice teacher", "novice", "mentee", "coachee", "candidate"),
        *("resident", "intern", "student teacher", "inductee", "participating teacher", "bt", "your", "you"),
    )
)
MENTOR_WORDS: Final = frozenset(
    ("mentor", "coach", "facilitator", "support provider", "induction coach", "mentor teacher")
)
BOTH_WORDS: Final = frozenset(("both", "we", "our", "together", "shared", "joint", "us", "everyone", "all"))
CANCELLED: Final = regex(
    r"\b(?:no (?:mtg|meeting|mentor meeting|session|school|visit|call|check[- ]?in)|did(?:n't| not) meet"
    r"|cancel(?:l?ed)?|(?:was |is |out )sick|snow day|(?:thanksgiving|winter|spring|fall|mid-?winter|holiday) break"
    r"|holiday|kein treffen|ausgefallen|sin reunión|no hubo reunión)\b",
    re.IGNORECASE,
)
