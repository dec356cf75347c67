"""Read the due date among a step's words, if no brackets say which words are it: `x, due Friday`, `x by Nov 20`."""

import re
from contextlib import suppress
from datetime import date
from typing import Final, NamedTuple

from coachlog.model.dates import Aim, DateReader, TwoDays
from coachlog.model.fields import MONTHS, WEEKDAYS
from coachlog.regex import regex

_LAST_DUE: Final = regex(
    r"(?:[\s,;]+|\s[–—-]+\s*)due(?:\s+(?:on|by))?(?:(\s*[:：])\s*|\s+)(?!to\b)(\S[^()]{1,40})\Z", re.IGNORECASE
)
_AT_END: Final = 80  # letters in which a due date at the end has room
_LAST_BY: Final = regex(r"(?:.*[\s,;–—-])?by\s+(\S(?:[^():]|:(?=\d)){1,40})\Z", re.IGNORECASE)
_FIRST_BY: Final = regex(
    r"\W{0,3}(?:\w{1,30},?\s+)?(?:by|due)\s+([^:：,–—]{3,30}?)\s*[*_]{0,3}\s*(?:[:：,]|[–—]|-\s)", re.IGNORECASE
)
_NUMBERS: Final = regex(r"(\d{1,2})[/.-](\d{1,2})\W*")
_LARGEST: Final = 10  # the number below the line of a fraction: to grow by 3/4 is no date
_TIME: Final = regex(
    r"[\s,]+(?:(?:at|before|in the|um)\s+)?(?:\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|h|uhr|o[’']clock)?"
    r"|noon|midday|morning|afternoon|evening|night|lunch(?:time)?|eod|end of (?:the )?day)\W*\Z",
    re.IGNORECASE,
)
_NAME: Final = rf"(?:{'|'.join(f'{name}|{name[:3]}' for name in (*WEEKDAYS, *MONTHS))}|tues|thurs?|sept)"
_DAY: Final = rf"(?:(?:on|the|next|this)\s+)*(?:{_NAME}\b(?![’'])|\d{{4}}-\d|\d{{1,2}}(?:st|nd|rd|th|\.?\s?{_NAME})\b)"
_SPAN: Final = (
    rf"(?:{_DAY}|(?:the\s+)?(?:next\s+(?:week|month|meeting|time|session)|end\s+of\b|eo[dw]\b)"
    r"|tomorrow|tonight|\d\d?[/.]\d)"
)
# What says until when and is not read: beside `due` or a calendar, and at the end behind `until`, a dash, in brackets.
_LEFT: Final = regex(
    rf"(?:(?<![^\W_])(?:due|deadline|fällig)\b(?:\W{{0,4}}{_SPAN}[^,;()]{{0,20}}|\W*\Z)|[📅📆🗓⏰⏳]\ufe0f?[^,;()]{{0,20}})"
    rf"|(?:(?:\b(?:by|until|till|before|later\s+than|bis)\s+(?:our\s+)?{_SPAN}[^,;()]{{0,20}}"
    rf"|(?:[–—:→|@({{<]|\[|\s-)\s*{_DAY}\W{{0,2}}(?:\d{{1,2}}(?:st|nd|rd|th)?)?\W{{0,2}}(?:\d{{4}})?)\W*\Z)"
    r"|(?:[,;]|\b(?:for|on))\s+(?P<numbers>\d\d?/\d\d?)\W*\Z",
    re.IGNORECASE,
)
# What _LEFT can't do without: most steps have nothing of it, and need no pattern of that size.
_MAY_BE_LEFT: Final = regex(
    r"due|deadline|fällig|\b(?:by|until|till|before|later|bis)\b|[📅📆🗓⏰⏳–—:→|@({<\[]|\s-|\d/\d", re.IGNORECASE
)


class DueWords(NamedTuple):
    """A step's words, until when it is due, and what in them looks like a date and is none, with the reason."""

    words: str
    due: date | None = None
    unread: str = ""
    error: ValueError | None = None


def read_due_words(text: str, dates: DateReader) -> DueWords:
    """Return the due date that a step's words say at their end or their beginning.

    `due Friday` at the end is cut out; `by Friday` stays among the words.
    """
    if match := _LAST_DUE.search(text, max(0, len(text) - _AT_END)):
        try:
            return DueWords(text[: match.start()], dates.parse(match[2], Aim.DUE))
        except ValueError as error:
            if match[1] or isinstance(error, TwoDays):
                return DueWords(text, None, f"due {match[2]}", error)
    for by in (_LAST_BY.match(text, max(0, len(text) - _AT_END)), _FIRST_BY.match(text)):
        try:
            if by and not _may_be_number(by[1]) and (due := _parse_by(by[1], dates)):
                return DueWords(text, due)
        except TwoDays as error:
            return DueWords(text, None, f"by {by[1]}" if by else "", error)
    left = _LEFT.search(text) if _MAY_BE_LEFT.search(text) else None
    if left and left["numbers"] and _may_be_number(left["numbers"]):
        left = None
    return DueWords(text, None, left.group().strip(" .,;!") if left else "")


def day_in(words: str, dates: DateReader) -> date | None:
    """Return the day with which some words end, if any."""
    words = words.rstrip(" )]}>.")
    starts = (match.end() for match in re.finditer(r"\A|[\s:=(\[{<|@→–—-]", words))
    with suppress(TwoDays):
        return next((day for start in starts if (day := _parse_by(words[start:], dates))), None)
    return None


def _parse_by(typed: str, dates: DateReader) -> date | None:
    """Return the day of `Friday`, and of `Friday at noon`."""
    for words in (typed, _TIME.sub("", typed)):
        try:
            return dates.parse(words, Aim.DUE)
        except TwoDays:
            raise
        except ValueError:
            continue
    return None


def _may_be_number(typed: str) -> bool:
    match = _NUMBERS.fullmatch(typed)
    return match is not None and ("/" not in typed or int(match[1]) < int(match[2]) <= _LARGEST)


def cut_due_words(text: str) -> tuple[str, str]:
    """Return a step's words without the due date at their end, and this date as typed."""
    if last := _LAST_DUE.search(text):
        return text[: last.start()], last[2]
    by = _LAST_BY.match(text, max(0, len(text) - _AT_END))
    return (text[: by.start(1)].rstrip()[: -len("by")].rstrip(" ,;–—-"), by[1]) if by else (text, text)
