"""The events of a calendar that are meetings of the pair, and what they bring to the log's notes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from coachlog.frozen import frozen
from coachlog.incoming.calendar import IncomingEvent
from coachlog.incoming.facts import Facts, facts_in_line
from coachlog.incoming.import_plan import ImportedMeeting
from coachlog.incoming.meeting_draft import MeetingDraft
from coachlog.incoming.write_meeting import write_meeting
from coachlog.markdown.edit_yaml import write_scalar
from coachlog.model.fields import normalize
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.settings import Person, PersonId, Settings
from coachlog.regex import regex

_OUR_WORK: Final = regex(
    r"\b(?:mentor\w*|mentee|coach\w*|1[:-]1|one[- ]on[- ]one|induction|check[- ]?in|debrief|new teacher)\b",
    re.IGNORECASE,
)


_CALLED_OFF: Final = (MeetingStatus.CANCELLED, MeetingStatus.MOVED)


@frozen
class EventsPlan:
    """The notes that events bring or fill, and the days on which more than one event could be the meeting."""

    meetings: tuple[ImportedMeeting, ...]
    unsure: tuple[date, ...]


def plan_events(
    events: Sequence[IncomingEvent], meetings: Sequence[Meeting], settings: Settings, me: PersonId
) -> EventsPlan:
    """Plan what a calendar adds: missing starts and lengths of meetings, and past meetings without a note."""
    ours = _ours(events, settings, me)
    by_day: dict[date, list[IncomingEvent]] = {}
    for event in ours:
        by_day.setdefault(event.day, []).append(event)
    all_days = {meeting.day for meeting in meetings}
    noted = {meeting.day: meeting for meeting in meetings if meeting.status not in _CALLED_OFF}
    called_off = all_days - set(noted)
    planned, unsure = list[ImportedMeeting](), list[date]()
    for day, of_day in sorted(by_day.items()):
        chosen = _the_one(of_day, noted.get(day), settings)
        if chosen is None:
            unsure.append(day)
        elif day in noted:
            planned += _filled(noted[day], chosen)
        elif day not in called_off:
            planned.append(_new(chosen, settings))
    return EventsPlan(tuple(planned), tuple(unsure))


def _ours(events: Sequence[IncomingEvent], settings: Settings, me: PersonId) -> list[IncomingEvent]:
    """Return the events that name the partner; if none does, those whose words or time fit a meeting."""
    timed = [event for event in events if event.start]
    named = [event for event in timed if any(_names(event, person) for person in settings.besides(me))]
    usual = [event for event in timed if _is_usual(event, settings)]
    return named or [event for event in timed if _OUR_WORK.search(event.title) or event in usual]


def _names(event: IncomingEvent, person: Person) -> bool:
    words = set(re.findall(r"\w+", normalize(event.title)))
    names = {normalize(part) for part in (person.name, *person.name.split()) if len(part) > 1}
    people = {normalize(word) for word in event.people}
    return bool(words & names or people & {*names, normalize(person.email)} - {""})


def _is_usual(event: IncomingEvent, settings: Settings) -> bool:
    cadence = settings.cadence
    return bool(cadence.time) and cadence.weekday == event.day.weekday() and event.start == cadence.time


def _the_one(of_day: Sequence[IncomingEvent], meeting: Meeting | None, settings: Settings) -> IncomingEvent | None:
    """Return the event of a day that is the meeting; None if several could be."""
    for fits in (
        lambda event: meeting is not None and bool(meeting.start) and event.start == meeting.start,
        lambda event: _is_usual(event, settings),
        lambda event: bool(_OUR_WORK.search(event.title)),
        lambda _: True,
    ):
        fitting = [event for event in of_day if fits(event)]
        if len({(event.start, event.minutes) for event in fitting}) == 1:
            return fitting[0]
    return None


def _filled(meeting: Meeting, event: IncomingEvent) -> Iterator[ImportedMeeting]:
    """Yield the fields that a note lacks, as a document with these fields alone."""
    if meeting.start and event.start != meeting.start:
        return
    lacking: Mapping[str, str] = {
        "start": "" if meeting.start else event.start,
        "minutes": "" if meeting.minutes is not None or not event.minutes else str(event.minutes),
    }
    if any(lacking.values()):
        front = [f"{key}: {write_scalar(value)}" for key, value in lacking.items() if value]
        facts = Facts(lacking["start"], int(lacking["minutes"]) if lacking["minutes"] else None)
        text = "\n".join(["---", *front, "---", ""])
        yield ImportedMeeting(meeting.path, text, MeetingDraft(meeting.day, event.title, False, facts, ()))


def _new(event: IncomingEvent, settings: Settings) -> ImportedMeeting:
    facts = Facts(event.start, event.minutes, facts_in_line(event.where).mode)
    draft = MeetingDraft(event.day, "", False, facts, ())
    text = write_meeting(draft, settings, {}, {}, held=True)
    return ImportedMeeting(f"meetings/{event.day}.md", text, draft)
