"""Read the due date among a step's words, if no brackets say which words are it: `x, due Friday`, `x by Nov 20`."""

import re
from datetime import date
from typing import Final, NamedTuple

from coachlog.model.dates import Aim, DateReader, TwoDays
from coachlog.regex import regex

_LAST_DUE: Final = regex(
    r"(?:[\s,;|/]+|\s*[–—]+\s*|\s-+\s*)due(?:\s+(?:on|by|date))?(?:(\s*[:：])\s*|\s+)(?!to\b)(\S[^()]{1,40})\Z",
    re.IGNORECASE,
)
_AT_END: Final = 80  # letters in which a due date at the end has room
_LAST_BY: Final = regex(r"(?:.*[\s,;–—-])?(?:by|bis)\s+(\S(?:[^():]|:(?=\d)){1,40})\Z", re.IGNORECASE)
_FIRST_BY: Final = regex(
    r"\W{0,3}(?:\w{1,30},?\s+)?(?:by|bis|due)\s+([^:：,–—]{3,30}?)\s*[*_]{0,3}\s*(?:[:：,]|[–—]|-\s)\s*", re.IGNORECASE
)
_NUMBERS: Final = regex(r"(\d{1,2})[/.-](\d{1,2})\W*")
_LARGEST: Final = 10  # the number below the line of a fraction: to grow by 3/4 is no date
_TIME: Final = regex(
    r"[\s,]+(?:(?:at|before|in the|um)\s+)?(?:\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|h|uhr|o[’']clock)?"
    r"|noon|midday|morning|afternoon|evening|night|lunch(?:time)?|eod|end of (?:the )?day)\W*\Z",
    re.IGNORECASE,
)


class DueWords(NamedTuple):
    """A step's words, until when it is due, and what in them looks like a date and is none, with the reason.

    The words without the date that they go on to have are `around[0]`, which stand before it, and `around[1]`.
    """

    words: str
    due: date | None = None
    around: tuple[str, str] = ("", "")
    unread: str = ""
    error: ValueError | None = None


def read_due_words(text: str, dates: DateReader) -> DueWords:
    """Return the due date that a step's words say at their end or their beginning.

    `due Friday` at the end is cut out; `by Friday` stays among the words.
    """
    if match := _LAST_DUE.search(text, max(0, len(text) - _AT_END)):
        try:
            return DueWords(text[: match.start()], dates.parse(match[2], Aim.DUE), (text[: match.start()], ""))
        except ValueError as error:
            if match[1] or isinstance(error, TwoDays):
                return DueWords(text, unread=f"due {match[2]}", error=error)
    last, first = _LAST_BY.match(text, max(0, len(text) - _AT_END)), _FIRST_BY.match(text)
    for by in (last, first):
        try:
            if by and not may_be_number(by[1]) and (due := parse_until(by[1], dates)):
                return DueWords(text, due, (_before_by(text, by), "") if by is last else ("", text[by.end() :]))
        except TwoDays as error:
            return DueWords(text, unread=f"by {by[1]}" if by else "", error=error)
    return DueWords(text)


def parse_until(typed: str, dates: DateReader) -> date | None:
    """Return the day of `Friday`, and of `Friday at noon`; raise TwoDays if it can mean two."""
    for words in (typed, _TIME.sub("", typed)):
        try:
            return dates.parse(words, Aim.DUE)
        except TwoDays:
            raise
        except ValueError:
            continue
    return None


def may_be_number(typed: str) -> bool:
    """Tell whether two numbers may be a fraction or a range, and no day and month."""
    match = _NUMBERS.fullmatch(typed)
    return match is not None and ("/" not in typed or int(match[1]) < int(match[2]) <= _LARGEST)


def cut_due_words(text: str) -> tuple[str, str]:
    """Return a step's words without the due date at their end, and this date as typed."""
    if last := _LAST_DUE.search(text):
        return text[: last.start()], last[2]
    by = _LAST_BY.match(text, max(0, len(text) - _AT_END))
    return (_before_by(text, by), by[1]) if by else (text, text)


def _before_by(text: str, by: re.Match[str]) -> str:
    return re.sub(r"\w+\Z", "", text[: by.start(1)].rstrip()).rstrip(" ,;–—-")
