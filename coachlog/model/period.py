"""Spans of time: terms, quarters, weeks."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.dates import month_of_year
from coachlog.model.fields import YEARS, did_you_mean
from coachlog.regex import regex

_QUARTER: Final = regex(r"(\d{4})-q([1-4])", re.IGNORECASE)
_MONTH: Final = regex(r"(\d{4})-(\d{2})")
_YEAR: Final = regex(r"\d{4}")
_SCHOOL_YEAR: Final = regex(r"\d{4}[-/](\d{2}|\d{4})")

_SHORT_YEARS: Final = regex(r"(?:sy ?|school year )?(?:20)?(\d\d)[-/–](?:20)?(\d\d)", re.IGNORECASE)


@frozen
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
    """Return the period that a name means: a term's id, `2026-q4`, `2026-11`, `2026-27` or `2026`; raise ValueError."""
    terms = tuple(terms)
    word = _year_first(name.strip())
    for wanted in (name.strip().casefold(), word.casefold()):
        for term in terms:
            if term.name.casefold() == wanted:
                return term
    if word[:4].isdecimal() and int(word[:4]) in YEARS and (period := _dated_period(word)):
        return period
    names = ", ".join(term.name for term in terms) or "none is set"
    meant = did_you_mean(word, (term.name for term in terms), f"terms: {names}; or last, 2026-q4, 2026-11, 2026-27")
    raise ValueError(f"there is no term `{name}` ({meant})")


def _year_first(word: str) -> str:
    """Return a period's name as a log has it: `fall 2026`, `October 2026`, `Q4 2026` have their year behind."""
    if (short := _SHORT_YEARS.fullmatch(word)) and 12 < int(short[2]) == int(short[1]) + 1:  # 11-12 is a month
        return f"20{short[1]}-{short[2]}"
    part, _, year = word.rpartition(" ")
    if not (part and year.isdecimal() and len(year) == 4):
        part, year = (word[4:].strip(), word[:4]) if word[:4].isdecimal() and word[4:5] == " " else ("", "")
    return month_of_year(f"{part} {year}") or f"{year}-{part.strip(' ,')}" if part else word


def school_year_of(day: date) -> Period:
    """Return the school year around a day, July to June: `2026-27`."""
    first = day.year if day.month >= 7 else day.year - 1
    return Period(f"{first}-{(first + 1) % 100:02}", date(first, 7, 1), date(first + 1, 6, 30))


def week_of(day: date) -> Period:
    """Return the ISO week around a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Period(f"{year}-W{week:02}", monday, monday + timedelta(days=6))


def _dated_period(word: str) -> Period | None:
    """Return the quarter, month, school year or year that a word says."""
    year = int(word[:4])
    if match := _QUARTER.fullmatch(word):
        return quarter_of(date(year, int(match.group(2)) * 3, 1))
    if (match := _MONTH.fullmatch(word)) and int(match.group(2)) in range(1, 13):
        return _months(word, year, int(match.group(2)), 1)
    if (match := _SCHOOL_YEAR.fullmatch(word)) and int(match.group(1)) % 100 == (year + 1) % 100:
        return school_year_of(date(year, 7, 1))
    return _months(word, year, 1, 12) if _YEAR.fullmatch(word) else None


def _months(name: str, year: int, month: int, count: int) -> Period:
    last = month + count - 1
    after = date(year + last // 12, last % 12 + 1, 1)
    return Period(name, date(year, month, 1), after - timedelta(days=1))
