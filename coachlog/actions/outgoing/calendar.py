"""Gather the events of a log for a calendar."""

from collections import Counter
from datetime import date

from coachlog.context import Context
from coachlog.errors import SurroundingsError
from coachlog.model.log import Log
from coachlog.storage.time_zone import local_zone
from coachlog.summary.calendar_events import Calendar, build_events


def gather_calendar(context: Context, log: Log, since: date = date.min) -> Calendar:
    """Return the events from a day on; an event's version counts the changes of its document in the history."""
    try:
        changes = Counter(path for commit in context.repo.commits.log() for path in commit.paths)
        log_id = context.log_id
    except SurroundingsError:  # without git, or a history, the files are there
        changes, log_id = Counter(), log.name
    events = build_events(log, log_id, context.today, changes, since)
    invited = [person for event in events for person in event.invited]
    zone = local_zone(context.environment.get("TZ", ""))
    me = context.stated_person
    host = me if me in invited else next(iter(invited), None)
    return Calendar(events, context.now().astimezone(zone), host)
