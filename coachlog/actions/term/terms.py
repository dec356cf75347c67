"""The school year of a log: its terms and breaks, and what comes when the last term has ended."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final

from coachlog.actions.setup.log_settings import SettingsText, change_settings
from coachlog.actions.typed_days import parse_day
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.frozen import frozen
from coachlog.markdown.edit_yaml import Data
from coachlog.model.dates import Aim, DateReader, format_weekday
from coachlog.model.fields import did_you_mean, normalize, one_line
from coachlog.model.period import Period, current_term, find_period
from coachlog.model.school_year import RELATIVE, ended_term, likely_term, name_term
from coachlog.options import typable

_BREAK: Final = "coachlog terms break --start 2026-12-21 --end 2027-01-01"


@frozen
class SchoolYear:
    """The terms and the breaks of a log by their days, the current one, and the last if it is over."""

    terms: tuple[Period, ...]
    breaks: tuple[Period, ...]
    current: Period
    ended: Period | None
    today: date


@frozen
class ChangedSpan:
    """A term or a break that was added, changed (`before` says what it was) or taken away."""

    span: Period
    before: Period | None
    year: SchoolYear


@frozen
class _Asked:
    """What days are asked for, and an example of them; the day `near` which they are, and the last known one."""

    noun: str
    how: str
    near: date | None
    last: date | None


def read_school_year(context: Context) -> SchoolYear:
    """Return the terms and the breaks of the log."""
    settings = context.settings
    terms, breaks = (tuple(sorted(spans, key=lambda span: span.start)) for spans in (settings.terms, settings.breaks))
    today = context.today
    return SchoolYear(terms, breaks, current_term(terms, today), ended_term(terms, today), today)


def add_term(context: Context, name: str, start: str, end: str) -> ChangedSpan:
    """Add a term, or change the days of one that is there; on a terminal ask for what was not typed."""
    context.require_me()
    typed = one_line(name)
    before = next((term for term in context.settings.terms if normalize(term.name) == normalize(typed)), None)
    last = max((term.end for term in context.settings.terms), default=None)
    how = _how_to_add(context, typed, start, end)
    if before and (start or end):  # the day that was not said stays
        start, end = start or f"{before.start}", end or f"{before.end}"
    days = _ask_for_days(context, start, end, _Asked("term", how, before.start if before else None, last))
    if not typed:
        usual = name_term(days.start, days.end)
        typed = one_line(context.ask("What is it called?", usual)) if context.interactive else usual
    return _keep_term(context, replace(days, name=_require_name(context, typed)))


def _how_to_add(context: Context, name: str, start: str, end: str) -> str:
    """Return the command that adds a term, with what of it was typed."""
    terms, begin = context.settings.terms, context.today
    before = next((term for term in terms if normalize(term.name) == normalize(name)), None)
    with suppress(UsageError):
        begin = parse_day(context, start) if start else begin
    last = max(terms, key=lambda term: term.end, default=Period("", begin, begin))
    likely = before or likely_term(Period("", begin, begin) if start else last, begin)
    days = f"--start {typable(start or str(likely.start))} --end {typable(end or str(likely.end))}"
    return f"coachlog terms add {typable(name or likely.name)} {days}"


def add_break(context: Context, start: str, end: str) -> ChangedSpan:
    """Add a break of one day or more, or change the end of one that begins on the same day."""
    context.require_me()
    end = end or ("" if context.interactive else start)
    days = _ask_for_days(context, start, end, _Asked("break", _BREAK, None, context.today))
    before = next((pause for pause in context.settings.breaks if pause.start == days.start), None)
    with change_settings(context, "terms break") as text:
        _write(text, "breaks", before, {"start": days.start.isoformat(), "end": days.end.isoformat()})
    return ChangedSpan(days, before, _now(context))


def remove_span(context: Context, word: str) -> ChangedSpan:
    """Take away a term by its name, or a break by one of its days."""
    context.require_me()
    term = next((term for term in context.settings.terms if normalize(term.name) == normalize(word)), None)
    span = term or _break_on(context, word)
    with change_settings(context, "terms remove") as text:
        key = "terms" if term else "breaks"
        at = _place(text, key, span)
        text.set((key, at) if len(text.items(key)) > 1 else (key,), None)
    return ChangedSpan(span, None, _now(context))


def _keep_term(context: Context, term: Period) -> ChangedSpan:
    others = [other for other in context.settings.terms if normalize(other.name) != normalize(term.name)]
    before = next((other for other in context.settings.terms if other not in others), None)
    for other in others:
        if term.start <= other.end and other.start <= term.end:
            raise UsageError(
                f"{term.name} and {other.name} have days in common",
                f"{other.name} is from {other.start} to {other.end}; say other days, or take it out first: "
                f"coachlog terms remove {typable(other.name)}",
            )
    name = before.name if before else term.name
    with change_settings(context, "terms add") as text:
        _write(text, "terms", before, {"id": name, "start": term.start.isoformat(), "end": term.end.isoformat()})
    return ChangedSpan(replace(term, name=name), before, _now(context))


def _write(text: SettingsText, key: str, before: Period | None, record: dict[str, str]) -> None:
    """Write a term or a break, in the place of the one that it was."""
    if before is None:
        text.add(key, record)
    else:
        at = _place(text, key, before)
        for name in ("start", "end"):
            text.set((key, at, name), record[name])


def _place(text: SettingsText, key: str, span: Period) -> int:
    """Return the index of a term or a break in its list; the list may have unreadable items."""
    dates = DateReader(order=text.before.dates)

    def is_it(item: Data) -> bool:
        if not isinstance(item, dict) or (span.name and item.get("id") != span.name):
            return False
        with suppress(ValueError):
            return dates.parse(str(item.get("start", ""))) == span.start
        return False

    return next(at for at, item in enumerate(text.items(key)) if is_it(item))


def _require_name(context: Context, typed: str) -> str:
    """Return a new term's name; raise UsageError if it has a meaning already."""
    if normalize(typed) in {normalize(term.name) for term in context.settings.terms}:
        return typed
    try:
        find_period(typed, ())
    except ValueError:
        if normalize(typed) not in RELATIVE:
            return typed
    raise UsageError(f"`{typed}` means another time already", "call it as 2027-spring, or 2027 semester 1")


def _break_on(context: Context, word: str) -> Period:
    day = None
    with suppress(UsageError):
        day = parse_day(context, word)
    pause = next((pause for pause in context.settings.breaks if day in pause), None)
    if pause is None:
        hint = did_you_mean(word, (term.name for term in context.settings.terms), "coachlog terms lists them")
        raise CoachlogError(f"there is no term `{word}`, and no break on such a day", hint)
    return pause


def _ask_for_days(context: Context, start: str, end: str, asked: _Asked) -> Period:
    """Return the days of a term or a break, as typed, else as answered."""

    def parse_start(words: str) -> str:
        if not words:
            raise UsageError(f"a {asked.noun} needs its first day", f"say it as: {asked.how}")
        parse_day(context, words)
        return words

    first = context.ask_for(start, f"When does the {asked.noun} begin?", parse_start)

    def parse_end(words: str) -> Period:
        if not words:
            raise UsageError(f"a {asked.noun} needs its last day", f"say it as: {asked.how}")
        days = _parse_days(context, first, words, asked)
        if days.end < days.start:
            last = format_weekday(days.end, None)
            raise UsageError(f"{last} is before the {asked.noun} begins", f"say it as: {asked.how}")
        return days

    return context.ask_for(end, f"When does the {asked.noun} end?", parse_end)


def _parse_days(context: Context, first: str, last: str, asked: _Asked) -> Period:
    """Return the days of a term or a break; one without a year that would be over goes on from those that are known."""
    start = parse_day(context, first)
    if asked.near:
        start = _if_its_day(start, parse_day(context, first, on=asked.near))
    days = Period("", start, parse_day(context, last, Aim.DUE, on=start))
    is_over = days.end < context.today and not any(start in term for term in context.settings.terms)
    if asked.near or asked.last is None or not is_over or not context.settings.terms:
        return days
    later = parse_day(context, first, Aim.DUE, on=asked.last)
    ahead = Period("", later, parse_day(context, last, Aim.DUE, on=later))
    return ahead if _if_its_day(start, later) == later <= ahead.end else days


def _if_its_day(day: date, other: date) -> date:
    """Return the same day of another year; what was no date without a year, such as `today`, stays."""
    return other if (day.month, day.day) == (other.month, other.day) else day


def _now(context: Context) -> SchoolYear:
    return read_school_year(replace(context, chosen_root=context.root))
