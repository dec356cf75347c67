"""Meetings held and minutes: on the screen, as a table and as a page to sign."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from coachlog.actions.term.hours import PeriodHours
from coachlog.errors import Problem
from coachlog.model.fields import (
    MONTHS,
    format_count,
    format_date,
    format_day,
    format_each_day,
    format_list,
    format_minutes,
)
from coachlog.model.settings import Requirement, Settings
from coachlog.render.view import Answer, Aside, Line, Part, Source, Table, Title
from coachlog.summary.hours import ContactRow, Gap, Hours, MeetingRow, ModeHours, RequirementSpan, UsedCode, VisitRow
from coachlog.views.fields import Field, Fields, json_row, json_rows
from coachlog.views.names import format_period

MODE_FIELDS: Final[Fields[ModeHours]] = (
    Field("mode", lambda row: row.mode),
    Field("meetings", lambda row: row.meetings),
    Field("minutes", lambda row: row.minutes),
)
ACTIVITY_FIELDS: Final[Fields[UsedCode]] = (
    Field("activity", lambda row: row.code),
    Field("meetings", lambda row: row.meetings),
)
PHASE_FIELDS: Final[Fields[UsedCode]] = (
    Field("phase", lambda row: row.code),
    Field("meetings", lambda row: row.meetings),
)
REQUIREMENT_FIELDS: Final[Fields[Requirement]] = (
    Field("minutes", lambda requirement: requirement.minutes),
    Field("per", lambda requirement: requirement.per, "week, month, quarter, term, year or total"),
)
SPAN_FIELDS: Final[Fields[RequirementSpan]] = (
    Field("name", lambda span: span.period.name),
    Field("start", lambda span: span.period.start if _bounded(span) else None),
    Field("end", lambda span: span.period.end if _bounded(span) else None),
    Field("minutes", lambda span: span.given),
    Field("asked", lambda span: span.asked),
    Field("running", lambda span: span.running, "true if it has days to come"),
)
GAP_FIELDS: Final[Fields[Gap]] = (
    Field("from", lambda gap: gap.start),
    Field("to", lambda gap: gap.end),
    Field("days", lambda gap: gap.days),
)
CONTACT_ROW_FIELDS: Final[Fields[ContactRow]] = (
    Field("date", lambda row: row.day),
    Field("minutes", lambda row: row.minutes),
    Field("how", lambda row: row.how),
)
VISIT_ROW_FIELDS: Final[Fields[VisitRow]] = (
    Field("date", lambda row: row.day),
    Field("minutes", lambda row: row.minutes),
)
HOURS_FIELDS: Final[Fields[PeriodHours]] = (
    Field("period", lambda counted: counted.period.name),
    Field("start", lambda counted: counted.period.start),
    Field("end", lambda counted: counted.period.end),
    Field("held", lambda counted: len(counted.hours.held), "meetings"),
    Field("planned", lambda counted: len(counted.hours.planned), "meetings"),
    Field("cancelled", lambda counted: len(counted.hours.cancelled), "meetings"),
    Field("moved", lambda counted: len(counted.hours.moved), "meetings"),
    Field(
        "minutes",
        lambda counted: counted.hours.minutes,
        "of held meetings, visits and contacts, where written down",
    ),
    Field("without_minutes", lambda counted: counted.hours.without_minutes, "days of held meetings and visits"),
    Field("visits", lambda counted: counted.hours.visits, "those that are shared", VISIT_ROW_FIELDS),
    Field("contacts", lambda counted: counted.hours.contacts, "between meetings", CONTACT_ROW_FIELDS),
    Field("modes", lambda counted: counted.hours.modes, "", MODE_FIELDS),
    Field("activities", lambda counted: counted.hours.activities, "", ACTIVITY_FIELDS),
    Field("phases", lambda counted: counted.hours.phases, "", PHASE_FIELDS),
    Field(
        "requirement",
        lambda counted: counted.requirement,
        "the minutes that the programme asks for",
        REQUIREMENT_FIELDS,
        single=True,
    ),
    Field("spans", lambda counted: counted.hours.spans, "spans of the requirement", SPAN_FIELDS),
    Field("longest_gap", lambda counted: counted.hours.longest_gap, "between two meetings", GAP_FIELDS, single=True),
)
CSV_FIELDS: Final[Fields[Path]] = (Field("csv", str, "the file"),)
SHEET_FIELDS: Final[Fields[str]] = (Field("sheet", str, "the page"),)
# The columns of a CSV file.
MEETING_ROW_FIELDS: Final[Fields[MeetingRow]] = (
    Field("date", lambda row: row.day.isoformat()),
    Field("start", lambda row: row.start),
    Field("minutes", lambda row: row.minutes),
    Field("mode", lambda row: row.mode),
    Field("status", lambda row: str(row.status)),
    Field("activities", lambda row: ", ".join(row.activities)),
    Field("phase", lambda row: row.phase),
)


def show_hours(counted: PeriodHours, problems: Iterable[Problem]) -> Answer:
    """Show meetings and minutes in sentences and tables."""
    parts: list[Part] = [Title(format_period(counted.period)), *map(Line, tell_hours(counted.hours))]
    parts += (
        Aside(
            f"Talks of {format_minutes(alike.minutes)} on {format_day(alike.day)} count one by one; "
            f"if both of you wrote down the same one, take one out: coachlog edit {alike.note}"
        )
        for alike in counted.alike
    )
    parts += (
        Aside(f"Still planned, though its day is over; if you met: coachlog meet --date {day} --no-edit")
        for day in counted.passed[-1:]
    )
    parts += _tables(counted.hours, counted.requirement)
    rows = json_rows(MEETING_ROW_FIELDS, counted.meetings)
    return Answer(json_row(HOURS_FIELDS, counted), parts, tuple(problems), listing=True, rows=rows)


def show_csv(counted: PeriodHours, file: Path, problems: Iterable[Problem]) -> Answer:
    """Show where the table of meetings was written."""
    visits = len(counted.hours.visits)
    meetings = len(counted.meetings) - len(counted.hours.contacts) - visits
    rows = [format_count(meetings, "meeting"), *([format_count(visits, "visit")] if visits else [])]
    sentence = f"Written {format_list(rows)} of {format_period(counted.period)}: {file}"
    data = json_row(HOURS_FIELDS, counted) | json_row(CSV_FIELDS, file)
    return Answer(data, [Line(sentence)], tuple(problems), listing=True)


def show_sheet(counted: PeriodHours, settings: Settings, problems: Iterable[Problem]) -> Answer:
    """Show a page with lines to sign."""
    from coachlog.views.term.time_sheet import time_sheet

    hours, requirement = counted.hours, counted.requirement
    asked = [list(_tell_spans(hours, requirement))] if requirement and hours.spans else []
    page = time_sheet(settings, counted.period, counted.held, tell_hours(hours), *asked)
    data = json_row(HOURS_FIELDS, counted) | json_row(SHEET_FIELDS, page)
    return Answer(data, [Source(page)], tuple(problems), listing=True)


def meeting_table(counted: PeriodHours) -> bytes:
    """Return the meetings as a CSV file."""
    from coachlog.render.csv import csv_bytes

    rows = ([field.value(row) for field in MEETING_ROW_FIELDS] for row in counted.meetings)
    return csv_bytes([field.name for field in MEETING_ROW_FIELDS], rows)


def _bounded(span: RequirementSpan) -> bool:
    return span.period.start > date.min


def tell_hours(hours: Hours) -> Iterator[str]:
    """Return meetings and minutes in sentences."""
    others = {"planned": hours.planned, "cancelled": hours.cancelled, "moved to another day": hours.moved}
    beside = [f"{len(days)} {word}" for word, days in others.items() if days]
    yield ", ".join([f"{format_count(len(hours.held), 'meeting')} held", *beside])
    if hours.visits:
        yield format_count(len(hours.visits), "visit in the classroom", "visits in the classroom")
    if hours.contacts:
        minutes = format_minutes(sum(contact.minutes for contact in hours.contacts))
        yield f"{format_count(len(hours.contacts), 'contact')} between meetings, of {minutes}"
    if hours.held or hours.visits or hours.contacts:
        yield f"{format_minutes(hours.minutes)} together"
    if hours.without_minutes:
        days = format_each_day(hours.without_minutes)
        yield f"Not counted, since nobody wrote the minutes down: {days}"
    if gap := hours.longest_gap:
        between = f"{format_date(gap.start)} and {format_date(gap.end)}"
        yield f"The longest time between two meetings: {format_count(gap.days, 'day')}, between {between}"


def _tell_spans(hours: Hours, requirement: Requirement) -> Iterator[str]:
    yield _asked(requirement)
    for span in hours.spans:
        running = " (not over yet)" if span.running else ""
        yield f"  {tell_span(span, requirement.per)}: {span.given} of {span.asked}{running}"


def tell_span(span: RequirementSpan, per: str) -> str:
    """Return a span of the requirement by the name that people use."""
    start = span.period.start
    match per:
        case "month":
            return f"{MONTHS[start.month - 1]} {start.year}"
        case "week":
            return f"week of {format_date(start)}"
        case _:
            return span.period.name


def _tables(hours: Hours, requirement: Requirement | None) -> Iterator[Part]:
    if hours.modes:
        yield Line()
        rows = [[row.mode or "(not said)", str(row.meetings), str(row.minutes)] for row in hours.modes]
        yield Table(("How", "Meetings", "Minutes"), rows)
        if hours.without_mode:
            first = hours.without_mode[0]
            yield Aside(f"How you met is said by: coachlog meet --date {first} --no-edit --mode phone")
    if hours.activities:
        yield Line()
        yield Table(("Activity", "Meetings"), [[activity, str(count)] for activity, count in hours.activities])
    if hours.phases:
        yield Line()
        yield Table(("Phase", "Meetings"), [[phase, str(count)] for phase, count in hours.phases])
    if requirement and hours.spans:
        yield Line()
        yield Line(_asked_by(requirement))
        spans = [
            [tell_span(span, requirement.per), str(span.given), str(span.asked), "not over yet" if span.running else ""]
            for span in hours.spans
        ]
        yield Table(("Span", "Minutes", "Asked", ""), spans)


def _asked_by(requirement: Requirement) -> str:
    """Return what is asked, and by whom, in the pair's own words."""
    return f"{_asked(requirement)} ({requirement.source})" if requirement.source else _asked(requirement)


def _asked(requirement: Requirement) -> str:
    per = "in total" if requirement.per == "total" else f"a {requirement.per}"
    return f"Asked: {requirement.minutes} minutes {per}"
