"""Visits in a classroom, as they are listed, drafted, read and shared."""

from collections.abc import Iterator, Sequence
from typing import Final

from coachlog.actions.own.visits import PairVisit, VisitList, VisitText
from coachlog.model.audience import ONLY_SELF, WITHIN
from coachlog.model.clock import format_clock
from coachlog.model.fields import WEEKDAYS, format_day, format_minutes
from coachlog.render.view import Answer, Line, Part, Source, Table
from coachlog.views.fields import Field, Fields, json_row, json_rows

VISIT_FIELDS: Final[Fields[PairVisit]] = (
    Field("id", lambda shown: shown.visit.id),
    Field("title", lambda shown: shown.visit.title),
    Field("date", lambda shown: shown.visit.day),
    Field("visitor", lambda shown: shown.visit.visitor, "a person's id, or `both`"),
    Field("whose", lambda shown: shown.visit.whose, "a person's id, or the name of a third teacher"),
    Field("start", lambda shown: shown.visit.start or None),
    Field("minutes", lambda shown: shown.visit.minutes),
    Field("class", lambda shown: shown.visit.class_name or None),
    Field("status", lambda shown: "draft" if shown.draft else "shared", "draft (only its visitor has it) or shared"),
    Field("goals", lambda shown: shown.visit.goals, "ids"),
    Field("lessons", lambda shown: shown.visit.lessons, "ids"),
    Field("indicators", lambda shown: shown.visit.indicators, "codes"),
    Field("path", lambda shown: str(shown.file) if shown.draft else shown.visit.path),
)
VISIT_TEXT_FIELDS: Final[Fields[VisitText]] = (Field("text", lambda text: text.text, "its Markdown"),)


def show_visits(listing: VisitList) -> Answer:
    """Show visits, one a row."""
    part: Part = Line('No visit here yet. To draft one: coachlog visits add --look "wait time"', quiet=True)
    if listing.visits:
        columns = ("Date", "Visitor", "Whose", "Class", "Minutes", "Status", "Id")
        part = Table(columns, [*map(_row, listing.visits)])
    return Answer(json_rows(VISIT_FIELDS, listing.visits), [part], listing.problems, listing=True, readers=ONLY_SELF)


def show_added(shown: PairVisit) -> Answer:
    """Show a visit that was drafted."""
    parts = [
        Line(f"Drafted the visit to {shown.teacher} of {_day(shown)}: {shown.file}"),
        Line("Only you can see it."),
        Line(f"To add what was said and done: coachlog visits update {shown.visit.id} --saw TEXT", quiet=True),
        Line(f"After the talk: coachlog visits share {shown.visit.id}", quiet=True),
    ]
    return Answer(json_row(VISIT_FIELDS, shown), parts)


def show_updated(shown: PairVisit, edited: Sequence[str] = ()) -> Answer:
    """Show a draft that was changed, with the editor's sentences."""
    sentence = f"The visit to {shown.teacher} of {_day(shown)} is up to date: {shown.file}"
    return Answer(json_row(VISIT_FIELDS, shown), [Line(sentence), *map(Line, edited), Line("Only you can see it.")])


def show_text(text: VisitText) -> Answer:
    """Show a visit's Markdown."""
    who = "only you can see it" if text.shown.draft else "shared"
    parts: list[Part] = [Line(f"{text.shown.visit.id}: {who}"), Line(), Source(text.text)]
    readers = ONLY_SELF if text.shown.draft else WITHIN
    return Answer(json_row(VISIT_FIELDS, text.shown) | json_row(VISIT_TEXT_FIELDS, text), parts, readers=readers)


def preview_lines(text: VisitText) -> Iterator[str]:
    """Yield what the partner will read, line by line."""
    yield "Your partner will read this:"
    yield ""
    yield from text.text.rstrip("\n").splitlines()
    yield ""


def show_shared(shown: PairVisit) -> Answer:
    """Show a visit that is in the log now."""
    sentence = f"The visit to {shown.teacher} of {_day(shown)} is in the log now: {shown.visit.path}"
    hint = "What is shared stays in the history of both. To take it back before you exchange it: coachlog undo"
    return Answer(json_row(VISIT_FIELDS, shown), [Line(sentence), Line(hint, quiet=True)])


def _row(shown: PairVisit) -> tuple[str, ...]:
    visit = shown.visit
    status = "only I see it" if shown.draft else "shared"
    return str(visit.day), shown.visitor, shown.teacher, visit.class_name, str(visit.minutes or ""), status, visit.id


def _day(shown: PairVisit) -> str:
    day = shown.visit.day
    at = f", at {format_clock(shown.visit.start)}" if shown.visit.start else ""
    minutes = f", {format_minutes(shown.visit.minutes)}" if shown.visit.minutes else ""
    return f"{WEEKDAYS[day.weekday()].title()} {format_day(day)}{at}{minutes}"
