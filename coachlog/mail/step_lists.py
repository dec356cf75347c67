"""Which of several steps in a row a state at the row's end is said of: `1 and 2, 3 not yet`."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from coachlog.mail.answer_parts import AnswerPart
from coachlog.regex import regex

_AND: Final = regex(r"[&+]|(?<!\w)(?:and|und|y|e|n|plus|also|sowie|auch|también|as well as)(?!\w)")
_AND_LETTER, _COMMA, _STOP, _BRACKET, _UNCLEAR = "a", ",", ".", "(", "?"
_SINGULAR: Final = regex(r"(?:is|isn['’]t|hasn['’]t|was|wasn['’]t|ist|está)\b")


def joints_of(words: str, items: Sequence[AnswerPart]) -> str:
    """Return a letter for what stands between each two steps of a row: `a` and, `,`, a full stop, a bracket, or `?`."""
    pairs = pairwise(items)
    return "".join(_joint(words[one.end : other.start].casefold()) for one, other in pairs)


def _joint(between: str) -> str:
    if "(" in between or "[" in between:
        return _BRACKET
    is_and, is_comma = bool(_AND.search(between)), "," in between
    is_stop = any(sign in between for sign in ".;\n–—") or " - " in between
    if is_and + is_comma + is_stop != 1:
        return _UNCLEAR
    return _AND_LETTER if is_and else _COMMA if is_comma else _STOP


def last_group(words: str, items: Sequence[AnswerPart], state: str) -> int | None:
    """Return where in a row of steps those begin of which the state behind it is said; None if nobody can tell.

    `1 and 2, 3 not yet` says it of the last alone, `1 and 2 not yet` of both, `1, 2 not yet` of either.
    """
    joints = joints_of(words, items)
    if joints == _AND_LETTER * len(joints):
        return None if joints and _SINGULAR.match(state.casefold()) else 0
    if _BRACKET in joints:
        return joints.rindex(_BRACKET) + 1
    if _UNCLEAR in joints or len(set(joints)) == 1:
        return None
    if _STOP in joints:
        return joints.rindex(_STOP) + 1
    pause = joints.rindex(_COMMA)
    return pause + 1 if _AND_LETTER in joints[:pause] else None
