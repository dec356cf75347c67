"""A contact as it was written down."""

from datetime import date
from typing import Final

from coachlog.actions.week.contacts import AddedContact
from coachlog.model.dates import format_weekday
from coachlog.model.fields import format_minutes
from coachlog.render.view import Answer, Line
from coachlog.views.fields import Field, Fields, json_row

ADDED_CONTACT_FIELDS: Final[Fields[AddedContact]] = (
    Field("date", lambda contact: contact.day),
    Field("minutes", lambda contact: contact.minutes),
    Field("how", lambda contact: contact.how),
    Field("text", lambda contact: contact.text),
    Field("path", lambda contact: contact.path, "the note that keeps it"),
)


def show_added(contact: AddedContact, today: date) -> Answer:
    """Show what was written down, and where."""
    how = f" ({contact.how})" if contact.how else ""
    sentence = f"A contact of {format_minutes(contact.minutes)} on {format_weekday(contact.day, today)}{how}"
    parts = [Line(f"{sentence}: {contact.path}")]
    if contact.beside:
        parts.append(Line(f"That day has this one, too: {contact.beside}. If it is the same talk: coachlog undo"))
    return Answer(json_row(ADDED_CONTACT_FIELDS, contact), parts)
