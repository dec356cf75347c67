"""The words of forms and of running documents for a meeting's sections and facts, beside those of the log itself."""

import re
from collections.abc import Mapping
from typing import Final

from coachlog.model.kinds.section_names import AGENDA, CHECK_IN, GROWTH, NEXT_MEETING, NEXT_STEPS, NOTES, SUCCESSES
from coachlog.regex import regex

# What people add behind such words: `What went well this week`.
_SINCE: Final = r"(?: (?:so far|since|this|last|today|for|from|in|with|right now|currently)\b.*)?"


def _form(alternatives: str, behind: str = "") -> re.Pattern[str]:
    """Return the pattern of one alternative a line."""
    lines = "|".join(line.strip() for line in alternatives.splitlines() if line.strip())
    return regex(rf"(?:{lines}){behind}", re.IGNORECASE)


SECTION_WORDS: Final[Mapping[str, re.Pattern[str]]] = {
    section: _form(alternatives, _SINCE)
    for section, alternatives in {
        CHECK_IN: r"""
            how(?:'s| is| are)? (?:it|things|you|we|everything)(?: all)? (?:going|doing|feeling)
            how (?:are|do) (?:you|we) (?:feel|feeling|doing)
            feelings?
            (?:emotional|temperature) check
            self[- ]care
        """,
        NEXT_MEETING: r"""
            (?:date (?:and|&) )?(?:focus of )?(?:our |the )?next (?:meeting|mtg|visit|session)(?:'s)?(?: .{1,20})?
            (?:our |the )?next (?:conference|time|date|check[- ]?in|conversation)(?: (?:date|focus|time|is|on|and|&))*
        """,
        NEXT_STEPS: r"""
            (?:the |our |my |key |immediate )?(?:next|action|follow[- ]?up) ?(?:steps?|items?|actions?|tasks?)
            actions?
            action plan
            to[- ]?do'?s?(?: list)?
            tasks?
            follow[- ]?ups?
            commitments?
            homework
            steps
            what(?:'s| is) next
            before (?:we meet again|(?:our )?next (?:time|meeting|week))
            by (?:next (?:time|meeting|week)|when we meet)
            plans? for next week
            (?:what )?(?:will|is going to)(?: do| try)?
            (?:what )?(?:are )?next steps
            takeaways? (?:and|&) next steps
            responsibilities
            needs? to do
        """,
        SUCCESSES: r"""
            what(?:'s| is| are|'s been| has been| was)? (?:working|going|went|gone|worked|goes)(?: well| right| great)?
            what went (?:really|very) well
            (?:recent |my |our )?success(?:es)?(?: stor(?:y|ies))?
            celebrat(?:e|ions?|ing)
            (?:big |small )?wins?
            glows?
            kudos
            shout[- ]?outs?
            strengths?
            bright spots?
            highlights?
            positives?
            prouds?(?: of)?
            what (?:i am|i'm|we are) proud of
            highs?
            stars?
            roses?
            good (?:news|things)
            praises?
            plus(?:es)?
            accomplishments?
            achievements?
            things that went well
        """,
        GROWTH: r"""
            areas? (?:of|for|to) (?:growth|improve(?:ment)?|focus|need|concern)
            (?:growth|focus|growing) areas?
            grows?
            growth
            (?:current |biggest )?challenges?
            (?:current )?concerns?
            (?:current |our |coaching )?focus(?:es)?
            struggles?
            what(?:'s| is| are| was| were| has been)? (?:hard|difficult|challenging|not working|a challenge|tricky)
            what (?:didn't|did not) (?:work|go(?: so| as)? well)(?: \w+)?
            (?:what (?:went|goes|is going|was) )?(?:not|less) (?:so |as |too |very )?(?:well|good|great)
            (?:not|less) (?:going|working)(?: (?:so )?well)?
            (?:could (?:be|have (?:been|gone)) better|even better if|needs? work)
            issues?
            (?:current )?problems?
            needs
            barriers?
            obstacles?
            thorns?
            wish(?:es)?
            lows?
            deltas?
            stretch(?:es)?
            opportunities(?: for growth)?
            roadblocks?
            worries
            wonderings?
            pain points
            things to (?:work on|improve)
            what (?:to|could|can|i want to|we want to)(?: be)? (?:improved?|work on)
        """,
        AGENDA: r"""
            (?:meeting |today's )?agenda(?: items?)?
            topics?(?: (?:to discuss|discussed|for discussion))?
            (?:talking|discussion) (?:points?|topics?|items?)
            (?:items )?to discuss
            parking lot
        """,
        NOTES: r"""
            (?:meeting |discussion |conversation |our |general |other |additional )?notes?
            discussion
            conversation
            what we (?:talked about|discussed|did)
            (?:meeting |discussion )?summary
            notes from (?:the )?meeting
        """,
    }.items()
}
FACT_WORDS: Final[Mapping[str, re.Pattern[str]]] = {
    fact: _form(alternatives)
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
    head: _form(alternatives)
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
MENTOR_ASKS: Final = _form(r"""
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
