"""Parse settings as people say them: how often a pair meets, and what a programme asks for."""

import re
from typing import Final

from coachlog.model.dates import DateReader, month_of_year
from coachlog.model.fields import parse_minutes
from coachlog.regex import regex

QUOTABLE: Final = ("successes",)  # what a person may allow the partner to quote
_SMALL: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "other": 2, "second": 2, "three": 3, "third": 3, "four": 4}
_TWICE: Final = ("biweekly", "bi-weekly", "fortnight", "fortnightly")
_WEEKS: Final = regex(r"(?:every\s+|each\s+|in\s+)?(?:(\w+)\s+)?(?:weeks?|weekly)|(?:every\s+)?(\d{1,2})")
SPANS: Final = {
    **dict.fromkeys(("week", "weekly", "wk"), "week"),
    **dict.fromkeys(("month", "monthly", "mo"), "month"),
    **dict.fromkeys(("term", "quarter", "semester", "trimester"), "term"),
    **dict.fromkeys(("year", "yearly", "yr"), "year"),
    **dict.fromkeys(("total", "altogether"), "total"),
}
_REQUIREMENT: Final = regex(
    r"(?:at\s+least\s+|min(?:imum)?\.?\s+)?(?P<minutes>.*?\S)\s*"
    r"(?:(?:/|\b(?:per|each|every|an|a|in)\b|,)\s*(?:school\s+)?(?P<span>[a-z]+)|(?P<last>[a-z]+ly))?",
    re.IGNORECASE,
)
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
COUNTS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PLACES: Final = {word: number for words in (ORDINALS, COUNTS) for number, word in enumerate(words, 1)}
_TEACHING_YEAR: Final = regex(
    r"(?:year |yr )?(?:the )?(?:(?P<year>\d{1,2})(?:st|nd|rd|th)?|(?P<word>[a-z]+))"
    r"(?: (?:year|yr)s?)?(?: (?:of )?teaching)?\.?"
)
MOST_ASKED: Final = 1_000_000  # minutes
_YEAR: Final = regex(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")


def parse_every(text: str) -> int:
    """Parse how often a pair meets to a number of weeks: `week`, `2 weeks`, `every other week`; raise ValueError."""
    word = " ".join(text.casefold().split()).removesuffix(".").removeprefix("once ").removeprefix("a ")
    if word in _TWICE:
        return 2
    match = _WEEKS.fullmatch(word)
    count = (match.group(1) or match.group(2) or "1") if match else ""
    weeks = _SMALL.get(count) or (int(count) if count.isdecimal() and len(count) < 3 else 0)
    if not weeks:
        raise ValueError(f"`{text}` is not understood; write `week`, or `2 weeks`")
    return weeks


def format_every(weeks: int) -> str:
    """Return a number of weeks as a log keeps it: `week`, `2 weeks`."""
    return "week" if weeks == 1 else f"{weeks} weeks"


def parse_requirement(text: str) -> tuple[int, str]:
    """Parse what a programme asks for to minutes and the span they are for; raise ValueError.

    `180 minutes a month`, `3 hours per month`, `10 h a year`; without a span they are for the whole time.
    """
    advice = f"`{text}` is not understood; write it as `180 minutes a month`, or `10 hours a year`"
    match = _REQUIREMENT.fullmatch(" ".join(text.split()).rstrip("."))
    span = (match.group("span") or match.group("last") or "total").casefold() if match else ""
    if match is None or span not in SPANS:
        raise ValueError(advice)
    try:
        minutes = parse_minutes(match.group("minutes"), MOST_ASKED)
    except ValueError:
        raise ValueError(advice) from None
    if not minutes:
        raise ValueError(advice)
    return minutes, SPANS[span]


def format_requirement(minutes: int, per: str) -> str:
    """Return a programme's requirement in words that can be parsed: `180 minutes a month`."""
    return f"{minutes} minutes" + (" in total" if per == "total" else f" a {per}")


def parse_teaching_year(text: str) -> str:
    """Parse the year of teaching that somebody is in: `2`, `2nd`, `second year`, `year two`; raise ValueError."""
    match = _TEACHING_YEAR.fullmatch(" ".join(text.casefold().replace("-", " ").split()))
    word = (match["year"] or match["word"]) if match else ""
    number = int(word) if word.isdecimal() else _PLACES.get(word, 0)
    if not 0 < number < 80:
        raise ValueError(f"`{text}` is no year of teaching; write it as 2")
    return str(number)


def parse_since(text: str) -> str:
    """Return a day, a month or a year as a log keeps it; raise ValueError."""
    word = text.strip()
    if _YEAR.fullmatch(word):
        return word
    return month_of_year(word) or DateReader().parse(word).isoformat()
