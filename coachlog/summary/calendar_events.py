"""A log as a calendar: its meetings, and the goals and steps due on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.fields import format_list
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.log import Log
from coachlog.model.next_steps import NextStep
from coachlog.model.schedule import next_meeting
from coachlog.model.settings import BOTH, Person, Settings

_CALLED_OFF: Final = (MeetingStatus.CANCELLED, MeetingStatus.MOVED)
_MINUTES: Final = 60  # of a meeting whose length nobody has said
_FINISHED_FOR: Final = timedelta(days=28)  # so long a calendar is told of a step that needs no more doing


@frozen
class DatedEvent:
    """An event; without a `start` it is of the whole day. `id` stays, and `changes` counts the versions of it."""

    id: str
    day: date
    title: str
    start: time | None = None
    minutes: int = 0
    about: str = ""
    cancelled: bool = False
    invited: tuple[Person, ...] = ()
    changes: int = 0


@frozen
class Calendar:
    """Events, the moment at which they were gathered in the zone of the two, and who invites."""

    events: tuple[DatedEvent, ...]
    made: datetime
    host: Person | None


def build_events(log: Log, log_id: str, today: date, changes: Mapping[str, int], since: date) -> tuple[DatedEvent, ...]:
    """Return the meetings from a day on, with the next one, and the dated next steps.

    The ids are those of no other log; `changes` are by path.
    """
    meetings = [_meeting(meeting, log.settings, changes) for meeting in log.meetings if meeting.day >= since]
    steps = (_step(step, log.settings, changes) for step in log.steps if _is_told(step, today, since))
    events = sorted([*meetings, *_next(log, today), *steps], key=lambda event: (event.day, event.id))
    return tuple(replace(event, id=f"{event.id}@{log_id}.coachlog.invalid") for event in events)


def _meeting(meeting: Meeting, settings: Settings, changes: Mapping[str, int]) -> DatedEvent:
    return DatedEvent(
        meeting.id,
        meeting.day,
        _pair(settings),
        _clock(meeting.start),
        meeting.minutes or settings.cadence.minutes or _MINUTES,
        meeting.focus,
        cancelled=meeting.status in _CALLED_OFF,
        invited=_invited(settings),
        changes=changes.get(meeting.path, 0),
    )


def _next(log: Log, today: date) -> Iterator[DatedEvent]:
    """Yield the next meeting where it has no note yet; its note will have the same id."""
    coming, settings = next_meeting(log.meetings, log.settings, today), log.settings
    if coming and coming.note is None and all(meeting.day != coming.day for meeting in log.meetings):
        minutes = settings.cadence.minutes or _MINUTES
        yield DatedEvent(
            coming.day.isoformat(),
            coming.day,
            _pair(settings),
            _clock(coming.time),
            minutes,
            coming.focus,
            invited=_invited(settings),
        )


def _step(step: NextStep, settings: Settings, changes: Mapping[str, int]) -> DatedEvent:
    owner = "" if step.owner == BOTH else f"{settings.named(step.owner)}: "
    paths = {copy.path for copy in step.copies}
    return DatedEvent(
        f"step-{step.origin}-{step.id}",
        step.due or step.origin,
        f"{owner}{step.text}",
        cancelled=not step.open,
        changes=sum(changes.get(path, 0) for path in paths),
    )


def _is_told(step: NextStep, today: date, since: date) -> bool:
    due = step.due
    return due is not None and due >= since and (step.open or due >= today - _FINISHED_FOR)


def _invited(settings: Settings) -> tuple[Person, ...]:
    """Return the people of a meeting, if there is an address for more than one of them."""
    reachable = tuple(person for person in settings.people if "@" in person.email)
    return reachable if len(reachable) > 1 else ()


def _pair(settings: Settings) -> str:
    names = [person.first_name for person in settings.people if person.first_name]
    return f"Coaching: {format_list(names)}" if names else "Coaching"


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None
