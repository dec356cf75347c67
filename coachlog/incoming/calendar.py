"""The one door of icalendar for what comes in: the events of a calendar, recurring ones day by day."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from itertools import islice
from typing import Any, Final

from coachlog.frozen import frozen
from coachlog.incoming.passages import UnreadableFrom
from coachlog.model.fields import YEARS

_REPEATS: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_MOST_DAYS: Final = 800  # of one recurring event
_LOOK_BACK: Final = timedelta(days=731)
_MOST_EVENTS: Final = 20_000
_LONGEST: Final = 12 * 60  # minutes of a meeting
_ADVICE: Final = "export the calendar again (in Google Calendar: Settings, Import & export), then import that file"

_Moment = datetime | date


@frozen
class IncomingEvent:
    """An event on one day; an event of a whole day has no start, `people` are names and addresses."""

    day: date
    start: str
    minutes: int | None
    title: str
    where: str
    people: tuple[str, ...]


def read_calendar(text: str, until: date, to_local: Callable[[datetime], datetime]) -> tuple[IncomingEvent, ...]:
    """Return the events of the two years up to a day, the oldest first, without those that were cancelled.

    `to_local` turns a moment of no place's time into the time here. Raise UnreadableFrom if it is no calendar.
    """
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(text, multiple=True)
        components = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise UnreadableFrom("it cannot be read as a calendar", _ADVICE) from None
    if len(components) > _MOST_EVENTS:
        raise UnreadableFrom(f"it has more than {_MOST_EVENTS:,} events", "export a shorter time")
    moved = {(str(event.get("UID", "")), at) for event in components if (at := _plain(_when(event, "RECURRENCE-ID")))}
    events = set[IncomingEvent]()
    for event in components:
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        events.update(islice(_days(event, moved, until, to_local), _MOST_DAYS))
    return tuple(sorted(events, key=lambda event: (event.day, event.start, event.title)))


def _when(event: Any, name: str) -> _Moment | None:
    try:
        value = getattr(event.get(name), "dt", None)
    except ValueError:  # it was written wrongly
        return None
    return value if isinstance(value, date) else None


def _plain(moment: _Moment | None) -> _Moment | None:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment


def _days(
    event: Any, moved: set[tuple[str, _Moment]], until: date, to_local: Callable[[datetime], datetime]
) -> Iterator[IncomingEvent]:
    start = _when(event, "DTSTART")
    if start is None or start.year not in YEARS:
        return
    is_one_of_many = _when(event, "RECURRENCE-ID") is not None
    left_out = {_plain(day.dt) for dates in _listed(event.get("EXDATE")) for day in dates.dts}
    identity = str(event.get("UID", ""))
    for moment in (start,) if is_one_of_many else _repeated(event, start, until):
        at = _plain(moment)
        if at in left_out or (not is_one_of_many and (identity, at) in moved):
            continue
        made = _event(event, moment, to_local)
        if until - _LOOK_BACK <= made.day <= until:
            yield made


def _repeated(event: Any, start: _Moment, until: date) -> Iterator[_Moment]:
    """Yield the moments of an event, in the time of its own place."""
    rule: Any = event.get("RRULE")
    zone = start.tzinfo if isinstance(start, datetime) else None
    if not hasattr(rule, "to_ical") or str(next(iter(rule.get("FREQ", ())), "")).upper() not in _REPEATS:
        yield start
        return
    from dateutil.rrule import rrulestr

    ends = [_in_zone(end, zone) for end in rule.get("UNTIL", ())]
    text = ";".join(part for part in rule.to_ical().decode().split(";") if not part.upper().startswith("UNTIL="))
    first = datetime(start.year, start.month, start.day, *(_clock(start) or (0, 0)))  # noqa: DTZ001 - in its own place
    last = datetime(until.year, until.month, until.day, 23, 59)  # noqa: DTZ001
    try:
        days = islice(rrulestr(text, dtstart=first).xafter(max(first, last - _LOOK_BACK), inc=True), _MOST_DAYS)
        for day in days:
            if day > last or any(_is_after(day, end) for end in ends if end):
                return
            yield day.replace(tzinfo=zone) if isinstance(start, datetime) else day.date()
    except (ValueError, OverflowError, TypeError):
        yield start
    for dates in _listed(event.get("RDATE")):
        yield from (day.dt for day in dates.dts if isinstance(day.dt, date))


def _in_zone(end: _Moment, zone: tzinfo | None) -> _Moment | None:
    return _plain(end.astimezone(zone) if isinstance(end, datetime) and end.tzinfo else end)


def _is_after(day: datetime, end: _Moment) -> bool:
    return day > end if isinstance(end, datetime) else day.date() > end


def _clock(moment: _Moment) -> tuple[int, int] | None:
    return (moment.hour, moment.minute) if isinstance(moment, datetime) else None


def _event(event: Any, moment: _Moment, to_local: Callable[[datetime], datetime]) -> IncomingEvent:
    local = moment
    if isinstance(moment, datetime) and moment.tzinfo is not None and str(moment.tzinfo) in ("UTC", "Etc/UTC"):
        local = to_local(moment)
    clock = _clock(local)
    return IncomingEvent(
        local.date() if isinstance(local, datetime) else local,
        f"{clock[0]:02}:{clock[1]:02}" if clock else "",
        _minutes(event) if clock else None,
        " ".join(str(event.get("SUMMARY", "")).split()),
        " ".join(f"{event.get('LOCATION', '')} {event.get('X-GOOGLE-CONFERENCE', '')}".split()),
        tuple(_people(event)),
    )


def _minutes(event: Any) -> int | None:
    start, end = _when(event, "DTSTART"), _when(event, "DTEND")
    length = getattr(event.get("DURATION"), "dt", None)
    if isinstance(start, datetime) and isinstance(end, datetime) and (start.tzinfo is None) == (end.tzinfo is None):
        length = end - start
    minutes = round(length.total_seconds() / 60) if isinstance(length, timedelta) else 0
    return minutes if 0 < minutes <= _LONGEST else None


def _people(event: Any) -> Iterator[str]:
    for name in ("ATTENDEE", "ORGANIZER"):
        for person in _listed(event.get(name)):
            yield str(person).removeprefix("mailto:").removeprefix("MAILTO:")
            if common := getattr(person, "params", {}).get("CN"):
                yield str(common)


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
