"""Lines that only say when and where a meeting is, or why it was not: they help nobody to answer a question."""

from typing import Final

from coachlog.model.fields import find_month, find_weekday, normalize
from coachlog.regex import regex
from coachlog.summary.page.sections import DIFFICULTIES, FELL_OUT
from coachlog.summary.page.term import Term
from coachlog.summary.page.voice import ChosenLine

_WORD: Final = regex(r"[^\W\d_]+")  # beside numbers
_WORDS: Final = frozenset(
    _WORD.findall(
        """
        a after afternoon again am an and at before break by call cancelled day first for from hour hours in instead is
        library lunch meet meeting meetings min mins minutes moved morning mtg my next off office on online or our
        person phone pm postponed room s same school slot starts still teams the then this time times to today
        tomorrow until usual video virtually we week weekly weeks will with zoom
        """
    )
)


def is_logistics(term: Term, line: ChosenLine) -> bool:
    """Tell whether a line is about a meeting's day, time or place alone, or says what the next one is for.

    Of a meeting that was moved or cancelled each line is.
    """
    if line.section == DIFFICULTIES and line.claim.text.startswith(FELL_OUT):
        return True
    if line.claim.path in term.fallen_out:
        return True
    if (line.claim.path, line.claim.line) in term.next_meetings:
        return True
    return all(word in _WORDS or _is_of_calendar(word) for word in _WORD.findall(normalize(line.words)))


def _is_of_calendar(word: str) -> bool:
    return find_weekday(word) is not None or find_month(word) is not None
