"""Read a date as people write it, and write a day so that it is read as the same day."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from coachlog.errors import UsageError
from coachlog.frozen import frozen
from coachlog.model.fields import (
    BEFORE_WEEKDAY,
    BEHIND_WEEKDAY,
    NEAR_DAYS,
    WEEKDAYS,
    find_month,
    find_weekday,
    fold,
    format_date,
    format_day,
    require_year,
)

_NUMBERS: Final = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_AMOUNT: Final = rf"(\d{{1,3}}|an?|{'|'.join(_NUMBERS[1:])}) (day|week|wk)s?"
# And `in 2 Wochen`, `dentro de 3 dias`, `dans une semaine`.
_OTHER_UNIT: Final = r"(tag|woche|dia|semana|jour|semaine)(?:en|n|s)?"
_OTHER_SPAN: Final = rf"(?:in|en|dans|dentro de) (\d{{1,3}}|ein(?:em|er)?|une?|una) {_OTHER_UNIT}"
_SPAN: Final = rf"in {_AMOUNT}|{_AMOUNT} (?:ago|from (?:now|today))|{_OTHER_SPAN}"
_DAYS: Final = ("day", "tag", "dia", "jour")
_WEEKDAY: Final = rf"(?:({'|'.join(BEFORE_WEEKDAY)}) )?([a-z]{{3,10}})\.?(?: ({'|'.join(BEHIND_WEEKDAY)}))?"
# What stands before a date and is none of it: `by Friday`, `am 20. November`.
_LEAD: Final = r"\A(?:(?:on|by|until|till|the|el|la|le|am|den|dem|bis|zum|hasta|avant) )+"

_YEAR: Final = r"(?P<year>\d{4}|'?\d\d)"
_DAY: Final = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th|er|o|\.)?"
_MONTH: Final = r"(?P<month>[a-z]{3,10})\.?"
_ISO: Final = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ]\d{1,2}:\d\d\S*)?"  # programs write a time behind it
_WEEK: Final = r"\d{4}-?[Ww]\d\d"  # a whole week is no day
_DIGITS: Final = r"(\d{4})()(\d\d)(\d\d)"
# A year of two digits behind a mark needs the same mark before: the 20th and the 21st are `Nov 20-21`.
_THEN_YEAR: Final = rf"(?:(?: +(?:del? )?|[ /.-]+(?=\d{{4}})|(?P=mark)){_YEAR})?"
_DAY_MONTH: Final = rf"{_DAY}(?P<mark>[ /-]*)(?:of |de |d')?{_MONTH}{_THEN_YEAR}"
_MONTH_DAY: Final = rf"{_MONTH}(?P<mark>[ /-]*){_DAY}{_THEN_YEAR}"
_MONTH_OF_YEAR: Final = r"(\d{1,2}(?=[/.])|[a-z]{3,9}(?![/a-z]))[ /.,]+((?:19|20)\d\d)"
_NUMERIC: Final = rf"(\d{{1,2}})([-/.])(\d{{1,2}})(?:\2{_YEAR})?"
_MARKS: Final = r"(?<=\d) ?([-/.]) ?(?=\d)"
_DASHES: Final = r"[‐‑‒–—―−⁄∕]"
_LAST_OF_A_MONTH: Final = 31
_LONGEST: Final = 60  # letters of a date
_LEAP_YEARS: Final = 8  # from 1896 to 1904, as from 2096 to 2104, there is no leap day


class DateOrder(StrEnum):
    """The order of day and month in a pair's dates, as `11/5`."""

    MONTH_FIRST = "month-first"
    DAY_FIRST = "day-first"


class Aim(StrEnum):
    """The side of today on which a date without a year, or a weekday, is looked for."""

    NEAREST = "nearest"
    DUE = "due"
    PAST = "past"


class TwoDays(ValueError):
    """A date can mean two days; `days` has first the one that it means with its month in front."""

    def __init__(self, text: str, days: tuple[date, date], today: date | None) -> None:
        first, second = (format_weekday(day, today) for day in days)
        super().__init__(f"`{text}` can mean {first} or {second}")
        self.days = days


class NoOrder(TwoDays):
    """A date can mean two days only as long as nobody says which of day and month stands first."""


@frozen
class DateReader:
    """A reader of dates that were written on a day, if that is known, by people with an order of day and month."""

    today: date | None = None
    order: DateOrder | None = None

    def on(self, day: date | None) -> "DateReader":
        """Return the reader of what was written on a day."""
        return DateReader(day, self.order)

    def parse(self, text: str, aim: Aim = Aim.NEAREST) -> date:
        """Parse a date; raise TwoDays if it can mean two, ValueError if it means no day that a log can have."""
        with suppress(ValueError):
            if not re.fullmatch(_WEEK, text):
                return require_year(date.fromisoformat(text))
        if len(text) > _LONGEST:
            raise ValueError(f"`{text[:_LONGEST]}…` is not a date; write it as 2026-11-19 or 19 November")
        plain = _plain(text)
        if match := re.fullmatch(_ISO, plain) or re.fullmatch(_DIGITS, plain):
            return require_year(_day(text, int(match[1]), int(match[3]), int(match[4])))
        day = self._counted(text, plain) or self._weekday(text, plain, aim) or self._calendar(text, plain, aim)
        if day is None:
            raise ValueError(f"`{text}` is not a date; write it as 2026-11-19 or 19 November")
        return require_year(day)

    def _counted(self, text: str, plain: str) -> date | None:
        """Return the day that is named by its distance: tomorrow, in 2 weeks, 3 days ago."""
        if plain in NEAR_DAYS:
            return self._from(text) + timedelta(days=NEAR_DAYS[plain])
        match = re.fullmatch(_SPAN, plain)
        if match is None:
            return None
        amount, unit = match[1] or match[3] or match[5], match[2] or match[4] or match[6]
        number = int(amount) if amount.isdecimal() else _NUMBERS.index(amount) if amount in _NUMBERS else 1
        back = -1 if plain.endswith("ago") else 1
        try:
            return self._from(text) + timedelta(days=back * number * (1 if unit in _DAYS else 7))
        except OverflowError:
            raise ValueError(f"`{text}` is not in any calendar") from None

    def _weekday(self, text: str, plain: str, aim: Aim) -> date | None:
        """Return the day that is named by its weekday: thu, next thursday."""
        match = re.fullmatch(_WEEKDAY, plain)
        weekday = find_weekday(match[2]) if match else None
        if match is None or weekday is None:
            return None
        today = self._from(text)
        of_week = today + timedelta(days=weekday - today.weekday())
        ahead = today + timedelta(days=(weekday - today.weekday()) % 7 or 7 * (aim is Aim.DUE))
        behind = today - timedelta(days=(today.weekday() - weekday) % 7)
        relation = BEFORE_WEEKDAY.get(match[1] or "") or BEHIND_WEEKDAY.get(match[3] or "")
        match relation:
            case "soon":
                coming = today + timedelta(days=(weekday - today.weekday()) % 7 or 7)
                return self._only(text, coming, of_week + timedelta(days=7))
            case "next":
                return of_week + timedelta(days=7)
            case "last":
                before = behind if behind < today else behind - timedelta(days=7)
                return self._only(text, before, of_week - timedelta(days=7))
            case "this":
                return self._only(text, of_week, behind if aim is Aim.PAST else ahead)
            case _:
                return behind if aim is Aim.PAST and relation != "coming" else ahead

    def _calendar(self, text: str, plain: str, aim: Aim) -> date | None:
        """Return the day that is named by day and month, with a weekday and a year or without."""
        weekday, plain = _cut_weekday(plain)
        if weekday is not None and (match := re.fullmatch(_ISO, plain)):
            return self._dated(text, match[1], int(match[3]), int(match[4]), weekday, aim)
        match = re.fullmatch(_DAY_MONTH, plain) or re.fullmatch(_MONTH_DAY, plain)
        month = find_month(match["month"]) if match else None
        if match and month:
            if not match["mark"].strip() and self._may_be_day(match["year"] or ""):
                raise ValueError(f"in `{text}` the last number can be a year or a day; write it as 2026-11-19")
            return self._dated(text, match["year"], month, int(match["day"]), weekday, aim)
        match = re.fullmatch(_NUMERIC, plain)
        if match is None or (match[2] == "-" and len(match["year"] or "2026") < 4):
            return None
        days, trouble = list[date](), ValueError()
        for first, second in ((1, 3), (3, 1)):
            try:
                days.append(self._dated(text, match["year"], int(match[first]), int(match[second]), weekday, aim))
            except ValueError as error:
                trouble = error
        if not days:
            raise trouble
        # Where nobody says otherwise, it is the day that stands before a dot.
        order = self.order or (DateOrder.DAY_FIRST if match[2] == "." else None)
        if len(set(days)) == 1 or (order is DateOrder.MONTH_FIRST and match[2] != "."):
            return days[0]
        if order is DateOrder.DAY_FIRST:
            return days[1]
        raise (TwoDays if order else NoOrder)(text, (days[0], days[1]), self.today)

    def _may_be_day(self, number: str) -> bool:
        """Tell whether a last number may be another day, and no year: of `Nov 20, 21` in 2026."""
        if self.today is None or len(number) != 2 or int(number) > 31:
            return False
        return abs(int(number) + 2000 - self.today.year) > 1

    def _dated(self, text: str, year: str | None, month: int, number: int, weekday: int | None, aim: Aim) -> date:
        if year:
            day = _day(text, int(year) if len(year) == 4 else 2000 + int(year[-2:]), month, number)
        else:
            days = list(_in_years(self._from(text).year, month, number)) or [_day(text, 2024, month, number)]
            of_today = [day for day in days if day.year == self._from(text).year and day.weekday() == weekday]
            day = of_today[0] if of_today else self._without_year(text, days, aim)
        if weekday not in (None, day.weekday()):
            raise ValueError(f"`{text}` has the wrong weekday, for it is {format_weekday(day, self.today)}")
        return day

    def _without_year(self, text: str, days: list[date], aim: Aim) -> date:
        """Return the first of some days that is to come where something is due, else the nearest."""
        today = self._from(text)
        if aim is Aim.DUE and any(day >= today for day in days):
            return min(day for day in days if day >= today)
        nearest, *others = sorted(days, key=lambda day: abs((day - today).days))
        equal = [day for day in others if abs((day - today).days) == abs((nearest - today).days)]
        return self._only(text, nearest, (equal or [nearest])[0])

    def _only(self, text: str, one: date, other: date) -> date:
        """Return the one day that two readings agree on; raise TwoDays if they do not."""
        if one != other:
            raise TwoDays(text, (one, other), self.today)
        return one

    def _from(self, text: str) -> date:
        if self.today is None:
            raise ValueError(f"`{text}` needs a year; write it as 2026-11-19")
        return self.today


def require_day(typed: str, reader: DateReader, aim: Aim = Aim.NEAREST) -> date:
    """Return the day that a person typed; raise UsageError with both if there are two, or if there is none."""
    try:
        return reader.parse(typed, aim)
    except TwoDays as error:
        for_good = "; for good: `coachlog people set --dates month-first`, or `day-first`"
        hint = f"write it as {error.days[0]} or {error.days[1]}"
        raise UsageError(str(error), hint + (for_good if isinstance(error, NoOrder) else "")) from None
    except ValueError as error:
        sentence, _, _ = str(error).partition(";")
        if typed.strip().isdecimal() and 0 < int(typed) <= _LAST_OF_A_MONTH:
            raise UsageError(sentence, f'a date of several words goes in quotes: "{typed.strip()} Nov"') from None
        raise UsageError(
            sentence, "write a date as 2026-11-19 or Nov 19, or say thu, next thu, tomorrow, in 2 weeks"
        ) from None


def format_weekday(day: date, today: date | None) -> str:
    """Write a day with its weekday, and with its year if that is not today's: Thursday 26 November."""
    return f"{WEEKDAYS[day.weekday()].capitalize()} {format_day(day, today) if today else format_date(day)}"


def _plain(text: str) -> str:
    """Return a date's words as a keyboard has them: one kind of dash, quote and space, small letters."""
    plain = re.sub("[‘’]", "'", re.sub("[\u00ad\u200b]", "", unicodedata.normalize("NFKC", text)))
    plain = fold(re.sub(_DASHES, lambda match: "/" if match.group() in "⁄∕" else "-", plain))
    plain = " ".join(plain.replace(",", " ").split()).strip("\"'“”„.;:!() ")
    return re.sub(_MARKS, r"\1", re.sub(_LEAD, "", plain))


def _cut_weekday(plain: str) -> tuple[int | None, str]:
    """Return the weekday before or behind a date, and the date without it."""
    first, _, behind = plain.partition(" ")
    before, _, last = plain.rpartition(" ")
    for word, rest in ((first, behind), (last, before)):
        weekday = find_weekday(word.strip("().")) if rest else None
        if weekday is not None:
            return weekday, rest.removeprefix("the ")
    return None, plain


def month_of_year(text: str) -> str:
    """Return the month that words name with its year, as `2026-09`: `September 2026`, `Sept. 2026`, `9/2026`."""
    match = re.fullmatch(_MONTH_OF_YEAR, text.strip().casefold())
    month = match and (int(match[1]) if match[1].isdecimal() else find_month(match[1]))
    return f"{match[2]}-{month:02}" if match and month and 1 <= month <= 12 else ""


def _day(text: str, year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError(f"there is no {text} in the calendar") from None


def _in_years(year: int, month: int, number: int) -> Iterator[date]:
    """Yield a day of the year in the years around one; for a leap day these are more."""
    around = _LEAP_YEARS if (month, number) == (2, 29) else 1
    for each in range(year - around, year + around + 1):
        try:
            yield date(each, month, number)
        except ValueError:
            continue
