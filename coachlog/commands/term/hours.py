"""`coachlog hours`: meetings held and minutes."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from coachlog.app.command import command, context_of
from coachlog.app.period_argument import PeriodName, chosen_period
from coachlog.errors import CoachlogError
from coachlog.model.fields import MONTHS, format_count, format_date, format_day, format_list, format_minutes
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.period import Period
from coachlog.model.settings import Requirement
from coachlog.render.view import Answer, Line, Part, Source, Table, Title
from coachlog.summary.hours import Hours, MeetingRow, RequirementSpan, build_hours, meeting_rows
from coachlog.views.names import format_period


def hours(
    ctx: typer.Context,
    period: PeriodName = "",
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write the meetings as a table")] = None,
    sheet: Annotated[bool, typer.Option("--sheet", help="Print a page with lines to sign")] = False,
) -> Answer:
    """Count meetings held and minutes."""
    context = context_of(ctx)
    span = chosen_period(context, period)
    log = context.read(("meeting",))
    found = build_hours(log, span, context.today)
    data = hours_data(found, span, log.settings.requirement)
    if csv:
        rows = meeting_rows(log, span)
        _write_table(csv, rows)
        told = f"Written {format_count(len(rows), 'meeting')} of {format_period(span)}: {csv}"
        return Answer(data | {"csv": str(csv)}, [Line(told)], log.problems, listing=True)
    if sheet:
        from coachlog.views.time_sheet import sheet_of

        held = (row for row in meeting_rows(log, span) if row.status is MeetingStatus.HELD)
        asked = [list(_tell_spans(found, log.settings.requirement))] if log.settings.requirement and found.spans else []
        page = sheet_of(log.settings, span, held, tell_hours(found), *asked)
        return Answer(data | {"sheet": page}, [Source(page)], log.problems, listing=True)
    parts: list[Part] = [Title(format_period(span)), *(Line(text) for text in tell_hours(found))]
    parts += _tables(found, log.settings.requirement)
    return Answer(data, parts, log.problems, listing=True)


app = command(hours)


def hours_data(found: Hours, period: Period, requirement: Requirement | None) -> dict[str, Any]:
    """Meetings and minutes as a program reads them: dates, numbers, modes and kinds of work, and no words beside."""
    gap = found.longest_gap
    return {
        "period": period.name,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "held": len(found.held),
        "planned": len(found.planned),
        "cancelled": len(found.cancelled),
        "moved": len(found.moved),
        "minutes": found.minutes,
        "without_minutes": [day.isoformat() for day in found.without_minutes],
        "modes": [{"mode": row.mode, "meetings": row.meetings, "minutes": row.minutes} for row in found.modes],
        "activities": [{"activity": activity, "meetings": count} for activity, count in found.activities],
        "phases": [{"phase": phase, "meetings": count} for phase, count in found.phases],
        "requirement": requirement and {"minutes": requirement.minutes, "per": requirement.per},
        "spans": [_span_data(span) for span in found.spans],
        "longest_gap": gap and {"from": gap.start.isoformat(), "to": gap.end.isoformat(), "days": gap.days},
    }


def tell_hours(found: Hours) -> Iterator[str]:
    """Meetings and minutes in sentences."""
    others = {"planned": found.planned, "cancelled": found.cancelled, "moved to another day": found.moved}
    beside = [f"{len(days)} {word}" for word, days in others.items() if days]
    yield ", ".join([f"{format_count(len(found.held), 'meeting')} held", *beside])
    if found.held:
        yield f"{format_minutes(found.minutes)} together"
    if found.without_minutes:
        days = format_list([format_day(day) for day in found.without_minutes])
        yield f"Not counted, since nobody wrote the minutes down: {days}"
    if gap := found.longest_gap:
        between = f"{format_date(gap.start)} and {format_date(gap.end)}"
        yield f"The longest time between two meetings: {format_count(gap.days, 'day')}, between {between}"


def _tell_spans(found: Hours, requirement: Requirement) -> Iterator[str]:
    yield _asked_by(requirement)
    for span in found.spans:
        running = " (not over yet)" if span.running else ""
        yield f"  {tell_span(span, requirement.per)}: {span.given} of {span.asked}{running}"


def tell_span(span: RequirementSpan, per: str) -> str:
    """A span of the requirement by the name that people use."""
    start = span.period.start
    match per:
        case "month":
            return f"{MONTHS[start.month - 1]} {start.year}"
        case "week":
            return f"week of {format_date(start)}"
        case _:
            return span.period.name


def _span_data(span: RequirementSpan) -> dict[str, Any]:
    bounded = span.period.start > date.min
    return {
        "name": span.period.name,
        "start": span.period.start.isoformat() if bounded else None,
        "end": span.period.end.isoformat() if bounded else None,
        "minutes": span.given,
        "asked": span.asked,
        "running": span.running,
    }


def _tables(found: Hours, requirement: Requirement | None) -> Iterator[Part]:
    if found.modes:
        yield Line()
        rows = [[row.mode or "(not said)", str(row.meetings), str(row.minutes)] for row in found.modes]
        yield Table(("How", "Meetings", "Minutes"), rows)
    if found.activities:
        yield Line()
        yield Table(("Activity", "Meetings"), [[activity, str(count)] for activity, count in found.activities])
    if found.phases:
        yield Line()
        yield Table(("Phase", "Meetings"), [[phase, str(count)] for phase, count in found.phases])
    if requirement and found.spans:
        yield Line()
        yield Line(_asked_by(requirement))
        spans = [
            [tell_span(span, requirement.per), str(span.given), str(span.asked), "not over yet" if span.running else ""]
            for span in found.spans
        ]
        yield Table(("Span", "Minutes", "Asked", ""), spans)


def _asked_by(requirement: Requirement) -> str:
    """What is asked, and by whom."""
    per = "in total" if requirement.per == "total" else f"a {requirement.per}"
    source = f" ({requirement.source})" if requirement.source else ""
    return f"Asked: {requirement.minutes} minutes {per}{source}"


def _write_table(file: Path, rows: Iterable[MeetingRow]) -> None:
    from coachlog.render.csv import csv_bytes
    from coachlog.storage.files import plain_errors

    columns = ("date", "start", "minutes", "mode", "status", "activities", "phase")
    cells = (
        (row.day.isoformat(), row.start, row.minutes, row.mode, row.status.value, ", ".join(row.activities), row.phase)
        for row in rows
    )
    with plain_errors(str(file)):
        try:
            with file.open("xb") as new:
                new.write(csv_bytes(columns, cells))
        except FileExistsError:
            raise CoachlogError(f"there is a file {file} already", "say another name, or move that one away") from None
