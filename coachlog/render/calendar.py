"""Events as a calendar: each with an id that stays, and in the zone of this computer."""

from datetime import UTC, datetime, timedelta

import icalendar

from coachlog.model.settings import Person
from coachlog.render.escape import safe
from coachlog.render.page import PrintedPage
from coachlog.summary.calendar_events import Calendar, DatedEvent


def file_bytes(page: PrintedPage) -> bytes:
    """Return the events of a page as a calendar file."""
    calendar = page.answer.calendar
    return calendar_bytes(calendar) if calendar else b""


def calendar_bytes(calendar: Calendar) -> bytes:
    """Return events as a calendar file."""
    written = icalendar.Calendar()
    written.add("prodid", "-//coachlog//coachlog 1//EN")
    written.add("version", "2.0")
    written.add("method", "REQUEST" if _invites(calendar) else "PUBLISH")
    for event in calendar.events:
        written.add_component(_event(event, calendar))
    if calendar.events:
        days = [event.day for event in calendar.events]
        written.add_missing_timezones(first_date=min(days), last_date=max(days) + timedelta(days=366))
    return bytes(written.to_ical())


def _invites(calendar: Calendar) -> bool:
    return calendar.host is not None and any(event.invited for event in calendar.events)


def _event(event: DatedEvent, calendar: Calendar) -> icalendar.Event:
    written = icalendar.Event()
    written.add("uid", safe(event.id))
    written.add("sequence", event.changes)
    written.add("dtstamp", calendar.made.astimezone(UTC))
    written.add("summary", safe(event.title))
    if event.about:
        written.add("description", safe(event.about))
    written.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    _add_time(written, event, calendar)
    if event.invited and calendar.host:
        written.add("organizer", _address(calendar.host))
        for person in event.invited:
            written.add("attendee", _address(person))
    return written


def _add_time(written: icalendar.Event, event: DatedEvent, calendar: Calendar) -> None:
    if event.start is None:
        written.add("dtstart", event.day)
        written.add("dtend", event.day + timedelta(days=1))
        written.add("transp", "TRANSPARENT")
        return
    start = datetime.combine(event.day, event.start, calendar.made.tzinfo)
    end = start + timedelta(minutes=event.minutes)
    has_name = hasattr(calendar.made.tzinfo, "key")  # else the moment itself, which every zone knows
    written.add("dtstart", start if has_name else start.astimezone(UTC))
    written.add("dtend", end if has_name else end.astimezone(UTC))


def _address(person: Person) -> icalendar.vCalAddress:
    address = icalendar.vCalAddress(f"mailto:{safe(person.email)}")
    address.params["cn"] = icalendar.vText(safe(person.name or person.id))
    return address
