"""The words of forms and of running documents for a meeting's sections: each means, or perhaps means, one of them."""

import re
from collections.abc import Mapping
from typing import Final

from coachlog.model.fields import normalize
from coachlog.model.kinds.section_names import AGENDA, CHECK_IN, GROWTH, NEXT_MEETING, NEXT_STEPS, NOTES, SUCCESSES
from coachlog.regex import regex

# What people add behind such words: `What went well this week`.
_SINCE: Final = r"(?: (?:so far|since|this|last|today|for|from|in|with|right now|currently)\b.*)?"


def lines_pattern(alternatives: str, behind: str = "") -> re.Pattern[str]:
    """Return the pattern of one alternative a line."""
    lines = "|".join(line.strip() for line in alternatives.splitlines() if line.strip())
    return regex(rf"(?:{lines}){behind}", re.IGNORECASE)


SECTION_WORDS: Final[Mapping[str, re.Pattern[str]]] = {
    section: lines_pattern(alternatives, _SINCE)
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

# Parts that a note's listings are made of, and words that may as well be about the children's work.
_LISTED: Final = (SUCCESSES, GROWTH, NEXT_STEPS)
_TOO_WEAK: Final = frozenset(("problems", "problem", "needs", "steps", "actions", "action", "focus", "issues", "issue"))
# What may be next steps, or growth, where nothing else says so: too unsure to be taken in as these.
_UNSURE: Final = {
    SUCCESSES: lines_pattern("""
        .*\\bcelebrat\\w*\\b.*
    """),
    NEXT_STEPS: lines_pattern("""
        (?:task|action|homework) lists?
        (?:next )?(?:moves|assignments?|plans?)
        follow[- ]?through
        what (?:i|we|you)(?:'ll| will) (?:do|try)
        (?:looking|moving|going) (?:ahead|forward)
        where (?:to|do we go) (?:next|from here)
        steps (?:to take|forward|ahead)
        take-?aways?
        due(?: .{1,20})?
        goals for next (?:time|week|meeting)
    """),
    GROWTH: lines_pattern("""
        improvements?
        difficult(?:y|ies)
        weakness(?:es)?
        growing
        (?:what )?went wrong
        even better
    """),
}
_AROUND: Final = regex(r"\A(?:our|my|the|your)\s+|\s+(?:for|of) .*|\s*\([^()]*\)")
_EDGE: Final = regex(r"\A[\W\d_]+|[\W_]+\Z")
_PARTS: Final = regex(r"\s*(?:[/&|,;+:]|\s[-–—]+\s|–|—|\band\b)\s*")


# What stands below these words is the two's alone, as a Check-in is; as a section's name it may mean one's own, too.
_PRIVATE: Final = regex(r"(?:(?:strictly )?(?:private|confidential)|private notes?|confidential notes?)")


def means_private(word: str) -> bool:
    """Tell whether a word for a section says that its lines are for nobody else, or for the two alone."""
    return bool(_PRIVATE.fullmatch(normalize(word)))


def perhaps_section(heading: str, *, whole: bool = False) -> str:
    """Return the section with a listing that an unknown heading perhaps means, by the words of forms; else nothing.

    With `whole` the heading as a whole means it, and not a part of it alone.
    """
    plain = _EDGE.sub("", normalize(heading))
    parts = (plain,) if whole else (plain, *_PARTS.split(plain))
    for words in dict.fromkeys((*parts, *(_AROUND.sub("", part) for part in parts))):
        forms = ((name, form) for name in _LISTED for form in (SECTION_WORDS[name], _UNSURE.get(name)) if form)
        if name := next((name for name, form in forms if words not in _TOO_WEAK and form.fullmatch(words)), ""):
            return name
    return ""
