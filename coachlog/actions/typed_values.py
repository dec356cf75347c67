"""Turn what a person typed into the values that a log keeps."""

from collections.abc import Callable
from typing import Final

from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.clock import parse_clock
from coachlog.model.dates import DateOrder
from coachlog.model.fields import (
    WEEKDAYS,
    find_weekday,
    nearest_word,
    one_line,
    parse_choice,
    parse_minutes,
    suggest,
)
from coachlog.model.kinds.goal import SHARED_OWNER
from coachlog.model.program_code import MODES, USUAL_WAYS, WAYS_TO_MEET, usual_mode
from coachlog.model.settings import BOTH, PersonId
from coachlog.model.typed_settings import (
    QUOTABLE,
    format_every,
    parse_every,
    parse_requirement,
    parse_since,
    parse_teaching_year,
)
from coachlog.regex import regex

_EMAIL: Final = regex(r"[^\s@<>]+@[^\s@<>]+")


def owner_id(context: Context, typed: str) -> PersonId:
    """Return a person's id, or `shared`; raise CoachlogError if nobody is called so."""
    plain = typed.strip().removeprefix("@").casefold()
    person = context.settings.find_person(typed.strip())  # somebody may be called Shared
    return SHARED_OWNER if person is None and plain in (SHARED_OWNER, BOTH) else context.require_person(typed).id


def minutes_text(typed: str) -> str:
    """Return minutes as a log keeps them; raise UsageError."""
    return kept_as(parse_minutes, typed, "write it as --minutes 45") if typed.strip() else ""


def way_to_meet(context: Context, typed: str) -> str:
    """Return how a pair met, as it was typed; a word that a programme's form does not know is told.

    Raise UsageError for one that is almost a known one.
    """
    words = one_line(typed)
    if not words or usual_mode(words) in MODES:
        return words
    if near := nearest_word(words, WAYS_TO_MEET):
        raise UsageError(
            f"`{words}` is no way to meet that is known: did you mean {near}?",
            f"known are {', '.join(USUAL_WAYS)}",
            typed=typed,
            meant=near,
        )
    context.tell(f"`{words}` is kept as you typed it; a programme's form knows {', '.join(MODES)}.")
    return words


def require_title(context: Context, typed: str, noun: str, command: str = "") -> str:
    """Return a new document's title; ask for it on a terminal; raise UsageError if there is none."""
    title = one_line(typed)
    if not title and context.interactive:
        title = one_line(context.ask(f"What is the {noun} called?"))
    if not title:
        raise UsageError(
            f"a {noun} needs a title", f'say it in quotes: {command or f"coachlog {noun}s add"} "Its title"'
        )
    return title


def kept_as(parse: Callable[[str], object], typed: str, hint: str) -> str:
    """Return typed words as a log keeps them; raise UsageError with a hint if they cannot be parsed."""
    try:
        return str(parse(typed))
    except ValueError as trouble:
        raise UsageError(str(trouble).partition(";")[0], hint) from None


def weekday_text(typed: str) -> str:
    """Return a weekday as a log keeps it; raise UsageError."""
    short = [number for number, name in enumerate(WEEKDAYS) if name[:2] == typed.strip(" .").casefold()]
    number = short[0] if short else find_weekday(typed)
    if number is None:
        hint, near = suggest(typed, WEEKDAYS, "write it as thursday or thu")
        raise UsageError(f"`{typed}` is not a weekday", hint, typed=typed, meant=near)
    return WEEKDAYS[number]


def clock_text(typed: str) -> str:
    """Return a time of day as a log keeps it; raise UsageError."""
    return kept_as(parse_clock, typed, "write it as 15:30, or 3:30 pm")


def dates_text(typed: str) -> str:
    """Return the order of day and month in dates as a log keeps it; raise UsageError."""
    return kept_as(lambda words: parse_choice(words, DateOrder), typed, "write it as --dates month-first, or day-first")


def every_text(typed: str) -> str:
    """Return how often a pair meets as a log keeps it; raise UsageError."""
    return format_every(int(kept_as(parse_every, typed, "write it as --every week, or --every '2 weeks'")))


def since_text(typed: str) -> str:
    """Return a day, a month or a year as a log keeps it; raise UsageError."""
    return kept_as(parse_since, typed, "write it as 2024, 2024-09 or 2024-09-08")


def teaching_year_text(typed: str) -> str:
    """Return the year of teaching that somebody is in as a log keeps it; raise UsageError."""
    return kept_as(parse_teaching_year, typed, "write it as --years 2, or none")


def quote_words(typed: str) -> list[str]:
    """Return the sections whose lines may be quoted; raise UsageError."""
    words = [word.strip().casefold() for word in typed.split(",")]
    if not set(words) <= set(QUOTABLE):
        raise UsageError(f"`{typed}` cannot be quoted", f"what can be: --quote {','.join(QUOTABLE)}, or none")
    return words


def email_text(typed: str) -> str:
    """Return an e-mail address; raise UsageError if it is none."""
    if not _EMAIL.fullmatch(typed):
        raise UsageError(f"`{typed}` is not an e-mail address", "write it as name@example.org")
    return typed


def requirement_data(typed: str) -> dict[str, str]:
    """Return a programme's requirement as a log keeps it; raise UsageError."""
    try:
        minutes, per = parse_requirement(typed)
    except ValueError as trouble:
        raise UsageError(str(trouble), "write it as --required '180 minutes a month', or none") from None
    return {"minutes": str(minutes), "per": per}
