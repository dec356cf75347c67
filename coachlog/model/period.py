"""Spans of time: terms, quarters, weeks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from coachlog.model.fields import YEARS

_QUARTER: Final = re.compile(r"(\d{4})-q([1-4])", re.IGNORECASE)
_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
_YEAR: Final = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, both included, with a name such as `2026-fall`."""

    name: str
    start: date
    end: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.end


def quarter_of(day: date) -> Period:
    """Return the calendar quarter around a day."""
    return _months(f"{day.year}-q{(day.month + 2) // 3}", day.year, (day.month - 1) // 3 * 3 + 1, 3)


def current_term(terms: Iterable[Period], today: date) -> Period:
    """Return the term around today; else the last one that ended within a month; else the calendar quarter."""
    running = [term for term in terms if today in term]
    if running:
        return running[0]
    ended = [term for term in terms if term.end < today <= term.end + timedelta(days=31)]
    return max(ended, key=lambda term: term.end, default=quarter_of(today))


def find_period(name: str, terms: Iterable[Period]) -> Period:
    """Return the period that a name means: a term's id, `2026-q4`, `2026-11` or `2026`; raise ValueError."""
    terms = tuple(terms)
    word = name.strip()
    for term in terms:
        if term.name.casefold() == word.casefold():
            return term
    try:
        if word[:4].isdecimal() and int(word[:4]) not in YEARS:
            word = ""
        if match := _QUARTER.fullmatch(word):
            return quarter_of(date(int(match.group(1)), int(match.group(2)) * 3, 1))
        if match := _MONTH.fullmatch(word):
            return _months(word, int(match.group(1)), int(match.group(2)), 1)
        if _YEAR.fullmatch(word):
            return _months(word, int(word), 1, 12)
    except ValueError:  # month 13
        pass
    names = ", ".join(term.name for term in terms) or "none is set; add terms to coachlog.yml"
    raise ValueError(f"there is no term `{name}` (terms: {names}; or a quarter as 2026-q4, a month as 2026-11)")


def week_of(day: date) -> Period:
    """Return the ISO week around a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Period(f"{year}-W{week:02}", monday, monday + timedelta(days=6))


def _months(name: str, year: int, month: int, count: int) -> Period:
    last = month + count - 1
    after = date(year + last // 12, last % 12 + 1, 1)
    return Period(name, date(year, month, 1), after - timedelta(days=1))
