"""The date at the beginning of a line of a running document, and the years that its neighbours give it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.fields import WEEKDAY_NUMBERS, YEARS, find_month, find_weekday, fold
from coachlog.model.period import Period
from coachlog.regex import regex

_YEAR: Final = r"(?P<year>(?:19|20)\d\d|'\d\d)(?!\d)"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|º|er)?\.?"
_MONTH: Final = r"(?P<month>[^\W\d_]{3,10})\.?"
_FORMS: Final = tuple(
    regex(form, re.IGNORECASE)
    for form in (
        r"(?P<year>(?:19|20)\d\d)[-/.](?P<first>\d{1,2})[-/.](?P<second>\d{1,2})(?!\d)",
        r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?!\d)(?:\.(?=\s|\Z)|(?P=mark)(?P<year>(?:19|20)\d\d|'?\d\d)(?!\d))?",
        rf"{_MONTH}\s+(?:the\s+)?{_DAY}(?![\d:])(?:\s*,?\s+{_YEAR}(?!\s*(?:am|pm|min)))?",
        rf"{_DAY}\s+(?:of\s+|de\s+)?{_MONTH}(?:,?\s+(?:de\s+|del\s+)?{_YEAR}(?!\s*(?:am|pm|min)))?",
    )
)
# What people write before the date of a meeting: `Week 3:`, `Meeting #4 –`, `Date:`, a weekday.
_COUNTED: Final = r"(?:week|wk|woche|semana|meeting|mtg|session|sitting|visit|entry|day|log)"
_LEAD: Final = regex(
    rf"[\W_]*(?:{_COUNTED}\s*#?\s*\d{{1,2}}\b(?![./]\d)[\W_]*|#?\d{{1,2}}(?=\s*[:)|-]\s)[\W_]*"
    r"|\d{1,2}:\d\d(?:\s*[ap]\.?m\.?)?(?:\s*(?:-|to)\s*\d{1,2}:\d\d(?:\s*[ap]\.?m\.?)?)?[\W_]*"
    rf"|(?:{_COUNTED}|date|datum|fecha|check[- ]?in|conference|call|zoom|coaching|mentoring|mentor|notes?|conversation"
    r"|of|on|for|the|no|nr|number|1:1|one[- ]on[- ]one)\b[\W_]*){0,6}",
    re.IGNORECASE,
)
_WEEKDAY: Final = regex(r"(?P<word>[^\W\d_]{2,10})s?\b\.?[\s,]*(?:(?:the|den|el|dem)\s+)?", re.IGNORECASE)
_AFTER: Final = regex(r"[\s,(]*(?P<word>[^\W\d_]{3,10})\.?\)?(?=\W|\Z)")
_LABEL: Final = regex(r"\b(?:date|datum|fecha)\s*:\s*", re.IGNORECASE)
_OF_ANOTHER: Final = regex(
    r"\b(?:start|end|begin|beginning|due|hire|birth|completion|target|review|exam)\s*\Z", re.IGNORECASE
)
_WORD: Final = regex(r"(?<![\w./'-])\w")
_TIDY: Final = regex(r"[‐‑‒–—―−]")


@frozen
class DayMark:
    """A date as it stands in a line: day and month, in numbers of which order may be open, and perhaps a year.

    `rest` is what stands behind it in the line, `start` where it begins; with dots the day mostly comes first.
    """

    first: int
    second: int
    open_order: bool
    dotted: bool
    year: int | None
    weekday: int | None
    rest: str
    start: int

    def on(self, year: int, *, day_first: bool) -> date | None:
        """Return the day in a year, None if that has none."""
        month, day = (self.second, self.first) if self.open_order and day_first else (self.first, self.second)
        try:
            return date(year, month, day)
        except ValueError:
            return None

    @property
    def only_order(self) -> bool | None:
        """Tell whether the day comes first, if only one order makes a date; None if both do."""
        if not self.open_order or self.first == self.second:
            return None
        if self.first > 12 or self.second > 12:
            return self.first > 12
        return None


def find_day(line: str) -> DayMark | None:
    """Return the date with which a line begins, behind a weekday or words such as `Week 3:` or `… Date:`."""
    text = _tidy(line)
    lead = _LEAD.match(text)
    label = next((match for match in _LABEL.finditer(text) if not _OF_ANOTHER.search(text, 0, match.start())), None)
    places = (lead.end() if lead else 0, 0, *((label.end(),) if label else ()))
    return next((mark for at in dict.fromkeys(places) if (mark := _day_at(text, at))), None)


def find_day_within(line: str) -> DayMark | None:
    """Return the first date in a heading, wherever in it that stands."""
    text = _tidy(line)
    return find_day(line) or next(
        (mark for word in _WORD.finditer(text) if (mark := _day_at(text, word.start()))), None
    )


def _tidy(line: str) -> str:
    return _TIDY.sub("-", unicodedata.normalize("NFC", line).replace("\xa0", " ").replace("’", "'"))


def _day_at(text: str, at: int) -> DayMark | None:
    weekday, begin = _weekday(text, at)
    for form in _FORMS:
        match = form.match(text, begin)
        if match and (mark := _mark(match, weekday, text)):
            return mark
    return None


def _weekday(text: str, at: int) -> tuple[int | None, int]:
    match = _WEEKDAY.match(text, at)
    weekday = _find_weekday(match["word"]) if match else None
    return (weekday, match.end()) if match and weekday is not None else (None, at)


def _find_weekday(word: str) -> int | None:
    plain = fold(word)
    cut_short = (number for name, number in WEEKDAY_NUMBERS.items() if name.startswith(plain) and len(plain) > 3)
    return next(cut_short, find_weekday(plain))


def _mark(match: re.Match[str], weekday: int | None, text: str) -> DayMark | None:
    parts = match.groupdict()
    year = _year(parts.get("year"))
    rest = text[match.end() :]
    if weekday is None and (after := _AFTER.match(rest)):
        weekday = _find_weekday(after["word"])
        rest = rest[after.end() :] if weekday is not None else rest
    if parts.get("month"):
        month = find_month(parts["month"] or "")
        day = int(parts["day"] or 0)
        return (
            DayMark(month, day, False, False, year, weekday, rest, match.start()) if month and 1 <= day <= 31 else None
        )
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    is_iso = "mark" not in parts
    if not min(first, second) >= 1 or max(first, second) > 31 or min(first, second) > 12:
        return None
    if not is_iso and parts["mark"] == "-" and year is None:
        return None  # 3-4 is a span, a score or a grade
    if not is_iso and parts["mark"] == "." and year is None and not match.group().endswith("."):
        return None  # 3.5 is a number
    dotted = parts.get("mark") == "."
    return DayMark(first, second, not is_iso, dotted, year, weekday, rest, match.start())


def _year(word: str | None) -> int | None:
    if not word:
        return None
    number = int(word.lstrip("'"))
    year = number if number > 99 else 2000 + number
    return year if year in YEARS else None


@frozen
class UsualDays:
    """The usual days of a pair: today, the order of day and month, the weekday of meetings, and the terms."""

    today: date
    day_first: bool | None = None
    weekday: int | None = None
    terms: tuple[Period, ...] = ()

    def fit(self, mark: DayMark, day_first: bool) -> int:
        """Return how well a date fits the pair's days in one order of day and month."""
        years = (mark.year,) if mark.year else (self.today.year, self.today.year - 1)
        days = [day for year in years if (day := mark.on(year, day_first=day_first))]
        return max((self._fit(mark, day) for day in days), default=-9)

    def _fit(self, mark: DayMark, day: date) -> int:
        is_told = mark.weekday is not None and day.weekday() == mark.weekday
        in_term = any(day in term for term in self.terms)
        is_usual = self.weekday is not None and day.weekday() == self.weekday
        return 4 * is_told + 2 * is_usual + 2 * in_term - 3 * (day > self.today + timedelta(days=31))


def is_day_first(marks: Sequence[DayMark], usual: UsualDays) -> bool | None:
    """Tell whether day comes before month in a document's dates; None if nothing tells.

    What only one order makes a date decides, then the pair's own order, then dots, behind which a month stands as in
    every date that is typed, then the shorter way through the dates, then the pair's usual days.
    """
    votes = [order for mark in marks if (order := mark.only_order) is not None]
    if votes:
        return sum(votes) * 2 > len(votes)
    in_question = [mark for mark in marks if mark.open_order and mark.first != mark.second]
    if usual.day_first is not None or not in_question:
        return bool(usual.day_first)
    if all(mark.dotted for mark in in_question):
        return True
    month_first, day_first = (
        (_way(marks, order), -sum(usual.fit(mark, order) for mark in in_question)) for order in (False, True)
    )
    return day_first < month_first if month_first != day_first else None


def _way(marks: Sequence[DayMark], day_first: bool) -> int:
    days = [day for mark in marks if (day := mark.on(mark.year or 2024, day_first=day_first))]
    lost = len(marks) - len(days)
    return lost * 1000 + sum(min(abs((b - a).days) % 365, 365 - abs((b - a).days) % 365) for a, b in pairwise(days))


def resolve_days(marks: Sequence[DayMark], today: date, *, day_first: bool) -> tuple[date | None, ...]:
    """Return the day of each mark; one without a year has the year that brings it nearest to its neighbours."""
    days: list[date | None] = [mark.on(mark.year, day_first=day_first) if mark.year else None for mark in marks]
    if not any(days):
        days = list(_anchored(marks, today, day_first))
    for order in (range(len(marks)), reversed(range(len(marks)))):
        last: date | None = None
        for number in order:
            if days[number] is None and last is not None and marks[number].year is None:
                days[number] = _nearest(marks[number], last, day_first)
            last = days[number] or last
    return tuple(days)


def _nearest(mark: DayMark, neighbour: date, day_first: bool) -> date | None:
    around = [mark.on(year, day_first=day_first) for year in range(neighbour.year - 1, neighbour.year + 2)]
    days = [day for day in around if day]
    return min(days, key=lambda day: abs((day - neighbour).days), default=None)


def _anchored(marks: Sequence[DayMark], today: date, day_first: bool) -> Iterator[date | None]:
    """Yield the days of marks without any year: of the years in question the one with most of the weekdays right.

    Of several the newest in which nothing lies more than a month ahead.
    """
    chains = [tuple(_chain(marks, year, day_first)) for year in range(today.year + 1, today.year - 6, -1)]
    soon = today + timedelta(days=31)

    def rank(chain: tuple[date | None, ...]) -> tuple[int, bool]:
        wrong = sum(
            day is None or (mark.weekday is not None and day.weekday() != mark.weekday)
            for mark, day in zip(marks, chain, strict=True)
        )
        return wrong, any(day and day > soon for day in chain)

    yield from min(chains, key=rank) if marks else ()


def _chain(marks: Iterable[DayMark], year: int, day_first: bool) -> Iterator[date | None]:
    last: date | None = None
    for mark in marks:
        day = mark.on(year, day_first=day_first) if last is None else _nearest(mark, last, day_first)
        last = day or last
        yield day
