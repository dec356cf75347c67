"""The facts for a programme, as a page to sign and as rows."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from coachlog.actions.outgoing.program_form import ProgramForm
from coachlog.errors import Problem
from coachlog.model.audience import WITHIN, Audience
from coachlog.model.fields import format_date, format_each_day, format_list, format_minutes
from coachlog.render.view import Answer, Line, Part, Prose, Table, Title
from coachlog.summary.program_facts import AskedSpan, CodeCount, HeldMeeting, ProgramFacts, Signer, StatusCount
from coachlog.summary.program_form import CONFIDENTIAL, count_meetings, say_days
from coachlog.views.fields import Field, Fields, json_row, json_rows

SIGNER_FIELDS: Final[Fields[Signer]] = (
    Field("name", lambda signer: signer.name),
    Field("role", lambda signer: str(signer.role) if signer.role else None),
)
HELD_MEETING_FIELDS: Final[Fields[HeldMeeting]] = (
    Field("date", lambda meeting: meeting.day),
    Field("start", lambda meeting: f"{meeting.start:%H:%M}" if meeting.start else None),
    Field("minutes", lambda meeting: meeting.minutes),
    Field("mode", lambda meeting: str(meeting.mode) if meeting.mode else None),
)
CODE_COUNT_FIELDS: Final[Fields[CodeCount]] = (
    Field("category", lambda row: str(row.code)),
    Field("meetings", lambda row: row.meetings),
)
ASKED_SPAN_FIELDS: Final[Fields[AskedSpan]] = (
    Field("start", lambda span: span.start if _bounded(span) else None),
    Field("end", lambda span: span.end if _bounded(span) else None),
    Field("minutes", lambda span: span.minutes),
    Field("asked", lambda span: span.asked),
    Field("running", lambda span: span.running, "true if it has days to come"),
)
STATUS_COUNT_FIELDS: Final[Fields[StatusCount]] = (
    Field("status", lambda row: str(row.status)),
    Field("count", lambda row: row.count),
)
PROGRAM_FACTS_FIELDS: Final[Fields[ProgramFacts]] = (
    Field("start", lambda facts: facts.start),
    Field("end", lambda facts: facts.end),
    Field("people", lambda facts: facts.people, "", SIGNER_FIELDS),
    Field("meetings", lambda facts: facts.meetings, "those that took place, visits among them", HELD_MEETING_FIELDS),
    Field("visits", lambda facts: facts.visits, "how many of these were visits in a classroom"),
    Field("contacts", lambda facts: facts.contacts, "short talks between meetings", HELD_MEETING_FIELDS),
    Field("minutes", lambda facts: facts.minutes),
    Field("without_minutes", lambda facts: facts.without_minutes, "days of meetings whose minutes nobody wrote down"),
    Field("categories", lambda facts: facts.categories, "of the programme", CODE_COUNT_FIELDS),
    Field("spans", lambda facts: facts.spans, "spans of what the programme asks for", ASKED_SPAN_FIELDS),
    Field("goals", lambda facts: facts.goals, "", STATUS_COUNT_FIELDS),
    Field("lessons", lambda facts: facts.lessons, "", STATUS_COUNT_FIELDS),
)


def show_program_form(filled: ProgramForm) -> Answer:
    """Show a programme's form, filled."""
    return Answer(
        json_row(PROGRAM_FACTS_FIELDS, filled.facts) | {"form": filled.form.text},
        [Prose(filled.form.text)],
        filled.problems,
        title=filled.name.replace("-", " ").capitalize() if len(filled.form.pages) > 1 else "",
        status=int(bool(filled.problems)),
        readers=WITHIN | {Audience.PROGRAM},
        leaves="names, days, minutes, the way of each meeting, codes and counts",
        left_out=("every title and every word",),
    )


def show_program_facts(facts: ProgramFacts, problems: Sequence[Problem]) -> Answer:
    """Show the facts of a period."""
    return Answer(
        json_row(PROGRAM_FACTS_FIELDS, facts),
        [*_parts(facts)],
        tuple(problems),
        title=f"Coaching, {say_days(facts.start, facts.end)}",
        rows=json_rows(HELD_MEETING_FIELDS, sorted([*facts.meetings, *facts.contacts], key=lambda row: row.day)),
        status=int(bool(problems)),
        readers=WITHIN | {Audience.PROGRAM},
        leaves="names, days, minutes, the way of each meeting, codes and counts",
        left_out=("every title and every word",),
    )


def _parts(facts: ProgramFacts) -> Iterator[Part]:
    yield Line(format_list([_named(signer) for signer in facts.people]))
    yield Line(f"{count_meetings(facts)} held, {format_minutes(facts.minutes)} together")
    if facts.without_minutes:
        days = format_each_day(facts.without_minutes, format_date)
        yield Line(f"Not counted, since nobody wrote the minutes down: {days}")
    yield from _counts("Goals", facts.goals)
    yield from _counts("Lessons", facts.lessons)
    if facts.spans:
        yield Title("Minutes against what is asked")
        yield Table(("Days", "Minutes", "Asked", "So far"), [_span_row(span) for span in facts.spans])
    if facts.meetings:
        yield Title("Meetings")
        yield Table(("Date", "Start", "Minutes", "How"), [_meeting_row(meeting) for meeting in facts.meetings])
    if facts.categories:
        yield Title("Categories of the programme")
        yield Table(("Category", "Meetings"), [(str(row.code), str(row.meetings)) for row in facts.categories])
    yield Title("Signed")
    yield Table(("Name", "Signature", "Date"), [[_named(signer), "", ""] for signer in facts.people])
    yield Line(CONFIDENTIAL, quiet=True)


def _counts(what: str, rows: Sequence[StatusCount]) -> Iterator[Part]:
    if rows:
        yield Line(f"{what}: {format_list([f'{row.count} {row.status}' for row in rows])}")


def _named(signer: Signer) -> str:
    return f"{signer.name} ({signer.role})" if signer.role and str(signer.role) != signer.name else signer.name


def _span_row(span: AskedSpan) -> tuple[str, ...]:
    return (
        say_days(span.start, span.end),
        str(span.minutes),
        str(span.asked),
        "not over yet" if span.running else "over",
    )


def _meeting_row(meeting: HeldMeeting) -> tuple[str, ...]:
    start = f"{meeting.start:%H:%M}" if meeting.start else ""
    minutes = "" if meeting.minutes is None else str(meeting.minutes)
    return format_date(meeting.day), start, minutes, str(meeting.mode or "")


def _bounded(span: AskedSpan) -> bool:
    return span.start > date.min
