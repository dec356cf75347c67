"""Find the day in a file's name, wherever and however it stands: `2026-11-19-2`, `Meeting Nov 19, 2026`."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Final

from coachlog.model.dates import DateReader, TwoDays
from coachlog.regex import regex

_OURS: Final = regex(r"\d{4}-\d\d-\d\d(?!\d)")
_DASHES: Final = r"[‐‑‒–—―−]"
_NUMBERS: Final = regex(r"(?<!\w)(?:\d{4}([-_.])\d{1,2}\1\d{1,2}|\d{1,2}([-_.])\d{1,2}\2(?:\d{4}|\d\d)|\d{8})(?!\d)")
_YEAR: Final = regex(r"(?:'\d\d|\d{4})\Z")
_AROUND: Final = regex(r"[\s_,()\[\]{}-]+")
_WORDS: Final = 5  # of a day: `Thursday 19th of November 2026`
_LONGEST: Final = 200  # letters of a file's name


def day_in_name(name: str, dates: DateReader) -> date | None:
    """Return the only day, with its year, that a file's name has; None if there is none, or more than one."""
    reader, plain = dates.on(None), re.sub(_DASHES, "-", unicodedata.normalize("NFKC", name[:_LONGEST]))
    if ours := _OURS.match(plain):
        with suppress(ValueError):
            return reader.parse(ours.group())
    try:
        days = set(_days_in(plain, reader))
    except TwoDays:
        return None
    return days.pop() if len(days) == 1 else None


def _days_in(name: str, reader: DateReader) -> Iterator[date]:
    """Yield the days of a name, first those in numbers; raise TwoDays if one can mean two."""
    for match in _NUMBERS.finditer(name):
        if day := _parse(match.group().replace("_", "-"), reader):
            yield day
    words, at = [word for word in _AROUND.split(_NUMBERS.sub(" ", name)) if word], 0
    while at < len(words):
        ends = range(min(at + _WORDS, len(words)), at, -1)
        found = ((end, day) for end in ends if _YEAR.search(words[end - 1]) and (day := _parse(words[at:end], reader)))
        end, day = next(found, (at + 1, None))
        if day:
            yield day
        at = end


def _parse(typed: str | list[str], reader: DateReader) -> date | None:
    try:
        return reader.parse(typed if isinstance(typed, str) else " ".join(typed))
    except TwoDays:
        raise
    except ValueError:
        return None
