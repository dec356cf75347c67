"""The terms and the breaks of a school year."""

from collections.abc import Iterator
from typing import Final

from coachlog.actions.term.terms import ChangedSpan, SchoolYear
from coachlog.model.dates import format_weekday
from coachlog.model.period import Period
from coachlog.model.school_year import likely_term
from coachlog.render.view import Answer, Aside, Item, Line, Part, Table, Title
from coachlog.views.fields import Field, Fields, json_row
from coachlog.views.term.agenda import BREAK_FIELDS

TERM_FIELDS: Final[Fields[Period]] = (
    Field("id", lambda term: term.name),
    Field("start", lambda term: term.start),
    Field("end", lambda term: term.end),
)
SCHOOL_YEAR_FIELDS: Final[Fields[SchoolYear]] = (
    Field("terms", lambda year: year.terms, "", TERM_FIELDS),
    Field("breaks", lambda year: year.breaks, "", BREAK_FIELDS),
    Field("current", lambda year: year.current.name, "the term that commands mean, or the quarter"),
    Field("ended", lambda year: year.ended.name if year.ended else None, "the last term, where none follows it yet"),
)


def show_school_year(year: SchoolYear) -> Answer:
    """Show the terms and the breaks."""
    return Answer(json_row(SCHOOL_YEAR_FIELDS, year), list(_parts(year)))


def show_changed_span(changed: ChangedSpan, done: str) -> Answer:
    """Say which term or break was added, changed or removed, and when it is."""
    span, before = changed.span, changed.before
    what = f"the term {span.name}" if span.name else "the break"
    if before and _days(before) == _days(span):
        sentence = f"Nothing changed: {what} is {_days(span)} already"
    else:
        was = f" (it was {_days(before)})" if before else ""
        sentence = f"{'Changed' if before else done} {what}: {_days(span)}{was}"
    return Answer(json_row(SCHOOL_YEAR_FIELDS, changed.year), [Line(sentence)])


def _parts(year: SchoolYear) -> Iterator[Part]:
    if year.terms:
        rows = [[term.name, _day(term, "start"), _day(term, "end"), _state(year, term)] for term in year.terms]
        yield Table(("Term", "First day", "Last day", ""), rows)
    else:
        yield Line("No term is set, so each quarter of the calendar is one.")
    if year.breaks:
        yield Title("Breaks")
        yield from (Item(_days(pause)) for pause in year.breaks)
    likely = likely_term(year.terms[-1] if year.terms else year.current, year.today)
    how = f"coachlog terms add {likely.name} --start {likely.start} --end {likely.end}"
    yield Aside(f"To add a term: {how}")
    if not year.breaks:
        yield Aside(f"To add a break: coachlog terms break --start {likely.start} --end {likely.start}")


def _state(year: SchoolYear, term: Period) -> str:
    return "now" if year.today in term else "ended" if term.end < year.today else "to come"


def _day(term: Period, side: str) -> str:
    return format_weekday(term.start if side == "start" else term.end, None)


def _days(span: Period) -> str:
    start, end = format_weekday(span.start, None), format_weekday(span.end, None)
    return start if span.start == span.end else f"{start} to {end}"
