"""The school year: which terms are behind and ahead, and what a new one is called."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from coachlog.model.dates import format_weekday
from coachlog.model.fields import find_month
from coachlog.model.period import Period, current_term, find_period, quarter_of, school_year_of

PAST: Final = "last"
PRESENT: Final = "this"
COMING: Final = "next"
RELATIVE: Final = {
    **dict.fromkeys((PAST, "past", "previous", "before"), PAST),
    **dict.fromkeys((PRESENT, "current", "now"), PRESENT),
    **dict.fromkeys((COMING, "coming", "following"), COMING),
}
_NOUNS: Final = (" term", " quarter", " semester", " trimester")
# School years, by how many ago they were.
_YEARS: Final = {
    **dict.fromkeys(("year", "this year", "the year", "school year", "this school year", "whole year"), 0),
    **dict.fromkeys(("last year", "last school year", "past year", "previous year"), 1),
}
_SEASONS: Final = {1: "winter", **dict.fromkeys(range(2, 7), "spring"), 7: "summer", 8: "summer"}
_QUARTERS: Final = {"q1": "first", "q2": "second", "q3": "third", "q4": "fourth"}
_WEEK: Final = timedelta(days=7)


def ended_term(terms: Iterable[Period], today: date) -> Period | None:
    """Return the last term if it has ended and none follows it, else None."""
    last = max(terms, key=lambda term: term.end, default=None)
    return last if last and last.end < today else None


def next_term(terms: Iterable[Period], today: date) -> Period | None:
    """Return the first term that has not begun yet."""
    return min((term for term in terms if term.start > today), key=lambda term: term.start, default=None)


def relative_period(word: str, terms: Iterable[Period], today: date) -> Period | None:
    """Return the term that `last`, `this` or `next` means, without terms the quarter; None for any other word.

    `this year` is the school year, and the name of a month the last one of that name that has begun.
    """
    terms = tuple(terms)
    if (years := _YEARS.get(" ".join(word.casefold().split()))) is not None:
        return school_year_of(today.replace(year=today.year - years, day=1))
    match RELATIVE.get(bare_side(word)):
        case "this":
            return current_term(terms, today)
        case "last":
            ended = [term for term in terms if term.end < today]
            before = quarter_of(quarter_of(today).start - timedelta(days=1))
            return max(ended, key=lambda term: term.end) if ended else before if not terms else None
        case "next":
            return next_term(terms, today) if terms else quarter_of(quarter_of(today).end + timedelta(days=1))
        case _:
            return _month(word.strip().casefold(), today)


def bare_side(word: str) -> str:
    """Return a word such as `last` without the noun that people put behind it."""
    plain = " ".join(word.casefold().split())
    return next((plain.removesuffix(noun) for noun in _NOUNS if plain.endswith(noun)), plain)


def _month(word: str, today: date) -> Period | None:
    """Return the month that a name or its beginning means: `october`, `oct`."""
    number = find_month(word)
    return find_period(f"{today.year - (number > today.month)}-{number:02}", ()) if number else None


def name_term(start: date, end: date) -> str:
    """Return the usual name of a term: `2026-fall`."""
    return f"{start.year}-{_SEASONS.get(end.month, 'fall')}"


def say_term(name: str) -> str:
    """Return a term's name as people say it: `2026-fall` is fall 2026."""
    year, dash, part = name.partition("-")
    if not (dash and year.isdecimal() and len(year) == 4):
        return name
    if part in _QUARTERS:
        return f"{_QUARTERS[part]} quarter of {year}"
    return f"{part} {year}" if part.isalpha() else name


def usual_begin(end: date) -> date:
    """Return the day on which a term that ends on a day usually begins."""
    if end.month == 1 or end.month > 8:
        return date(end.year - (end.month == 1), 9, 1)
    return date(end.year, 6, 1) if end.month == 8 else date(end.year, 1, 4)


def likely_term(after: Period, today: date) -> Period:
    """Return a term as it often follows another, for an example of what to type."""
    day = max(today, after.end + _WEEK)
    if day.month in range(5, 9):
        start, end = max(day, date(day.year, 9, 1)), date(day.year, 12, 18)
    else:
        year = day.year if day.month < 5 else day.year + 1
        start, end = max(day, date(year, 1, 4)), date(year, 6, 11)
    return Period(name_term(start, end), start, end)


def tell_ended(ended: Period, today: date) -> tuple[str, str]:
    """Say that the last term has ended, and what to type for the next one."""
    likely = likely_term(ended, today)
    return (
        f"The last term, {ended.name}, ended on {format_weekday(ended.end, today)}.",
        f"Add the next one: coachlog terms add {likely.name} --start {likely.start} --end {likely.end}",
    )


def is_school_day(terms: Iterable[Period], breaks: Iterable[Period], day: date) -> bool:
    """Tell whether the calendar has a day: it is in a term, if there are any, and in no break."""
    terms = tuple(terms)
    return (not terms or any(day in term for term in terms)) and not any(day in pause for pause in breaks)
