"""Parse and format single values: dates, minutes, choices, names."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from coachlog.errors import UsageError
from coachlog.regex import regex
from coachlog.remembered import remembered

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MOST_OF_MINUTES: Final = 3  # words, as `half an hour`
MOST_MINUTES: Final = 24 * 60  # that somebody meets
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# The names of weekdays and months in German, Spanish and French, without accents, for phones take them away.
_WEEKDAYS: Final = (
    ("montag", "lunes", "lundi"),
    ("dienstag", "martes", "mardi"),
    ("mittwoch", "miercoles", "mercredi"),
    ("donnerstag", "jueves", "jeudi"),
    ("freitag", "viernes", "vendredi"),
    ("samstag", "sabado", "samedi", "sonnabend"),
    ("sonntag", "domingo", "dimanche"),
)
WEEKDAY_NUMBERS: Final = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_MONTHS: Final = (
    ("januar", "janner", "enero", "janvier"),
    ("februar", "febrero", "fevrier"),
    ("marz", "maerz", "marzo", "mars"),
    ("april", "abril", "avril"),
    ("mai", "mayo"),
    ("juni", "junio", "juin"),
    ("juli", "julio", "juillet"),
    ("agosto", "aout"),
    ("sept", "septiembre", "septembre"),
    ("oktober", "octubre", "octobre"),
    ("noviembre", "novembre"),
    ("dezember", "diciembre", "decembre"),
)
_ENGLISH: Final = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS: Final = _ENGLISH | {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_SHORTEST: Final = 3  # letters of a name that is cut short
_SHORTENED: Final = 4  # letters at most of a month that is cut short in another language
NEAR_DAYS: Final = {
    **dict.fromkeys(("today", "tonight", "heute", "hoy", "aujourd'hui"), 0),
    **dict.fromkeys(("tomorrow", "tmrw", "tmr", "morgen", "manana", "demain"), 1),
    **dict.fromkeys(
        ("day after tomorrow", "ubermorgen", "uebermorgen", "pasado manana", "apres-demain", "apres demain"), 2
    ),
    **dict.fromkeys(("yesterday", "gestern", "ayer", "hier"), -1),
    **dict.fromkeys(("day before yesterday", "vorgestern", "anteayer", "avant-hier"), -2),
}
# What stands before or behind a weekday; `soon` is the coming one, or that of next week: people mean either.
BEFORE_WEEKDAY: Final = {
    **dict.fromkeys(("next week", "next", "nachste woche", "naechste woche"), "next"),
    **dict.fromkeys(("this", "diesen", "este", "ce"), "this"),
    **dict.fromkeys(("last", "letzten", "vergangenen"), "last"),
    **dict.fromkeys(("coming", "kommenden"), "coming"),
    **dict.fromkeys(("nachsten", "naechsten", "proximo"), "soon"),
}
BEHIND_WEEKDAY: Final = {
    **dict.fromkeys(("next week", "of next week", "nachste woche", "naechste woche"), "next"),
    **dict.fromkeys(("this week", "of this week", "diese woche"), "this"),
    **dict.fromkeys(("pasado", "dernier"), "last"),
    "que viene": "coming",
    **dict.fromkeys(("proximo", "prochain"), "soon"),
}
# Digits and letters that cannot be mistaken for each other (no 0 o 1 i l u).
ID_LETTERS: Final = "23456789abcdefghjkmnpqrstvwxyz"
UNCLEAR_KEY: Final = "unclear-key"  # the problem of a word for a field that is nearly one that is read
CUT_VALUE: Final = "cut-value"  # the problem of a text of which what stands behind ` #` is not read
UNCLEAR_FIELD: Final = frozenset((UNCLEAR_KEY, CUT_VALUE))
# The years that a log can have: any other is a slip of the hand, and git's hosts refuse some of them.
YEARS: Final = range(1990, 2101)
_ISO_DATE: Final = regex(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_HOUR_WORD: Final = r"(?:h|hrs?|hours?|std|stunden?|horas?)\.?"
_MINUTE_WORD: Final = r"(?:m|mins?|minutes?|minuten|minutos|['’′])"
_MINUTES: Final = regex(rf"(\d{{1,5}})(?:\s*{_MINUTE_WORD})?")
_HOURS: Final = regex(rf"(\d{{1,3}})\s*(?:{_HOUR_WORD}|:)\s*(?:(?:and\s+)?(\d{{1,2}})\s*{_MINUTE_WORD}?)?")
_PART_BEHIND: Final = regex(rf"(\d)\s*({_HOUR_WORD})\s*([½¼¾])", re.IGNORECASE)
_PART_HOURS: Final = regex(rf"(\d{{0,3}})\s?[.,](\d{{1,2}})\s*{_HOUR_WORD}")
_SAID_MINUTES: Final = {
    **dict.fromkeys(("half an hour", "half hour", "a half hour", "1/2 hour", "1/2 h"), 30),
    **dict.fromkeys(("an hour", "one hour", "a full hour"), 60),
    **dict.fromkeys(("an hour and a half", "one and a half hours", "1 1/2 hours"), 90),
    **dict.fromkeys(("halbe stunde", "eine halbe stunde", "media hora", "demi-heure", "une demi-heure"), 30),
    **dict.fromkeys(("eine stunde", "una hora", "une heure"), 60),
    "a quarter of an hour": 15,
    "three quarters of an hour": 45,
    "two hours": 120,
}

_SPELLED: Final = {"canceled": "cancelled"}
_OF_A_DAY: Final = 12  # hours from which `45:00` may be minutes and seconds

_Choice = TypeVar("_Choice", bound=StrEnum)


def require_letters(typed: str) -> str:
    """Return typed words; raise UsageError if they have bytes that are no letters in UTF-8."""
    if typed.isascii() or typed.isprintable():
        return typed
    try:
        typed.encode()
    except UnicodeEncodeError as error:
        before = typed[: error.start][-20:]
        place = f"after `{before}`" if before else "at the beginning"
        raise UsageError(
            f"what you typed has bytes that are no letters, {place}, so nothing is written",
            "type these words again, or save their source as plain text",
        ) from None
    return typed


def clean_text(text: str) -> str:
    """Return typed words without control characters, on the lines on which they were typed."""
    lines = "\n".join(text.splitlines())
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def parse_date(text: str) -> date:
    """Parse an ISO date; raise ValueError for anything else, for days that no calendar has, and for other centuries."""
    match = _ISO_DATE.fullmatch(text.strip())
    if not match:
        raise ValueError(f"`{text}` is not a date; write it as 2026-11-19")
    try:
        day = date(*(int(part) for part in match.groups()))
    except ValueError:
        raise ValueError(f"there is no {text} in the calendar") from None
    return require_year(day)


def require_year(day: date) -> date:
    """Return a day of the years that a log can have; raise ValueError for any other."""
    if day.year not in YEARS:
        raise ValueError(f"{day} is not in the years {YEARS[0]} to {YEARS[-1]}")
    return day


def is_day(text: str) -> bool:
    """Tell whether text is a date as a log keeps it."""
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def find_month(word: str) -> int | None:
    """Return the number of a month, January 1, by its name or three or more of its first letters."""
    plain = fold(word).strip(" .")
    if plain in _MONTH_NUMBERS or len(plain) < _SHORTEST:
        return _MONTH_NUMBERS.get(plain)
    known = _MONTH_NUMBERS if len(plain) <= _SHORTENED else _ENGLISH
    found = {number for name, number in known.items() if name.startswith(plain)}
    return found.pop() if len(found) == 1 else None


def find_weekday(word: str) -> int | None:
    """Return the number of a weekday, Monday 0, by its name, one day or many, in English by its first letters."""
    plain = fold(word.strip(" .")).removeprefix("every ").removeprefix("on ")
    for one in (plain, plain.removesuffix("s")):
        if one in WEEKDAY_NUMBERS:
            return WEEKDAY_NUMBERS[one]
        for number, name in enumerate(WEEKDAYS):
            if len(one) >= _SHORTEST and name.startswith(one):
                return number
    return None


def parse_minutes(text: str, most: int = MOST_MINUTES) -> int:
    """Parse a duration in minutes, a day at most: `45`, `45 min`, `1 h 15`, `1:15`, `1.5 h`; raise ValueError."""
    minutes = _minutes(text)
    if minutes > most:
        raise ValueError(f"`{text}` is more than a day")
    return minutes


def _minutes(text: str) -> int:
    text = _PART_BEHIND.sub(r"\1\3 \2", text)
    plain = " ".join(text.replace("½", ".5").replace("¼", ".25").replace("¾", ".75").casefold().split())
    plain = plain.strip('"“”„').rstrip(".")
    if plain in _SAID_MINUTES:
        return _SAID_MINUTES[plain]
    if match := _MINUTES.fullmatch(plain):
        return int(match.group(1))
    match = _HOURS.fullmatch(plain)
    if match and int(match.group(2) or 0) < 60 and (":" not in plain or int(match.group(1)) < _OF_A_DAY):
        return int(match.group(1)) * 60 + int(match.group(2) or 0)
    if match := _PART_HOURS.fullmatch(plain):
        return int(match.group(1) or 0) * 60 + round(float(f"0.{match.group(2)}") * 60)
    raise ValueError(f"`{text}` is not a number of minutes")


def minutes_at_an_end(text: str) -> int | None:
    """Return the minutes with which words begin or end, as `10 min phone call` does; None if they do so with none."""
    words = [word.strip("()") for word in text.replace(",", " , ").replace(";", " , ").split() if word not in "-–—"]
    counts = range(_MOST_OF_MINUTES, 0, -1)  # `half an hour` before `an hour`
    ends = ((words[:count] for count in counts), (words[-count:] for count in counts))
    found = {next(filter(None, map(_said_minutes, parts)), None) for parts in ends} - {None}
    return found.pop() if len(found) == 1 else None


def _said_minutes(words: list[str]) -> int | None:
    """Return the minutes that some words say with their unit."""
    said = " ".join(words).strip(" .,:")
    if not said.isdecimal() and not {",", ":"} & set(said):
        with suppress(ValueError):
            return parse_minutes(said)
    return None


def parse_choice(text: str, choices: type[_Choice]) -> _Choice:
    """Parse one of a few words, whatever its case, spaces or underscores."""
    word = re.sub(r"[\s_]+", "-", unicodedata.normalize("NFKC", text).strip("\"'“”„’.!\u200b ").casefold())
    try:
        return choices(_SPELLED.get(word, word))
    except ValueError:
        near = nearest_word(word, choices)
        meant = f": did you mean {near}?" if near else ""
        raise ValueError(f"`{text}` is not one of {', '.join(filter(None, choices))}{meant}") from None


def nearest_word(typed: str, words: Iterable[str], likeness: float = 0.6) -> str:
    """Return the word that is most like a typed one, nothing if none is."""
    from difflib import get_close_matches  # late: most commands are typed as they are

    folded = {fold(word): word for word in words if word}
    near = get_close_matches(fold(typed), folded, 1, likeness)
    return folded[near[0]] if near else ""


class Suggestion(NamedTuple):
    """What to say of a mistyped word, and the word that is most like it, empty if none is."""

    hint: str
    near: str


def suggest(typed: str, words: Iterable[str], otherwise: str = "") -> Suggestion:
    """Return `did you mean x?` for the word that is most like a typed one, before what is said in any case."""
    near = nearest_word(typed, words)
    return Suggestion(" ".join(filter(None, (f"did you mean {near}?" if near else "", otherwise))), near)


def did_you_mean(typed: str, words: Iterable[str], otherwise: str = "") -> str:
    """Return what to say of a mistyped word, where it cannot be put right at once."""
    return suggest(typed, words, otherwise).hint


@remembered
def normalize(text: str) -> str:
    """Return text for comparing: case, encodings of accents, forms of quotes and spaces make no difference."""
    if text.isascii():
        return " ".join(text.casefold().split())
    return " ".join(unicodedata.normalize("NFC", text).replace("’", "'").casefold().split())


@remembered
def fold(text: str) -> str:
    """Return text for comparing names: accents make no difference either, for phones take them away."""
    plain = normalize(text)
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def spell_out(name: str) -> str:
    """Return a name as it is typed where no key has its letters: Müller is Mueller."""
    return unicodedata.normalize("NFC", name).translate(_UMLAUTS)


def one_line(typed: str) -> str:
    """Return typed words on one line, without control characters."""
    return " ".join(clean_text(typed).split())


_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)
# What Unicode takes for letters of their own, and a keyboard without them writes otherwise.
OWN_LETTERS: Final = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
}  # fmt: skip
_TO_ASCII: Final = str.maketrans(OWN_LETTERS)


def slugify(title: str) -> str:
    """Return a title as a file name: at most 40 ASCII letters and digits; `untitled` if none is left."""
    letters = title if title.isascii() else unicodedata.normalize("NFKD", title.casefold()).translate(_TO_ASCII)
    plain = letters.encode("ascii", "ignore").decode().casefold()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug[:40].rstrip("-") or "untitled"


def stable_id(*parts: str) -> str:
    """Return five letters computed from words, the same on every computer."""
    from hashlib import blake2b

    number = int.from_bytes(blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=8).digest(), "big")
    letters = ""
    for _ in range(5):
        number, rest = divmod(number, len(ID_LETTERS))
        letters += ID_LETTERS[rest]
    return letters


def format_day(day: date, today: date | None = None) -> str:
    """Format a day: 19 November; with its year if that is not today's."""
    year = f" {day.year}" if today and day.year != today.year else ""
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def format_date(day: date) -> str:
    """Format a day with its year: 19 November 2026."""
    return f"{format_day(day)} {day.year}"


def format_each_day(days: Iterable[date], name: Callable[[date], str] = format_day) -> str:
    """List days, each once, with how often it comes: 19 November (2) and 8 December."""
    counted = Counter(days)
    return format_list([f"{name(day)}{f' ({times})' if times > 1 else ''}" for day, times in counted.items()])


def format_count(number: int, noun: str, plural: str = "") -> str:
    """Format a count with its noun: 1 goal, 2 goals, 2 successes."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"


def format_duration(seconds: float) -> str:
    """Format a time span roughly: 25 minutes, 3 hours, 2 days."""
    minutes = round(seconds / 60)
    if minutes < 120:
        return format_count(minutes, "minute")
    return format_count(minutes // 60, "hour") if minutes < 48 * 60 else format_count(minutes // (24 * 60), "day")


def format_list(words: "list[str] | tuple[str, ...]") -> str:
    """Format a list: a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def format_minutes(minutes: int) -> str:
    """Format a duration: 45 minutes, 2 hours, 3 hours 15 minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [format_count(hours, "hour")] if hours else []
    return " ".join([*parts, format_count(rest, "minute")] if rest or not hours else parts)
