"""My own work, and what I have read, as they are listed and added."""

from collections.abc import Iterable
from typing import Final

from coachlog.actions.own.work import OwnReading, OwnWork, ReadingList, WorkList
from coachlog.model.audience import ONLY_SELF
from coachlog.model.fields import format_date, format_minutes
from coachlog.model.kinds.reading import Quotation, format_quotation
from coachlog.render.view import Answer, Item, Line, Part, Table
from coachlog.views.fields import Field, Fields, json_row, json_rows

WORK_FIELDS: Final[Fields[OwnWork]] = (
    Field("id", lambda own: own.work.id),
    Field("title", lambda own: own.work.title),
    Field("what", lambda own: own.work.what or None, "course, post, talk, team or product"),
    Field("date", lambda own: own.work.day),
    Field("link", lambda own: own.work.link or None),
    Field("minutes", lambda own: own.work.minutes),
    Field("indicators", lambda own: own.work.indicators, "codes"),
    Field("text", lambda own: own.words, "its lines"),
    Field("path", lambda own: str(own.file)),
)
QUOTATION_FIELDS: Final[Fields[Quotation]] = (
    Field("text", lambda quotation: quotation.words),
    Field("page", lambda quotation: quotation.page or None),
)
READING_FIELDS: Final[Fields[OwnReading]] = (
    Field("id", lambda own: own.reading.id),
    Field("title", lambda own: own.reading.title),
    Field("author", lambda own: own.reading.author or None),
    Field("year", lambda own: own.reading.year or None),
    Field("publisher", lambda own: own.reading.publisher or None),
    Field("link", lambda own: own.reading.link or None),
    Field("date", lambda own: own.reading.day, "the day on which it was noted"),
    Field("reference", lambda own: own.reading.reference, "in APA form"),
    Field("indicators", lambda own: own.reading.indicators, "codes"),
    Field("text", lambda own: own.words, "what it says to me, line by line"),
    Field("quotations", lambda own: own.quotations, fields=QUOTATION_FIELDS),
    Field("path", lambda own: str(own.file)),
)
_ONLY_YOU: Final = Line("Only you can see it.", quiet=True)


def show_work(listing: WorkList) -> Answer:
    """Show my work, one piece a row."""
    part: Part = Line('No work here yet. To add some: coachlog work add "A talk on listening" --what talk', quiet=True)
    if listing.works:
        part = Table(("Date", "What", "Minutes", "Indicators", "Id", "Work"), [*map(_row, listing.works)])
    return Answer(json_rows(WORK_FIELDS, listing.works), [part], listing.problems, listing=True, readers=ONLY_SELF)


def show_added_work(own: OwnWork) -> Answer:
    """Show work that was added."""
    work = own.work
    facts = [
        work.what,
        format_date(work.day) if work.day else "",
        format_minutes(work.minutes) if work.minutes else "",
        _evidence_for(work.indicators),
    ]
    sentence = f"Added “{work.title}” ({', '.join(filter(None, facts))}): {own.file}"
    return Answer(json_row(WORK_FIELDS, own), [Line(sentence), _ONLY_YOU])


def show_readings(listing: ReadingList) -> Answer:
    """Show what I have read, as references, with the quotations below."""
    parts: list[Part] = []
    for own in listing.readings:
        parts.append(Item(own.reading.reference, _evidence_for(own.reading.indicators)))
        parts += [Item(format_quotation(quotation), indent=2) for quotation in own.quotations]
    hint = 'Nothing here yet. To add some: coachlog readings add "Peer Coaching" --author "Foltos, L." --year 2013'
    return Answer(
        json_rows(READING_FIELDS, listing.readings),
        parts or [Line(hint, quiet=True)],
        listing.problems,
        listing=True,
        readers=ONLY_SELF,
    )


def show_added_reading(own: OwnReading) -> Answer:
    """Show what was added, as the reference that it makes."""
    verb = "Added" if own.new else "Added to"
    parts: list[Part] = [Line(f"{verb} “{own.reading.title}”: {own.file}"), Item(own.reading.reference)]
    parts += [Item(format_quotation(quotation), indent=2) for quotation in own.quotations[-1:]]
    return Answer(json_row(READING_FIELDS, own), [*parts, _ONLY_YOU])


def _row(own: OwnWork) -> tuple[str, ...]:
    work = own.work
    return str(work.day or ""), work.what, str(work.minutes or ""), ", ".join(work.indicators), work.id, work.title


def _evidence_for(indicators: Iterable[str]) -> str:
    codes = ", ".join(indicators)
    return f"for {codes}" if codes else ""
