"""Check for dates that contradict each other."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations

from coachlog.checks.check import Check, LogFiles
from coachlog.errors import Problem
from coachlog.model.clock import format_clock
from coachlog.model.dates import Aim, DateReader
from coachlog.model.fields import format_date
from coachlog.model.schedule import SECOND_NOTE, notes_of_one_day
from coachlog.model.settings import FILE
from coachlog.summary.still_planned import STILL_PLANNED, planned_problems

_OVERLAP = "terms-overlap"
_ORDER = "dates-order"
_NAME = "name-date"
_NIGHT = "at-night"
_MORNING = "06:00"
_REPEATED = "repeated-term"
_NO_ID = "term-without-id"
_LONG = "long-period"
_TERM, _BREAK = 400, 150  # days that are more than a school year, and more than a summer


def _find(files: LogFiles) -> Iterator[Problem]:
    yield from _terms(files)
    for goal in files.log.goals:
        if goal.opened and goal.closed and goal.closed < goal.opened:
            message = f"closed: {goal.closed} is before the day on which the goal was opened, {goal.opened}"
            yield files.problem(goal.path, "closed", _ORDER, message)
    for plan in files.log.plans:
        if plan.start and plan.end and plan.end < plan.start:
            yield files.problem(plan.path, "end", _ORDER, f"end: {plan.end} is before the start, {plan.start}")
        for typed in (typed for _, typed in plan.agreed):
            with suppress(ValueError):
                DateReader(plan.start, files.log.settings.dates).parse(typed, Aim.DUE)
                continue
            message = f"agreed: `{typed}` is not a date; write it as {plan.start or '2026-11-19'}"
            yield files.problem(plan.path, "agreed", "bad-date", message)
    second = {problem.path: problem for problem in notes_of_one_day(files.log.meetings)}
    yield from second.values()
    for meeting in files.log.meetings:
        day = meeting.day.isoformat()
        if meeting.id != day and not meeting.id.startswith(f"{day}-") and meeting.path not in second:
            belongs = f"the meeting of {format_date(meeting.day)} belongs in meetings/{day}.md"
            message = f"date: {belongs}: rename the file, or put its date right, then coachlog save"
            yield files.problem(meeting.path, "date", _NAME, message)
        yield from _at_night(files, meeting.path, "start", meeting.start)
    yield from planned_problems(files.log, files.today) if files.today else ()
    yield from _at_night(files, FILE, "time", files.log.settings.cadence.time)


DAYS = Check(
    (
        (_OVERLAP, "two terms have days in common"),
        (_REPEATED, "two terms have the same id"),
        (_NO_ID, "a term has no id, so nothing can name it"),
        (_LONG, "a term or a break is so long that its year may be a slip"),
        (_ORDER, "something ends before it began"),
        (_NIGHT, "a meeting begins at night, so perhaps the afternoon is meant"),
        (_NAME, "a meeting's file is not named by its date"),
        (STILL_PLANNED, "a meeting whose day has come is still planned, and its note has words or minutes"),
        (SECOND_NOTE, "two notes are of one day, and one of them has no name of a second meeting"),
    ),
    _find,
)


def _at_night(files: LogFiles, path: str, key: str, clock: str) -> Iterator[Problem]:
    if "00:00" <= clock < _MORNING:
        hour, _, minutes = clock.partition(":")
        message = f"{key}: {format_clock(clock)}; for the afternoon write {int(hour) + 12}:{minutes}"
        yield files.problem(path, key, _NIGHT, message)


def _terms(files: LogFiles) -> Iterator[Problem]:
    settings = files.log.settings
    for key, periods, most in (("terms", settings.terms, _TERM), ("breaks", settings.breaks, _BREAK)):
        for period in periods:
            if (days := (period.end - period.start).days) > most:
                message = f"{key}: from {period.start} to {period.end} are {days} days: is the year right?"
                yield files.problem(FILE, key, _LONG, message)
    for term in (term for term in settings.terms if not term.name):
        message = f"terms: the term from {term.start} has no name: write one as `id: {term.start.year}-fall`"
        yield files.problem(FILE, "terms", _NO_ID, message)
    for first, second in combinations(files.log.settings.terms, 2):
        if first.name.casefold() == second.name.casefold():
            yield files.problem(FILE, "terms", _REPEATED, f"terms: two terms have the id `{first.name}`")
        elif max(first.start, second.start) <= min(first.end, second.end):
            message = f"terms: {first.name} and {second.name} have days in common"
            yield files.problem(FILE, "terms", _OVERLAP, message)
